import type { Blocker, Plan } from '../advice.js';
import { rank } from '../choose/rank.js';
import { isFineTune } from '../plans/index.js';

/** Finding what is talked about among an advice's plans. */

/** A plan's blocker of this kind, if it has one. */
export function blockerOf(plan: Plan, code: Blocker['code']): Blocker | undefined {
  return plan.blockers.find((blocker) => blocker.code === code);
}

/**
 * The fine-tune that people would ask about: the cheapest whose cost is known and verified, whether it can be
 * bought or not.
 */
export function bestFineTune(plans: readonly Plan[]): Plan | undefined {
  const tunes = rank(plans.filter(isFineTune));
  const sound = tunes.filter(
    (plan) => plan.horizonCostUsd !== null && blockerOf(plan, 'unverified') === undefined,
  );
  return sound.sort((a, b) => (a.horizonCostUsd ?? 0) - (b.horizonCostUsd ?? 0))[0] ?? tunes[0];
}
