import type { IsoDate } from '../../prices/price-book.js';
import type { Lifetime } from '../advice.js';
import { daysBetween } from '../calendar.js';
import { type CompleteWorkload, DAYS_PER_MONTH } from '../defaults.js';
import type { Blocker, LifeBound } from '../explain/blockers.js';
import { endWords, type PlanEnd } from '../explain/end-words.js';
import { formatDay } from '../explain/wording.js';

/** Payback and build together may take up this share of a tuned model's life (stated assumption). */
const LIFE_SHARE = 0.5;

/** How long a plan runs once it is live: until what it stands on ends. The life starts after the build. */
export function lifetimeOf(end: PlanEnd | undefined, asOf: IsoDate, goLiveDay: number): Lifetime {
  if (end === undefined) return { months: null, because: 'no end is announced' };
  const days = daysBetween(asOf, end.on) - goLiveDay;
  return {
    months: Math.max(0, days / DAYS_PER_MONTH),
    until: end.on,
    orLater: end.orLater,
    because: `${endWords(end)} on ${formatDay(end.on)}${end.orLater ? ' or later' : ''}`,
  };
}

/** What bounds the use of a tuned model, shortest first: its end, the next retraining, the next change of the specification. */
function bounds(
  workload: CompleteWorkload,
  end: PlanEnd | undefined,
  asOf: IsoDate,
): { readonly days: number; readonly bound: LifeBound }[] {
  const { retrainEveryMonths, requirementsChangeEveryMonths } = workload.stability;
  const all: { readonly days: number; readonly bound: LifeBound }[] = [
    {
      days: retrainEveryMonths * DAYS_PER_MONTH,
      bound: { code: 'retraining', months: retrainEveryMonths },
    },
  ];
  if (end !== undefined) all.push({ days: daysBetween(asOf, end.on), bound: { code: 'end', end } });
  if (requirementsChangeEveryMonths !== undefined) {
    all.push({
      days: requirementsChangeEveryMonths * DAYS_PER_MONTH,
      bound: { code: 'requirements', months: requirementsChangeEveryMonths },
    });
  }
  return all.sort((a, b) => a.days - b.days);
}

/**
 * The life gate: a tuned model must be built and paid back in the first half of its usable life.
 *
 * @param paybackDays days from go-live to breakeven against the present plan.
 * @returns what stops it, or nothing.
 */
export function lifeGate(
  workload: CompleteWorkload,
  end: PlanEnd | undefined,
  asOf: IsoDate,
  goLiveDay: number,
  paybackDays: number,
): Blocker[] {
  const [shortest] = bounds(workload, end, asOf);
  const neededDays = goLiveDay + paybackDays;
  if (shortest === undefined || neededDays <= LIFE_SHARE * shortest.days) return [];
  const lifeDays = Math.max(0, shortest.days);
  return [{ code: 'life-too-short', why: 'half-life', neededDays, lifeDays, bound: shortest.bound }];
}
