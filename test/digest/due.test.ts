import fc from 'fast-check';
import { DateTime, IANAZone } from 'luxon';
import { describe, expect, it } from 'vitest';
import {
  dayIn,
  lastAlertAt,
  lastDueAt,
  latestNextDue,
  nextAlertAfter,
  nextDueAfter,
  nextRunAfter,
  weekOf,
} from '../../src/digest/due.js';
import type { Schedule } from '../../src/workspace/subscription.js';

function next(schedule: Schedule, after: string): string {
  return nextDueAfter(schedule, new Date(after)).toISOString();
}

describe('the next digest', () => {
  it.each([
    [
      'on the weekday and hour of its zone',
      1,
      9,
      'Europe/Berlin',
      '2026-11-22T12:00:00Z',
      '2026-11-23T08:00:00.000Z',
    ],
    [
      'a week later when it is due right now',
      1,
      9,
      'Europe/Berlin',
      '2026-11-23T08:00:00Z',
      '2026-11-30T08:00:00.000Z',
    ],
    [
      'on the day of its zone, not of UTC',
      1,
      9,
      'Pacific/Auckland',
      '2026-11-21T12:00:00Z',
      '2026-11-22T20:00:00.000Z',
    ],
    [
      'at the same hour before summer time',
      1,
      9,
      'Europe/Berlin',
      '2026-03-22T12:00:00Z',
      '2026-03-23T08:00:00.000Z',
    ],
    [
      'at the same hour in summer time',
      1,
      9,
      'Europe/Berlin',
      '2026-03-29T12:00:00Z',
      '2026-03-30T07:00:00.000Z',
    ],
    [
      'after the gap when its hour is left out',
      7,
      2,
      'Europe/Berlin',
      '2026-03-28T12:00:00Z',
      '2026-03-29T01:00:00.000Z',
    ],
    [
      'the first time when its hour comes twice',
      7,
      2,
      'Europe/Berlin',
      '2026-10-24T12:00:00Z',
      '2026-10-25T00:00:00.000Z',
    ],
    [
      'not again in the second of two hours',
      7,
      2,
      'Europe/Berlin',
      '2026-10-25T00:00:00Z',
      '2026-11-01T01:00:00.000Z',
    ],
    [
      'after a gap of half an hour',
      7,
      2,
      'Australia/Lord_Howe',
      '2026-10-03T00:00:00Z',
      '2026-10-03T15:30:00.000Z',
    ],
    [
      'after a gap at midnight',
      7,
      0,
      'America/Sao_Paulo',
      '2018-11-03T12:00:00Z',
      '2018-11-04T03:00:00.000Z',
    ],
    [
      'over the turn of the year',
      5,
      17,
      'America/New_York',
      '2026-12-31T23:00:00Z',
      '2027-01-01T22:00:00.000Z',
    ],
  ])('is %s', (_, weekday, hour, timeZone, after, expected) => {
    expect(next({ weekday, hour, timeZone }, after)).toBe(expected);
  });

  it('skips what is left of a week that has had its digest', () => {
    const friday = { weekday: 5, hour: 9, timeZone: 'Europe/Berlin' };
    const tuesday = new Date('2026-11-24T10:00:00Z');
    expect(nextRunAfter(friday, tuesday, '2026-W47').toISOString()).toBe('2026-11-27T08:00:00.000Z');
    expect(nextRunAfter(friday, tuesday, '2026-W48').toISOString()).toBe('2026-12-04T08:00:00.000Z');
  });
});

describe('the ISO week', () => {
  it('is that of the subscriber, in whose zone it may be another', () => {
    const instant = new Date('2026-11-22T23:30:00Z');
    expect(weekOf(instant, 'UTC')).toBe('2026-W47');
    expect(weekOf(instant, 'Europe/Berlin')).toBe('2026-W48');
  });

  it('belongs to the year that has most of its days', () => {
    expect(weekOf(new Date('2027-01-01T12:00:00Z'), 'UTC')).toBe('2026-W53');
  });
});

const schedules: fc.Arbitrary<Schedule> = fc.record({
  weekday: fc.integer({ min: 1, max: 7 }),
  hour: fc.integer({ min: 0, max: 23 }),
  timeZone: fc.constantFrom(
    ...Intl.supportedValuesOf('timeZone').filter((zone) => DateTime.local({ zone }).isValid),
  ),
});
const instants = fc.date({
  min: new Date('2020-01-01T00:00:00Z'),
  max: new Date('2036-12-31T00:00:00Z'),
  noInvalidDate: true,
});

describe('at any instant, in any zone', () => {
  it("the next digest lies ahead by no more than a clock change over a week, on its weekday, at its hour or the gap's end", () => {
    fc.assert(
      fc.property(schedules, instants, (schedule, after) => {
        const due = nextDueAfter(schedule, after);
        expect(due.getTime()).toBeGreaterThan(after.getTime());
        expect(due.getTime()).toBeLessThanOrEqual(latestNextDue(after).getTime());
        const there = DateTime.fromJSDate(due, { zone: schedule.timeZone });
        const before = there.minus({ milliseconds: 1 });
        expect(there.weekday).toBe(schedule.weekday);
        const isSharp = there.hour === schedule.hour && there.minute === 0;
        const isAfterGap = there.offset > before.offset;
        expect(isSharp || isAfterGap).toBe(true);
      }),
      { numRuns: 500 },
    );
  });

  it('a subscriber gets one digest in every week, and the last due instant is the one before the next', () => {
    fc.assert(
      fc.property(schedules, instants, (schedule, start) => {
        let due = nextDueAfter(schedule, start);
        const weeks = new Set<string>();
        for (let count = 0; count < 60; count += 1) {
          weeks.add(weekOf(due, schedule.timeZone));
          expect(lastDueAt(schedule, due)).toEqual(due);
          const following = nextDueAfter(schedule, due);
          expect(lastDueAt(schedule, new Date(following.getTime() - 1))).toEqual(due);
          due = following;
        }
        expect(weeks.size).toBe(60);
      }),
      { numRuns: 20 },
    );
  });
});

describe('on a day on which the clocks change, in any zone of the world', () => {
  const QUARTER_MS = 15 * 60_000;
  const DAY_MS = 96 * QUARTER_MS;
  const DAYS = Array.from({ length: 365 }, (_, day) => Date.UTC(2026, 0, 1) + day * DAY_MS);

  /** Every way in which clocks change in 2026, once: the day before and one of the zones that do so. */
  function changes(): readonly { readonly timeZone: string; readonly before: number }[] {
    const found = new Map<string, { readonly timeZone: string; readonly before: number }>();
    for (const timeZone of Intl.supportedValuesOf('timeZone')) {
      const zone = IANAZone.create(timeZone);
      if (zone.offset(Date.UTC(2026, 0, 10)) === zone.offset(Date.UTC(2026, 6, 10))) continue;
      for (const day of DAYS) {
        const [from, to] = [zone.offset(day), zone.offset(day + DAY_MS)];
        if (from === to) continue;
        const change = Array.from({ length: 96 }, (_, part) => zone.offset(day + part * QUARTER_MS)).indexOf(
          to,
        );
        found.set(`${day} ${from} ${to} ${change}`, { timeZone, before: day });
      }
    }
    return [...found.values()];
  }

  it('comes at its hour, the first time that this hour is there', () => {
    const wrong: string[] = [];
    const all = changes();
    for (const { timeZone, before } of all) {
      const first = new Map<string, DateTime>();
      for (let instant = before - DAY_MS; instant < before + 2 * DAY_MS; instant += QUARTER_MS) {
        const there = DateTime.fromMillis(instant, { zone: timeZone });
        const hour = `${there.day} ${there.hour}`;
        if (!first.has(hour)) first.set(hour, there);
      }
      // The hours of the first day have perhaps begun before it.
      for (const wanted of [...first.values()].slice(24)) {
        const schedule = { weekday: wanted.weekday, hour: wanted.hour, timeZone };
        const due = nextDueAfter(schedule, wanted.minus({ hours: 20 }).toJSDate());
        if (due.getTime() !== wanted.toMillis())
          wrong.push(`${wanted.toISO()} ${timeZone}: ${due.toISOString()}`);
      }
    }
    expect(all.length).toBeGreaterThan(20);
    expect(wrong).toEqual([]);
  });
});

describe('the next alert', () => {
  const schedule: Schedule = { weekday: 1, hour: 9, timeZone: 'Europe/Berlin', alertHour: 8 };

  it('is due every day but that of the digest, at its hour in the zone, whatever the clocks do', () => {
    fc.assert(
      fc.property(
        fc.date({ min: new Date('2026-01-01'), max: new Date('2027-12-31'), noInvalidDate: true }),
        fc.integer({ min: 1, max: 7 }),
        fc.integer({ min: 4, max: 23 }),
        (after, weekday, alertHour) => {
          const mine = { ...schedule, weekday, alertHour };
          const next = nextAlertAfter(mine, after);
          if (next === undefined) throw new Error('An alert was wanted.');
          const there = DateTime.fromJSDate(next, { zone: mine.timeZone });
          expect(there.hour).toBe(alertHour);
          expect(there.weekday).not.toBe(weekday);
          expect(next.getTime()).toBeGreaterThan(after.getTime());
          expect(next.getTime()).toBeLessThanOrEqual(latestNextDue(after).getTime());
          expect(lastAlertAt(mine, next)).toEqual(next);
          expect(dayIn(next, mine.timeZone)).toBe(there.toISODate());
        },
      ),
    );
  });

  it('is none where none is wanted', () => {
    const { alertHour: _, ...without } = schedule;
    expect(nextAlertAfter(without, new Date('2026-11-24T00:00:00Z'))).toBeUndefined();
    expect(lastAlertAt(without, new Date('2026-11-24T00:00:00Z'))).toBeUndefined();
  });
});
