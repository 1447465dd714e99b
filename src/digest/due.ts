import { DateTime } from 'luxon';
import type { Schedule } from '../workspace/subscription.js';

/**
 * When digests are due. Weekday and hour are meant in the subscriber's zone, so that a digest stays at nine in the
 * morning when the clocks change. An hour that the clocks leave out falls on the first instant after the gap; an
 * hour that they repeat counts once, the first time.
 */

/** A digest that is late by no more than this is still sent, once, and says that it is late, in milliseconds. */
export const CATCH_UP_MS = 48 * 60 * 60 * 1_000;

/** A digest that is late by more than this says so, in milliseconds. */
export const WORTH_SAYING_LATE_MS = 60 * 60 * 1_000;

/** No weekly schedule has a time further ahead than this: a week, a change of the clocks and a change of the zone. */
const FURTHEST_MS = 9 * 24 * 60 * 60 * 1_000;

/** First instant after `after` at which a schedule is due. */
export function nextDueAfter(schedule: Schedule, after: Date): Date {
  const there = DateTime.fromJSDate(after, { zone: schedule.timeZone });
  // One week on from the day before covers every case: a due instant may have moved to the next day's first hour.
  const start = there.startOf('day').minus({ days: 1 });
  for (let days = 0; ; days += 1) {
    const day = start.plus({ days });
    if (day.weekday !== schedule.weekday) continue;
    const due = dueOn(day, schedule.hour);
    if (due.getTime() > after.getTime()) return due;
  }
}

/** Last instant up to and including `now` at which a schedule was due. */
export function lastDueAt(schedule: Schedule, now: Date): Date {
  const there = DateTime.fromJSDate(now, { zone: schedule.timeZone });
  const start = there.startOf('day').plus({ days: 1 });
  for (let days = 0; ; days += 1) {
    const day = start.minus({ days });
    if (day.weekday !== schedule.weekday) continue;
    const due = dueOn(day, schedule.hour);
    if (due.getTime() <= now.getTime()) return due;
  }
}

/**
 * First instant after `after` at which a digest can be sent, given that the weeks up to `lastWeek` have had theirs:
 * a schedule that is moved to a later day of the same week begins a week later.
 */
export function nextRunAfter(schedule: Schedule, after: Date, lastWeek: string | undefined): Date {
  const due = nextDueAfter(schedule, after);
  return weekOf(due, schedule.timeZone) === lastWeek ? nextDueAfter(schedule, due) : due;
}

/** The ISO week of an instant in a zone: `2026-W47`. */
export function weekOf(instant: Date, timeZone: string): string {
  const { weekYear, weekNumber } = DateTime.fromJSDate(instant, { zone: timeZone });
  return `${weekYear}-W${String(weekNumber).padStart(2, '0')}`;
}

/** Later than any next time that has been worked out by `now`. A later one stems from a clock that was wrong. */
export function latestNextDue(now: Date): Date {
  return new Date(now.getTime() + FURTHEST_MS);
}

/** The hour of a day: the first of two, and after a gap the gap's end. */
function dueOn(day: DateTime, hour: number): Date {
  const midnight = day.startOf('day');
  const due = midnight.set({ hour });
  if (due.hour === hour && isSameDay(due, midnight)) return earlierOfTwo(due).toJSDate();
  return endOfGap(midnight, hour);
}

/** By the calendar. Luxon's own comparison begins the day at the second midnight where the clocks repeat it. */
function isSameDay(one: DateTime, other: DateTime): boolean {
  return one.toISODate() === other.toISODate();
}

/** The same hour of the same day may have come before, when the clocks were put back. */
function earlierOfTwo(due: DateTime): DateTime {
  for (const minutes of [120, 60, 30]) {
    const before = due.minus({ minutes });
    if (before.hour === due.hour && before.minute === due.minute && isSameDay(before, due)) return before;
  }
  return due;
}

/** The clocks left this hour out: the first instant of the day whose hour is later. */
function endOfGap(midnight: DateTime, hour: number): Date {
  function isPast(moment: DateTime): boolean {
    return !isSameDay(moment, midnight) || moment.hour >= hour;
  }
  let moment = midnight;
  while (!isPast(moment)) moment = moment.plus({ minutes: 1 });
  return moment.toJSDate();
}
