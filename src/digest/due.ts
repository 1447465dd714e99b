import { DateTime } from 'luxon';
import type { RunKind } from '../store/digest-runs.js';
import type { NextTimes, Schedule } from '../workspace/subscription.js';

/**
 * When digests are due. Weekday and hour are meant in the subscriber's zone, so that a digest stays at nine in the
 * morning when the clocks change. An hour that the clocks leave out falls on the first instant after the gap; an
 * hour that they repeat counts once, the first time.
 */

/**
 * A digest or an alert that is late by no more than this is still sent, once, and says that it is late, in
 * milliseconds. A later alert is left to the next one, which covers its time: none of a morning comes at night.
 */
export const CATCH_UP_MS: Readonly<Record<RunKind, number>> = {
  digest: 48 * 60 * 60 * 1_000,
  alert: 8 * 60 * 60 * 1_000,
};

/** A digest that is late by more than this says so, in milliseconds. */
export const WORTH_SAYING_LATE_MS = 60 * 60 * 1_000;

/** No weekly schedule has a time further ahead than this: a week, a change of the clocks and a change of the zone. */
const FURTHEST_MS = 9 * 24 * 60 * 60 * 1_000;

/** First instant after `after` at which the digest of a schedule is due. */
export function nextDueAfter({ weekday, hour, timeZone }: Schedule, after: Date): Date {
  return firstAfter(timeZone, hour, (day) => day.weekday === weekday, after);
}

/** Last instant up to and including `now` at which the digest of a schedule was due. */
export function lastDueAt({ weekday, hour, timeZone }: Schedule, now: Date): Date {
  return lastUntil(timeZone, hour, (day) => day.weekday === weekday, now);
}

/**
 * First instant after `after` at which an alert is due, or `undefined` where none is wanted: every day but that of
 * the digest, which says it all. So a channel gets one message a day.
 */
export function nextAlertAfter({ weekday, alertHour, timeZone }: Schedule, after: Date): Date | undefined {
  if (alertHour === undefined) return undefined;
  return firstAfter(timeZone, alertHour, (day) => day.weekday !== weekday, after);
}

/** Last instant up to and including `now` at which an alert was due, or `undefined` where none is wanted. */
export function lastAlertAt({ weekday, alertHour, timeZone }: Schedule, now: Date): Date | undefined {
  if (alertHour === undefined) return undefined;
  return lastUntil(timeZone, alertHour, (day) => day.weekday !== weekday, now);
}

function firstAfter(timeZone: string, hour: number, isIts: (day: DateTime) => boolean, after: Date): Date {
  // One week on from the day before covers every case: a due instant may have moved to the next day's first hour.
  const start = DateTime.fromJSDate(after, { zone: timeZone }).startOf('day').minus({ days: 1 });
  for (let days = 0; ; days += 1) {
    const day = start.plus({ days });
    if (!isIts(day)) continue;
    const due = dueOn(day, hour);
    if (due.getTime() > after.getTime()) return due;
  }
}

function lastUntil(timeZone: string, hour: number, isIts: (day: DateTime) => boolean, now: Date): Date {
  const start = DateTime.fromJSDate(now, { zone: timeZone }).startOf('day').plus({ days: 1 });
  for (let days = 0; ; days += 1) {
    const day = start.minus({ days });
    if (!isIts(day)) continue;
    const due = dueOn(day, hour);
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

/** When digest and alert are due next after `after`, given that the weeks up to `lastWeek` have had their digest. */
export function nextTimesAfter(schedule: Schedule, after: Date, lastWeek: string | undefined): NextTimes {
  const nextAlertAt = nextAlertAfter(schedule, after);
  return {
    nextRunAt: nextRunAfter(schedule, after, lastWeek),
    ...(nextAlertAt !== undefined && { nextAlertAt }),
  };
}

/** The ISO week of an instant in a zone: `2026-W47`. */
export function weekOf(instant: Date, timeZone: string): string {
  const { weekYear, weekNumber } = DateTime.fromJSDate(instant, { zone: timeZone });
  return `${weekYear}-W${String(weekNumber).padStart(2, '0')}`;
}

/** The day of an instant in a zone: `2026-11-18`. */
export function dayIn(instant: Date, timeZone: string): string {
  return DateTime.fromJSDate(instant, { zone: timeZone }).toFormat('yyyy-MM-dd');
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
