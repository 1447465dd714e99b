import { describe, expect, it } from 'vitest';
import { type Workload, WorkloadSchema } from '../../src/engine/workload.js';
import { ask, blockersOf, outcomeOf, PLAIN_WORKLOAD, planOf } from './ask.js';
import { announced, bookWithOffers, TEST_DATA, testBook, testModel, testOffer } from './test-book.js';

/** Mistakes that calculators of this kind make, in comparing and choosing plans. */

const TUNABLE: Workload = {
  ...PLAIN_WORKLOAD,
  volume: { queriesPerDay: 100_000 },
  tokens: { staticPrompt: 2000, user: 200, output: 100 },
  data: { examples: 1000, tokensPerExample: 500, labelCostUsd: 0, epochs: 3, runs: 4 },
  people: { engineerMonthlyUsd: 15_000, setupDays: 10, evaluationDays: 3, upkeepFte: 0 },
};

describe('a tuned model', () => {
  it('P7: pays its markup on user and answer tokens too', () => {
    const { perQuery } = planOf(outcomeOf(TUNABLE, bookWithOffers('lab/mini')), 'fine-tune:lab/mini');
    // A tenth of 2,000 fixed tokens, 200 user and 100 answer tokens, at 0.30 and 1.20.
    expect(perQuery.totalUsd).toBeCloseTo((200 * 0.3 + 200 * 0.3 + 100 * 1.2) / 1e6, 15);
  });

  it.each([
    [20, 271_930],
    [300, 1_033_334],
  ])('P7: earns $62 back with answers of %i tokens after %i calls', (output, queries) => {
    const workload: Workload = {
      ...TUNABLE,
      current: { model: 'gpt-4o-mini' },
      tokens: { staticPrompt: 2000, user: 200, output },
      tuned: { staticPrompt: 100 },
      // $0.012 of training and $61.988 of labels are all that is paid upfront.
      data: { examples: 1000, tokensPerExample: 1, labelCostUsd: 0.061_988, epochs: 1, runs: 4 },
      people: { setupDays: 0, evaluationDays: 0, upkeepFte: 0 },
    };
    const plan = planOf(outcomeOf(workload, bookWithOffers('lab/mini')), 'fine-tune:lab/mini');
    expect(plan.upfront.totalUsd).toBeCloseTo(62, 9);
    expect(plan.breakeven.againstKeep).toMatchObject({ kind: 'reached', queries });
  });

  it('P7: never earns it back against a half-price cached prompt with answers of 300 tokens', () => {
    const advice = outcomeOf(
      {
        ...TUNABLE,
        current: { model: 'gpt-4o-mini', cacheHitRate: 1 },
        tokens: { staticPrompt: 2000, user: 200, output: 300 },
        tuned: { staticPrompt: 100 },
      },
      bookWithOffers('lab/mini'),
    );
    const { againstKeep } = planOf(advice, 'fine-tune:lab/mini').breakeven;
    expect(againstKeep).toMatchObject({
      kind: 'never',
      why: 'it costs more per call than GPT-4o mini today',
    });
    expect(againstKeep.savingPerQueryUsd).toBeCloseTo(-0.00009, 12);
  });

  it('P14: starts to live after the build: two months of build on a base of nine leave seven', () => {
    const offer = testOffer('lab/mini', { endsOn: announced('2027-08-19') });
    const book = testBook({ tuningOffers: [offer] });
    // 270 days from the decision; 42.8 working days are 59.92, so 60 calendar days.
    const workload = { ...TUNABLE, people: { setupDays: 40, evaluationDays: 2.8 } };
    const plan = planOf(outcomeOf(workload, book), 'fine-tune:lab/mini');
    expect(plan.timeToDeployDays).toBe(60);
    expect(plan.lifetime).toMatchObject({ months: 7, until: '2027-08-19' });
  });

  it('P19: is compared with the best untuned plan, not only with the model in use', () => {
    // Small has been measured, and needs no test.
    const quality = { current: 0.9, smallerModel: { right: 392, items: 400 } };
    const advice = outcomeOf({ ...TUNABLE, candidates: ['small'], quality }, bookWithOffers('lab/mini'));
    const { againstKeep, againstBestUntuned } = planOf(advice, 'fine-tune:lab/mini').breakeven;
    expect(againstKeep.kind).toBe('reached');
    expect(againstBestUntuned).toMatchObject({ kind: 'never', why: 'it costs more per call than Small' });
    expect(advice.verdict.planId).toBe('switch-model:small');
  });

  it('P20: with an unknown training price has no total and is never recommended', () => {
    const advice = outcomeOf(TUNABLE, bookWithOffers('cloud/unknown'));
    const plan = planOf(advice, 'fine-tune:cloud/unknown');
    expect(plan).toMatchObject({ feasible: false, horizonCostUsd: null });
    expect(plan.upfront).toMatchObject({ totalUsd: null, unknown: ['training price'] });
    expect(plan.blockers).toEqual([
      {
        code: 'unknown-cost',
        unknown: ['training price'],
        modelName: 'tuned Unknown at Cloud',
        isPresent: false,
        message: 'Not known: training price (tuned Unknown at Cloud).',
      },
    ]);
    expect(advice.verdict.planId).not.toBe(plan.id);
  });

  it('bills no reasoning tokens', () => {
    const workload = { ...TUNABLE, tokens: { ...TUNABLE.tokens, reasoning: 5000 } };
    const { perQuery } = planOf(outcomeOf(workload, bookWithOffers('lab/mini')), 'fine-tune:lab/mini');
    expect(perQuery.lines.map((line) => line.item)).not.toContain('Reasoning');
  });
});

describe('a saving of zero or less', () => {
  /** The test book with a second model at the prices of `plain`. */
  function bookWithTwin() {
    const prices = TEST_DATA.facts.filter((fact) => fact.product === 'plain');
    return testBook({
      models: [...TEST_DATA.models, testModel('twin', { name: 'Twin' })],
      facts: [
        ...TEST_DATA.facts,
        ...prices.map((fact) => ({ ...fact, product: 'twin', id: `twin/${fact.id}` })),
      ],
    });
  }

  it.each([
    ['plain', 'twin', 'it costs as much per call as Plain today'],
    ['small', 'frontier', 'it costs more per call than Small today'],
  ])('P5: from %s to %s is never, with the reason', (model, candidate, why) => {
    const advice = outcomeOf(
      { ...PLAIN_WORKLOAD, current: { model }, candidates: [candidate] },
      bookWithTwin(),
    );
    expect(planOf(advice, `switch-model:${candidate}`).breakeven.againstKeep).toMatchObject({
      kind: 'never',
      why,
    });
  });

  it('P5: is never also where the work costs nothing', () => {
    const people = { engineerMonthlyUsd: 0 };
    const advice = outcomeOf({ ...PLAIN_WORKLOAD, people, candidates: ['twin'] }, bookWithTwin());
    expect(planOf(advice, 'switch-model:twin').breakeven.againstKeep.kind).toBe('never');
  });
});

describe('a backlog', () => {
  const backlog: Workload = { ...PLAIN_WORKLOAD, volume: { oneOffQueries: 300_000 } };

  it('P15: is counted once, whatever the horizon', () => {
    const once = planOf(outcomeOf(backlog), 'keep');
    // 300,000 x (200 x 2.50 + 100 x 10) / 1M.
    expect(once.firstMonthUsd).toBeCloseTo(450, 9);
    expect(once.horizonCostUsd).toBeCloseTo(450, 9);
    expect(planOf(outcomeOf({ ...backlog, horizonMonths: 12 }), 'keep').horizonCostUsd).toBeCloseTo(450, 9);
  });

  it('P15: cannot be given beside a daily rate', () => {
    const both = { ...backlog, volume: { oneOffQueries: 5, queriesPerDay: 5 } };
    expect(WorkloadSchema.safeParse(both).error?.issues[0]?.message).toMatch(/not both/);
  });

  it('P15: never earns back what takes longer than the backlog', () => {
    const advice = outcomeOf({ ...backlog, candidates: ['small'] });
    // 300,000 queries save at most $429 against three days of evaluation at $800.
    expect(planOf(advice, 'switch-model:small').breakeven.againstKeep.kind).toBe('never');
    expect(advice.verdict.planId).toBe('keep');
  });
});

describe('announced prices', () => {
  const rising: Workload = { ...PLAIN_WORKLOAD, current: { model: 'rising' } };

  it('P18: are in the horizon from their day on, in the middle of a month', () => {
    const keep = planOf(outcomeOf(rising), 'keep');
    // 2026-11-22 + 50 days; before, (200 x 1 + 100 x 4) / 1M = 0.0006 a query, after it 0.0012; 1,000 a day.
    expect(keep.perQueryLater.map((dated) => dated.from)).toEqual(['2027-01-11']);
    expect(keep.horizonCostUsd).toBeCloseTo(50 * 0.6 + 310 * 1.2, 9);
  });

  it('P18: do not change the bill of the first month', () => {
    expect(planOf(outcomeOf(rising), 'keep').firstMonthUsd).toBeCloseTo(18, 9);
  });

  it('P18: are told of in the cautions', () => {
    expect(ask(rising).verdict.cautions.join()).toMatch(/from \$0\.0006 to \$0\.0012 on 11 Jan 2027/);
  });

  it('P18: can make a saving end: never, although the first call is cheaper', () => {
    const book = testBook({
      facts: TEST_DATA.facts.map((fact) =>
        fact.product === 'plain' ? { ...fact, usd: fact.kind === 'input' ? 1.5 : 6 } : fact,
      ),
    });
    const workload = { ...PLAIN_WORKLOAD, candidates: ['rising'] };
    const { againstKeep } = planOf(outcomeOf(workload, book), 'switch-model:rising').breakeven;
    expect(againstKeep).toMatchObject({ kind: 'never', why: 'announced price rises eat what it saves' });
    expect(againstKeep.savingPerQueryUsd).toBeCloseTo(0.0003, 12);
  });
});

describe('a price of confidence C', () => {
  it('is shown and never decides', () => {
    const advice = outcomeOf({ ...PLAIN_WORKLOAD, volume: { queriesPerDay: 1e6 }, candidates: ['rumoured'] });
    expect(blockersOf(advice, 'switch-model:rumoured')).toEqual(['unverified']);
    expect(planOf(advice, 'switch-model:rumoured').horizonCostUsd).toBeGreaterThan(0);
    const { planId, meanwhilePlanId, test } = advice.verdict;
    const taken = [planId, meanwhilePlanId, ...(test?.plans ?? []).map((one) => one.planId)];
    expect(taken).not.toContain('switch-model:rumoured');
  });
});
