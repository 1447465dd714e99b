import { describe, expect, it } from 'vitest';
import type { Workload } from '../../../src/engine/workload.js';
import { amountsOf, ask, blockersOf, outcomeOf, PLAIN_WORKLOAD, planOf } from '../ask.js';
import { planBook } from './plan-book.js';

/** 100,000 calls a month about 20,000 tokens of facts, with 95% of them finding the prompt in the cache. */
const FACTS: Workload = {
  ...PLAIN_WORKLOAD,
  task: 'knowledge-qa',
  volume: { queriesPerDay: 100_000 / 30 },
  tokens: { user: 200, output: 100 },
  current: { model: 'roomy', cacheHitRate: 0.95 },
  knowledge: { kind: 'static', corpusTokens: 20_000 },
};

function stuffed(corpusTokens: number) {
  return outcomeOf({ ...FACTS, knowledge: { kind: 'static', corpusTokens } }, planBook());
}

describe('all facts in the prompt', () => {
  it('are read from the cache by 95% of calls and written by the others', () => {
    const plan = planOf(outcomeOf(FACTS, planBook()), 'stuff:roomy');
    expect(plan).toMatchObject({
      kind: 'rag',
      approach: 'prompting',
      title: "Put all facts into Roomy's cached prompt",
    });
    // 19,000 x 0.20 and 1,000 x 2.50 are 0.0063, $630 for 100,000 calls; 200 x 2 and 100 x 10 come on top.
    const amounts = Object.values(amountsOf(plan.perQuery));
    [0.0038, 0.0025, 0.0004, 0.001].forEach((usd, index) => {
      expect(amounts[index]).toBeCloseTo(usd, 12);
    });
    expect(plan.perQuery.totalUsd).toBeCloseTo(0.0077, 12);
    // 2 days of loading, 3 of judging.
    expect(plan.upfront.totalUsd).toBe(4000);
    expect(plan.monthly.totalUsd).toBe(0);
    expect(plan.firstMonthUsd).toBeCloseTo(770, 9);
  });

  it('close the gap that a better prompt does not', () => {
    const advice = ask(FACTS, planBook());
    expect(blockersOf(advice, 'keep')).toEqual(['knowledge-gap']);
    expect(blockersOf(advice, 'stuff:roomy')).toEqual([]);
  });

  it('are recommended until a store and a search are cheaper', () => {
    // A month of 0.0077 a call against 0.005401 and 70; once 4,000 against 8,800.
    const few = ask(FACTS, planBook());
    expect(few.verdict.planId).toBe('stuff:roomy');
    expect(few.verdict.reasons.join(' ')).toContain('They fit into the prompt');
    expect(few.verdict.cautions.join(' ')).not.toContain('does not bring');
    const many = outcomeOf({ ...FACTS, volume: { queriesPerDay: 1_000_000 / 30 } }, planBook());
    expect(many.verdict.planId).toBe('rag:roomy');
  });

  it('past a price step make the whole call dearer', () => {
    // 142,500 x 0.40, 7,500 x 5, 200 x 4 and 100 x 15, per million.
    expect(planOf(stuffed(150_000), 'stuff:roomy').perQuery.totalUsd).toBeCloseTo(0.0968, 12);
  });

  it('are proposed only where they fit', () => {
    const ids = (corpusTokens: number) => stuffed(corpusTokens).plans.map((plan) => plan.id);
    expect(ids(299_800)).toContain('stuff:roomy');
    expect(ids(299_801)).not.toContain('stuff:roomy');
  });

  it('are not proposed to those who retrieve already', () => {
    const advice = outcomeOf({ ...FACTS, tokens: { user: 200, retrieved: 500, output: 100 } }, planBook());
    expect(advice.plans.map((plan) => plan.id)).not.toContain('stuff:roomy');
  });
});
