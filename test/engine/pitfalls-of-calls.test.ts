import { describe, expect, it } from 'vitest';
import { type Call, callCost } from '../../src/engine/cost/call-cost.js';
import { ledger, pricedLine } from '../../src/engine/cost/ledger.js';
import { trainingBill } from '../../src/engine/cost/training-bill.js';
import type { Rates } from '../../src/prices/price-book.js';
import { CATALOGUE } from '../catalogue.js';
import { amountsOf, EMPTY_CALL, outcomeOf, PLAIN_WORKLOAD, planOf } from './ask.js';
import { AS_OF, priceFact, ratesFrom, TARIFFS, testBook } from './test-book.js';
import { paybackQueries } from './two-sides.js';

/** Mistakes that calculators of this kind make, in the arithmetic of calls and jobs. */

function usdOf(call: Partial<Call>, rates: Rates, floorTokens: number | undefined = 1024): number {
  return callCost({ ...EMPTY_CALL, ...call }, rates, floorTokens).totalUsd ?? Number.NaN;
}

describe('training', () => {
  const price = priceFact('base', 'training', 3);

  it('P1: bills every epoch: $22.50 for 5,000 x 500 tokens in 3 epochs at $3, not $7.50', () => {
    const bill = trainingBill(
      { examples: 5000, tokensPerExample: 500, epochs: 3, runs: 1 },
      price,
      undefined,
    );
    expect(bill.totalUsd).toBeCloseTo(22.5, 12);
  });

  it('P2: bills the examples kept apart where the seller does: (2.5M x 3 + 0.5M x 4) x $0.48 is $4.56', () => {
    const apart = { examples: 1000, evaluations: 4 };
    const data = { examples: 5000, tokensPerExample: 500, epochs: 3, runs: 1 };
    const bill = trainingBill({ ...data, validation: apart }, priceFact('base', 'training', 0.48), undefined);
    expect(bill.totalUsd).toBeCloseTo(4.56, 12);
    expect(bill.lines).toMatchObject([
      { item: 'Training', quantity: 7_500_000 },
      { item: 'Validation', quantity: 2_000_000 },
    ]);
  });

  it('P2: does so on every offer of Together and on no other, and says how it was counted', () => {
    const book = CATALOGUE;
    const billing = book.tuningOffers.filter(({ billsValidation }) => billsValidation === true);
    expect(new Set(billing.map(({ platform }) => platform))).toEqual(new Set(['together']));
    expect(book.tuningOffers.filter(({ platform }) => platform === 'together')).toEqual(billing);
    const advice = outcomeOf(
      {
        ...PLAIN_WORKLOAD,
        current: { model: 'gpt-4o' },
        data: { examples: 10_000, tokensPerExample: 500, runs: 1 },
      },
      book,
    );
    // 15M and 4M tokens at $0.34.
    const together = planOf(advice, 'fine-tune:together/qwen3.5-9b/lora');
    expect(amountsOf(together.upfront)).toMatchObject({ Training: 5.1, Validation: 1.36 });
    expect(together.assumptions.map(({ field }) => field)).toContain('data.validation');
    const fireworks = planOf(advice, 'fine-tune:fireworks/qwen3-8b/lora');
    expect(amountsOf(fireworks.upfront)).not.toHaveProperty('Validation');
  });

  it('P3: bills the minimum fee of $4 for a job of $0.045', () => {
    const tiny = { examples: 50, tokensPerExample: 300, epochs: 3, runs: 1 };
    const bill = trainingBill(tiny, priceFact('base', 'training', 1), priceFact('base', 'minimumFee', 4));
    expect(bill.totalUsd).toBe(4);
    expect(bill.lines[0]).toMatchObject({ quantity: 1, unit: 'jobs', unitPriceUsd: 4, per: 1 });
  });

  it('P3: bills the minimum for each run, also where all runs together cost more', () => {
    const tiny = { examples: 1000, tokensPerExample: 1000, epochs: 3, runs: 4 };
    const bill = trainingBill(tiny, priceFact('base', 'training', 1), priceFact('base', 'minimumFee', 4));
    expect(bill.totalUsd).toBe(16);
  });

  it('P3: bills the tokens once a run costs as much as the minimum', () => {
    const fee = priceFact('base', 'minimumFee', 4);
    const training = { examples: 4000, tokensPerExample: 1000, epochs: 1, runs: 2 };
    const bill = trainingBill(training, priceFact('base', 'training', 1), fee);
    expect(bill.lines[0]).toMatchObject({ unit: 'tokens', amountUsd: 8 });
  });
});

describe('hosting', () => {
  const price = priceFact('offer', 'hostingHour', 1.7);

  it('P4: costs $1,241 a month at $1.70 an hour without a single call', () => {
    expect(ledger([pricedLine('hosting', 'Hosting', 730, 'hours', price)]).totalUsd).toBeCloseTo(1241, 9);
  });

  it('P16: is counted by months of 730 hours, not 720 ($1,224)', () => {
    const advice = outcomeOf({
      ...PLAIN_WORKLOAD,
      people: { upkeepFte: 0 },
      constraints: { existingFineTuningAccounts: ['azure-foundry'] },
    });
    const { monthly } = planOf(advice, 'fine-tune:azure/gpt-4o');
    expect(monthly.lines[0]).toMatchObject({ item: 'Hosting', quantity: 730, unit: 'hours' });
    expect(monthly.totalUsd).toBeCloseTo(1241, 9);
  });
});

describe('breakeven', () => {
  it.each([0, -0.001])('P5: is never at a saving of %f a query', (saving) => {
    expect(paybackQueries(22.5, saving)).toBeNull();
  });

  it('P6: is rounded up: 22.5 / 0.001374 is 16,376 queries', () => {
    expect(paybackQueries(22.5, 0.001374)).toBe(16_376);
  });

  it('P6: is not pushed up by the last bits of a division', () => {
    expect(paybackQueries(30, 0.0003)).toBe(100_000);
  });
});

describe('caching', () => {
  const mini = ratesFrom(TARIFFS.gpt4oMini);
  const prompt = { user: 200, output: 20 };

  it('P8: takes back the saving of a shorter prompt: $0.000228 uncached, $0.0000855 at 95% half price', () => {
    const tuned = usdOf({ ...prompt, staticPrompt: 100 }, ratesFrom(TARIFFS.tunedMini));
    expect(usdOf({ ...prompt, staticPrompt: 2000 }, mini) - tuned).toBeCloseTo(0.000228, 12);
    const cached = usdOf({ ...prompt, staticPrompt: 2000, cacheHitRate: 0.95 }, mini);
    expect(cached - tuned).toBeCloseTo(0.0000855, 12);
  });

  it('P9: starts at the floor: 1,023 fixed tokens get no discount, 1,024 do', () => {
    const below = callCost({ ...EMPTY_CALL, staticPrompt: 1023, cacheHitRate: 1 }, mini, 1024);
    const at = callCost({ ...EMPTY_CALL, staticPrompt: 1024, cacheHitRate: 1 }, mini, 1024);
    expect(below.totalUsd).toBeCloseTo((1023 * 0.15) / 1e6, 15);
    expect(at.totalUsd).toBeCloseTo((1024 * 0.075) / 1e6, 15);
  });

  it('P9: counts instructions and examples together towards the floor', () => {
    expect(usdOf({ staticPrompt: 1000, fewShot: 24, cacheHitRate: 1 }, mini)).toBeCloseTo(0.0000768, 15);
    expect(usdOf({ staticPrompt: 1000, user: 24, cacheHitRate: 1 }, mini)).toBeCloseTo(0.0001536, 15);
  });

  it('P9: does not exist where the seller names no floor', () => {
    const call = { ...EMPTY_CALL, staticPrompt: 5000, cacheHitRate: 1 };
    expect(callCost(call, mini, undefined).totalUsd).toBeCloseTo(0.00075, 15);
  });

  it.each([
    [1.25, 2],
    [2, 3],
  ])('P10: with writes at %f of the input price pays from %i uses on, not earlier', (write, uses) => {
    const rates = ratesFrom({ input: 1, cachedInput: 0.1, cacheWrite: write, output: 1 });
    const saved = (times: number) =>
      usdOf({ staticPrompt: 2000 }, rates) * times -
      usdOf({ staticPrompt: 2000, cacheHitRate: (times - 1) / times || 1e-12 }, rates) * times;
    expect(saved(uses - 1)).toBeLessThan(0);
    expect(saved(uses)).toBeGreaterThan(0);
  });

  it.each([
    [288, true],
    [287, false],
  ])('P11: %i calls a day against a cache life of 5 minutes keep it warm: %s', (queriesPerDay, warm) => {
    const advice = outcomeOf({
      volume: { queriesPerDay },
      tokens: { staticPrompt: 2000, user: 100, output: 50 },
      current: { model: 'plain' },
      candidates: ['small'],
    });
    const items = planOf(advice, 'switch-model:small').perQuery.lines.map((line) => line.item);
    expect(items.includes('Fixed prompt, read from cache')).toBe(warm);
  });
});

describe('long prompts', () => {
  it.each([
    [100_000, (100_000 * 0.1 + 100 * 0.5) / 1e6],
    [100_001, (100_001 * 0.5 + 100 * 2.5) / 1e6],
  ])('P12: a prompt of %i tokens is priced as a whole', (user, usd) => {
    const rates = testBook().ratesOf('stepped', AS_OF);
    expect(usdOf({ user, output: 100 }, rates)).toBeCloseTo(usd, 12);
  });

  it('P12: retrieved passages count towards the step', () => {
    const rates = testBook().ratesOf('stepped', AS_OF);
    expect(usdOf({ user: 99_000, retrieved: 2000, output: 100 }, rates)).toBeCloseTo(0.05075, 12);
  });
});

describe('a month', () => {
  it('P16: is 30 days of queries: $15,000 at $500 a day, not $15,208.33', () => {
    const advice = outcomeOf({
      ...PLAIN_WORKLOAD,
      volume: { queriesPerDay: 500_000 },
      tokens: { user: 200, output: 50 },
    });
    expect(planOf(advice, 'keep').firstMonthUsd).toBeCloseTo(15_000, 6);
  });
});

describe('unknown prices', () => {
  it('P20: make a call unknown, never free', () => {
    const cost = callCost({ ...EMPTY_CALL, user: 100, output: 10 }, ratesFrom({ input: 1 }), undefined);
    expect(cost).toMatchObject({ totalUsd: null, unknown: ['output price'] });
  });

  it('P20: do not matter for tokens that are not used', () => {
    expect(usdOf({ user: 100 }, ratesFrom({ input: 1 }))).toBeCloseTo(0.0001, 12);
  });

  it('P20: of training make the bill unknown, never free', () => {
    const training = { examples: 100, tokensPerExample: 100, epochs: 1, runs: 1 };
    const fee = priceFact('base', 'minimumFee', 4);
    expect(trainingBill(training, undefined, fee)).toMatchObject({
      totalUsd: null,
      unknown: ['training price'],
    });
  });

  it('P20: a published price of zero is a price', () => {
    expect(usdOf({ user: 100, output: 10 }, ratesFrom({ input: 0, output: 0 }))).toBe(0);
  });
});

describe('batch prices', () => {
  it('P13: are not made up where a seller has none', () => {
    const plain = ratesFrom({ input: 1, output: 2 });
    expect(usdOf({ user: 100, output: 10, batchShare: 1 }, plain)).toBe(
      usdOf({ user: 100, output: 10 }, plain),
    );
  });

  it('P13: are the published ones, not half: $2.225 and $12.50 against $3.75 and $15', () => {
    const tuned = ratesFrom({ input: 3.75, output: 15, batchInput: 2.225, batchOutput: 12.5 });
    expect(usdOf({ user: 1e6, batchShare: 1 }, tuned)).toBeCloseTo(2.225, 9);
    expect(usdOf({ output: 1e6, batchShare: 1 }, tuned)).toBeCloseTo(12.5, 9);
  });

  it('do not discount cached tokens unless a cached batch price is published', () => {
    const call = { staticPrompt: 2000, cacheHitRate: 0.5, batchShare: 1 };
    const rates = { input: 1, cachedInput: 0.1, output: 1, batchInput: 0.5, batchOutput: 0.5 };
    expect(usdOf(call, ratesFrom(rates))).toBeCloseTo(0.001, 12);
    expect(usdOf(call, ratesFrom({ ...rates, batchCachedInput: 0.05 }))).toBeCloseTo(0.00055, 12);
  });

  it('and retries multiply: a tenth of half-price calls sent again costs 0.55 of a direct call', () => {
    const rates = ratesFrom({ input: 1, output: 1, batchInput: 0.5, batchOutput: 0.5 });
    const usd = usdOf({ user: 900, output: 100, batchShare: 1, retryRate: 0.1 }, rates);
    expect(usd).toBeCloseTo(0.00055, 12);
  });
});

describe('reasoning', () => {
  it('P25: bills hidden tokens as output: 600 of them make $0.0009 $0.0069', () => {
    const frontier = ratesFrom(TARIFFS.frontier);
    expect(usdOf({ user: 200, output: 50 }, frontier)).toBeCloseTo(0.0009, 12);
    expect(usdOf({ user: 200, output: 50, reasoning: 600 }, frontier)).toBeCloseTo(0.0069, 12);
  });
});

describe('published worked examples', () => {
  const gpt4o = ratesFrom(TARIFFS.gpt4o);

  it('P26: that are wrong are not repeated: four hours at $100 are $400, not the $200 printed', () => {
    const bill = ledger([
      pricedLine(
        'training',
        'Training',
        4,
        'hours',
        priceFact('base', 'training', 100, { unit: 'usdPerHour' }),
      ),
    ]);
    expect(bill.lines[0]?.amountUsd).toBe(400);
  });

  it.each([
    ['100k calls of 2,000 tokens on GPT-4o are $500 a day, not $5', { user: 2000 }, 1, 500],
    [
      '100k a day of 500 and 300 tokens on GPT-4o are $12,750 a month, not $9,125',
      { user: 500, output: 300 },
      30,
      12_750,
    ],
  ])('P26: that are wrong are not repeated: %s', (_, call, days, usd) => {
    expect(usdOf(call, gpt4o) * 100_000 * days).toBeCloseTo(usd, 6);
  });
});
