import type { Ledger, Outcome, Plan } from '../engine/advice.js';
import { MIN_CHANCE, WORTH_CHANGING } from '../engine/choose/course-of-action.js';
import { isPresent } from '../engine/plans/index.js';
import { type Decision, decisionOf, type Estimate } from '../workspace/estimate.js';

/** A feasible plan on a model that is new, better than the plan that stood. */
export interface Offer {
  /** Id of the new model. */
  readonly product: string;
  readonly planTitle: string;
  /** Bill of the first month (of the whole batch, for a single one), USD, and that of the plan that stood. */
  readonly billUsd: number;
  readonly insteadOfUsd: number;
  /** Chance that it is good enough. */
  readonly pGoodEnough: number;
}

/** A watched estimate decided for the old day and for the new one, reduced to what a digest tells of it. */
export interface Redecided {
  readonly estimate: Pick<Estimate, 'id' | 'name' | 'channelId'>;
  readonly oneOff: boolean;
  readonly before: Decision;
  readonly after: Decision;
  /** Bill of the plan that stood before, at the new prices; `null` when it is unknown or no longer possible. */
  readonly standingUsd: number | null;
  /** Ids of what the present plan buys, and what the plans chosen before and after buy. */
  readonly uses: {
    readonly present: readonly string[];
    readonly chosen: readonly string[];
    readonly stood: readonly string[];
  };
  /** Calendar days that the chosen plan takes. */
  readonly deployDays: number;
  readonly offers: readonly Offer[];
  /** True when prices and the day alone would have moved the decision less far, or not at all: the settings do. */
  readonly bySettings: boolean;
}

/** One estimate and what became of it. */
export interface Judged {
  readonly estimate: Estimate;
  /** The decision that stood. */
  readonly before: Decision;
  /** What it came to on the old day; absent where `before` was taken from the estimate itself. */
  readonly old?: Outcome;
  /** What it comes to on the new day. */
  readonly now: Outcome;
  /** Ids of models that are new. */
  readonly newModels: ReadonlySet<string>;
  readonly bySettings: boolean;
}

/** Reduces two outcomes of one estimate to what a digest tells: an outcome is large, and a workspace may have hundreds. */
export function reduceToNews({ estimate, before, old, now, newModels, bySettings }: Judged): Redecided {
  const after = decisionOf(now);
  const present = now.plans.find(isPresent);
  const chosen = now.plans.find(({ id }) => id === after.planId);
  const stood = now.plans.find(({ id }) => id === before.planId);
  const stoodThen = stood ?? old?.plans.find(({ id }) => id === before.planId);
  return {
    estimate: {
      id: estimate.id,
      name: estimate.name,
      ...(estimate.channelId !== undefined && { channelId: estimate.channelId }),
    },
    oneOff: estimate.workload.volume.oneOffQueries !== undefined,
    before,
    after,
    standingUsd: standingUsdIn(now, before),
    uses: { present: productsOf(present), chosen: productsOf(chosen), stood: productsOf(stoodThen) },
    deployDays: chosen?.timeToDeployDays ?? 0,
    offers: offersOf(now.plans, stood ?? present, newModels),
    bySettings,
  };
}

/** Bill of the plan that stood, at an outcome's prices, in USD; `null` when it is unknown or no longer possible. */
export function standingUsdIn({ plans }: Outcome, { planId }: Decision): number | null {
  const stood = plans.find(({ id }) => id === planId);
  return stood?.feasible === true ? stood.firstMonthUsd : null;
}

/** Ids of everything that a plan pays for, each once. */
function productsOf(plan: Plan | undefined): readonly string[] {
  if (plan === undefined) return [];
  const ledgers: readonly (Ledger | undefined)[] = [
    plan.perQuery,
    plan.monthly,
    plan.upfront,
    plan.recurring?.ledger,
    ...plan.perQueryLater.map(({ ledger }) => ledger),
  ];
  const lines = ledgers.flatMap((ledger) => ledger?.lines ?? []);
  return [...new Set(lines.flatMap(({ price }) => (price === undefined ? [] : [price.product])))];
}

/**
 * The cheapest plan on each new model that the engine would weigh as worth a change from the plan that stood: it saves
 * more than a share of what differs between the two, and it has a chance to be good enough.
 */
function offersOf(
  plans: readonly Plan[],
  stood: Plan | undefined,
  newModels: ReadonlySet<string>,
): readonly Offer[] {
  if (newModels.size === 0 || stood === undefined) return [];
  const { firstMonthUsd: insteadOfUsd } = stood;
  if (insteadOfUsd === null) return [];
  const best = new Map<string, Offer>();
  for (const plan of plans) {
    const { firstMonthUsd: billUsd, feasible, title: planTitle, pGoodEnough } = plan;
    const product = productsOf(plan).find((one) => newModels.has(one));
    if (product === undefined || !feasible || billUsd === null || billUsd >= insteadOfUsd) continue;
    if (pGoodEnough < MIN_CHANCE || !isWorthChanging(stood, plan)) continue;
    const known = best.get(product);
    if (known === undefined || billUsd < known.billUsd) {
      best.set(product, { product, planTitle, billUsd, insteadOfUsd, pGoodEnough });
    }
  }
  return [...best.values()];
}

/** Whether a plan saves enough over the horizon: of what differs, part by part, as the course of action is chosen. */
function isWorthChanging({ horizonCost: old }: Plan, { horizonCost: other }: Plan): boolean {
  if (old === null || other === null) return false;
  const saved = [
    old.invoiceUsd - other.invoiceUsd,
    old.peopleUsd - other.peopleUsd,
    (old.mistakesUsd ?? 0) - (other.mistakesUsd ?? 0),
  ];
  const total = saved.reduce((sum, usd) => sum + usd, 0);
  return total > WORTH_CHANGING * saved.reduce((sum, usd) => sum + Math.abs(usd), 0);
}
