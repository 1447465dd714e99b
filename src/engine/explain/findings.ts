import type { Outcome, Plan, PricesUsed, Uncertainty } from '../advice.js';
import type { Decision } from '../choose/decide.js';
import { isPresent } from '../plans/index.js';
import type { PlanContext } from '../plans/plan-kind.js';

/** Everything that a verdict is explained from. */
export interface Findings {
  readonly decision: Decision;
  readonly context: PlanContext;
  readonly verdict: Outcome['verdict'];
  /** Ranked. */
  readonly plans: readonly Plan[];
  /** The plan aimed at, or `null` where facts exclude every plan. */
  readonly winner: Plan | null;
  readonly prices: PricesUsed;
  readonly uncertainty: Uncertainty;
  /** What the winner saves over the horizon if untuned prices fall as they usually do; `null` where that does not apply. */
  readonly savingIfPricesFallUsd: number | null;
  /** The same if it is begun after the usual wait. */
  readonly savingIfBegunLaterUsd: number | null;
}

/** The plan of this id. */
export function planNamed(plans: readonly Plan[], id: string | null | undefined): Plan | undefined {
  return plans.find((plan) => plan.id === id);
}

/** The present plan. */
export function presentAmong(plans: readonly Plan[]): Plan {
  const keep = plans.find(isPresent);
  if (keep === undefined) throw new Error('No plan keeps the present model.');
  return keep;
}
