import { describe, expect, it } from 'vitest';
import { callCost } from '../../../src/engine/cost/call-cost.js';
import { presentValue } from '../../../src/engine/cost/cost-path.js';
import { ledger, pricedLine } from '../../../src/engine/cost/ledger.js';
import { upkeep } from '../../../src/engine/cost/people.js';
import { trainingBill } from '../../../src/engine/cost/training-bill.js';
import { EMPTY_CALL } from '../ask.js';
import { priceFact, ratesFrom } from '../test-book.js';
import { paybackDays, paybackQueries, sides } from '../two-sides.js';
import {
  BILLS,
  BREAKEVEN_DAYS,
  BREAKEVEN_MONTHS,
  BREAKEVEN_QUERIES,
  HOSTING,
  NET,
  SAVINGS,
  STAFF,
  TOKENS,
  TOLERANCE,
  TRAINING,
} from './golden-cases.js';
import type { GoldenCall } from './golden-types.js';

function expectUsd(actual: number | null, expected: number, printed?: number): void {
  expect(actual).not.toBeNull();
  expect(Math.abs((actual ?? 0) - expected)).toBeLessThanOrEqual(TOLERANCE * Math.abs(expected));
  if (printed !== undefined) expect(Math.abs((actual ?? 0) - printed)).toBeGreaterThan(0.01 * printed);
}

function costOf(call: GoldenCall): number | null {
  const cached = call.cached ?? 0;
  const tokens = { staticPrompt: cached, user: call.input, output: call.output };
  const cost = callCost({ ...EMPTY_CALL, ...tokens, cacheHitRate: 1 }, ratesFrom({ ...call.rates }), 0);
  return cost.totalUsd;
}

describe('golden arithmetic', () => {
  it.each(BILLS)('bill $id is $usd USD', (golden) => {
    expectUsd((costOf(golden) ?? Number.NaN) * golden.queries, golden.usd, golden.printed);
  });

  it.each(SAVINGS)('saving $id is $usd USD a call', ({ before, after, usd, printed }) => {
    expectUsd((costOf(before) ?? Number.NaN) - (costOf(after) ?? Number.NaN), usd, printed);
  });

  it.each(TRAINING)('training bill $id is $usd USD', (golden) => {
    const price = priceFact('base', 'training', golden.usdPerMTok);
    expectUsd(trainingBill(golden, price, undefined).totalUsd, golden.usd, golden.printed);
  });

  it.each(TOKENS)('$tokens tokens of $id cost $usd USD', ({ tokens, usdPerMTok, usd, printed }) => {
    const line = pricedLine(
      'varying-prompt',
      'Tokens',
      tokens,
      'tokens',
      priceFact('model', 'input', usdPerMTok),
    );
    expectUsd(ledger([line]).totalUsd, usd, printed);
  });

  it.each(BREAKEVEN_QUERIES)(
    'breakeven $id comes after $queries queries',
    ({ upfrontUsd, savingUsd, queries, printed }) => {
      expect(paybackQueries(upfrontUsd, savingUsd)).toBe(queries);
      expect(queries).not.toBe(printed);
    },
  );

  it.each(BREAKEVEN_DAYS)(
    'payback $id comes after $days days',
    ({ upfrontUsd, savingUsd, queriesPerDay, days, printed }) => {
      expectUsd(paybackDays(upfrontUsd, savingUsd, 0, queriesPerDay), days, printed);
    },
  );

  it.each(BREAKEVEN_MONTHS)(
    'payback $id comes after $months months',
    ({ upfrontUsd, savingUsdPerMonth, months, printed }) => {
      expectUsd(paybackDays(upfrontUsd, 0, savingUsdPerMonth, 1) / 30, months, printed);
    },
  );

  it.each(HOSTING)('hosting $id costs $usd USD a month', ({ usdPerHour, hours, usd, printed }) => {
    const line = pricedLine(
      'hosting',
      'Hosting',
      hours,
      'hours',
      priceFact('offer', 'hostingHour', usdPerHour),
    );
    expectUsd(ledger([line]).totalUsd, usd, printed);
  });

  it.each(STAFF)('upkeep $id costs $usd USD a month', ({ fte, salaryUsdPerYear, usd, printed }) => {
    expectUsd(upkeep('Upkeep', fte, salaryUsdPerYear / 12).totalUsd, usd, printed);
  });

  it.each(NET)('net $id is $usd USD', ({ savingUsdPerMonth, months, upfrontUsd, usd, printed }) => {
    const { path, reference } = sides(upfrontUsd, 0, savingUsdPerMonth, 1, months * 30);
    expectUsd(presentValue(reference, 0) - presentValue(path, 0), usd, printed);
  });

  it('a fixed cost of $6,250 a month is carried from 48,077 queries a day on, not before (D6-volume)', () => {
    const monthlyUsd = 6250;
    const savingUsd = 0.00433333333333;
    const paybackAt = (perDay: number) => paybackDays(1, savingUsd, -monthlyUsd, perDay);
    expect(paybackAt(48_076)).toBeNaN();
    expect(paybackAt(48_077)).toBeGreaterThan(0);
  });

  it('against a cached prompt of 2,000 tokens a tune down to 200 saves nothing on the prompt (A20d)', () => {
    const rates = ratesFrom({ input: 1, cachedInput: 0.1, output: 1 });
    const before = callCost({ ...EMPTY_CALL, staticPrompt: 2000, cacheHitRate: 1 }, rates, 1024);
    const after = callCost({ ...EMPTY_CALL, staticPrompt: 200, cacheHitRate: 1 }, rates, 1024);
    expect((before.totalUsd ?? 0) - (after.totalUsd ?? 0)).toBeCloseTo(0, 12);
  });

  it('five runs of a $22 job cost $110 (A16)', () => {
    const training = { examples: 1000, tokensPerExample: 1000, epochs: 1 };
    const price = priceFact('base', 'training', 22);
    expect(trainingBill({ ...training, runs: 5 }, price, undefined).totalUsd).toBeCloseTo(110, 9);
  });
});
