import type { Confidence, IsoDate, PriceFact } from '../prices/price-book.js';
import type { Grade } from './choose/course-of-action.js';
import type { Ledger } from './cost/ledger.js';
import type { Assumption } from './defaults.js';
import type { Never, SaidBlocker } from './explain/blockers.js';
import type { Caution } from './explain/caution-words.js';
import type { Condition } from './explain/condition-words.js';
import type { Flip } from './explain/flip-words.js';
import type { Reason } from './explain/reason-words.js';
import type { Step } from './explain/step-words.js';
import type { PlanKind } from './plans/index.js';
import type { Approach, PlanNames, Training } from './plans/plan-kind.js';
import type { AccuracyBasis } from './quality/accuracy.js';
import type { Bar, FairDrop } from './quality/good-enough.js';
import type { EarlyStop } from './quality/test-outcomes.js';
import type { Judging } from './quality/test-plan.js';
import type { Effort, Workload } from './workload.js';

/** The answer of `advise`: a verdict, every plan behind it as ledgers, and the prices it rests on. Plain data. */

export type { Grade } from './choose/course-of-action.js';
export type { Ledger, LedgerLine, LinePart } from './cost/ledger.js';
export type { Assumption } from './defaults.js';
export type { Blocker } from './explain/blockers.js';
export type { PlanKind } from './plans/index.js';
export type { Approach, PlanNames, Training } from './plans/plan-kind.js';
export type { Bar, FairDrop } from './quality/good-enough.js';

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
      readonly because: Never;
      /** The same as the end of a sentence. */
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

/** A cost in its three parts, which are never blended where people read them. USD. */
export interface CostParts {
  /** What sellers bill. */
  readonly invoiceUsd: number;
  /** Working time. */
  readonly peopleUsd: number;
  /** Wrong answers times the loss per error; `null` where nobody gave one. */
  readonly mistakesUsd: number | null;
}

/** How often a plan is right, as far as is known. Shares 0..1. */
export interface PlanAccuracy {
  readonly mean: number;
  /** 80 of 100 times it lies between these two. */
  readonly p10: number;
  readonly p90: number;
  readonly basis: AccuracyBasis;
  /** One plain sentence on where it comes from. */
  readonly note: string;
  readonly sources: readonly { readonly name: string; readonly address: string; readonly date: IsoDate }[];
  /** Answers judged, where any were. */
  readonly judged?: { readonly right: number; readonly items: number };
  /** A person's figure, where nobody judged any. */
  readonly stated?: number;
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
  readonly blockers: readonly SaidBlocker[];
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
  /** First month of 30 days at full volume, fixed costs and announced changes of price included, in its parts. */
  readonly firstMonth: CostParts | null;
  /** Invoice and people of that month; mistakes are not in it. */
  readonly firstMonthUsd: number | null;
  readonly breakeven: {
    readonly againstKeep: Breakeven;
    /** Against the best untuned plan; `null` for that plan itself. */
    readonly againstBestUntuned: Breakeven | null;
  };
  readonly lifetime: Lifetime;
  /** Net present value of everything paid over the horizon, upfront included, mistakes apart, if all is as stated. */
  readonly horizonCostUsd: number | null;
  /** The same in its parts on average over the scenarios: prices fall, volumes differ, tunes may gain nothing. */
  readonly horizonCost: CostParts | null;
  readonly accuracy: PlanAccuracy;
  /** Chance that it is at or above the bar. */
  readonly pGoodEnough: number;
  /** Reasoning effort of its model, where one is set. */
  readonly effort?: Effort;
  /** What is decided by taking it: plans that say the same differ in settings only. */
  readonly decision: string;
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

/** A test before a decision. USD, on today's prices. */
export interface PlannedTest {
  /** The plan that the course of action aims at. */
  readonly planId: string;
  /** Every plan that is judged on the same items, that one first. */
  readonly plans: readonly {
    readonly planId: string;
    /** Right answers from which on it passes. Against today's plan: right answers more than today's, negative for fewer. */
    readonly passMark: number;
    readonly pPass: number;
  }[];
  readonly items: number;
  /** Of the plan aimed at. */
  readonly passMark: number;
  /** Whether today's plan is judged on the same items and the pass mark is a difference to it. */
  readonly againstToday: boolean;
  readonly earlyStop: EarlyStop | null;
  readonly judging: Judging['kind'];
  readonly tokensUsd: number;
  readonly trainingUsd: number;
  readonly people: { readonly days: number; readonly usd: number };
  readonly costUsd: number;
  /** Chance that at least one of the plans passes. */
  readonly pPass: number;
  /** Expected value of knowing, before and after its cost. */
  readonly worthUsd: number;
  readonly netUsd: number;
  /** What a pass is worth on average, a month. */
  readonly gainIfPassUsdPerMonth: number;
  /** Accuracy at which the plan aimed at costs as much as what is done meanwhile; `null` without a loss per error. */
  readonly breakEvenAccuracy: number | null;
}

export interface Verdict {
  readonly approach: Approach;
  /** The plan that the course of action aims at: the one to be tested, the one that changes least of those tied, the move. */
  readonly planId: string;
  readonly grade: Grade;
  /** Share of the scenarios in which it is the best course, or as good as the best. */
  readonly pBestOrTied: number;
  /** What is done until the plan has proved itself; the plan itself where nothing has to be proved. */
  readonly meanwhilePlanId: string;
  /** A change without any risk to quality that saves more than it costs. */
  readonly safeStep: {
    readonly planId: string;
    readonly savesUsdPerMonth: number;
    readonly horizonUsd: number;
  } | null;
  /** Where staying is impossible: the cheapest move of which nothing bad is known. */
  readonly forcedMove: {
    readonly planId: string;
    readonly by: IsoDate;
    readonly becauseOf: string;
    /** Why there: its maker names it, it costs least of what needs no tune, mistakes included, or it is likeliest good enough. */
    readonly chosenAs: 'named-successor' | 'costs-least' | 'likeliest';
    /** More than today, a month; negative for less. */
    readonly costsUsdPerMonth: number | null;
  } | null;
  readonly test: PlannedTest | null;
  /** How many points of accuracy the saving pays for, at a few losses per error, where nobody gave one. */
  readonly fairDrop: readonly FairDrop[] | null;
  /** Plans within the hurdle of the chosen one, cheapest first, itself included. */
  readonly tiedPlanIds: readonly string[];
  readonly bar: Bar;
  /** The verdict in one line, with the saving and the payback: `action` and `outcome` as two sentences. */
  readonly headline: string;
  /** What to do, without a full stop: `Prompt, do not fine-tune: switch to GPT-6 Luna`. */
  readonly action: string;
  /** What comes of it, as a sentence: `It saves $3k a month and pays for itself at once.` */
  readonly outcome: string;
  /** What is said in words below, as codes with typed values and in the same order. */
  readonly facts: {
    readonly reasons: readonly Reason[];
    readonly conditions: readonly Condition[];
    readonly cautions: readonly Caution[];
    /** In the order of doing; `nextStep` says them one after the other. */
    readonly nextSteps: readonly Step[];
  };
  /** Most decisive first. */
  readonly reasons: readonly string[];
  /** What bounds the plan from outside, gravest first: its own end, then the limits that were given and how it stands to each. */
  readonly conditions: readonly string[];
  readonly cautions: readonly string[];
  /** What to do today, and what its result decides. */
  readonly nextStep: string;
  /** At most two, the strongest first. */
  readonly evidence: readonly Citation[];
  /** True when facts exclude every plan, and `planId` names the present one. */
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
  /** Share of the scenarios in which pursuing it is the cheapest course; exact ties share. Sums to 1 over the plans. */
  readonly pBest: number;
  /** Share in which no other course is better by more than what a change is worth. */
  readonly pBestOrTied: number;
  readonly pGoodEnough: number;
  /** Share of the draws in which it earns itself back, against the present plan, within its life; `null` for the present plan. */
  readonly pPaysBack: number | null;
  /** Present value of what it saves in invoice and people over the horizon against the present plan, in the 10th, 50th and 90th of 100 scenarios. */
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
  /** The same by approach, most often best first. */
  readonly approachOdds: readonly { readonly approach: Approach; readonly pBest: number }[];
  /** Cumulative cost of the recommended plan in the 10th and 90th of 100 draws, by day from the decision. */
  readonly band: readonly { readonly day: number; readonly p10: number; readonly p90: number }[];
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
  readonly fact: Flip;
  /** The fact as one plain sentence with the numbers: `Above 1.2M queries a day, fine-tuning X wins.` */
  readonly statement: string;
}

/** What a question comes to, without the explanations: enough to see whether a verdict has changed, and what it is worth. */
export interface Outcome {
  /** As given, without defaults. */
  readonly workload: Workload;
  readonly asOf: IsoDate;
  readonly verdict: Omit<Verdict, 'facts' | 'reasons' | 'conditions' | 'cautions' | 'nextStep' | 'evidence'>;
  /** Feasible plans first, cheapest over the horizon first; then blocked ones. */
  readonly plans: readonly Plan[];
  readonly assumptions: readonly Assumption[];
  readonly prices: PricesUsed;
}

/** The answer in full, without what would change it: what can follow a slider. */
export interface Glance extends Outcome {
  readonly verdict: Verdict;
  /** Lines of every plan whose cost is known. */
  readonly curve: Curve;
  readonly uncertainty: Uncertainty;
}

export interface Advice extends Glance {
  /** Largest swing first. */
  readonly sensitivity: readonly Driver[];
  readonly flipPoints: readonly FlipPoint[];
}
