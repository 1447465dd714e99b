import type { IsoDate, Model, PriceBook, TuningOffer } from '../../prices/price-book.js';
import type { Approach, Assumption, Blocker, Ledger, PlanKind, PlanQuality } from '../advice.js';
import type { CompleteWorkload } from '../defaults.js';

/** What every kind of plan gets to see. */
export interface PlanContext {
  readonly workload: CompleteWorkload;
  readonly book: PriceBook;
  readonly asOf: IsoDate;
  /** First day after the horizon. */
  readonly horizonEnd: IsoDate;
  /** The model in use. */
  readonly current: Model;
  /** Untuned models worth considering instead of it. */
  readonly candidates: readonly Model[];
  /** Tuning offers worth considering. */
  readonly offers: readonly TuningOffer[];
}

/** The last day of something a plan needs. */
export interface PlanEnd {
  /** First day on which it no longer works. */
  readonly on: IsoDate;
  readonly orLater: boolean;
  /** What ends, in plain words: `GPT-4o stops answering`. */
  readonly because: string;
}

/** One query's cost from a day on. */
export interface DatedLedger {
  readonly from: IsoDate;
  readonly ledger: Ledger;
}

/** A way of serving the workload, as its kind describes it: what it costs and what stands in its way. */
export interface PlanDraft {
  readonly id: string;
  readonly kind: PlanKind;
  readonly approach: Approach;
  readonly title: string;
  readonly modelName: string;
  readonly provider: string;
  readonly platform: string;
  /** Obstacles that the kind itself knows of; gates that need the whole picture are added by `weigh`. */
  readonly blockers: readonly Blocker[];
  readonly upfront: Ledger;
  /** The first entry holds on the first day; later ones are announced prices. */
  readonly perQuery: readonly DatedLedger[];
  readonly monthly: Ledger;
  readonly recurring?: { readonly everyMonths: number; readonly ledger: Ledger };
  readonly end?: PlanEnd;
  readonly quality: PlanQuality;
  readonly workingDays: number;
  readonly assumptions: readonly Assumption[];
}

/** One kind of plan: a file of this folder, listed in `index.ts`. */
export interface PlanKindModule {
  readonly kind: PlanKind;
  /**
   * True where no model is trained, so that a plan of this kind can be *the best untuned plan* that tuned ones
   * are measured against.
   */
  readonly untuned: boolean;
  /** Every plan of this kind that is worth weighing, blocked ones included where people would ask for them. */
  propose(context: PlanContext): readonly PlanDraft[];
}
