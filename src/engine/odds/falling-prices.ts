import type { Contender } from '../choose/competing-plans.js';
import type { Decision } from '../choose/decide.js';
import { DAYS_PER_MONTH } from '../defaults.js';
import { coefficientsOf } from './coefficients.js';
import { costsOf, type PlanCoefficients, totalUsd } from './plan-costs.js';
import { scenariosOf } from './scenarios.js';
import { centralSpread } from './spread.js';

/** What falling prices, and waiting, leave of a saving: ledgers are worked out at today's and announced prices. */

/** Fall a year that is taken as the middle of what may come (stated assumption). */
export const USUAL_DECAY = 0.6;

/** Months of waiting that are weighed against beginning now (stated assumption). */
export const USUAL_WAIT_MONTHS = 3;

/** Chance a month that a better base model appears and overtakes a tune (stated assumption). */
export const OVERTAKEN_A_MONTH = 0.08;

/** The chance that a tune is overtaken within so many months. */
export function chanceOvertaken(months: number): number {
  return 1 - (1 - OVERTAKEN_A_MONTH) ** months;
}

/** A plan as it stands some days later, its own prices fallen to a share of today's. */
function planLater(plan: PlanCoefficients, days: number, share: number): PlanCoefficients {
  const bill = plan.bill
    .filter((_, index) => (plan.bill[index + 1]?.fromDay ?? Number.POSITIVE_INFINITY) > days)
    .map(({ fromDay, usd }) => ({ fromDay: fromDay - days, usd: usd * share }));
  return { ...plan, bill, endDay: Math.max(plan.goLiveDay, plan.endDay - days) };
}

/**
 * What a plan saves over the horizon against the present one in invoice and people, in present value of today, if
 * the prices of untuned models fall from month to month by so much a year and all else is as stated. `null` for a
 * backlog, which is over before prices fall, and where a cost is unknown.
 *
 * @param decay fall a year, 0.6 for 60 %.
 * @param waitMonths months until it is begun.
 */
export function savingAtDecay(
  { proposal }: Pick<Contender, 'proposal'>,
  decision: Decision,
  decay: number,
  waitMonths = 0,
): number | null {
  const { scale, keep, bestUntuned, context } = decision;
  const { workload } = context;
  const one = coefficientsOf(proposal, scale);
  const present = coefficientsOf(keep, scale);
  if (one === null || present === null || workload.volume.oneOffQueries !== undefined) return null;
  const next = bestUntuned && coefficientsOf(bestUntuned, scale);
  const { queriesPerDay } = workload.volume;
  const { horizonMonths, discountRate } = workload;
  const scenarios = scenariosOf(
    { queriesPerDay, oneOff: false, horizonMonths, discountRate },
    { ...centralSpread(workload), decay: { kind: 'fixed', value: decay } },
    { draws: 1, seed: 0 },
  );
  const days = waitMonths * DAYS_PER_MONTH;
  const fallen = (1 - decay) ** (waitMonths / 12);
  const accuracy = new Float64Array(1);
  const later = (plan: PlanCoefficients) => ({
    plan: planLater(plan, days, plan.tuned ? 1 : fallen),
    accuracy,
  });
  const around = { keep: later(present), successor: next && later(next) };
  const usdOf = (plan: PlanCoefficients) => totalUsd(costsOf(later(plan), around, scenarios), 0)[0] ?? 0;
  return (usdOf(present) - usdOf(one)) / (1 + discountRate) ** (waitMonths / 12);
}
