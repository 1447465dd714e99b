import type { Outcome, Plan } from '../advice.js';
import { daysBetween } from '../calendar.js';
import { formatDay, formatDuration } from './wording.js';

/**
 * Payback, in one definition wherever people read it: days from the decision, the work before going live included,
 * until a plan has cost no more than today's, in invoice and people. Mistakes are no part of it.
 */

/** Days until then, whole ones from a day on; 0 where it never costs more than today, `null` where it never pays back. */
export function daysToPayback(
  { breakeven, timeToDeployDays }: Pick<Plan, 'breakeven' | 'timeToDeployDays'>,
  asOf: Outcome['asOf'],
): number | null {
  const { againstKeep } = breakeven;
  if (againstKeep.kind === 'never') return null;
  const isWithinADay = timeToDeployDays === 0 && againstKeep.days < 1;
  return againstKeep.days === 0 || isWithinADay ? againstKeep.days : daysBetween(asOf, againstKeep.date);
}

/** Days of payback in words: `at once`, `11 days`, `never`. */
export function formatPayback(days: number | null): string {
  return days === null ? 'never' : formatDuration(days);
}

/** The payback of a plan with its day: `11 days, on 11 Dec 2026`. */
export function paybackOn(plan: Pick<Plan, 'breakeven' | 'timeToDeployDays'>, asOf: Outcome['asOf']): string {
  const days = daysToPayback(plan, asOf);
  const { againstKeep } = plan.breakeven;
  return days === null || days === 0 || againstKeep.kind === 'never'
    ? formatPayback(days)
    : `${formatPayback(days)}, on ${formatDay(againstKeep.date)}`;
}
