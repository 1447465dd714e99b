import type { IsoDate } from '../prices/price-book.js';

/** Arithmetic with calendar days, in UTC and without a clock. */

const DAY_MS = 86_400_000;

/** The day so many days later; part days count as whole ones. */
export function addDays(day: IsoDate, days: number): IsoDate {
  return new Date(Date.parse(day) + Math.ceil(days) * DAY_MS).toISOString().slice(0, 10);
}

/** Whole days from one day to another; negative when `to` is earlier. */
export function daysBetween(from: IsoDate, to: IsoDate): number {
  return Math.round((Date.parse(to) - Date.parse(from)) / DAY_MS);
}
