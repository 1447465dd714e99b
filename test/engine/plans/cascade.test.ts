import { describe, expect, it } from 'vitest';
import type { Workload } from '../../../src/engine/workload.js';
import { amountsOf, ask, blockersOf, outcomeOf, PLAIN_WORKLOAD, planOf } from '../ask.js';
import { planBook } from './plan-book.js';

const BOOK = planBook();
const ID = 'cascade:small';

/** 300,000 calls a month of 200 and 100 tokens: 0.0014 on Frontier, 0.00007 on Small; the day rate is $800. */
const HARD_AND_EASY: Workload = {
  ...PLAIN_WORKLOAD,
  task: 'classification',
  volume: { queriesPerDay: 10_000 },
  current: { model: 'frontier' },
  candidates: ['small'],
};

describe('a cascade', () => {
  it('is the small call, its check and a fifth of the strong call', () => {
    const plan = planOf(outcomeOf(HARD_AND_EASY, BOOK), ID);
    expect(plan.title).toBe('Ask Small first, Frontier when a check fails');
    // 70 + 70 + 0.2 x 1,400, per million.
    const amounts = amountsOf(plan.perQuery);
    expect(amounts['First answer: Answer']).toBeCloseTo(0.000_05, 12);
    expect(amounts['Check: Answer']).toBeCloseTo(0.000_05, 12);
    expect(amounts['Escalated: Answer']).toBeCloseTo(0.0002, 12);
    expect(plan.perQuery.totalUsd).toBeCloseTo(0.000_42, 12);
    // 5 days of building, 3 of judging.
    expect(plan.upfront.totalUsd).toBe(6400);
    expect(plan.monthly.totalUsd).toBe(0);
    expect(plan.firstMonthUsd).toBeCloseTo(126, 9);
  });

  it('is hardly better than a coin would mix the two: near 97% of 80% and 93% of 20%, which are 96.2%', () => {
    const items = 10_000;
    const quality = { current: { right: 9_300, items }, smallerModel: { right: 9_700, items } };
    const { accuracy } = planOf(outcomeOf({ ...HARD_AND_EASY, quality }, BOOK), ID);
    expect(accuracy.basis).toBe('prior');
    expect(accuracy.mean).toBeGreaterThan(0.955);
    expect(accuracy.mean).toBeLessThan(0.985);
  });

  it('counts what wrong answers cost once', () => {
    const quality = { current: 0.93, smallerModel: 0.97, lossPerErrorUsd: 1 };
    const plan = planOf(outcomeOf({ ...HARD_AND_EASY, quality }, BOOK), ID);
    // The bill is that of the calls; of 300,000 answers some are wrong, at $1 each.
    expect(plan.perQuery.totalUsd).toBeCloseTo(0.000_42, 12);
    expect(plan.firstMonth?.mistakesUsd).toBeCloseTo(300_000 * (1 - plan.accuracy.mean), 3);
  });

  it('keeps the cache of the strong model warm with a fifth of the calls only', () => {
    const workload = {
      ...HARD_AND_EASY,
      volume: { queriesPerDay: 1000 },
      tokens: { staticPrompt: 2000, user: 200, output: 100 },
    };
    // Small, 3.5 calls in five minutes: 2,000 x (0.9 x 0.01 + 0.1 x 0.125) + 70 = 113, twice.
    // Frontier, 0.7 calls in five minutes, uncached: 0.2 x (4,000 + 1,400).
    expect(planOf(outcomeOf(workload, BOOK), ID).perQuery.totalUsd).toBeCloseTo(0.001_306, 12);
  });

  it('goes through no batch interface', () => {
    const plan = planOf(outcomeOf({ ...HARD_AND_EASY, constraints: { batchable: true } }, BOOK), ID);
    expect(plan.perQuery.totalUsd).toBeCloseTo(0.000_42, 12);
  });

  it('follows the announced prices of both models', () => {
    const plan = planOf(outcomeOf({ ...HARD_AND_EASY, current: { model: 'rising' } }, BOOK), ID);
    // 140 + 0.2 x (200 x 1 + 100 x 4), from 11 January 140 + 0.2 x (200 x 2 + 100 x 8).
    expect(plan.perQuery.totalUsd).toBeCloseTo(0.000_26, 12);
    expect(plan.perQueryLater.map(({ from }) => from)).toEqual(['2027-01-11']);
    expect(plan.perQueryLater[0]?.ledger.totalUsd).toBeCloseTo(0.000_38, 12);
  });

  it('of an unknown price is of unknown cost', () => {
    const plan = planOf(outcomeOf({ ...HARD_AND_EASY, current: { model: 'mystery' } }, BOOK), ID);
    expect(plan.perQuery.totalUsd).toBeNull();
    expect(plan.blockers.map(({ code }) => code)).toContain('unknown-cost');
  });

  it('passes on to a candidate of the same class where the present model ends', () => {
    const ending = { ...HARD_AND_EASY, current: { model: 'gpt-4o' } };
    const both = outcomeOf({ ...ending, candidates: ['small', 'frontier'] }, BOOK);
    expect(planOf(both, ID).title).toBe('Ask Small first, Frontier when a check fails');
    expect(planOf(both, ID).lifetime.months).toBeNull();
    expect(outcomeOf(ending, BOOK).plans.map((plan) => plan.id)).not.toContain(ID);
  });

  it('is worth a try only where the small model alone misses the bar', () => {
    const items = 10_000;
    const quality = { current: { right: 9_300, items }, smallerModel: { right: 8_800, items } };
    const busy = { ...HARD_AND_EASY, volume: { queriesPerDay: 100_000 } };
    const verdict = (target: number) => outcomeOf({ ...busy, quality: { ...quality, target } }, BOOK).verdict;
    // 88% on 80% and 93% on 20% are 89%.
    expect(verdict(0.87).planId).toBe('switch-model:small');
    expect(
      blockersOf(outcomeOf({ ...busy, quality: { ...quality, target: 0.9 } }, BOOK), 'switch-model:small'),
    ).toEqual(['below-quality-bar']);
    expect(verdict(0.9).planId).not.toBe('switch-model:small');
    expect(verdict(0.925).planId).not.toBe('switch-model:small');
  });
});

describe('queries that are known to be easy', () => {
  const SPLIT: Workload = { ...HARD_AND_EASY, easyShare: 0.8 };
  const RULE = 'cascade:easy:small';

  it('go to the small model and the others to the strong one, without a check', () => {
    const advice = outcomeOf(SPLIT, BOOK);
    const plan = planOf(advice, RULE);
    expect(plan.title).toBe('Send easy queries to Small, the others to Frontier');
    // 0.8 x 70 + 0.2 x 1,400, per million.
    expect(plan.perQuery.totalUsd).toBeCloseTo(0.000_336, 12);
    expect(amountsOf(plan.perQuery)['Easy: Answer']).toBeCloseTo(0.000_04, 12);
    // 2 days for the rule, 3 of judging.
    expect(plan.upfront.totalUsd).toBe(4000);
    // A check would split worse and cost more.
    expect(advice.plans.some(({ id }) => id === ID)).toBe(false);
  });

  it('may wait for a batch', () => {
    const plan = planOf(outcomeOf({ ...SPLIT, constraints: { batchable: true } }, BOOK), RULE);
    expect(plan.perQuery.totalUsd).toBeCloseTo(0.000_168, 12);
  });

  it('are answered nearly as well as by the strong model', () => {
    const items = 10_000;
    const quality = { current: { right: 9_000, items }, smallerModel: { right: 8_000, items } };
    const mean = (easyShare: number) =>
      planOf(outcomeOf({ ...SPLIT, quality, easyShare }, BOOK), RULE).accuracy.mean;
    // A tenth of the 10 points shows on the share that is easy.
    expect(mean(0.8)).toBeCloseTo(0.9 - 0.008, 3);
    expect(mean(0.2)).toBeGreaterThan(mean(0.8));
  });

  it.each<[string, Partial<Workload>]>([
    [
      'chats, mistakes at 2 cents',
      {
        task: 'chat',
        volume: { queriesPerDay: 100_000 },
        quality: { current: 0.9, smallerModel: 0.8, lossPerErrorUsd: 0.02 },
      },
    ],
    [
      'many long prompts',
      {
        volume: { queriesPerDay: 100_000 },
        tokens: { staticPrompt: 3_000, user: 1_000, output: 200 },
        quality: { current: 0.9, smallerModel: 0.75, lossPerErrorUsd: 0.05 },
      },
    ],
  ])('win where the small model alone is not good enough: %s', (_, change) => {
    const { verdict } = ask({ ...SPLIT, volume: { queriesPerDay: 30_000 }, ...change }, BOOK);
    expect(verdict.planId).toBe(RULE);
    expect(verdict.cautions.join()).toContain('judge the small model on those alone');
  });
});
