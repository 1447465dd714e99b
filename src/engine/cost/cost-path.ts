import { DAYS_PER_MONTH } from '../defaults.js';
import type { Demand } from './demand.js';

/** Cumulative cost over time, exact: straight between points, with jumps where something is paid at once. */

/** What is paid while one plan serves. */
export interface RunningCost {
  /** Cost of one query from each day on; the first entry covers everything before the second. */
  readonly perQuery: readonly { readonly fromDay: number; readonly usd: number }[];
  readonly monthlyUsd: number;
}

/** A stretch during which one running cost is paid. */
export interface Phase {
  readonly fromDay: number;
  readonly cost: RunningCost;
}

export interface CostPath {
  /** Ascending by day; two points on one day are a jump, the later one holding from then on. */
  readonly points: readonly { readonly day: number; readonly usd: number }[];
}

function perQueryOn(cost: RunningCost, day: number): number {
  let usd = cost.perQuery[0]?.usd ?? 0;
  for (const step of cost.perQuery) {
    if (step.fromDay > day) break;
    usd = step.usd;
  }
  return usd;
}

function phaseOn(phases: readonly Phase[], day: number): RunningCost {
  let current = phases[0];
  for (const phase of phases) {
    if (phase.fromDay > day) break;
    current = phase;
  }
  if (current === undefined) throw new Error('A cost path needs at least one phase.');
  return current.cost;
}

/** Day 0, the first day of every later month, and the last day. */
function monthsUntil(untilDay: number): number[] {
  const days: number[] = [];
  for (let day = 0; day < untilDay; day += DAYS_PER_MONTH) days.push(day);
  days.push(untilDay);
  return days;
}

/** Two lists of ascending days as one, each day once. */
export function mergeDays(first: readonly number[], second: readonly number[]): number[] {
  const merged: number[] = [];
  let i = 0;
  let j = 0;
  while (i < first.length || j < second.length) {
    const a = first[i] ?? Number.POSITIVE_INFINITY;
    const b = second[j] ?? Number.POSITIVE_INFINITY;
    const day = Math.min(a, b);
    if (a <= b) i++;
    else j++;
    if (merged.at(-1) !== day) merged.push(day);
  }
  return merged;
}

/**
 * Follows the phases from day 0 to `untilDay`.
 *
 * @param payments what is paid at once, and when; day 0 is the upfront cost.
 */
export function costPath(
  phases: readonly Phase[],
  payments: readonly { readonly day: number; readonly usd: number }[],
  demand: Demand,
  untilDay: number,
): CostPath {
  const paidOn = new Map<number, number>();
  for (const { day, usd } of payments) paidOn.set(day, (paidOn.get(day) ?? 0) + usd);
  const changes = phases.flatMap(({ fromDay, cost }) => [
    fromDay,
    ...cost.perQuery.map((step) => step.fromDay),
  ]);
  const stops = mergeDays(
    monthsUntil(untilDay),
    [...changes, ...paidOn.keys()].filter((day) => day >= 0 && day <= untilDay).sort((a, b) => a - b),
  );

  const points: { day: number; usd: number }[] = [];
  let total = 0;
  stops.forEach((day, index) => {
    points.push({ day, usd: total });
    const paid = paidOn.get(day) ?? 0;
    if (paid !== 0) {
      total += paid;
      points.push({ day, usd: total });
    }
    const next = stops[index + 1];
    if (next === undefined) return;
    const cost = phaseOn(phases, day);
    const queries = demand.perDayInMonth(Math.floor(day / DAYS_PER_MONTH)) * (next - day);
    total += queries * perQueryOn(cost, day) + (cost.monthlyUsd / DAYS_PER_MONTH) * (next - day);
  });
  return { points };
}

/** The path up to a day on which it has a point; what is paid on that day itself is left out. */
export function cutAt(path: CostPath, day: number): CostPath {
  const before = path.points.filter((point) => point.day < day);
  const last = path.points.find((point) => point.day === day);
  return { points: last === undefined ? before : [...before, last] };
}

/** Cumulative cost on each of some ascending days, before and after what is paid on the day itself. */
export interface UsdOnDays {
  readonly before: Float64Array;
  readonly after: Float64Array;
}

/** Cumulative cost on each of these ascending days. */
export function usdOnDays({ points }: CostPath, days: readonly number[]): UsdOnDays {
  const before = new Float64Array(days.length);
  const after = new Float64Array(days.length);
  let index = 0;
  for (let n = 0; n < days.length; n++) {
    const day = days[n] ?? 0;
    while ((points[index + 1]?.day ?? Number.POSITIVE_INFINITY) < day) index++;
    const last = points[index];
    if (last === undefined) continue;
    const next = points[index + 1];
    if (last.day >= day || next === undefined) {
      before[n] = last.usd;
      after[n] = last.day === day && next?.day === day ? next.usd : last.usd;
      continue;
    }
    const usd = last.usd + ((next.usd - last.usd) * (day - last.day)) / (next.day - last.day);
    const jump = points[index + 2];
    before[n] = usd;
    after[n] = next.day === day && jump?.day === day ? jump.usd : usd;
  }
  return { before, after };
}

/** Cumulative cost on a day; on the day of a payment, after it. */
export function usdOn(path: CostPath, day: number): number {
  return usdOnDays(path, [day]).after[0] ?? 0;
}

/**
 * Net present value of everything paid: what is paid on day 0 counts in full, what is paid in the
 * course of month `m` (1, 2, ...) is divided by `(1 + rate)^(m / 12)`.
 *
 * @param ratePerYear discount a year, 0.10 for 10 %.
 */
export function presentValue(path: CostPath, ratePerYear: number): number {
  let value = 0;
  let before = 0;
  for (const { day, usd } of path.points) {
    value += (usd - before) / (1 + ratePerYear) ** (Math.ceil(day / DAYS_PER_MONTH) / 12);
    before = usd;
  }
  return value;
}
