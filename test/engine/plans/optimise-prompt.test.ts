import { describe, expect, it } from 'vitest';
import type { Workload } from '../../../src/engine/workload.js';
import { CATALOGUE } from '../../catalogue.js';
import { ask, outcomeOf, PLAIN_WORKLOAD, planOf } from '../ask.js';
import { bookWithOffers } from '../test-book.js';

const BOOK = bookWithOffers();
const LABELLED: Workload = { ...PLAIN_WORKLOAD, task: 'classification', data: { examples: 500 } };

function optimised(change: Partial<Workload> = {}) {
  return planOf(outcomeOf({ ...LABELLED, ...change }, BOOK), 'optimise-prompt:plain');
}

describe('a prompt that an optimiser writes', () => {
  it('costs its runs, the model that writes prompts, and days', () => {
    const plan = optimised();
    // A call of 800 + 200 and 100 tokens at $2.5 and $10 is $0.0035: 3,000 are $10.50. A new prompt of 800 tokens is
    // written from 800 + 5 x 300: $0.01375, a hundred $1.375. Two runs: $23.75. Three days and three of evaluation.
    expect(plan.upfront.totalUsd).toBeCloseTo(23.75 + 6 * 800, 9);
    expect(plan.perQuery.totalUsd).toBeCloseTo(0.0035, 12);
    expect(plan.monthly.totalUsd).toBe(0);
    expect(plan.recurring).toBeUndefined();
  });

  it('costs a judge model where no program can tell right from wrong, and a day of labels where there are none', () => {
    // A judgement of 300 and 50 tokens is $0.00125: 3,000 in each of two runs are $7.50.
    expect(optimised({ task: 'generation' }).upfront.totalUsd).toBeCloseTo(23.75 + 7.5 + 6 * 800, 9);
    expect(optimised({ data: { examples: 0 } }).upfront.totalUsd).toBeCloseTo(23.75 + 7 * 800, 9);
  });

  it('is run again when the requirements change', () => {
    const again = optimised({ stability: { requirementsChangeEveryMonths: 3 } }).recurring;
    expect(again?.everyMonths).toBe(3);
    expect(again?.ledger.totalUsd).toBeCloseTo(11.875 + 3 * 800, 9);
  });

  it('is likelier right than the same model without, and never certain', () => {
    const advice = outcomeOf({ ...LABELLED, quality: { current: 0.8 } }, BOOK);
    const [plan, keep] = [planOf(advice, 'optimise-prompt:plain'), planOf(advice, 'keep')];
    expect(plan.accuracy.mean).toBeGreaterThan(keep.accuracy.mean);
    expect(plan.accuracy.mean - keep.accuracy.mean).toBeLessThan(0.06);
    expect(plan.accuracy).toMatchObject({ basis: 'prior' });
    expect(plan.accuracy.sources.map(({ address }) => address)).toContain('https://arxiv.org/abs/2507.19457');
  });

  it('is weighed on three other models at the most, each cheaper than the present one', () => {
    const { candidates: _, ...unnamed } = LABELLED;
    const advice = outcomeOf({ ...unnamed, current: { model: 'gpt-6.2-sol' } }, CATALOGUE);
    const plans = advice.plans.filter(({ kind }) => kind === 'optimise-prompt');
    expect(plans).toHaveLength(4);
    const present = planOf(advice, 'optimise-prompt:gpt-6.2-sol').perQuery.totalUsd ?? 0;
    for (const plan of plans) expect(plan.perQuery.totalUsd ?? Number.NaN).toBeLessThanOrEqual(present);
  });

  it('wins where a few points of accuracy are worth more than its bill', () => {
    const { verdict } = ask(
      { ...LABELLED, volume: { queriesPerDay: 20_000 }, quality: { current: 0.85, lossPerErrorUsd: 0.5 } },
      BOOK,
    );
    expect(verdict.planId).toBe('optimise-prompt:plain');
    expect(verdict.cautions.join()).toContain('keep the test apart');
  });
});
