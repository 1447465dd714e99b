import { describe, expect, it } from 'vitest';
import { billsOf } from '../../../src/engine/cost/bills.js';
import type { Workload } from '../../../src/engine/workload.js';
import { CATALOGUE } from '../../catalogue.js';
import { outcomeOf, PLAIN_WORKLOAD, planOf } from '../ask.js';
import { AS_OF, BOOK } from '../test-book.js';

function billsFor(workload: Workload, id = 'keep', book = BOOK, asOf = AS_OF) {
  return billsOf(planOf(outcomeOf(workload, book, asOf), id), workload, asOf);
}

describe('the bills of a plan', () => {
  it('are those of a day, a month and twelve months', () => {
    // 1,000 x (200 x 2.50 + 100 x 10) / 1M a day.
    const bills = billsFor(PLAIN_WORKLOAD);
    expect(bills?.dayUsd).toBeCloseTo(1.5, 12);
    expect(bills?.monthUsd).toBeCloseTo(45, 12);
    expect(bills?.yearUsd).toBeCloseTo(540, 9);
    expect(bills?.laterUsd.map(({ month }) => month)).toEqual([6, 12]);
    for (const { usd } of bills?.laterUsd ?? []) expect(usd).toBeCloseTo(45, 9);
  });

  it('grow with the volume', () => {
    const bills = billsFor({ ...PLAIN_WORKLOAD, volume: { queriesPerDay: 1_000, growthPerMonth: 0.1 } });
    // 45 x 1.1^5 and 45 x 1.1^11; 45 x (1.1^12 - 1) / 0.1 in all.
    expect(bills?.laterUsd[0]?.usd).toBeCloseTo(72.472_95, 5);
    expect(bills?.laterUsd[1]?.usd).toBeCloseTo(128.390_25, 5);
    expect(bills?.yearUsd).toBeCloseTo(962.292_77, 4);
  });

  it('hold announced prices from their day on', () => {
    // Gemini 4 Carbon doubles on 1 December 2026, a day after this one: 29 of the first 30 days.
    const workload: Workload = { ...PLAIN_WORKLOAD, current: { model: 'gemini-4-carbon' } };
    const bills = billsFor(workload, 'keep', CATALOGUE, '2026-11-30');
    const dayUsd = (1_000 * (200 * 2 + 100 * 10)) / 1e6;
    expect(bills?.monthUsd).toBeCloseTo(dayUsd * (1 + 29 * 2), 9);
    expect(bills?.laterUsd[0]?.usd).toBeCloseTo(dayUsd * 60, 9);
  });

  it('are none for a backlog', () => {
    expect(billsFor({ ...PLAIN_WORKLOAD, volume: { oneOffQueries: 1_000 } })).toBeNull();
  });

  it('agree with the first month of the plan', () => {
    const outcome = outcomeOf(PLAIN_WORKLOAD);
    for (const plan of outcome.plans) {
      const bills = billsOf(plan, PLAIN_WORKLOAD, AS_OF);
      if (plan.firstMonthUsd === null) expect(bills).toBeNull();
      else expect(bills?.monthUsd).toBeCloseTo(plan.firstMonthUsd, 9);
    }
  });
});
