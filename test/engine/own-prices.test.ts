import { describe, expect, it } from 'vitest';
import { compareModels } from '../../src/engine/cost/compare-models.js';
import type { Workload } from '../../src/engine/workload.js';
import { CATALOGUE } from '../catalogue.js';
import { amountsOf, outcomeOf, PLAIN_WORKLOAD, planOf } from './ask.js';

const DAY = '2026-11-30';

/** 30,000 queries a month of 1,000 fixed, 200 varying and 100 answer tokens. */
const WORKLOAD: Workload = {
  task: 'classification',
  volume: { queriesPerDay: 1_000 },
  tokens: { staticPrompt: 1_000, user: 200, output: 100 },
  current: { model: 'gpt-4o' },
};

function asked(change: Partial<Workload>) {
  return outcomeOf({ ...WORKLOAD, ...change }, CATALOGUE, DAY);
}

describe('what a team pays', () => {
  const price = { inputUsdPerMTok: 2, outputUsdPerMTok: 8 };
  const priced = asked({ current: { model: 'gpt-4o', price } });

  it('is the bill of today', () => {
    // 30,000 x (1,200 x 2 + 100 x 8) / 1M.
    expect(planOf(priced, 'keep').firstMonthUsd).toBeCloseTo(96, 9);
    // The list price: 30,000 x (1,200 x 2.50 + 100 x 10) / 1M.
    expect(planOf(asked({}), 'keep').firstMonthUsd).toBeCloseTo(120, 9);
  });

  it('is marked in every line that rests on it, stated, and changes no other price', () => {
    const keep = planOf(priced, 'keep');
    expect(keep.perQuery.lines.map((line) => line.price?.marks)).toEqual([['own'], ['own'], ['own']]);
    expect(keep.weakestConfidence).toBeNull();
    const luna = planOf(priced, 'switch-model:gpt-6-luna');
    expect(luna.perQuery).toEqual(planOf(asked({}), luna.id).perQuery);
    expect(priced.assumptions.find(({ field }) => field === 'current.price')?.statement).toBe(
      'Your own price of GPT-4o: $2 in and $8 out per 1M tokens. What it does not name stays as listed.',
    );
    expect(priced.prices.bookVersion).toBe(CATALOGUE.version);
  });

  it('may name what is read from the cache', () => {
    const cached = { ...price, cachedInputUsdPerMTok: 0.5 };
    const hits = asked({ current: { model: 'gpt-4o', price: cached, cacheHitRate: 0.5 } });
    expect(amountsOf(planOf(hits, 'keep').perQuery)).toMatchObject({
      // Half of 1,024 and more fixed tokens would be read; 1,000 are below the floor of the cache.
      'Fixed prompt': 0.002,
    });
    const long = asked({
      tokens: { staticPrompt: 2_000, user: 200, output: 100 },
      current: { model: 'gpt-4o', price: cached, cacheHitRate: 0.5 },
    });
    // 2,000 x 0.5 x 0.5 / 1M.
    expect(amountsOf(planOf(long, 'keep').perQuery)['Fixed prompt, read from cache']).toBeCloseTo(0.0005, 12);
  });

  it('makes a model known whose price nobody has published', () => {
    const own = asked({ current: { model: 'own/llama', price } });
    expect(planOf(own, 'keep').firstMonthUsd).toBeCloseTo(96, 9);
    expect(planOf(asked({ current: { model: 'own/llama' } }), 'keep').firstMonthUsd).toBeNull();
  });

  it('holds in a comparison, too', () => {
    const workload = { ...WORKLOAD, current: { model: 'gpt-4o', price } };
    const { models } = compareModels(workload, CATALOGUE, ['gpt-4o', 'gpt-6-luna'], DAY);
    expect(models[0]?.plain.totalUsd).toBeCloseTo(0.0032, 12);
  });
});

describe('what a tune costs a team', () => {
  const data = { examples: 2_000, tokensPerExample: 500, epochs: 3, runs: 4 };
  const TUNE = 'fine-tune:together/qwen3.5-9b/lora';

  it('is trained and hosted at the prices that it names', () => {
    const { upfront, monthly } = planOf(
      asked({ data, tuning: { trainingUsdPerMTok: 3, hostingUsdPerHour: 1.7 } }),
      TUNE,
    );
    // 2,000 x 500 x 3 x 4 = 12M tokens at $3.
    expect(amountsOf(upfront).Training).toBeCloseTo(36, 9);
    expect(upfront.lines[0]?.price?.marks).toEqual(['own']);
    const gpus = monthly.lines.find(({ part }) => part === 'gpus');
    expect(gpus).toMatchObject({ unitPriceUsd: 1.7, price: { marks: ['own'] } });
  });

  it('adds no hosting where a seller hosts for nothing', () => {
    const hosted = planOf(
      asked({ data, tuning: { hostingUsdPerHour: 1.7 } }),
      'fine-tune:aws-bedrock/nova-lite',
    );
    expect(hosted.monthly.lines.find(({ part }) => part === 'hosting')?.amountUsd ?? 0).toBe(0);
  });

  it('takes a quote in place of training, labels and building, each time it is trained', () => {
    const labelled = { ...data, labelCostUsd: 1 };
    const plan = planOf(asked({ data: labelled, tuning: { quoteUsd: 4_000 } }), TUNE);
    // Judging takes 3 days at $800.
    expect(amountsOf(plan.upfront)).toEqual({
      'A tune, by your quote': 4_000,
      'Evaluating the tuned model': 2_400,
    });
    expect(plan.recurring?.ledger.totalUsd).toBeCloseTo(6_400, 9);
  });

  it('makes an offer known whose training nobody prices', () => {
    const offer = 'fine-tune:google-cloud/gemini-3.5-flash-lite';
    expect(planOf(asked({ data }), offer).upfront.totalUsd).toBeNull();
    expect(planOf(asked({ data, tuning: { quoteUsd: 4_000 } }), offer).upfront.totalUsd).toBeCloseTo(
      6_400,
      9,
    );
  });
});

describe('a commitment to the seller of today', () => {
  const committed = asked({ current: { model: 'gpt-4o', commitmentUsdPerMonth: 100 } });

  it('is owed in full by who leaves, and to the part not used by who stays', () => {
    // Today uses $120 of the $100.
    expect(amountsOf(planOf(committed, 'keep').monthly)).toEqual({});
    const haiku = planOf(committed, 'switch-model:claude-haiku-5.5');
    expect(amountsOf(haiku.monthly)).toEqual({ 'Committed to OpenAI and not used': 100 });
    const luna = planOf(committed, 'switch-model:gpt-6-luna');
    const usedUsd = (luna.perQuery.totalUsd ?? 0) * 30_000;
    expect(usedUsd).toBeLessThan(100);
    expect(luna.monthly.totalUsd).toBeCloseTo(100 - usedUsd, 9);
    expect(luna.firstMonthUsd).toBeCloseTo(100, 9);
  });

  it('is nothing where nobody has committed', () => {
    expect(planOf(outcomeOf(PLAIN_WORKLOAD), 'keep').monthly.totalUsd).toBe(0);
  });
});
