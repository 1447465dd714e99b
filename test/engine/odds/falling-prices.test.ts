import { describe, expect, it } from 'vitest';
import { decide } from '../../../src/engine/choose/decide.js';
import { DECISION_SAMPLE } from '../../../src/engine/defaults.js';
import { chanceOvertaken, savingAtDecay } from '../../../src/engine/odds/falling-prices.js';
import { NO_EVIDENCE } from '../../../src/engine/quality/no-evidence.js';
import type { Workload } from '../../../src/engine/workload.js';
import { PLAIN_WORKLOAD } from '../ask.js';
import { AS_OF, TEST_DATA, tariff, testBook, testModel } from '../test-book.js';

/** $0.003 a call today, and from day 45 on $0.006; the other model costs $0.0005. */
const BOOK = testBook({
  models: [...TEST_DATA.models, testModel('doubling'), testModel('half')],
  facts: [
    ...TEST_DATA.facts,
    ...tariff('doubling', { input: 10, output: 10 }, { effectiveUntil: '2027-01-06' }),
    ...tariff('doubling', { input: 20, output: 20 }, { effectiveFrom: '2027-01-06' }),
    ...tariff('half', { input: 1, output: 3 }),
  ],
});

/** A million calls a month for three months, of which nothing is discounted; people's time costs nothing. */
const WORKLOAD: Workload = {
  ...PLAIN_WORKLOAD,
  volume: { queriesPerDay: 1_000_000 / 30 },
  current: { model: 'doubling' },
  candidates: ['half'],
  people: { engineerMonthlyUsd: 0 },
  horizonMonths: 3,
};

function saving(workload: Workload, decay: number, waitMonths: number): number | null {
  const question = { workload, book: BOOK, evidence: NO_EVIDENCE, asOf: AS_OF };
  const decision = decide(question, { sample: { ...DECISION_SAMPLE, draws: 16 } });
  const plan = decision.contenders.find(({ id }) => id === 'switch-model:half');
  if (plan === undefined) throw new Error('Switching is weighed.');
  return savingAtDecay(plan, decision, decay, waitMonths);
}

describe('waiting', () => {
  it('brings announced prices nearer', () => {
    // Five days until it serves, at $100 a day. Then 40 days at $0.003 and 45 at $0.006 against $0.0005.
    const perDay = 1_000_000 / 30;
    expect(saving(WORKLOAD, 0, 0)).toBeCloseTo(perDay * (40 * 0.0025 + 45 * 0.0055), 6);
    // A month later 10 of them are left at $0.003, and 75 come at $0.006; two months later all 85.
    expect(saving(WORKLOAD, 0, 1)).toBeCloseTo(perDay * (10 * 0.0025 + 75 * 0.0055), 6);
    expect(saving(WORKLOAD, 0, 2)).toBeCloseTo(perDay * 85 * 0.0055, 6);
  });

  it('leaves the less of a saving the faster prices fall', () => {
    const [frozen, falling, waited] = [
      saving(WORKLOAD, 0, 0) ?? 0,
      saving(WORKLOAD, 0.6, 0) ?? 0,
      saving({ ...WORKLOAD, current: { model: 'plain' } }, 0.6, 3) ?? 0,
    ];
    expect(falling).toBeLessThan(frozen);
    expect(waited).toBeLessThan(saving({ ...WORKLOAD, current: { model: 'plain' } }, 0.6, 0) ?? 0);
  });

  it('is nothing for a backlog, which is over before prices fall', () => {
    expect(saving({ ...WORKLOAD, volume: { oneOffQueries: 1000 } }, 0.6, 0)).toBeNull();
  });

  it('lets a better base appear in 53 of 100 cases within nine months', () => {
    expect(chanceOvertaken(9)).toBeCloseTo(0.528, 3);
    expect(chanceOvertaken(0)).toBe(0);
  });
});
