import { worldOf } from './coefficients.js';
import type { Contender, Decision } from './decide.js';
import { simulate } from './simulate.js';
import { centralSpread } from './spread.js';

/** What falling prices leave of a saving: the costs of an advice are worked out at today's and announced prices. */

/** Fall a year that is taken as the middle of what may come (stated assumption). */
export const USUAL_DECAY = 0.6;

/**
 * What a plan saves over the horizon against the present one, in present value, if the prices of untuned models
 * fall from month to month by so much a year (calc F8) and all else is as stated. `null` for a backlog, which is
 * over before prices fall, and where a cost is unknown.
 */
export function savingAtDecay(contender: Contender, decision: Decision, decay: number): number | null {
  const world = worldOf(decision, [contender.proposal]);
  if (world === null || world.oneOff || world.plans.length === 0) return null;
  const spread = {
    ...centralSpread(decision.context.workload),
    decay: { kind: 'fixed', value: decay } as const,
  };
  const { costUsd, keepUsd } = simulate(world, spread, { draws: 1, seed: 0 });
  return (keepUsd[0] ?? 0) - (costUsd[0] ?? 0);
}
