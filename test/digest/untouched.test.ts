import { expect, test } from 'vitest';
import { untouchedOf } from '../../src/digest/untouched.js';
import { addDays } from '../../src/engine/calendar.js';
import { CATALOGUE } from '../catalogue.js';
import { estimateOf } from './estimates.js';

const SAVED = '2026-01-05';
const estimate = estimateOf(
  'Triage',
  {
    task: 'classification',
    volume: { queriesPerDay: 1_000 },
    tokens: { user: 300, output: 60 },
    current: { model: 'gpt-4o' },
  },
  CATALOGUE,
  SAVED,
);

/** Weeks after it was saved in whose digests it is said to be left alone. */
function toldIn(lookedAt?: Date): readonly number[] {
  const one = lookedAt === undefined ? estimate : { ...estimate, lastLookedAt: lookedAt };
  return Array.from({ length: 53 }, (_, week) => week).filter((week) => {
    const window = { from: addDays(SAVED, 7 * week), until: addDays(SAVED, 7 * week + 7) };
    return untouchedOf([one], window).count > 0;
  });
}

test('a decision that nobody touches is told once a quarter, whatever days the digests fall on', () => {
  expect(toldIn()).toEqual([12, 25, 38, 51]);
});

test('to open it counts as a touch', () => {
  expect(toldIn(new Date(`${addDays(SAVED, 70)}T12:00:00Z`))).toEqual([22, 35, 48]);
});
