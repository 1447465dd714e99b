import { describe, expect, it } from 'vitest';
import type { Workload } from '../../../src/engine/workload.js';
import { amountsOf, outcomeOf, PLAIN_WORKLOAD, planOf } from '../ask.js';
import { planBook } from './plan-book.js';

const BOOK = planBook();
const ID = 'classifier-router:small';

/** 200 and 100 tokens: 0.0014 a call on Frontier, 0.00007 on Small; the day rate is $800. */
const MIXED: Workload = {
  ...PLAIN_WORKLOAD,
  task: 'classification',
  volume: { queriesPerDay: 10_000 },
  current: { model: 'frontier' },
  candidates: ['small'],
};

describe('a classifier in front of two models', () => {
  it('is an embedding of the query and half of each call', () => {
    const plan = planOf(outcomeOf(MIXED, BOOK), ID);
    expect(plan.title).toBe('Let a classifier choose between Small and Frontier');
    // 200 x 0.02 to choose; half of 200 x 0.1 + 100 x 0.5, half of 200 x 2 + 100 x 10, per million.
    const amounts = amountsOf(plan.perQuery);
    expect(amounts['Embedding the query, to choose who answers']).toBeCloseTo(0.000_004, 12);
    expect(plan.perQuery.totalUsd).toBeCloseTo(0.000_004 + 0.000_035 + 0.0007, 12);
    // 6 days of building, 3 of judging; 1,500 answers of each model to learn from.
    expect(plan.upfront.totalUsd).toBeCloseTo(9 * 800 + 1_500 * (0.000_07 + 0.0014), 9);
    expect(plan.monthly.totalUsd).toBe(0);
  });

  it('is right about as often as a coin would mix the two, and a little more', () => {
    const items = 10_000;
    const quality = { current: { right: 9_600, items }, smallerModel: { right: 8_000, items } };
    const { accuracy } = planOf(outcomeOf({ ...MIXED, quality }, BOOK), ID);
    expect(accuracy.mean).toBeGreaterThan(0.88);
    expect(accuracy.mean).toBeLessThan(0.91);
    expect(accuracy.sources.map(({ address }) => address)).toContain('https://arxiv.org/abs/2406.18665');
  });

  it('is one plan, of the cheapest smaller model, and none where a rule can split', () => {
    const ids = (workload: Workload) =>
      outcomeOf(workload, BOOK)
        .plans.filter(({ kind }) => kind === 'classifier-router')
        .map(({ id }) => id);
    expect(ids({ ...MIXED, candidates: ['small', 'stepped', 'plain'] })).toEqual([ID]);
    expect(ids({ ...MIXED, easyShare: 0.7 })).toEqual([]);
    expect(ids({ ...MIXED, current: { model: 'small' }, candidates: ['frontier'] })).toEqual([]);
  });
});
