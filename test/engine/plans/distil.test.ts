import { describe, expect, it } from 'vitest';
import type { Workload } from '../../../src/engine/workload.js';
import { amountsOf, ask, outcomeOf, PLAIN_WORKLOAD, planOf } from '../ask.js';
import { planBook } from './plan-book.js';

const BOOK = planBook(['lab/mini', 'azure/gpt-4o']);
const ID = 'distil:lab/mini';

/** 300,000 calls a month of 1,500 and 400 tokens on Frontier; the day rate is $800. */
const LARGE: Workload = {
  ...PLAIN_WORKLOAD,
  task: 'classification',
  volume: { queriesPerDay: 10_000 },
  tokens: { user: 1500, output: 400 },
  current: { model: 'frontier' },
  data: { examples: 10_000, tokensPerExample: 1000, epochs: 3, runs: 1 },
  people: { upkeepFte: 0.25 },
};

describe('a distilled model', () => {
  it('is taught by batched calls, of which three in ten are thrown away', () => {
    const plan = planOf(outcomeOf(LARGE, BOOK), ID);
    expect(plan).toMatchObject({
      kind: 'distil',
      approach: 'fine-tuning',
      title: 'Distil Frontier into Mini at Lab',
    });
    // 10,000 / 0.7 calls of 1,500 x 1 + 400 x 5 per million: $50. Training: 10,000 x 1,000 x 3 tokens at $3.
    const { 'Teacher: Varying prompt, batch': prompts, 'Teacher: Answer, batch': answers } = amountsOf(
      plan.upfront,
    );
    expect((prompts ?? 0) + (answers ?? 0)).toBeCloseTo(50, 9);
    expect(amountsOf(plan.upfront).Training).toBe(90);
    // 50 + 90 + 10 days + 3 days.
    expect(plan.upfront.totalUsd).toBeCloseTo(10_540, 9);
    // 1,500 x 0.30 + 400 x 1.20 per million.
    expect(plan.perQuery.totalUsd).toBeCloseTo(0.000_93, 12);
    expect(plan.monthly.totalUsd).toBe(3750);
    expect(plan.firstMonthUsd).toBeCloseTo(4029, 9);
    expect(plan.recurring?.ledger.totalUsd).toBe(2490);
  });

  it('is taught 10,000 examples where there are fewer', () => {
    const { data: _, ...bare } = LARGE;
    const plan = planOf(outcomeOf(bare, BOOK), ID);
    // Teacher 10,000 / 0.7 x 0.0035 = 50; training 10,000 x 1,900 x 3 x 4 tokens at $3 = 684; 13 days at $800.
    expect(plan.upfront.totalUsd).toBeCloseTo(50 + 684 + 10_400, 9);
    expect(plan.blockers.map(({ code }) => code)).not.toContain('too-few-examples');
    expect(plan.assumptions.map(({ statement }) => statement).join(' ')).toContain(
      'Frontier answers 10,000 real queries to train on',
    );
  });

  it('is behind its teacher on average, the more the fewer examples there are', () => {
    const mean = (quality: Workload['quality']) =>
      planOf(outcomeOf({ ...LARGE, quality }, BOOK), ID).accuracy.mean;
    const items = 10_000;
    const taught = mean({ current: { right: 0.9 * items, items } });
    // 96% of 90% at the most.
    expect(taught).toBeLessThan(0.87);
    expect(taught).toBeGreaterThan(0.75);
    expect(mean({ current: { right: 0.8 * items, items } })).toBeLessThan(taught);
  });

  it('has a candidate of the same class for a teacher where the present model ends first', () => {
    const ending = { ...LARGE, current: { model: 'gpt-4o' }, candidates: ['small', 'frontier'] };
    // 10 working days of building are 14 days; GPT-4o ends on 14 January.
    expect(planOf(outcomeOf(ending, BOOK, '2026-12-31'), ID).title).toBe('Distil GPT-4o into Mini at Lab');
    expect(planOf(outcomeOf(ending, BOOK, '2027-01-01'), ID).title).toBe('Distil Frontier into Mini at Lab');
  });

  it('is always a smaller one than its teacher', () => {
    const ids = (model: string) =>
      outcomeOf({ ...LARGE, current: { model } }, BOOK)
        .plans.filter(({ kind }) => kind === 'distil')
        .map(({ id }) => id);
    expect(ids('frontier')).toEqual([ID]);
    expect(ids('small')).toEqual([]);
  });

  it('warns of the terms of the teacher', () => {
    const sellersOnly = { providers: ['Lab', 'Anthropic'] };
    const asked = {
      ...LARGE,
      volume: { queriesPerDay: 500_000 },
      data: { examples: 0 },
      constraints: sellersOnly,
    };
    const advice = ask(asked, BOOK);
    expect(advice.verdict.planId).toBe(ID);
    expect(advice.verdict.cautions.join(' ')).toContain("Read the teacher's terms");
  });
});
