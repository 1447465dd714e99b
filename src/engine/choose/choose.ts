import type { Plan } from '../advice.js';
import type { Outlook } from '../odds/expected-cost.js';
import { planKind } from '../plans/index.js';

/** From what plans cost to the one to recommend. */

/** What has to be known of a plan to choose it. */
export interface Standing extends Pick<Plan, 'id' | 'kind' | 'provider' | 'feasible'> {
  /** What it costs in the futures that are compared; `null` when a cost is unknown. */
  readonly outlook: Outlook | null;
}

/** A plan must be this much cheaper than one that changes less, or the lesser change wins (stated assumption). */
export const WORTH_CHANGING = 0.05;

/** Feasible plans first, then by cost over the horizon; plans of unknown cost last. Ties by id, so that the order never depends on the input's. */
export function rank<T extends Pick<Plan, 'id' | 'feasible' | 'horizonCostUsd'>>(plans: readonly T[]): T[] {
  return [...plans].sort(
    (a, b) =>
      Number(b.feasible) - Number(a.feasible) ||
      (a.horizonCostUsd ?? Number.POSITIVE_INFINITY) - (b.horizonCostUsd ?? Number.POSITIVE_INFINITY) ||
      a.id.localeCompare(b.id),
  );
}

/** What was chosen, and how. */
export interface Choice<T> {
  readonly plan: T;
  /** The plan of the lowest expected cost. */
  readonly cheapest: T;
  /** The plan that is least to be regretted among those tied with it. */
  readonly steadiest: T;
  /** What settled it: the expected cost, the regret between near ties, or that the plan changes less. */
  readonly settledBy: 'cost' | 'regret' | 'lesser-change';
}

/**
 * How much more one may come to regret the other plan than this one: the most that the other costs more in a future,
 * less the most that this one does, each as a share of what the two cost there on average.
 */
function steadinessOver(other: Outlook, outlook: Outlook): number {
  let regret = 0;
  let regretOfOther = 0;
  for (const [n, usd] of outlook.costsUsd.entries()) {
    const otherUsd = other.costsUsd[n] ?? 0;
    const mean = (usd + otherUsd) / 2;
    if (mean <= 0) continue;
    regret = Math.max(regret, (usd - otherUsd) / mean);
    regretOfOther = Math.max(regretOfOther, (otherUsd - usd) / mean);
  }
  return regretOfOther - regret;
}

/**
 * The feasible plan to recommend: of those whose expected cost is within 5 % of the lowest, the ones that are least
 * to be regretted beside the cheapest, within 5 points; of those, the one that changes least and so is most easily
 * undone. Among plans of one kind the present provider is the lesser change. `null` where no plan is feasible and of
 * known cost.
 */
export function choose<T extends Standing>(plans: readonly T[], currentProvider: string): Choice<T> | null {
  const open = plans.flatMap((plan) =>
    plan.feasible && plan.outlook !== null ? [{ plan, outlook: plan.outlook }] : [],
  );
  open.sort((a, b) => a.outlook.expectedUsd - b.outlook.expectedUsd || a.plan.id.localeCompare(b.plan.id));
  const [cheapest] = open;
  if (cheapest === undefined) return null;
  const most = cheapest.outlook.expectedUsd * (1 + WORTH_CHANGING);
  const tied = open
    .filter(({ outlook }) => outlook.expectedUsd <= most)
    .map((one) => ({ ...one, steadiness: steadinessOver(cheapest.outlook, one.outlook) }));
  const steadiest = tied.reduce((best, one) => (one.steadiness > best.steadiness ? one : best));
  const alike = tied.filter(({ steadiness }) => steadiness >= steadiest.steadiness - WORTH_CHANGING);
  const chosen =
    [...alike].sort(
      (a, b) =>
        planKind(a.plan.kind).change - planKind(b.plan.kind).change ||
        Number(b.plan.provider === currentProvider) - Number(a.plan.provider === currentProvider) ||
        a.outlook.expectedUsd - b.outlook.expectedUsd ||
        a.plan.id.localeCompare(b.plan.id),
    )[0] ?? cheapest;
  return {
    plan: chosen.plan,
    cheapest: cheapest.plan,
    steadiest: steadiest.plan,
    settledBy: howSettled(
      chosen.plan,
      cheapest.plan,
      alike.map(({ plan }) => plan),
    ),
  };
}

function howSettled<T>(chosen: T, cheapest: T, alike: readonly T[]): Choice<T>['settledBy'] {
  if (chosen === cheapest) return 'cost';
  return alike.includes(cheapest) ? 'lesser-change' : 'regret';
}
