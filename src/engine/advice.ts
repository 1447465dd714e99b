import type { Confidence, IsoDate, PriceFact } from '../prices/price-book.js';
import type { Ledger } from './cost/ledger.js';
import type { Assumption } from './defaults.js';
import type { PlanKind } from './plans/index.js';
import type { Approach, Blocker, PlanNames, PlanQuality, Training } from './plans/plan-kind.js';
import type { Workload } from './workload.js';

/** The answer of `advise`: a verdict, every plan behind it as ledgers, and the prices it rests on. Plain data. */

export type { Ledger, LedgerLine, LinePart } from './cost/ledger.js';
export type { Assumption } from './defaults.js';
export type { PlanKind } from './plans/index.js';
export type { Approach, Blocker, PlanNames, PlanQuality, Training } from './plans/plan-kind.js';

/** When a plan has earned back what it cost more than another. */
export type Breakeven =
  | {
      readonly kind: 'reached';
      /** Queries that the plan serves until then, rounded up. */
      readonly queries: number;
      /** Days from go-live until then, exact. 0 when it never costs more. */
      readonly days: number;
      /** Calendar day, rounded up, counted from the decision and so including the build. */
      readonly date: IsoDate;
      /** Saving on one query at the first day's prices, fixed costs apart. */
      readonly savingPerQueryUsd: number;
    }
  | {
      readonly kind: 'never';
      /** Why, in one plain sentence. */
      readonly why: string;
      /** Zero or less, or too small for the fixed costs; `null` when a cost is unknown. */
      readonly savingPerQueryUsd: number | null;
    };

/** How long a plan can run. */
export interface Lifetime {
  /** Months of 30 days from go-live, `null` when no end is announced. */
  readonly months: number | null;
  /** First day on which it no longer works. */
  readonly until?: IsoDate;
  /** True when the end is announced as "this day or later". */
  readonly orLater?: boolean;
  /** What ends it, in plain words. */
  readonly because: string;
}

/** One way of serving the workload, with everything that was worked out about it. */
export interface Plan {
  /** Stable and unique in an advice: `switch-model:gpt-6-luna`. */
  readonly id: string;
  readonly kind: PlanKind;
  readonly approach: Approach;
  /** What to do, in plain words: `Switch to GPT-6 Luna`. */
  readonly title: string;
  readonly names: PlanNames;
  /** Name of the model that would answer. */
  readonly modelName: string;
  readonly provider: string;
  readonly platform: string;
  readonly feasible: boolean;
  readonly blockers: readonly Blocker[];
  /** Paid once, at the decision. */
  readonly upfront: Ledger;
  /** One query at the first day's prices. */
  readonly perQuery: Ledger;
  /** Later prices of one query that are already announced, ascending. */
  readonly perQueryLater: readonly { readonly from: IsoDate; readonly ledger: Ledger }[];
  /** Fixed cost a month, paid whatever the volume. */
  readonly monthly: Ledger;
  /** Paid again every so often while the plan lives: a retrain. */
  readonly recurring?: { readonly everyMonths: number; readonly ledger: Ledger };
  /** Bill of the first month of 30 days at full volume, fixed costs included. */
  readonly firstMonthUsd: number | null;
  readonly breakeven: {
    readonly againstKeep: Breakeven;
    /** Against the best untuned plan; `null` for that plan itself. */
    readonly againstBestUntuned: Breakeven | null;
  };
  readonly lifetime: Lifetime;
  /** Net present value of everything paid over the horizon, upfront included, if all is as stated. */
  readonly horizonCostUsd: number | null;
  /** The same on average over the futures that the choice rests on: prices fall, volumes differ, tunes may fail. */
  readonly expectedCostUsd: number | null;
  readonly quality: PlanQuality;
  /** Present where a model is trained. */
  readonly training?: Training;
  /** Whether it answers as the present plan does, so that there is nothing to measure. */
  readonly answersAsToday: boolean;
  /** Whether it brings facts that the model does not have: by retrieval, or in the prompt. */
  readonly bringsFacts: boolean;
  /** Whether the team runs the model itself. */
  readonly inHouse: boolean;
  /** Calendar days from the decision until it serves. Until then the present plan is paid. */
  readonly timeToDeployDays: number;
  readonly assumptions: readonly Assumption[];
  /** Confidence of the weakest price in the ledgers; `null` without prices. */
  readonly weakestConfidence: Confidence | null;
}

/** A published finding that supports the verdict. */
export interface Citation {
  /** Who published it: `Ovadia et al.` */
  readonly source: string;
  readonly year: number;
  /** What was found, in our own words. */
  readonly finding: string;
  readonly address: string;
  /** Calendar years between its publication and the day of the decision. */
  readonly ageYears: number;
  /** True when read on the publication's own page, false when known from others. */
  readonly verified: boolean;
}

export interface Verdict {
  readonly approach: Approach;
  readonly planId: string;
  /** The verdict in one line, with the saving and the payback: `action` and `outcome` as two sentences. */
  readonly headline: string;
  /** What to do, without a full stop: `Prompt, do not fine-tune: switch to GPT-6 Luna`. */
  readonly action: string;
  /** What comes of it, as a sentence: `It saves $3k a month and pays for itself at once.` */
  readonly outcome: string;
  /** Most decisive first. */
  readonly reasons: readonly string[];
  readonly cautions: readonly string[];
  /** The cheapest test that would settle it. */
  readonly nextStep: string;
  /** At most two, the strongest first. */
  readonly evidence: readonly Citation[];
  /** True when no plan is feasible, and `planId` names the present one. */
  readonly unresolved: boolean;
}

/** Cumulative cost over time. Between two points the cost runs straight. */
export interface CurveLine {
  readonly planId: string;
  /** Ascending by `day`; two points on one day are a jump. Days are counted from the decision. */
  readonly points: readonly { readonly day: number; readonly usd: number }[];
  /** Day on which the plan's model or offer ends, if inside the horizon. Beyond it the line is notional. */
  readonly endsOnDay?: number;
}

/** Where a plan's cumulative cost falls to that of another. */
export interface Crossing {
  readonly planId: string;
  readonly againstPlanId: string;
  readonly day: number;
  readonly usd: number;
}

export interface Curve {
  readonly horizonDays: number;
  readonly lines: readonly CurveLine[];
  readonly crossings: readonly Crossing[];
}

/** The prices that the advice rests on. */
export interface PricesUsed {
  readonly bookVersion: string;
  readonly asOf: IsoDate;
  /** Every price in a ledger of a plan, once. */
  readonly facts: readonly PriceFact[];
  readonly oldestCheckedOn: IsoDate | null;
  /** True when a price in use was last checked more than 30 days before `asOf`. */
  readonly stale: boolean;
}

/** What becomes of one plan over the draws. */
export interface PlanOdds {
  readonly planId: string;
  /** Share of the draws in which it is the cheapest feasible plan. Sums to 1 over the plans. */
  readonly pBest: number;
  /** Share of the draws in which it earns itself back, against the present plan, within its life; `null` for the present plan. */
  readonly pPaysBack: number | null;
  /** Present value of what it saves over the horizon against the present plan, in the 10th, 50th and 90th of 100 draws. */
  readonly savingUsd: Percentiles;
  /** How much it costs over the cheapest plan of the same draw, in the 90th of 100 draws. */
  readonly regretUsd: number;
}

export interface Percentiles {
  readonly p10: number;
  readonly p50: number;
  readonly p90: number;
}

/** Seeded simulation over the inputs that are really uncertain. Same seed, same figures. */
export interface Uncertainty {
  readonly draws: number;
  readonly seed: number;
  /** What was drawn and how, one plain sentence each. */
  readonly distributions: readonly Assumption[];
  /** Feasible plans of known cost, most often best first. */
  readonly odds: readonly PlanOdds[];
  /** Cumulative cost of the recommended plan in the 10th and 90th of 100 draws, by day from the decision. */
  readonly band: readonly { readonly day: number; readonly p10: number; readonly p90: number }[];
  /** Most that perfect foresight would be worth, and what a pilot is worth after its own cost; `null` where nothing is tuned. */
  readonly information: {
    readonly perfectUsd: number;
    readonly pilot: { readonly costUsd: number; readonly worthUsd: number; readonly netUsd: number } | null;
  };
}

/** One input moved over its plausible range, all others as given. */
export interface Driver {
  /** Path in the workload, or a short name such as `price of the baseline`. */
  readonly input: string;
  /** The two ends of the range in words, with units. */
  readonly low: string;
  readonly high: string;
  /** Present value that the recommended plan saves over the horizon, at either end. */
  readonly savingAtLowUsd: number;
  readonly savingAtHighUsd: number;
  /** Distance between the two. */
  readonly swingUsd: number;
}

/** Where another plan wins. */
export interface FlipPoint {
  readonly input: string;
  /** The value today, where there is one. Prices and tokens are factors: 1 is today's. */
  readonly current: number | null;
  /** Value at which the verdict changes; `null` when it does not change inside the plausible range. */
  readonly threshold: number | null;
  /** Whether the other plan wins above or below the threshold. */
  readonly direction: 'above' | 'below';
  /** Plan that wins past the threshold; absent when there is no flip, or when no plan is feasible past it. */
  readonly winsPlanId?: string;
  /** One plain sentence with the numbers: `Above 1.2M queries a day, fine-tuning X wins.` */
  readonly statement: string;
}

/** What a question comes to, without the explanations: enough to see whether a verdict has changed, and what it is worth. */
export interface Outcome {
  /** As given, without defaults. */
  readonly workload: Workload;
  readonly asOf: IsoDate;
  readonly verdict: Pick<Verdict, 'approach' | 'planId' | 'headline' | 'action' | 'outcome' | 'unresolved'>;
  /** Feasible plans first, cheapest over the horizon first; then blocked ones. */
  readonly plans: readonly Plan[];
  readonly assumptions: readonly Assumption[];
  readonly prices: PricesUsed;
}

export interface Advice extends Outcome {
  readonly verdict: Verdict;
  /** Lines of every plan whose cost is known. */
  readonly curve: Curve;
  readonly uncertainty: Uncertainty;
  /** Largest swing first. */
  readonly sensitivity: readonly Driver[];
  readonly flipPoints: readonly FlipPoint[];
}
