import type { EvidenceBook } from '../../evidence/evidence-book.js';
import type { IsoDate, Model, PriceBook, TuningOffer } from '../../prices/price-book.js';
import type { UntunedModel } from '../choose/candidates.js';
import type { Ledger } from '../cost/ledger.js';
import type { Assumption, CompleteWorkload } from '../defaults.js';
import type { Blocker, OwnFact } from '../explain/blockers.js';
import type { PlanEnd } from '../explain/end-words.js';
import type { Sentences } from '../explain/facts.js';
import type { Accuracy } from '../quality/accuracy.js';
import type { Topic } from '../quality/evidence-table.js';
import type { PlanAccuracies } from '../quality/plan-accuracies.js';
import type { Effort } from '../workload.js';

/** What a kind of plan is: everything that the rest of the house has to know of it, in one shape. */

/** How a plan answers the question *prompt, retrieve or fine-tune*. */
export type Approach = 'prompting' | 'rag' | 'fine-tuning' | 'rag+fine-tuning' | 'self-host';

/** What every kind of plan gets to see. */
export interface PlanContext {
  readonly workload: CompleteWorkload;
  readonly book: PriceBook;
  readonly evidence: EvidenceBook;
  /** How often each plan is right, as far as is known. */
  readonly accuracies: PlanAccuracies;
  readonly asOf: IsoDate;
  /** First day after the horizon. */
  readonly horizonEnd: IsoDate;
  /** The model in use. */
  readonly current: Model;
  /** Untuned models worth considering instead of it, each at an effort. */
  readonly candidates: readonly UntunedModel[];
  /** The first effort of each of them: for plans that change more than the model. */
  readonly candidateModels: readonly UntunedModel[];
  /** The same whatever is listed: what teaches, judges or is picked by rank is the same in every field. */
  readonly helperModels: readonly UntunedModel[];
  /** Tuning offers worth considering. */
  readonly offers: readonly TuningOffer[];
}

/** One query's cost from a day on. */
export interface DatedLedger {
  readonly from: IsoDate;
  readonly ledger: Ledger;
}

/** What a plan is called, in every form that a sentence needs. Made with the plan, so that nobody takes a title apart. */
export interface PlanNames {
  /** What to do, as the subject of a sentence: `Switching to GPT-6 Luna`. */
  readonly doing: string;
  /** What would answer, as the subject of a sentence: `GPT-6 Luna`, `tuned GPT-4o mini, taught by another model,`. */
  readonly answerer: string;
  /** What is judged in a test: `GPT-6 Luna`, `a tune of GPT-4o mini`, `retrieval on GPT-4o`. */
  readonly tested: string;
  /** What ends when the plan does, without an article: `GPT-6 Luna`, `tuned GPT-4o mini`. */
  readonly served: string;
  /** What its line in a chart is called: `Today: GPT-4o`, `Tuned GPT-4o mini`. */
  readonly line: string;
}

/** What a model is trained on. */
export interface Training {
  readonly on: 'own-examples' | 'teacher-answers';
  /** The model that is trained, as its seller calls it: `Qwen3.5 9B (LoRA) on Together`. */
  readonly base: string;
}

/** What a person reads about a plan, and what the words about it depend on. */
export interface PlanTraits {
  /** What to do, in plain words: `Switch to GPT-6 Luna`. */
  readonly title: string;
  readonly names: PlanNames;
  /** Present where a model is trained. */
  readonly training?: Training;
  /** Whether it answers as the present plan does, so that there is nothing to measure. */
  readonly answersAsToday: boolean;
  /** Whether it brings facts that the model does not have: by retrieval, or in the prompt. */
  readonly bringsFacts: boolean;
  /** Whether the team runs the model itself. */
  readonly inHouse: boolean;
  /** Reasoning effort of its model, where one is set. */
  readonly effort?: Effort;
}

/** What has to be built and paid before a plan's answers can be judged. */
export interface Proof {
  /** Training, labels and rented hardware of a pilot, in USD; `null` where a price is unknown. */
  readonly usd: number | null;
  /** Working days to build what is tested. */
  readonly days: number;
}

/** Nothing has to be built: the answers are a call away. */
export const CALLS_ONLY: Proof = { usd: 0, days: 0 };

/** A way of serving the workload, as its kind describes it: what it costs and what stands in its way. */
export interface PlanDraft extends PlanTraits {
  /** Stable and unique among the plans for a workload: the kind or a part of it, a colon, the product. */
  readonly id: string;
  readonly approach: Approach;
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
  /** Share of right answers. */
  readonly accuracy: Accuracy;
  /** What its accuracy is that of: plans that name the same are right and wrong together. */
  readonly accuracyOf: string;
  /** What it takes to find out whether it is good enough, judging apart. */
  readonly proof: Proof;
  /** Id of the model or tuning offer that it pays for. */
  readonly productId: string;
  /** What is decided: plans that name the same differ in settings only. */
  readonly decision: string;
  readonly workingDays: number;
  /** What was assumed, in words. Made when asked for: a plan is mostly costed without being told of. */
  assumptions(): readonly Assumption[];
}

/** What a kind gets to see of one of its plans once it is weighed. */
export interface WeighedPlan extends PlanTraits {
  readonly id: string;
  readonly approach: Approach;
  readonly modelName: string;
  readonly provider: string;
  readonly platform: string;
  readonly perQuery: Ledger;
  readonly monthly: Ledger;
}

/** The cheapest test of a plan. */
export type PlanTest =
  /** Nothing is changed, so nothing is tested. */
  | { readonly code: 'none' }
  /** It is turned on for a day. */
  | { readonly code: 'turn-on'; readonly watch: 'bill' | 'repeats' }
  /** It is trained once, on something: `examples with their passages`. */
  | { readonly code: 'train-once'; readonly on: string }
  /** One GPU is rented for a day. */
  | { readonly code: 'rent-gpu'; readonly hourUsd: number }
  /** Answers are judged, beside those of today: `on GPT-6 Luna beside GPT-4o`. */
  | { readonly code: 'judge'; readonly how: string };

/** What an own caution is about: whether the plan works out, what it asks of the team, or its price; said in this order. */
export interface About {
  readonly about: 'outcome' | 'effort' | 'price';
}

/** A figure of a workload that says how often a plan is right. */
export type AccuracyField = 'fineTuned' | 'rag' | 'smallerModel' | 'current';

/**
 * One kind of plan: a file of this folder, listed in `index.ts`. It carries all that the rest of the house knows of
 * the kind, so that nothing else has to name it.
 *
 * @typeParam Own what is said of its plans alone: `FactOf<typeof SAYS>`, so that no code lacks its sentence
 */
export interface PlanKindModule<Own extends OwnFact = OwnFact> {
  readonly kind: string;
  /** How much it changes. Of plans about as good the one that changes less is chosen. */
  readonly change: number;
  /** Which line of a chart its best plan may take beside the recommended one; `null` where it is drawn only when recommended. */
  readonly chartLine: 'untuned' | 'tuned-or-retrieving' | null;
  /** Whether its plans are one decision, whatever their settings; else each plan is a decision of its own. */
  readonly oneDecision: boolean;
  /** Every plan of this kind that is worth weighing, blocked ones included where people would ask for them. */
  propose(context: PlanContext): readonly PlanDraft[];
  /** Accuracies that a verdict for one of its plans may hang on, its own first. */
  accuracies(plan: WeighedPlan): readonly AccuracyField[];
  /** What published findings may support one of its plans, most important first. */
  evidence(plan: WeighedPlan, workload: CompleteWorkload): readonly Topic[];
  /** Sentences of what is said of its plans alone, by code. */
  readonly says: Sentences;
  /** What no ledger shows, about one of its plans. */
  cautions(plan: WeighedPlan, present: WeighedPlan, workload: CompleteWorkload): readonly (Own & About)[];
  /** The cheapest test of one of its plans. */
  test(plan: WeighedPlan, present: WeighedPlan): PlanTest;
}
