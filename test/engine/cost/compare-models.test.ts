import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import {
  advise,
  compareModels,
  daysToPayback,
  UnknownModelError,
  type Workload,
} from '../../../src/engine/index.js';
import { runs } from '../../runs.js';
import { anyWorkload, book as catalogue } from '../../slack/arbitraries.js';
import { AS_OF, announced, TEST_DATA, tariff, testBook, testModel } from '../test-book.js';

const BOOK = testBook();

/** 30,000 queries a month of 2,000 fixed and 200 varying tokens in, 100 out. */
const WORKLOAD: Workload = {
  volume: { queriesPerDay: 1000 },
  tokens: { staticPrompt: 2000, user: 200, output: 100 },
  current: { model: 'gpt-4o' },
};

function compared(workload: Workload, ...models: string[]) {
  return compareModels(workload, BOOK, models, AS_OF);
}

describe('a comparison of models', () => {
  it('is what one works out by hand: plain, cached, batched, a month, and the difference to the first', () => {
    const { models, cheapest } = compared(WORKLOAD, 'frontier', 'small', 'plain');
    const [frontier, small, plain] = models;
    // Frontier: 2,200 x $2 + 100 x $10 per 1M = $0.0054. In batches half of it.
    expect(frontier?.plain.totalUsd).toBeCloseTo(0.0054, 12);
    expect(frontier?.batched?.totalUsd).toBeCloseTo(0.0027, 12);
    // Cached: 1,800 x $0.20 + 200 x $2.50 + 200 x $2 + 100 x $10 = $0.00226; 30,000 of them are $67.80.
    expect(frontier).toMatchObject({ usesCache: true, usesBatch: false, againstFirst: null });
    expect(frontier?.thrifty.totalUsd).toBeCloseTo(0.00226, 12);
    expect(frontier?.firstMonthUsd).toBeCloseTo(67.8, 9);
    // Small: 1,800 x $0.01 + 200 x $0.125 + 200 x $0.10 + 100 x $0.50 = $0.000113; $3.39 a month, 95% less.
    expect(small?.firstMonthUsd).toBeCloseTo(3.39, 9);
    expect(small?.againstFirst?.usd).toBeCloseTo(-64.41, 9);
    expect(small?.againstFirst?.share).toBeCloseTo(-0.95, 9);
    // Plain has neither cache nor batch: 2,200 x $2.50 + 100 x $10 = $0.0065; $195 a month.
    expect(plain).toMatchObject({ usesCache: false, usesBatch: false, batched: null });
    expect(plain?.firstMonthUsd).toBeCloseTo(195, 9);
    expect(cheapest).toBe('small');
  });

  it('pays back as the advice says: by hand, and as the plan of the same move', () => {
    const plainest: Workload = {
      ...WORKLOAD,
      tokens: { user: 200, output: 100 },
      current: { model: 'plain' },
    };
    const { models } = compared(plainest, 'plain', 'small');
    // Plain: 200 x $2.50 + 100 x $10; small: 200 x $0.10 + 100 x $0.50 per 1M: $1.43 a day less. Three days of work at
    // $800 are $2,400, paid back 1,678.3 days after going live, which takes the three working days.
    expect(models[0]?.paybackDays).toBeNull();
    expect(models[1]?.paybackDays).toBeGreaterThanOrEqual(1_678);
    expect(models[1]?.paybackDays).toBeLessThanOrEqual(1_678 + 6);
    const advice = advise(plainest, BOOK, { asOf: AS_OF });
    const move = advice.plans.find(({ id }) => id === 'switch-model:small');
    expect(move && daysToPayback(move, AS_OF)).toBe(models[1]?.paybackDays);
  });

  it('never pays back where it costs more, or as far as is known', () => {
    const { models } = compared(WORKLOAD, 'frontier', 'plain', 'mystery');
    expect(models.map(({ paybackDays }) => paybackDays)).toEqual([null, null, null]);
  });

  it('batches only where answers may wait, and counts a backlog once', () => {
    const backlog: Workload = {
      ...WORKLOAD,
      volume: { oneOffQueries: 1_000_000 },
      tokens: { user: 200, output: 100 },
      constraints: { batchable: true },
    };
    // 200 x $1 + 100 x $5 per 1M = $0.0007 a query.
    const [frontier] = compared(backlog, 'frontier').models;
    expect(frontier).toMatchObject({ usesBatch: true });
    expect(frontier?.firstMonthUsd).toBeCloseTo(700, 6);
  });

  it('keeps an unknown price unknown, and never calls such a model the cheapest', () => {
    const { models, cheapest } = compared(WORKLOAD, 'plain', 'mystery');
    expect(models[1]).toMatchObject({ firstMonthUsd: null, againstFirst: null });
    expect(models[1]?.thrifty.unknown).toEqual(['output price']);
    expect(models[1]?.blockers.map(({ code }) => code)).toEqual(['unknown-cost']);
    expect(cheapest).toBe('plain');
    expect(compared(WORKLOAD, 'mystery', 'plain').models[1]?.againstFirst).toBeNull();
  });

  it.each([
    ['an unverified price', 'rumoured', 'unverified'],
    ['an end within the horizon', 'gpt-4o-mini', 'model-ends'],
    ['a prompt that does not fit', 'short', 'prompt-too-long'],
  ])('never calls a model with %s the cheapest', (_, model, code) => {
    const { models, cheapest } = compared(WORKLOAD, 'frontier', model);
    expect(models[1]?.firstMonthUsd).toBeLessThan(models[0]?.firstMonthUsd ?? 0);
    expect(models[1]?.blockers.map((blocker) => blocker.code)).toEqual([code]);
    expect(cheapest).toBe('frontier');
  });

  it('tells what a query costs after an announced change of prices', () => {
    const [rising] = compared({ ...WORKLOAD, tokens: { user: 200, output: 100 } }, 'rising').models;
    // 200 x $1 + 100 x $4, then 200 x $2 + 100 x $8.
    expect(rising?.thrifty.totalUsd).toBeCloseTo(0.0006, 12);
    expect(rising?.later.map(({ from, ledger }) => [from, ledger.totalUsd?.toFixed(6)])).toEqual([
      ['2027-01-11', '0.001200'],
    ]);
  });

  it('takes aliases, counts a model once, and names one that it does not know', () => {
    expect(compared(WORKLOAD, '4o', 'GPT-4o', 'small').models.map(({ model }) => model.id)).toEqual([
      'gpt-4o',
      'small',
    ]);
    expect(() => compared(WORKLOAD, 'small', 'nobody')).toThrow(UnknownModelError);
  });

  it('has no share of a bill of nothing', () => {
    const book = testBook({
      models: [...TEST_DATA.models, testModel('free')],
      facts: [...TEST_DATA.facts, ...tariff('free', { input: 0, output: 0 })],
    });
    const { models } = compareModels(WORKLOAD, book, ['free', 'plain'], AS_OF);
    expect(models[1]?.againstFirst?.share).toBeNull();
  });

  it('reads no advice into an end that comes later than the horizon', () => {
    const book = testBook({
      models: [
        ...TEST_DATA.models.filter(({ id }) => id !== 'plain'),
        testModel('plain', { endsOn: announced('2028-06-01') }),
      ],
    });
    expect(compareModels(WORKLOAD, book, ['plain'], AS_OF).cheapest).toBe('plain');
  });

  it('has the figures of the advice on the same workload, whatever it is', () => {
    fc.assert(
      fc.property(anyWorkload, (workload) => {
        const { quality: _, candidates: named, ...rest } = workload;
        // Efforts are a matter of the advice: what is compared are prices.
        const candidates = named?.filter((name) => !name.includes('@'));
        const bare = { ...rest, ...(candidates !== undefined && { candidates }) };
        const advice = advise(bare, catalogue, { asOf: AS_OF, draws: 1 });
        const switches = advice.plans.filter(({ kind }) => kind === 'switch-model');
        const ids = switches.map(({ id }) => id.replace('switch-model:', ''));
        const { models } = compareModels(bare, catalogue, ids, AS_OF);
        // To twelve digits: the two add up in another order.
        const rounded = (usd: number | null) => (usd === null ? null : Number(usd.toPrecision(12)));
        expect(models.map(({ thrifty, firstMonthUsd }) => [thrifty, rounded(firstMonthUsd)])).toEqual(
          switches.map(({ perQuery, firstMonthUsd }) => [perQuery, rounded(firstMonthUsd)]),
        );
      }),
      { numRuns: runs(25) },
    );
  });
});
