import { describe, expect, it } from 'vitest';
import type { Workload } from '../../src/engine/workload.js';
import { blockersOf, outcomeOf, PLAIN_WORKLOAD, planOf } from './ask.js';
import { announced, bookWithOffers, TEST_DATA, testBook, testModel, testOffer } from './test-book.js';

/** What stops a plan, on both sides of every line. */

/** Enough queries and savings for a tune to pay back within weeks. */
const TUNE: Workload = {
  ...PLAIN_WORKLOAD,
  volume: { queriesPerDay: 200_000 },
  tokens: { staticPrompt: 2000, user: 100, output: 100 },
  data: { examples: 1000, labelCostUsd: 0 },
  people: { setupDays: 10, evaluationDays: 3, upkeepFte: 0 },
};

function blockersOfOffer(change: Parameters<typeof testOffer>[1], workload: Workload = TUNE): string[] {
  const book = testBook({ tuningOffers: [testOffer('lab/mini', change)] });
  return blockersOf(outcomeOf(workload, book), 'fine-tune:lab/mini');
}

describe('who may tune', () => {
  it('anyone, where the offer is open', () => {
    expect(blockersOfOffer({})).toEqual([]);
  });

  it.each(['active-existing', 'existing'] as const)(
    'only those with an account, where it is %s',
    (eligibility) => {
      expect(blockersOfOffer({ eligibility })).toEqual(['not-for-sale']);
      const withAccount = { ...TUNE, constraints: { existingFineTuningAccounts: ['Lab'] } };
      expect(blockersOfOffer({ eligibility }, withAccount)).toEqual([]);
      const elsewhere = { ...TUNE, constraints: { existingFineTuningAccounts: ['openai'] } };
      expect(blockersOfOffer({ eligibility }, elsewhere)).toEqual(['not-for-sale']);
    },
  );

  it('nobody, once jobs are closed or close before the build of 14 days is over', () => {
    expect(blockersOfOffer({ closesOn: announced('2026-11-22') })).toEqual(['not-for-sale']);
    expect(blockersOfOffer({ closesOn: announced('2026-12-05') })).toEqual(['not-for-sale']);
    expect(blockersOfOffer({ closesOn: announced('2026-12-06') })).toEqual([]);
  });

  it('still anyone, where the closing day may be later', () => {
    expect(blockersOfOffer({ closesOn: announced('2026-11-22', true) })).toEqual([]);
  });

  it('is told with the dates, for an offer closed to newcomers', () => {
    const plan = planOf(
      outcomeOf(TUNE, bookWithOffers('openai/gpt-4o-mini')),
      'fine-tune:openai/gpt-4o-mini',
    );
    expect(plan.blockers[0]?.message).toMatch(
      /Jobs close on 6 Jan 2027 and tuned models stop on 14 Jan 2027\.$/,
    );
  });

  it('is not asked of an offer whose models have stopped: it is left out', () => {
    const offer = testOffer('lab/mini', { endsOn: announced('2026-11-22') });
    const ids = outcomeOf(TUNE, testBook({ tuningOffers: [offer] })).plans.map((plan) => plan.id);
    expect(ids.filter((id) => id.endsWith(offer.id))).toEqual([]);
  });

  it('is a weak ground where nobody verified it', () => {
    const source = { ...testOffer('x').eligibilitySource, confidence: 'C' as const };
    expect(blockersOfOffer({ eligibilitySource: source })).toEqual(['unverified']);
  });
});

describe('training examples', () => {
  it.each([
    [0, ['too-few-examples']],
    [9, ['too-few-examples']],
    [10, []],
  ])('%i of them: %j', (examples, codes) => {
    expect(blockersOfOffer({}, { ...TUNE, data: { examples } })).toEqual(codes);
  });

  it('have to be as many as the seller asks for', () => {
    expect(blockersOfOffer({ minimumExamples: 50 }, { ...TUNE, data: { examples: 49 } })).toEqual([
      'too-few-examples',
    ]);
    expect(blockersOfOffer({ minimumExamples: 50 }, { ...TUNE, data: { examples: 50 } })).toEqual([]);
  });

  it('that may not be used for training make a tune impossible', () => {
    expect(blockersOfOffer({}, { ...TUNE, constraints: { noTrainingOnData: true } })).toEqual([
      'not-applicable',
    ]);
  });
});

describe('the life of a tune', () => {
  // $10,479 come back at $1,208 a day in 8.7 days after a build of 19: it takes a life of 55.4 days.
  it.each([
    ['2027-01-21', []],
    ['2027-01-10', ['life-too-short']],
  ])('that ends on %s: %j', (day, codes) => {
    expect(blockersOfOffer({ endsOn: announced(day) })).toEqual(codes);
  });

  it('is no longer than until the next retraining or change of the requirements', () => {
    const stability = { retrainEveryMonths: 1 };
    expect(blockersOfOffer({}, { ...TUNE, stability })).toEqual(['life-too-short']);
    expect(blockersOfOffer({}, { ...TUNE, stability: { requirementsChangeEveryMonths: 1 } })).toEqual([
      'life-too-short',
    ]);
  });

  it('starts its retraining clock at go-live', () => {
    const stability = { retrainEveryMonths: 1.5 };
    const book = bookWithOffers('lab/mini');
    const once = (workload: Workload) =>
      planOf(outcomeOf(workload, book), 'fine-tune:lab/mini').horizonCostUsd ?? 0;
    // Live on day 19, due again on day 64: not within two months.
    const often = once({ ...TUNE, stability, horizonMonths: 2 });
    expect(often).toBeCloseTo(once({ ...TUNE, stability: { retrainEveryMonths: 9 }, horizonMonths: 2 }), 9);
  });
});

describe('a model that ends', () => {
  function keepBlockers(endsOn: string, orLater: boolean): string[] {
    const models = [...TEST_DATA.models, testModel('mortal', { endsOn: announced(endsOn, orLater) })];
    const facts = TEST_DATA.facts.map((fact) =>
      fact.product === 'plain' ? { ...fact, product: 'mortal', id: `mortal/${fact.kind}` } : fact,
    );
    return blockersOf(
      outcomeOf({ ...PLAIN_WORKLOAD, current: { model: 'mortal' } }, testBook({ models, facts })),
      'keep',
    );
  }

  it.each([
    ['2027-11-16', false, ['model-ends']],
    ['2027-11-17', false, []],
    ['2026-11-01', false, ['model-ends']],
    ['2027-11-16', true, []],
  ])('on %s (or later: %s) within 360 days cannot be kept: %j', (day, orLater, codes) => {
    expect(keepBlockers(day, orLater)).toEqual(codes);
  });
});

describe('conditions on every plan', () => {
  it.each([
    ['180 of 200 right', { right: 180, items: 200 }, []],
    ['160 of 200 right', { right: 160, items: 200 }, ['below-quality-bar']],
    ['17 of 20 right, which settles nothing', { right: 17, items: 20 }, []],
    ["a person's figure of 80%", 0.8, []],
  ] as const)('a bar of 90% for %s', (_, current, codes) => {
    const workload = { ...PLAIN_WORKLOAD, quality: { current, target: 0.9 } };
    expect(blockersOf(outcomeOf(workload), 'keep')).toEqual(codes);
  });

  it('an accuracy that nobody knows is not held against a plan', () => {
    expect(blockersOf(outcomeOf({ ...PLAIN_WORKLOAD, quality: { target: 0.99 } }), 'keep')).toEqual([]);
  });

  it.each([
    [1000, []],
    [1001, ['prompt-too-long']],
  ])('a prompt of %i tokens on a model that takes 1,000: %j', (user, codes) => {
    const workload = { ...PLAIN_WORKLOAD, tokens: { user, output: 1 }, current: { model: 'short' } };
    expect(blockersOf(outcomeOf(workload), 'keep')).toEqual(codes);
  });

  it.each([
    [0.49, []],
    [0.5, ['knowledge-gap']],
    [undefined, ['knowledge-gap']],
  ])('missing facts behind a share of %s of the failures: %j', (failureShare, codes) => {
    const knowledge = { kind: 'static' as const, ...(failureShare !== undefined && { failureShare }) };
    const advice = outcomeOf({ ...PLAIN_WORKLOAD, knowledge });
    expect(blockersOf(advice, 'keep')).toEqual(codes);
    expect(blockersOf(advice, 'rag:plain')).toEqual([]);
  });

  it('answers that must name their source need retrieval, unless passages are there already', () => {
    const knowledge = { kind: 'static' as const, failureShare: 0.1, mustCite: true };
    expect(blockersOf(outcomeOf({ ...PLAIN_WORKLOAD, knowledge }), 'keep')).toEqual(['knowledge-gap']);
    const tokens = { user: 200, retrieved: 500, output: 100 };
    expect(blockersOf(outcomeOf({ ...PLAIN_WORKLOAD, knowledge, tokens }), 'keep')).toEqual([]);
  });

  it.each([
    ['openai', []],
    ['OpenAI', []],
    ['anthropic', ['provider-not-allowed']],
  ])('with %s alone allowed, a model of OpenAI: %j', (name, codes) => {
    const workload = { ...PLAIN_WORKLOAD, current: { model: 'small' }, constraints: { providers: [name] } };
    expect(blockersOf(outcomeOf(workload), 'keep')).toEqual(codes);
  });

  it('data that stays in house stops every seller, and the verdict says that nothing passes', () => {
    const { plans, verdict } = outcomeOf({ ...TUNE, constraints: { dataStaysInHouse: true } });
    expect(plans.every((plan) => plan.blockers.some((blocker) => blocker.code === 'in-house-only'))).toBe(
      true,
    );
    expect(verdict).toMatchObject({ unresolved: true, planId: 'keep' });
    expect(verdict.headline).toMatch(/^Facts exclude every plan\./);
  });
});

describe('prices', () => {
  it.each([
    ['2026-12-20', false],
    ['2026-12-21', true],
  ])('last checked on 20 Nov 2026 are stale on %s: %s', (asOf, stale) => {
    expect(outcomeOf(PLAIN_WORKLOAD, testBook(), asOf).prices.stale).toBe(stale);
  });
});
