import { expect, test } from 'vitest';
import { budgetNews, type OwnDates, retrainingNews } from '../../src/digest/own-dates.js';
import { addDays } from '../../src/engine/calendar.js';
import { stateOfBudget } from '../../src/workspace/budget.js';

const MEASURED = { usdPerMonth: 1_000, fromDay: '2026-10-20', toDay: '2026-11-18' };
const SEEN = new Date('2026-11-20T12:00:00Z');
const HOUR_MS = 3_600_000;

test.each([
  ['is passed by usage that costs more', 999, 0, { kind: 'passed' }],
  ['holds at its last cent', 1_000, 0, { kind: 'within' }],
  [
    'will be passed where its growth does that within three months',
    1_210,
    0.1,
    { kind: 'trend', on: addDays('2026-11-18', 60) },
  ],
  ['is not told of where that takes longer', 1_400, 0.1, { kind: 'within' }],
  ['holds where the volume shrinks', 1_100, -0.2, { kind: 'within' }],
])('a budget %s', (_, budgetUsd, growthPerMonth, state) => {
  expect(stateOfBudget(budgetUsd, { ...MEASURED, growthPerMonth })).toEqual(state);
});

test('what was seen of a budget is told once, by windows that follow one another', () => {
  const own: OwnDates = {
    names: new Map([['e1', 'Triage']]),
    budgets: [
      {
        ...{ workspaceId: 'T1', estimateId: 'e1', usdPerMonth: 900, createdBy: 'U1' },
        ...{ measured: MEASURED, passedAt: SEEN },
      },
    ],
    retrainings: [],
  };
  const told = Array.from({ length: 100 }, (_, hour) => {
    const from = new Date(SEEN.getTime() + (hour - 50) * HOUR_MS);
    return budgetNews(own, { from, until: new Date(from.getTime() + HOUR_MS) });
  }).flat();
  expect(told).toEqual([
    { name: 'Triage', budgetUsd: 900, spentUsd: 1_000, from: '2026-10-20', to: '2026-11-18' },
  ]);
});

test('people are reminded 90, 30 and 7 days before a tune is to be trained again', () => {
  const own: OwnDates = {
    names: new Map([['e1', 'Triage']]),
    budgets: [],
    retrainings: [{ estimateId: 'e1', retrainBy: '2027-03-01' }],
  };
  const told = Array.from({ length: 120 }, (_, day) => {
    const from = addDays('2026-11-20', day);
    return retrainingNews(own, { from, until: addDays(from, 1) });
  }).flat();
  expect(told.map(({ daysLeft }) => daysLeft)).toEqual([90, 30, 7]);
});
