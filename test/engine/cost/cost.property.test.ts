import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { type Call, callCost } from '../../../src/engine/cost/call-cost.js';
import type { Workload } from '../../../src/engine/workload.js';
import { runs } from '../../runs.js';
import { SEED } from '../arbitrary-advice.js';
import { anyWorkload } from '../arbitrary-workload.js';
import { EMPTY_CALL, outcomeOf } from '../ask.js';
import { ratesFrom } from '../test-book.js';

/** How costs answer to more tokens, more queries and more discount. */

const TOKEN_FIELDS = ['staticPrompt', 'fewShot', 'user', 'retrieved', 'output', 'reasoning'] as const;
const tokens = fc.integer({ min: 0, max: 50_000 });
const share = fc.integer({ min: 0, max: 100 }).map((percent) => percent / 100);
const usd = fc.integer({ min: 1, max: 10_000 }).map((cents) => cents / 100);

const call: fc.Arbitrary<Call> = fc
  .record({
    staticPrompt: tokens,
    fewShot: tokens,
    user: tokens,
    retrieved: tokens,
    output: tokens,
    reasoning: tokens,
    batchShare: share,
    retryRate: share,
  })
  .map((some) => ({ ...EMPTY_CALL, ...some }));

/** A seller's prices: cached reads at most the input price, writes at least. */
const rates = fc
  .record({ input: usd, output: usd, read: share, write: share, batch: share, hasBatch: fc.boolean() })
  .map(({ input, output, read, write, batch, hasBatch }) =>
    ratesFrom({
      input,
      output,
      cachedInput: input * read,
      cacheWrite: input * (1 + write),
      ...(hasBatch && { batchInput: input * batch, batchOutput: output * batch }),
    }),
  );

function usdOf(one: Call, price: Parameters<typeof callCost>[1], floor: number | undefined): number {
  return callCost(one, price, floor).totalUsd ?? Number.NaN;
}

describe('a call', () => {
  it.each(TOKEN_FIELDS)('without caching is never cheaper with more %s tokens', (field) => {
    fc.assert(
      fc.property(call, rates, fc.integer({ min: 1, max: 10_000 }), (one, price, more) => {
        const longer = { ...one, [field]: one[field] + more };
        expect(usdOf(longer, price, undefined)).toBeGreaterThanOrEqual(
          usdOf(one, price, undefined) * (1 - 1e-12),
        );
      }),
      { seed: SEED },
    );
  });

  it.each(TOKEN_FIELDS)('with caching above the floor is never cheaper with more %s tokens', (field) => {
    fc.assert(
      fc.property(call, rates, share, fc.integer({ min: 1, max: 10_000 }), (some, price, hit, more) => {
        const one = { ...some, staticPrompt: some.staticPrompt + 1024, cacheHitRate: hit };
        const longer = { ...one, [field]: one[field] + more };
        expect(usdOf(longer, price, 1024)).toBeGreaterThanOrEqual(usdOf(one, price, 1024) * (1 - 1e-12));
      }),
      { seed: SEED },
    );
  });

  it('may be cheaper with one token more where that token reaches the floor', () => {
    const price = ratesFrom({ input: 1, cachedInput: 0.1, output: 1 });
    const below = { ...EMPTY_CALL, staticPrompt: 1023, cacheHitRate: 1 };
    expect(usdOf({ ...below, staticPrompt: 1024 }, price, 1024)).toBeLessThan(usdOf(below, price, 1024));
  });

  it('costs the whole call again for every retry', () => {
    fc.assert(
      fc.property(call, rates, (one, price) => {
        const once = usdOf({ ...one, retryRate: 0 }, price, 1024);
        expect(usdOf({ ...one, retryRate: 1 }, price, 1024)).toBeCloseTo(2 * once, 9);
      }),
      { seed: SEED },
    );
  });

  it('costs between all direct and all batched when a share is batched', () => {
    fc.assert(
      fc.property(call, rates, share, (one, price, batchShare) => {
        const direct = usdOf({ ...one, batchShare: 0 }, price, 1024);
        const batched = usdOf({ ...one, batchShare: 1 }, price, 1024);
        const mixed = usdOf({ ...one, batchShare }, price, 1024);
        expect(mixed).toBeCloseTo(direct * (1 - batchShare) + batched * batchShare, 9);
      }),
      { seed: SEED },
    );
  });
});

/** The same workload with more queries. */
function busier(workload: Workload, factor: number): Workload {
  const { queriesPerDay, oneOffQueries } = workload.volume;
  return {
    ...workload,
    volume: {
      ...workload.volume,
      ...(queriesPerDay !== undefined && { queriesPerDay: queriesPerDay * factor }),
      ...(oneOffQueries !== undefined && { oneOffQueries: Math.ceil(oneOffQueries * factor) }),
    },
  };
}

describe('a horizon', () => {
  it('never costs less for more queries, where the plan keeps its model and does not rely on a warm cache', () => {
    fc.assert(
      fc.property(anyWorkload, fc.double({ min: 1, max: 50, noNaN: true }), (workload, factor) => {
        const few = outcomeOf(workload);
        const many = outcomeOf(busier(workload, factor));
        for (const plan of few.plans) {
          const same = many.plans.find((one) => one.id === plan.id);
          const caches = same?.perQuery.lines.some((line) => line.item.includes('cache'));
          if (same === undefined || caches === true || plan.lifetime.months !== null) continue;
          if (plan.horizonCostUsd === null) expect(same.horizonCostUsd).toBeNull();
          else expect(same.horizonCostUsd).toBeGreaterThanOrEqual(plan.horizonCostUsd * (1 - 1e-9));
        }
      }),
      { numRuns: runs(100), seed: SEED },
    );
  });

  it('never costs more in the present at a higher discount', () => {
    fc.assert(
      fc.property(anyWorkload, share, share, (workload, one, other) => {
        const [low, high] = one < other ? [one, other] : [other, one];
        const dear = outcomeOf({ ...workload, discountRate: low });
        const cheap = outcomeOf({ ...workload, discountRate: high });
        const keep = (advice: typeof dear) =>
          advice.plans.find((plan) => plan.id === 'keep')?.horizonCostUsd ?? 0;
        expect(keep(cheap)).toBeLessThanOrEqual(keep(dear) * (1 + 1e-9));
      }),
      { numRuns: runs(60), seed: SEED },
    );
  });
});
