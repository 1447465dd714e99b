import type { IsoDate } from '../../prices/price-book.js';
import type { Breakeven } from '../advice.js';
import { addDays } from '../calendar.js';
import { DAYS_PER_MONTH } from '../defaults.js';
import { type Never, neverWords } from '../explain/blockers.js';
import { type CostPath, mergeDays, usdOnDays } from './cost-path.js';
import type { Demand } from './demand.js';

/** How far ahead a payback is looked for: ten years of 360 days. Later than that is *never*. */
export const SEARCH_DAYS = 3_600;

/** Rounds up, but not because of the last bits of a division: 100000.00000000001 is 100000. */
function roundUp(value: number): number {
  return Math.ceil(Number(value.toPrecision(12)));
}

/** Queries between two days. */
function queriesBetween(demand: Demand, from: number, to: number): number {
  let queries = 0;
  for (let day = from; day < to; ) {
    const month = Math.floor(day / DAYS_PER_MONTH);
    const next = Math.min(to, (month + 1) * DAYS_PER_MONTH);
    queries += demand.perDayInMonth(month) * (next - day);
    day = next;
  }
  return queries;
}

/** Smaller differences than this share of the cost are the noise of floating point. */
const NOISE = 1e-12;

/** The days of a path's points between two days, both included. */
function daysOf({ points }: CostPath, from: number, to: number): number[] {
  const days: number[] = [];
  for (const { day } of points) if (day >= from && day <= to) days.push(day);
  return days;
}

/** First day, from `goLive` on, on which `path` has not cost more than `reference` and goes on costing less. */
function crossingDay(path: CostPath, reference: CostPath, goLive: number, untilDay: number): number | null {
  const days = mergeDays(
    [goLive],
    mergeDays(daysOf(path, goLive, untilDay), daysOf(reference, goLive, untilDay)),
  );
  const ours = usdOnDays(path, days);
  const theirs = usdOnDays(reference, days);
  for (let index = 0; index + 1 < days.length; index++) {
    const day = days[index] ?? 0;
    const next = days[index + 1] ?? 0;
    const more = (ours.after[index] ?? 0) - (theirs.after[index] ?? 0);
    const moreAtEnd = (ours.before[index + 1] ?? 0) - (theirs.before[index + 1] ?? 0);
    const noise = NOISE * Math.max(1e-12, Math.abs(theirs.after[index + 1] ?? 0));
    if (more - moreAtEnd <= noise) continue;
    if (more <= noise) return day;
    if (moreAtEnd <= 0) return day + ((next - day) * more) / (more - moreAtEnd);
  }
  return null;
}

/** Everything that a comparison needs to know about the two sides. */
export interface Comparison {
  readonly path: CostPath;
  readonly reference: CostPath;
  /** Cost of one query at the first day's prices. */
  readonly perQueryUsd: number;
  readonly referencePerQueryUsd: number;
  /** Fixed costs a month. */
  readonly monthlyUsd: number;
  readonly referenceMonthlyUsd: number;
  /** Whether an announced price of the plan changes later. */
  readonly pricesChange: boolean;
  readonly goLiveDay: number;
  /** Days before day 0 of the paths that are spent on the build: a backlog waits for its plan. */
  readonly waitDays: number;
  readonly referenceName: string;
}

/** A plan that never earns back what it costs more than another. */
export function never(
  because: Never,
  savingPerQueryUsd: number | null,
): Breakeven & { readonly kind: 'never' } {
  return { kind: 'never', because, why: neverWords(because), savingPerQueryUsd };
}

function whyNever(comparison: Comparison, savingPerQuery: number, demand: Demand): Never {
  const { referenceName: than, monthlyUsd, referenceMonthlyUsd } = comparison;
  if (savingPerQuery === 0) return { code: 'calls-cost-as-much', than };
  if (savingPerQuery < 0) return { code: 'calls-cost-more', than };
  const monthlySaving = savingPerQuery * demand.perDayInMonth(0) * DAYS_PER_MONTH;
  if (monthlyUsd - referenceMonthlyUsd >= monthlySaving) return { code: 'fixed-costs' };
  return { code: comparison.pricesChange ? 'prices-rise' : 'too-late' };
}

/**
 * When a plan has earned back what it cost more than another, on the exact curves of both (with growth,
 * fixed costs, retraining, build time and announced prices). Both curves are followed as if neither ended; the
 * life of the plan is another gate.
 */
export function breakeven(
  comparison: Comparison,
  demand: Demand,
  asOf: IsoDate,
  untilDay: number,
): Breakeven {
  const { path, reference, goLiveDay } = comparison;
  const savingPerQueryUsd = comparison.referencePerQueryUsd - comparison.perQueryUsd;
  const day = crossingDay(path, reference, goLiveDay, untilDay);
  if (day === null) return never(whyNever(comparison, savingPerQueryUsd, demand), savingPerQueryUsd);
  return {
    kind: 'reached',
    queries: roundUp(queriesBetween(demand, goLiveDay, day)),
    days: day - goLiveDay,
    date: addDays(asOf, comparison.waitDays + Number(day.toPrecision(12))),
    savingPerQueryUsd,
  };
}
