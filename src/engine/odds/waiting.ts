import { DAYS_PER_MONTH } from '../defaults.js';
import type { SimulatedPlan } from './future.js';
import { type SimulatedWorld, type Spread, simulate } from './simulate.js';

/** What becomes of a saving if people wait before they begin. */

/** Chance a month that a better base model appears and overtakes a tune (stated assumption). */
export const OVERTAKEN_A_MONTH = 0.08;

/** The chance that a tune is overtaken within so many months. */
export function chanceOvertaken(months: number): number {
  return 1 - (1 - OVERTAKEN_A_MONTH) ** months;
}

/** A plan as it stands some days later, its own prices fallen to a share of today's. */
function planLater(plan: SimulatedPlan, days: number, share: number): SimulatedPlan {
  const bill = plan.bill
    .filter((_, index) => (plan.bill[index + 1]?.fromDay ?? Number.POSITIVE_INFINITY) > days)
    .map(({ fromDay, usd }) => ({ fromDay: fromDay - days, usd: usd * share }));
  return { ...plan, bill, endDay: Math.max(plan.goLiveDay, plan.endDay - days) };
}

/**
 * What the first plan of a world saves over the horizon against the present one, in present value of today, if all
 * begins some months later: the same volume, untuned prices fallen, announced days nearer. The spread has to be
 * without chance.
 *
 * @param decay fall of untuned prices a year, 0.6 for 60 %.
 */
export function savingAfter(
  waitMonths: number,
  world: SimulatedWorld,
  spread: Omit<Spread, 'decay'>,
  decay: number,
): number {
  const days = waitMonths * DAYS_PER_MONTH;
  const fallen = (1 - decay) ** (waitMonths / 12);
  const later = (plan: SimulatedPlan) => planLater(plan, days, plan.tuned ? 1 : fallen);
  const moved: SimulatedWorld = {
    ...world,
    plans: world.plans.map(later),
    keep: later(world.keep),
    successor: world.successor && later(world.successor),
  };
  const { costUsd, keepUsd } = simulate(
    moved,
    { ...spread, decay: { kind: 'fixed', value: decay } },
    { draws: 1, seed: 0 },
  );
  return ((keepUsd[0] ?? 0) - (costUsd[0] ?? 0)) / (1 + world.discountRate) ** (waitMonths / 12);
}
