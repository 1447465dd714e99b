import { daysBetween } from '../../engine/calendar.js';
import { DAYS_PER_MONTH } from '../../engine/defaults.js';
import type { DayUse } from './read-usage.js';

/** Fewest days that a growth is read from: two weeks, so that weekends do not look like one. */
const FEWEST_DAYS = 14;
/** Standard errors that a growth has to be away from none. */
const CLEAR = 2;

/**
 * Growth of a volume a month of 30 days, from a straight line through the logarithms of the days (least squares); its
 * first and last day are left out, as they may be parts of days. 0.05 is +5% a month.
 *
 * @returns `undefined` with fewer than two weeks; 0 where no growth is clear
 */
export function growthPerMonth(
  days: readonly Pick<DayUse, 'day' | 'requests' | 'tokens'>[],
): number | undefined {
  const whole = days.slice(1, -1);
  const [first] = whole;
  if (first === undefined || whole.length < FEWEST_DAYS) return undefined;
  const hasRequests = whole.every(({ requests }) => requests > 0);
  const points = whole
    .map(({ day, requests, tokens }) => ({
      x: daysBetween(first.day, day),
      y: Math.log(hasRequests ? requests : tokens),
    }))
    .filter(({ y }) => Number.isFinite(y));
  if (points.length < FEWEST_DAYS) return undefined;
  const mean = { x: average(points.map(({ x }) => x)), y: average(points.map(({ y }) => y)) };
  const spread = sum(points.map(({ x }) => (x - mean.x) ** 2));
  const slope = sum(points.map(({ x, y }) => (x - mean.x) * (y - mean.y))) / spread;
  const left = sum(points.map(({ x, y }) => (y - mean.y - slope * (x - mean.x)) ** 2));
  const error = Math.sqrt(left / (points.length - 2) / spread);
  return Math.abs(slope) <= CLEAR * error ? 0 : Math.exp(slope * DAYS_PER_MONTH) - 1;
}

function sum(values: readonly number[]): number {
  return values.reduce((total, value) => total + value, 0);
}

function average(values: readonly number[]): number {
  return sum(values) / values.length;
}
