import { describe, expect, it } from 'vitest';
import type { Plan } from '../../src/engine/advice.js';
import type { Workload } from '../../src/engine/workload.js';
import { outcomeOf, PLAIN_WORKLOAD, planOf } from './ask.js';

/**
 * Whole plans worked out on paper: every ledger, the payback and the horizon. The day rate is $800, five working
 * days are seven calendar days, and while a plan is built the present one is paid.
 */

interface Expected {
  readonly upfront: number;
  readonly perQuery: number;
  readonly monthly: number;
  readonly firstMonth: number;
  readonly goLiveDay: number;
  readonly horizon: number;
}

function expectPlan(plan: Plan, expected: Expected): void {
  expect(plan.upfront.totalUsd).toBeCloseTo(expected.upfront, 6);
  expect(plan.perQuery.totalUsd).toBeCloseTo(expected.perQuery, 12);
  expect(plan.monthly.totalUsd).toBeCloseTo(expected.monthly, 6);
  expect(plan.firstMonthUsd).toBeCloseTo(expected.firstMonth, 6);
  expect(plan.timeToDeployDays).toBe(expected.goLiveDay);
  expect(plan.horizonCostUsd).toBeCloseTo(expected.horizon, 6);
}

/** 10,000 queries a day of 2,000 fixed, 300 varying and 150 answer tokens. */
const LONG_PROMPT: Workload = {
  ...PLAIN_WORKLOAD,
  volume: { queriesPerDay: 10_000 },
  tokens: { staticPrompt: 2000, user: 300, output: 150 },
};

describe('keeping', () => {
  it('a growing workload costs each month at its own volume, discounted by its own month', () => {
    const workload = {
      ...PLAIN_WORKLOAD,
      volume: { queriesPerDay: 1000, growthPerMonth: 0.1 },
      horizonMonths: 3,
      discountRate: 0.1,
    };
    // 0.0015 x 30,000 = 45, then 49.50 and 54.45; / 1.1^(1/12), 1.1^(2/12), 1.1^(3/12).
    expectPlan(planOf(outcomeOf(workload), 'keep'), {
      upfront: 0,
      perQuery: 0.0015,
      monthly: 0,
      firstMonth: 45,
      goLiveDay: 0,
      horizon: 146.531_831,
    });
  });

  it('calls that are half batched and a tenth repeated', () => {
    const workload: Workload = {
      ...PLAIN_WORKLOAD,
      tokens: { user: 1000, output: 100 },
      current: { model: 'frontier', batchShare: 0.5, retryRate: 0.1 },
      horizonMonths: 1,
    };
    // Direct 0.003, batched 0.0015: 0.00225 x 1.1; 30,000 a month.
    expectPlan(planOf(outcomeOf(workload), 'keep'), {
      upfront: 0,
      perQuery: 0.002475,
      monthly: 0,
      firstMonth: 74.25,
      goLiveDay: 0,
      horizon: 74.25,
    });
  });
});

describe('optimising', () => {
  it('with caching reads nine of ten prompts from the cache and writes the tenth', () => {
    const plan = planOf(outcomeOf({ ...LONG_PROMPT, current: { model: 'frontier' } }), 'optimise');
    // Today (2,300 x 2 + 150 x 10) / 1M = 0.0061. Cached: 2,000 x (0.9 x 0.20 + 0.1 x 2.50) + 300 x 2 + 150 x 10.
    // A day of work, live on day 2: 2 x 61 + 358 x 29.60 + 800.
    expectPlan(plan, {
      upfront: 800,
      perQuery: 0.002_96,
      monthly: 0,
      firstMonth: 888,
      goLiveDay: 2,
      horizon: 11_518.8,
    });
    // 800 / 0.00314 = 254,777.07 queries, 25.48 days after day 2.
    expect(plan.breakeven.againstKeep).toMatchObject({ queries: 254_778, date: '2026-12-20' });
  });
});

describe('switching', () => {
  it('uses the cache rather than batches where that costs less', () => {
    const workload = { ...LONG_PROMPT, candidates: ['small'], constraints: { batchable: true } };
    // Today (2,300 x 2.50 + 150 x 10) / 1M = 0.00725. Batched 2,300 x 0.05 + 150 x 0.25 = 152.5 a million;
    // cached 2,000 x (0.9 x 0.01 + 0.1 x 0.125) + 300 x 0.10 + 150 x 0.50 = 148.
    // Three days of work, live on day 5: 5 x 72.50 + 355 x 1.48 + 2,400.
    expectPlan(planOf(outcomeOf(workload), 'switch-model:small'), {
      upfront: 2400,
      perQuery: 0.000_148,
      monthly: 0,
      firstMonth: 44.4,
      goLiveDay: 5,
      horizon: 3287.9,
    });
  });

  it('sends everything that may wait through batches where that costs less', () => {
    const tokens = { staticPrompt: 2000, user: 300, output: 1500 };
    const workload = { ...LONG_PROMPT, tokens, candidates: ['small'], constraints: { batchable: true } };
    // Batched 2,300 x 0.05 + 1,500 x 0.25 = 490 a million; cached 43 + 30 + 750 = 823.
    expect(planOf(outcomeOf(workload), 'switch-model:small').perQuery.totalUsd).toBeCloseTo(0.000_49, 12);
  });

  it('counts what wrong answers cost on both sides, apart from the bill', () => {
    const items = 1_000_000;
    const workload: Workload = {
      ...PLAIN_WORKLOAD,
      candidates: ['small'],
      quality: {
        current: { right: 0.9 * items, items },
        smallerModel: { right: 0.88 * items, items },
        lossPerErrorUsd: 0.05,
      },
    };
    const advice = outcomeOf(workload);
    const [keep, small] = [planOf(advice, 'keep'), planOf(advice, 'switch-model:small')];
    // 30,000 calls of 0.0015 + 0.10 x 0.05, and of (200 x 0.10 + 100 x 0.50) / 1M + 0.12 x 0.05.
    expect(keep.firstMonth?.invoiceUsd).toBeCloseTo(45, 9);
    expect(keep.firstMonth?.mistakesUsd).toBeCloseTo(150, 1);
    expect(small.firstMonth?.mistakesUsd).toBeCloseTo(180, 1);
    expect((small.firstMonthUsd ?? 0) + (small.firstMonth?.mistakesUsd ?? 0)).toBeCloseTo(182.1, 1);
    // 5 x 1.50 + 355 x 0.07 + 2,400; mistakes of 5 x 5 + 355 x 6 come on top, 4,587.35 in all.
    expectPlan(small, {
      upfront: 2400,
      perQuery: 0.000_07,
      monthly: 0,
      firstMonth: 2.1,
      goLiveDay: 5,
      horizon: 2432.35,
    });
  });

  it('for a backlog waits for the build, is paid once and starts on the first day', () => {
    const workload = { ...PLAIN_WORKLOAD, volume: { oneOffQueries: 30_000_000 }, candidates: ['small'] };
    const plan = planOf(outcomeOf(workload), 'switch-model:small');
    // 30M x 0.00007 + 2,400; nothing is paid for the present model.
    expectPlan(plan, {
      upfront: 2400,
      perQuery: 0.000_07,
      monthly: 0,
      firstMonth: 2100,
      goLiveDay: 5,
      horizon: 4500,
    });
    // 2,400 / 0.00143 = 1,678,321.7 of a million a day.
    expect(plan.breakeven.againstKeep).toMatchObject({ kind: 'reached', queries: 1_678_322 });
  });
});

describe('retrieving', () => {
  it('embeds facts that change every ten days three times a month and adds 2,000 tokens to a call', () => {
    const workload: Workload = {
      ...PLAIN_WORKLOAD,
      knowledge: {
        kind: 'changing',
        corpusTokens: 5_000_000,
        changesEveryDays: 10,
        changedShare: 1,
        upkeepFte: 0,
      },
    };
    const plan = planOf(outcomeOf(workload), 'rag:plain');
    // Upfront 8 + 3 days at 800 and 5M x 0.02 / 1M. A call 2,200 x 2.50 + 100 x 10 + 50 x 0.02, all / 1M.
    // A month 70 + 15M x 0.02 / 1M. Live on day 16: 16 x 1.50 + 344 x (6.501 + 70.30 / 30) + 8,800.10.
    expectPlan(plan, {
      upfront: 8800.1,
      perQuery: 0.006_501,
      monthly: 70.3,
      firstMonth: 265.33,
      goLiveDay: 16,
      horizon: 11_866.550_667,
    });
    expect(plan.breakeven.againstKeep).toMatchObject({ why: 'it costs more per call than Plain today' });
  });
});
