import { describe, expect, it } from 'vitest';
import { completeWorkload } from '../../src/engine/defaults.js';
import { formatCount } from '../../src/engine/explain/wording.js';
import { type Workload, WorkloadSchema } from '../../src/engine/workload.js';
import { ask, outcomeOf, PLAIN_WORKLOAD, planOf } from './ask.js';
import { bookWithOffers, priceFact, TEST_DATA, tariff, testBook, testModel } from './test-book.js';

/** Cases that are easy to get wrong. */

const TUNE: Workload = {
  ...PLAIN_WORKLOAD,
  volume: { queriesPerDay: 10_000 },
  tokens: { staticPrompt: 2000, user: 100, output: 100 },
  data: { examples: 5000, labelCostUsd: 0 },
  people: { upkeepFte: 0 },
};

describe('the life gate', () => {
  it('does not let pass what never pays back, while it stops what pays back slowly', () => {
    // Accuracy decides here: the present model is below the bar, so no payback against it is needed.
    const quality = { target: 0.9, current: { right: 160, items: 200 }, fineTuned: 0.95 };
    const book = bookWithOffers('lab/mini');
    const slow = outcomeOf({ ...TUNE, volume: { queriesPerDay: 5000 }, quality }, book);
    const never = outcomeOf({ ...TUNE, volume: { queriesPerDay: 100 }, quality }, book);
    expect(planOf(slow, 'fine-tune:lab/mini').feasible).toBe(planOf(never, 'fine-tune:lab/mini').feasible);
  });
});

describe('a breakeven', () => {
  it('is never for a plan that saves nothing, although it starts cheaper than the best untuned plan', () => {
    const workload: Workload = {
      ...TUNE,
      candidates: ['small'],
      quality: { current: 0.9, smallerModel: { right: 392, items: 400 } },
    };
    // Small was measured and wins: $2,400 upfront, then cheaper than the present model with every call.
    const { againstBestUntuned } = planOf(outcomeOf(workload, bookWithOffers()), 'keep').breakeven;
    expect(againstBestUntuned).toMatchObject({ kind: 'never' });
  });
});

describe('what mistakes cost', () => {
  it('is counted for every plan or for none, measured or not', () => {
    const quality = { fineTuned: 0.95 };
    const mistakes = (given: Workload['quality']) =>
      outcomeOf({ ...TUNE, candidates: ['small'], quality: given }, bookWithOffers('lab/mini'))
        .plans.filter(({ horizonCost }) => horizonCost !== null)
        .map(({ firstMonth, horizonCost }) => [firstMonth?.mistakesUsd, horizonCost?.mistakesUsd]);
    for (const [month, horizon] of mistakes({ ...quality, lossPerErrorUsd: 1 })) {
      expect(month).toBeGreaterThan(0);
      expect(horizon).toBeGreaterThan(0);
    }
    for (const parts of mistakes(quality)) expect(parts).toEqual([null, null]);
  });
});

describe('caching and batching', () => {
  const long: Workload = {
    ...PLAIN_WORKLOAD,
    volume: { queriesPerDay: 10_000 },
    tokens: { staticPrompt: 20_000, user: 100, output: 50 },
    constraints: { batchable: true },
  };

  it('are used where they save: nothing is left to optimise where caching beats batching', () => {
    // All batched: 20,100 x 1 + 50 x 5; cached by 90%, as today: 20,000 x 0.43 + 100 x 2 + 50 x 10, which is less.
    const advice = outcomeOf({ ...long, current: { model: 'frontier', cacheHitRate: 0.9 } });
    expect(advice.plans.map((plan) => plan.id)).not.toContain('optimise');
  });

  it.each([
    [86_399_999, false],
    [86_400_000, true],
  ])('go together with a latency bar of %i ms: %s, because a batch takes up to a day', (bar, allowed) => {
    const { complete } = completeWorkload({ ...long, constraints: { batchable: true, maxLatencyMs: bar } });
    expect(complete.constraints.batchable).toBe(allowed);
  });

  it('say why a latency bar rules batching out', () => {
    const constraints = { batchable: true, maxLatencyMs: 45_000 };
    const { assumptions } = completeWorkload({ ...long, constraints });
    expect(assumptions.map(({ statement }) => statement)).toContain(
      'A bar of 45,000 ms rules out batching, whose answers may take a day.',
    );
  });

  it('are not offered for a long prompt whose prices know no caching', () => {
    const book = testBook({
      models: [...TEST_DATA.models, testModel('two-step', { cacheFloorTokens: 1024 })],
      facts: [
        ...TEST_DATA.facts,
        ...tariff('two-step', { input: 1, cachedInput: 0.1, output: 2 }),
        ...tariff('two-step', { input: 2, output: 4 }, { aboveTokens: 10_000 }),
      ],
    });
    const advice = outcomeOf({ ...long, constraints: {}, current: { model: 'two-step' } }, book);
    expect(advice.plans.map((plan) => plan.id)).not.toContain('optimise');
  });
});

describe('an unknown price of the present model', () => {
  it('blocks what cannot be costed without it: a feasible plan has a cost', () => {
    const advice = outcomeOf({ ...PLAIN_WORKLOAD, current: { model: 'mystery' }, candidates: ['small'] });
    const small = planOf(advice, 'switch-model:small');
    expect(small.feasible).toBe(small.horizonCostUsd !== null);
  });
});

describe('units', () => {
  it('of a store that is paid by the gigabyte are not taken for a price a month', () => {
    const facts = TEST_DATA.facts.filter((fact) => fact.product !== 'store');
    const perGb = priceFact('store', 'vectorStorage', 0.33, { unit: 'usdPerGbMonth' });
    const workload: Workload = { ...PLAIN_WORKLOAD, knowledge: { kind: 'static', corpusTokens: 1e9 } };
    const advice = outcomeOf(workload, testBook({ facts: [...facts, perGb] }));
    expect(planOf(advice, 'rag:plain').monthly.totalUsd).not.toBeCloseTo(0.33, 9);
  });

  it('of training that is paid by the hour are not taken for a price of tokens', () => {
    const facts = TEST_DATA.facts.filter((fact) => fact.id !== 'test/lab/mini/training@2026-01-01');
    const perHour = priceFact('lab/mini', 'training', 100, { unit: 'usdPerHour' });
    const advice = outcomeOf(TUNE, testBook({ facts: [...facts, perHour] }));
    expect(planOf(advice, 'fine-tune:lab/mini').upfront.totalUsd).toBeNull();
  });
});

describe('tiny periods', () => {
  it('between two trainings are refused: they would be followed payment by payment for ten years', () => {
    const workload = { ...TUNE, stability: { retrainEveryMonths: 1e-4 } };
    expect(WorkloadSchema.safeParse(workload).success).toBe(false);
  });

  it('between two changes of the facts never make a cost infinite', () => {
    const knowledge = { kind: 'changing' as const, corpusTokens: 1e12, changesEveryDays: 1e-305 };
    const parsed = WorkloadSchema.safeParse({ ...PLAIN_WORKLOAD, knowledge });
    const monthly =
      parsed.data === undefined ? 0 : planOf(outcomeOf(parsed.data), 'rag:plain').monthly.totalUsd;
    expect(monthly).toBeLessThan(Number.POSITIVE_INFINITY);
  });
});

describe('a backlog', () => {
  it('is earned back on a day that includes the build it waits for', () => {
    const workload = { ...PLAIN_WORKLOAD, volume: { oneOffQueries: 30_000_000 }, candidates: ['small'] };
    // Five days of build and 1.7 days of work.
    const { againstKeep } = planOf(outcomeOf(workload), 'switch-model:small').breakeven;
    expect(againstKeep).toMatchObject({ date: '2026-11-29' });
  });
});

describe('assumptions', () => {
  it.each([
    ['knowledge.failureShare', { knowledge: { kind: 'static' as const } }],
    ['current.cacheHitRate', {}],
    ['current.batchShare', {}],
    ['current.retryRate', {}],
    ['tokens.reasoning', {}],
    ['data.examples', {}],
  ])('name %s when it is not given', (field, change) => {
    const { assumptions } = completeWorkload({ ...PLAIN_WORKLOAD, ...change });
    expect(assumptions.map((assumption) => assumption.field)).toContain(field);
  });
});

describe('the present model', () => {
  it('that ends before any plan can be ready is not passed over in silence', () => {
    const advice = ask(
      {
        ...TUNE,
        current: { model: 'gpt-4o' },
        people: { setupDays: 60, evaluationDays: 3, upkeepFte: 0 },
        quality: { target: 0.9, current: { right: 160, items: 200 }, fineTuned: { right: 195, items: 200 } },
      },
      bookWithOffers('lab/mini'),
    );
    // GPT-4o ends on day 53, the tune is live on day 89: 36 days on a model that no longer answers.
    expect(advice.verdict.planId).toBe('fine-tune:lab/mini');
    const [first] = advice.verdict.cautions;
    expect(first).toMatch(/ends on 14 Jan 2027, 36 days before this plan is ready/);
    const queries = formatCount(Number((36 * (TUNE.volume.queriesPerDay ?? 0)).toPrecision(2)));
    expect(first).toContain(
      `with about ${queries} queries in between: nothing that may be used is ready by then, so they go unanswered.`,
    );
  });
});

describe('a tuned model', () => {
  it('on rented GPUs needs more of them when calls are repeated', () => {
    const busy = { ...TUNE, volume: { queriesPerDay: 640_000 } };
    const gpus = (retryRate: number) =>
      planOf(
        outcomeOf({ ...busy, current: { model: 'plain', retryRate } }, bookWithOffers('gpu/8b')),
        'fine-tune:gpu/8b',
      ).monthly.lines[0]?.quantity;
    // 7.41 calls a second, half of them once more, keep more than the 0.3 of a GPU that is used busy: a second one.
    expect(gpus(0.5)).toBe(1460);
  });
});
