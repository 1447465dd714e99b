import type { Contender, Decision } from '../choose/decide.js';
import { worldOf } from './coefficients.js';
import { centralSpread } from './spread.js';
import { savingAfter } from './waiting.js';

/** What falling prices leave of a saving: the costs of an advice are worked out at today's and announced prices. */

/** Fall a year that is taken as the middle of what may come (stated assumption). */
export const USUAL_DECAY = 0.6;

/** Months of waiting that are weighed against beginning now (stated assumption). */
export const USUAL_WAIT_MONTHS = 3;

/**
 * What a plan saves over the horizon against the present one, in present value, if the prices of untuned models
 * fall from month to month by so much a year and all else is as stated. `null` for a backlog, which is
 * over before prices fall, and where a cost is unknown.
 *
 * @param waitMonths months until it is begun.
 */
export function savingAtDecay(
  contender: Contender,
  decision: Decision,
  decay: number,
  waitMonths = 0,
): number | null {
  const world = worldOf(decision, [contender.proposal]);
  if (world === null || world.oneOff || world.plans.length === 0) return null;
  return savingAfter(waitMonths, world, centralSpread(decision.context.workload), decay);
}
