import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { periodsOf } from '../../src/decisions/actual.js';
import { REASONS, realisedOf } from '../../src/decisions/realised.js';
import { readUsage } from '../../src/numbers/usage/read-usage.js';
import type { Actual } from '../../src/workspace/actual.js';
import { type Forecast, TOKEN_KINDS, type Use } from '../../src/workspace/life.js';
import { CATALOGUE } from '../catalogue.js';

const use = (model: string, kind: Use['kind'], tokensPerQuery: number, usdPerMTok: number): Use => ({
  model,
  kind,
  tokensPerQuery,
  usdPerMTok,
});
const way = (uses: readonly Use[], fixedUsdPerMonth = 0) => ({
  uses: [...uses],
  otherUsdPerQuery: 0,
  fixedUsdPerMonth,
});
const actual = (queries: number, uses: readonly Use[], days = 30): Actual => ({
  ...{ days, queries, queriesBy: 'the file', uses: [...uses], spendUsd: 1, spendBy: 'the file' },
  ...{ leftOut: [], sources: [] },
});

const OLD = [use('old', 'input', 1_000, 2), use('old', 'output', 100, 10)];
const NEW = [use('new', 'input', 1_000, 0.5), use('new', 'output', 100, 2)];
/** A million queries a month, $3 a thousand before and $0.70 after. */
const FORECAST: Forecast = { queriesPerMonth: 1e6, before: way(OLD), after: way(NEW) };

/** What each reason is said to have done. */
function reasonsOf(before: Actual | undefined, after: Actual, forecast = FORECAST) {
  const realised = realisedOf({ forecast }, before, after);
  if (realised?.against === undefined) throw new Error('Nothing was realised.');
  return { usd: realised.usdPerMonth, forecast: realised.against.forecastUsd, ...realised.against.reasons };
}

describe('a realised saving', () => {
  it('is the forecast where everything is as it was said', () => {
    const found = reasonsOf(actual(1e6, OLD), actual(1e6, NEW));
    expect(found.usd).toBeCloseTo(2_300, 6);
    expect(found.forecast).toBeCloseTo(2_300, 6);
    for (const reason of REASONS) expect(found[reason]).toBeCloseTo(0, 9);
  });

  it.each([
    ['volume', actual(2e6, OLD), actual(2e6, NEW), 2_300],
    ['volume', actual(1e6, OLD), actual(5e5, NEW), -1_150],
    [
      'tokens',
      actual(1e6, OLD),
      actual(1e6, [use('new', 'input', 3_000, 0.5), use('new', 'output', 100, 2)]),
      -1_000,
    ],
    [
      'price',
      actual(1e6, OLD),
      actual(1e6, [use('new', 'input', 1_000, 0.4), use('new', 'output', 100, 2)]),
      100,
    ],
    // Half of the prompts still go to the old model.
    [
      'mix',
      actual(1e6, OLD),
      actual(1e6, [use('old', 'input', 500, 2), use('new', 'input', 500, 0.5), use('new', 'output', 100, 2)]),
      -750,
    ],
  ] as const)('that is another because of the %s alone says so', (reason, before, after, usd) => {
    const found = reasonsOf(before, after);
    expect(found[reason]).toBeCloseTo(usd, 6);
    for (const other of REASONS.filter((one) => one !== reason)) expect(found[other]).toBeCloseTo(0, 6);
  });

  it('counts prompts that a cache serves as mix, and a month of other length by its days', () => {
    const cached = [
      use('new', 'input', 200, 0.5),
      use('new', 'cached', 800, 0.05),
      use('new', 'output', 100, 2),
    ];
    const found = reasonsOf(undefined, actual(5e5, cached, 15));
    expect(found.volume).toBeCloseTo(0, 6);
    expect(found.mix).toBeCloseTo(1e6 * 800 * 0.45e-6, 6);
  });

  const anyUses = fc
    .uniqueArray(
      fc.record({
        model: fc.constantFrom('old', 'new', 'third'),
        kind: fc.constantFrom(...TOKEN_KINDS),
        tokensPerQuery: fc.double({ min: 0, max: 1e5, noNaN: true }),
        usdPerMTok: fc.double({ min: 0, max: 100, noNaN: true }),
      }),
      { selector: ({ model, kind }) => `${model} ${kind}`, minLength: 1, maxLength: 8 },
    )
    .filter((uses) => uses.length > 0);
  const anyActual = fc
    .tuple(fc.double({ min: 1, max: 1e8, noNaN: true }), anyUses, fc.integer({ min: 1, max: 30 }))
    .map(([queries, uses, days]) => actual(queries, uses, days));
  const anyForecast = fc
    .tuple(
      fc.double({ min: 0, max: 1e8, noNaN: true }),
      anyUses,
      anyUses,
      fc.double({ min: 0, max: 1e4, noNaN: true }),
    )
    .map(
      ([queriesPerMonth, before, after, fixed]): Forecast => ({
        queriesPerMonth,
        before: way(before),
        after: way(after, fixed),
      }),
    );

  it('differs from the forecast by exactly the sum of the reasons, and is what the usage comes to', () => {
    fc.assert(
      fc.property(
        anyForecast,
        fc.option(anyActual, { nil: undefined }),
        anyActual,
        (forecast, before, after) => {
          const found = reasonsOf(before, after, forecast);
          const sum = REASONS.reduce((total, reason) => total + found[reason], found.forecast);
          const size = Math.max(
            1,
            Math.abs(found.usd),
            Math.abs(found.forecast),
            ...REASONS.map((one) => Math.abs(found[one])),
          );
          expect(Math.abs(sum - found.usd) / size).toBeLessThan(1e-9);
          const costOf = (uses: readonly Use[]) =>
            uses.reduce((total, one) => total + (one.tokensPerQuery * one.usdPerMTok) / 1e6, 0);
          const queries = (after.queries / after.days) * 30;
          const direct =
            queries * (costOf(before?.uses ?? forecast.before.uses) - costOf(after.uses)) -
            forecast.after.fixedUsdPerMonth;
          expect(
            Math.abs(direct - found.usd) / Math.max(1, Math.abs(direct), queries * costOf(after.uses)),
          ).toBeLessThan(1e-9);
        },
      ),
    );
  });
});

/** An export of OpenAI's: so many requests a day of each model, each with 1,000 prompt tokens and 100 of the answer. */
async function usageOf(rows: readonly (readonly [day: string, model: string, requests: number])[]) {
  const lines = [
    'start_time_iso,end_time_iso,num_model_requests,model,batch,input_tokens,output_tokens,input_cached_tokens',
    ...rows.map(
      ([day, model, requests]) =>
        `${day}T00:00:00Z,${day}T23:00:00Z,${requests},${model},false,${requests * 1_000},${requests * 100},0`,
    ),
  ];
  async function* chunks() {
    yield Buffer.from(lines.join('\n').replaceAll('start_time_iso,end_time_iso', 'start_time,end_time'));
  }
  return readUsage([{ name: 'usage.csv', chunks: chunks() }], () => {});
}

describe('usage before and after an adoption', () => {
  const adoption = { on: '2026-10-01' };

  it('is parted at its day: thirty days before, the newest thirty since, and only of its models', async () => {
    const facts = await usageOf([
      ['2026-08-01', 'gpt-4o', 9],
      ['2026-09-01', 'gpt-4o', 1_000],
      ['2026-09-30', 'gpt-4o', 3_000],
      ['2026-10-02', 'gpt-4o', 77],
      ['2026-10-20', 'gpt-4o-mini', 500],
      ['2026-11-15', 'gpt-4o-mini', 1_500],
      ['2026-11-15', 'gpt-5', 5],
    ]);
    const periods = periodsOf(facts, CATALOGUE, { adoption, models: ['gpt-4o', 'gpt-4o-mini'] });
    expect(periods).toMatchObject([
      {
        kind: 'read',
        period: 'before',
        from: '2026-09-01',
        to: '2026-09-30',
        actual: { days: 30, queries: 4_000 },
      },
      {
        kind: 'read',
        period: 'after',
        from: '2026-10-20',
        to: '2026-11-15',
        actual: { queries: 2_000, leftOut: ['gpt-5'], spendBy: 'list prices' },
      },
    ]);
    const [before] = periods;
    if (before?.kind !== 'read') throw new Error('Nothing was read.');
    expect(before.actual.uses).toContainEqual({
      model: 'gpt-4o',
      kind: 'input',
      tokensPerQuery: 1_000,
      usdPerMTok: 2.5,
    });
    expect(before.actual.spendUsd).toBeCloseTo(4_000 * (0.0025 + 0.001), 9);
  });

  it('says which models the file names where none of the decision is among them', async () => {
    const facts = await usageOf([['2026-10-02', 'gpt-5', 10]]);
    expect(periodsOf(facts, CATALOGUE, { adoption, models: ['gpt-4o'] })).toMatchObject([
      { kind: 'problem', period: 'after', why: expect.stringContaining('gpt-5') },
    ]);
  });
});
