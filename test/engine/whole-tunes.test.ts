import { describe, expect, it } from 'vitest';
import type { Workload } from '../../src/engine/workload.js';
import { amountsOf, askAll, outcomeOf, PLAIN_WORKLOAD, planOf } from './ask.js';
import { bookWithOffers } from './test-book.js';

/** Whole fine-tunes worked out on paper. The day rate is $800; 13 working days are 19 calendar days. */

/**
 * 500,000 queries a day at 0.0015 today, $750 a day. Tuned, 100 + 80 tokens at 0.30 and 1.20 are 0.000126, $63 a day.
 * Training 5,000 x 500 x 3 x 4 tokens at $3 is $90, labels $2,000, people $10,400: $12,490.
 */
const TUNE: Workload = {
  ...PLAIN_WORKLOAD,
  volume: { queriesPerDay: 500_000 },
  tokens: { staticPrompt: 100, user: 100, output: 100 },
  tuned: { staticPrompt: 0, output: 80 },
  data: { examples: 5000, tokensPerExample: 500, labelCostUsd: 0.4, epochs: 3, runs: 4 },
  people: { engineerMonthlyUsd: 15_000, setupDays: 10, evaluationDays: 3, upkeepFte: 0 },
};

describe('a tune served by the token', () => {
  const workload = {
    ...TUNE,
    people: { ...TUNE.people, upkeepFte: 0.1 },
    stability: { retrainEveryMonths: 6 },
  };

  it('is trained and evaluated again half a year after it went live', () => {
    const plan = planOf(outcomeOf(workload, bookWithOffers('lab/mini')), 'fine-tune:lab/mini');
    expect(amountsOf(plan.upfront)).toEqual({
      Training: 90,
      'Labelling examples': 2000,
      'Building the data set and the pipeline': 8000,
      'Evaluating the tuned model': 2400,
    });
    expect(plan.monthly.totalUsd).toBe(1500);
    expect(plan.recurring).toMatchObject({ everyMonths: 6, ledger: { totalUsd: 2490 } });
    // 19 x 750 + 341 x (63 + 50) + 12,490, and 2,490 on day 199; the next, on day 379, is beyond the horizon.
    expect(plan.horizonCostUsd).toBeCloseTo(67_763, 6);
    // 12,490 / (750 - 113) = 19.607535 days of 500,000.
    expect(plan.breakeven.againstKeep).toMatchObject({ kind: 'reached', queries: 9_803_768 });
  });

  it('discounts what is paid in the first month by one month, and the upfront cost not at all', () => {
    const plan = planOf(
      outcomeOf({ ...workload, horizonMonths: 2, discountRate: 0.1 }, bookWithOffers('lab/mini')),
      'fine-tune:lab/mini',
    );
    // 12,490 + (19 x 750 + 11 x 113) / 1.1^(1/12) + 30 x 113 / 1.1^(2/12).
    expect(plan.horizonCostUsd).toBeCloseTo(31_197.009_2, 3);
  });
});

describe('a tune whose offer ends inside the horizon', () => {
  it('is followed by the best untuned plan, whose own upfront cost is then due', () => {
    const advice = askAll(
      {
        ...TUNE,
        candidates: ['small'],
        constraints: { existingFineTuningAccounts: ['openai'] },
        // Small is known to be good enough: it needs no test before it takes over.
        quality: { current: { right: 900, items: 1_000 }, models: { small: { right: 950, items: 1_000 } } },
      },
      bookWithOffers('openai/gpt-4o-mini'),
    );
    const plan = planOf(advice, 'fine-tune:openai/gpt-4o-mini');
    expect(plan.lifetime).toMatchObject({ until: '2027-01-14', orLater: false });
    expect(plan.lifetime.months).toBeCloseTo(34 / 30, 9);
    // Ends on day 53. Small: (200 x 0.10 + 100 x 0.50) / 1M, $35 a day, 2,400 upfront.
    // 19 x 750 + 34 x 63 + 12,490 + 2,400 + 307 x 35; no retrain within 53 days.
    expect(plan.horizonCostUsd).toBeCloseTo(42_027, 6);
    expect(advice.curve.lines.find((line) => line.planId === plan.id)?.endsOnDay).toBe(53);
  });

  it('falls back to the present model, when that is the best untuned plan', () => {
    const advice = outcomeOf(
      {
        ...TUNE,
        volume: { queriesPerDay: 10_000 },
        tokens: { staticPrompt: 2000, user: 100, output: 100 },
        tuned: { staticPrompt: 200 },
        data: { ...TUNE.data, labelCostUsd: 0 },
        people: { ...TUNE.people, upkeepFte: 0.25 },
        constraints: { existingFineTuningAccounts: ['azure'] },
      },
      bookWithOffers('azure/gpt-4o'),
    );
    const plan = planOf(advice, 'fine-tune:azure/gpt-4o');
    // Training 30M x 27.50 = 825. Hosting 730 x 1.70 = 1,241 and a quarter of an engineer.
    expect(plan.upfront.totalUsd).toBeCloseTo(11_225, 6);
    expect(amountsOf(plan.monthly)).toEqual({ Hosting: 1241, 'Looking after the tuned model': 3750 });
    // Today 2,100 x 2.50 + 100 x 10 = 0.00625, tuned 300 x 2.50 + 100 x 10 = 0.00175.
    expect(plan.perQuery.totalUsd).toBeCloseTo(0.001_75, 12);
    // Ends on day 313, retrained for 825 + 2,400 on day 289:
    // 19 x 62.50 + 294 x (17.50 + 4,991 / 30) + 11,225 + 3,225.
    // Then 47 x 62.50 as today: a shorter prompt saves 20 a day for 4,000 once, which is lost where prices fall.
    expect(plan.horizonCostUsd).toBeCloseTo(72_631.8, 6);
    expect(plan.breakeven.againstKeep).toMatchObject({
      kind: 'never',
      why: 'what it saves per call does not carry its fixed costs',
    });
  });
});

describe('a tune on rented GPUs', () => {
  const workload: Workload = {
    ...TUNE,
    volume: { queriesPerDay: 2_000_000, growthPerMonth: 0.2 },
    data: { examples: 1000, tokensPerExample: 100, labelCostUsd: 0, epochs: 3, runs: 4 },
    horizonMonths: 3,
  };
  const plan = planOf(outcomeOf(workload, bookWithOffers('gpu/8b')), 'fine-tune:gpu/8b');

  it('rents as many as the busiest month needs', () => {
    // Month 3: 33.33 calls a second, each 100 tokens read in 0.00405 s and 80 written in 0.032 s: 1.2017 GPUs, of which
    // 0.3 are used: 4.006, so five of them.
    expect(plan.monthly.lines).toMatchObject([{ item: 'Rented GPUs', quantity: 3650, amountUsd: 25_550 }]);
  });

  it('pays the minimum fee of four runs, no price per call, and the GPUs whatever the volume', () => {
    // 300,000 tokens at 0.48 are $0.14 a run: 4 x $4. Then 10 + 3 days.
    expect(plan.upfront.totalUsd).toBeCloseTo(10_416, 6);
    expect(plan.perQuery).toMatchObject({ lines: [], totalUsd: 0 });
    expect(plan.firstMonthUsd).toBeCloseTo(25_550, 6);
    // 19 x 3,000 + 71 x 25,550 / 30 + 10,416.
    expect(plan.horizonCostUsd).toBeCloseTo(127_884.333_333, 5);
  });

  it('earns that back within the month in which it goes live', () => {
    // 10,416 / (3,000 - 25,550 / 30) = 4.8484097 days of 2M.
    const { againstKeep } = plan.breakeven;
    expect(againstKeep).toMatchObject({ kind: 'reached', queries: 9_696_820 });
  });
});
