import { describe, expect, it } from 'vitest';
import type { Workload } from '../../../src/engine/workload.js';
import { amountsOf, blockersOf, outcomeOf, PLAIN_WORKLOAD, planOf } from '../ask.js';
import { planBook } from './plan-book.js';

const BOOK = planBook(['lab/mini']);
const ID = 'rag+fine-tune:lab/mini';

/** 300,000 calls a month; the day rate is $800. */
const BOTH: Workload = {
  ...PLAIN_WORKLOAD,
  volume: { queriesPerDay: 10_000 },
  tokens: { staticPrompt: 100, user: 100, output: 100 },
  tuned: { staticPrompt: 0, output: 80 },
  knowledge: { kind: 'static', corpusTokens: 1_000_000, upkeepFte: 0 },
  data: { examples: 5000, tokensPerExample: 500, labelCostUsd: 0.4, epochs: 3, runs: 4 },
  people: { engineerMonthlyUsd: 15_000, setupDays: 10, evaluationDays: 3, upkeepFte: 0.1 },
};

describe('a tune on retrieved passages', () => {
  it('pays for the passages in every example and in every call', () => {
    const plan = planOf(outcomeOf(BOTH, BOOK), ID);
    expect(plan).toMatchObject({ kind: 'rag+fine-tune', approach: 'rag+fine-tuning' });
    // Training: 5,000 x (500 + 2,000) x 3 x 4 = 150M tokens at $3. Embedding: 1M at $0.02.
    expect(amountsOf(plan.upfront)).toEqual({
      Training: 450,
      'Labelling examples': 2000,
      'Building the data set and the pipeline': 8000,
      'Evaluating the tuned model': 2400,
      'Building retrieval': 6400,
      'Embedding the facts': 0.02,
    });
    expect(plan.upfront.totalUsd).toBeCloseTo(19_250.02, 9);
    // 100 x 0.30 + 2,000 x 0.30 + 80 x 1.20 + 50 x 0.02, per million.
    expect(plan.perQuery.totalUsd).toBeCloseTo(0.000_727, 12);
    // Store 70, a tenth of an engineer 1,500.
    expect(plan.monthly.totalUsd).toBe(1570);
    expect(plan.firstMonthUsd).toBeCloseTo(1788.1, 9);
    expect(plan.recurring).toMatchObject({ everyMonths: 9, ledger: { totalUsd: 2850 } });
    // 10 + 3 + 8 working days.
    expect(plan.timeToDeployDays).toBe(30);
  });

  it('brings the facts that a tune alone does not', () => {
    const advice = outcomeOf(BOTH, BOOK);
    expect(blockersOf(advice, 'fine-tune:lab/mini')).toContain('knowledge-gap');
    expect(blockersOf(advice, ID)).not.toContain('knowledge-gap');
  });

  it('is better than the tune alone by the facts that it brings', () => {
    const plans = outcomeOf({ ...BOTH, quality: { current: 0.7, fineTuned: 0.8, rag: 0.85 } }, BOOK);
    const [both, tune] = [planOf(plans, ID), planOf(plans, 'fine-tune:lab/mini')];
    expect(both.accuracy.mean).toBeGreaterThan(tune.accuracy.mean);
    expect(tune.accuracy).toMatchObject({ basis: 'stated' });
    expect(both.accuracy.basis).not.toBe('measured');
  });

  it.each<[string, Workload]>([
    ['facts are missing', { ...BOTH, knowledge: { kind: 'none' } }],
    ['there are examples', { ...BOTH, data: { examples: 0 } }],
    ['nothing is retrieved yet', { ...BOTH, tokens: { user: 100, retrieved: 500, output: 100 } }],
  ])('is proposed only where %s', (_, workload) => {
    expect(outcomeOf(workload, BOOK).plans.map((plan) => plan.id)).not.toContain(ID);
  });

  it('without a price of the store is of unknown cost', () => {
    const book = { ...BOOK, components: BOOK.components.filter(({ kind }) => kind !== 'vector-store') };
    const plan = planOf(outcomeOf(BOTH, book), ID);
    expect(plan.upfront.totalUsd).toBeNull();
    expect(plan.blockers.map(({ code }) => code)).toContain('unknown-cost');
  });
});
