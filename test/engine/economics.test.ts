import { describe, expect, it } from 'vitest';
import { type Call, callCost } from '../../src/engine/cost/call-cost.js';
import { costPath, presentValue } from '../../src/engine/cost/cost-path.js';
import { ledger, pricedLine } from '../../src/engine/cost/ledger.js';
import { dayRateUsd, upkeep } from '../../src/engine/cost/people.js';
import { trainingBill } from '../../src/engine/cost/training-bill.js';
import { costsOf, totalUsd } from '../../src/engine/odds/plan-costs.js';
import { scenariosOf } from '../../src/engine/odds/scenarios.js';
import { binomialTail } from '../../src/engine/quality/index.js';
import type { Workload } from '../../src/engine/workload.js';
import type { Rates } from '../../src/prices/price-book.js';
import { blockersOf, EMPTY_CALL, outcomeOf, PLAIN_WORKLOAD, planOf } from './ask.js';
import { bookWithOffers, priceFact, ratesFrom, TARIFFS } from './test-book.js';
import { paybackQueries } from './two-sides.js';

const GPT4O = ratesFrom(TARIFFS.gpt4o);
const MINI = ratesFrom(TARIFFS.gpt4oMini);
const TUNED_MINI = ratesFrom(TARIFFS.tunedMini);
const TRAINING_3 = priceFact('base', 'training', 3);

function usdOf(call: Partial<Call>, rates: Rates): number {
  return callCost({ ...EMPTY_CALL, ...call }, rates, 1024).totalUsd ?? Number.NaN;
}

describe('calc F1: a call', () => {
  const call = { staticPrompt: 2000, user: 300, output: 150 };

  it('of 2,000 + 300 + 150 tokens on GPT-4o costs $0.00725', () => {
    expect(usdOf(call, GPT4O)).toBeCloseTo(0.00725, 12);
  });

  it('costs $0.005 when nine of ten read the prompt from the cache', () => {
    expect(usdOf({ ...call, cacheHitRate: 0.9 }, GPT4O)).toBeCloseTo(0.005, 12);
  });

  it('costs $0.003625 through the batch interface', () => {
    expect(usdOf({ ...call, batchShare: 1 }, GPT4O)).toBeCloseTo(0.003625, 12);
  });

  it('costs a tenth more when a tenth is sent again', () => {
    expect(usdOf({ ...call, retryRate: 0.1 }, GPT4O)).toBeCloseTo(0.007975, 12);
  });
});

describe('calc F2: a training bill', () => {
  const data = { examples: 5000, tokensPerExample: 500, epochs: 3 };

  it('is $22.50 for one run, $90 for four', () => {
    expect(trainingBill({ ...data, runs: 1 }, TRAINING_3, undefined).totalUsd).toBeCloseTo(22.5, 12);
    expect(trainingBill({ ...data, runs: 4 }, TRAINING_3, undefined).totalUsd).toBeCloseTo(90, 12);
  });

  it('is $16 for four tiny runs that each cost the minimum of $4', () => {
    const tiny = { examples: 50, tokensPerExample: 300, epochs: 3, runs: 4 };
    const bill = trainingBill(tiny, priceFact('base', 'training', 1), priceFact('base', 'minimumFee', 4));
    expect(bill.totalUsd).toBe(16);
  });
});

/** Queries of 200 + 100 tokens on GPT-4o prices, 100 + 80 tuned; 5,000 examples of 500 tokens at 40 cents a label. */
const TUNE: Workload = {
  ...PLAIN_WORKLOAD,
  volume: { queriesPerDay: 500_000 },
  tokens: { staticPrompt: 100, user: 100, output: 100 },
  tuned: { staticPrompt: 0, output: 80 },
  data: { examples: 5000, tokensPerExample: 500, labelCostUsd: 0.4, epochs: 3, runs: 4 },
  people: { engineerMonthlyUsd: 15_000, setupDays: 10, evaluationDays: 3, upkeepFte: 0 },
};

describe('calc F3: the upfront cost', () => {
  it('is $90 of training + $2,000 of labels + $10,400 of people = $12,490', () => {
    const { upfront } = planOf(outcomeOf(TUNE, bookWithOffers('lab/mini')), 'fine-tune:lab/mini');
    expect(upfront.lines.map((line) => line.amountUsd)).toEqual([90, 2000, 8000, 2400]);
    expect(upfront.totalUsd).toBe(12_490);
  });
});

describe('calc F4: fixed costs', () => {
  it('are $1,241 a month for hosting at $1.70 an hour, calls or none', () => {
    const line = pricedLine('hosting', 'Hosting', 730, 'hours', priceFact('offer', 'hostingHour', 1.7));
    expect(ledger([line]).totalUsd).toBeCloseTo(1241, 9);
  });

  it('are $3,750 or $7,500 a month for a quarter or half of an engineer of $180,000 a year', () => {
    expect(upkeep('Upkeep', 0.25, 15_000).totalUsd).toBe(3750);
    expect(upkeep('Upkeep', 0.5, 15_000).totalUsd).toBe(7500);
    expect(dayRateUsd(15_000)).toBe(800);
  });

  it('are $5,110 a month for one GPU at $7 an hour', () => {
    const { monthly } = planOf(outcomeOf(TUNE, bookWithOffers('gpu/8b')), 'fine-tune:gpu/8b');
    // 500,000 x 80 tokens a day are 463 a second, under the 750 that one GPU serves.
    expect(monthly.totalUsd).toBe(5110);
  });
});

describe('calc F5: breakeven', () => {
  it('comes after 16,376 queries for $22.50 at $0.001374 a query, and never at no saving', () => {
    expect(paybackQueries(22.5, 0.001374)).toBe(16_376);
    expect(paybackQueries(22.5, 0)).toBeNull();
    expect(paybackQueries(22.5, -0.001)).toBeNull();
  });

  it('comes 18.2 days after go-live for $12,490 at 15M queries a month', () => {
    const { againstKeep } = planOf(
      outcomeOf(TUNE, bookWithOffers('lab/mini')),
      'fine-tune:lab/mini',
    ).breakeven;
    // 12,490 / (500,000 x 0.001374) = 18.1805; 13 working days are 19 calendar days; 22 Nov + 38 days.
    expect(againstKeep).toMatchObject({ kind: 'reached', queries: 9_090_248, date: '2026-12-30' });
    if (againstKeep.kind === 'reached') {
      expect(againstKeep.days).toBeCloseTo(18.18049, 4);
      expect(againstKeep.savingPerQueryUsd).toBeCloseTo(0.001374, 12);
    }
  });
});

describe('calc F6: the life gate', () => {
  it('rejects a tune of GPT-4o mini at OpenAI that would have 53 days', () => {
    const workload = { ...TUNE, constraints: { existingFineTuningAccounts: ['openai'] } };
    const advice = outcomeOf(workload, bookWithOffers('openai/gpt-4o-mini'));
    expect(blockersOf(advice, 'fine-tune:openai/gpt-4o-mini')).toEqual(['life-too-short']);
    expect(planOf(advice, 'fine-tune:openai/gpt-4o-mini').blockers[0]?.message).toMatch(
      /takes 38 days, more than half of its life of 53 days/,
    );
  });
});

describe('calc F7: net present value', () => {
  const perDay = 1_000_000 / 30;
  const demand = { perDayInMonth: () => perDay };

  /** What is gained over a year at $0.001374 a query and $12,490 upfront. */
  function gain(monthlyUsd: number, retrain?: { day: number; usd: number }): number {
    const phase = (usd: number, monthly: number) => [
      { fromDay: 0, cost: { perQuery: [{ fromDay: 0, usd }], monthlyUsd: monthly } },
    ];
    const payments = [{ day: 0, usd: 12_490 }, ...(retrain === undefined ? [] : [retrain])];
    const before = costPath(phase(0.0015, 0), [], demand, 360);
    const after = costPath(phase(0.000126, monthlyUsd), payments, demand, 360);
    return presentValue(before, 0.1) - presentValue(after, 0.1);
  }

  it('is +$3,174 for a year of 1M queries a month', () => {
    expect(gain(0)).toBeCloseTo(3174, -0.5);
  });

  it('falls to -$640 with a retrain of $4,000 after six months', () => {
    expect(gain(0, { day: 180, usd: 4000 })).toBeCloseTo(-640, -0.5);
  });

  it('falls to -$39,578 with a quarter of an engineer', () => {
    expect(gain(3750)).toBeCloseTo(-39_578, -0.5);
  });
});

describe('calc F9: a shorter prompt against a cached one', () => {
  const long = { staticPrompt: 2000, user: 200, output: 20 };
  const tuned = usdOf({ staticPrompt: 100, user: 200, output: 20 }, TUNED_MINI);

  it('saves $0.000228 a call when nothing is cached', () => {
    expect(usdOf(long, MINI) - tuned).toBeCloseTo(0.000228, 12);
  });

  it('saves $0.0000855 when 95% read the prompt at half price', () => {
    expect(usdOf({ ...long, cacheHitRate: 0.95 }, MINI) - tuned).toBeCloseTo(0.0000855, 12);
  });

  it('loses $0.0000285 when they read it at a tenth of the price', () => {
    const tenth = ratesFrom({ ...TARIFFS.gpt4oMini, cachedInput: 0.015 });
    expect(usdOf({ ...long, cacheHitRate: 0.95 }, tenth) - tuned).toBeCloseTo(-0.0000285, 12);
  });
});

describe('calc F10: batch prices', () => {
  const queries = 15_000_000;
  const base = { user: 200, output: 50, batchShare: 1 };

  it('leave a saving of $6,600 of $13,200 a month when both sides have them', () => {
    const tuned = ratesFrom({ input: 0.3, output: 1.2, batchInput: 0.15, batchOutput: 0.6 });
    expect((usdOf(base, GPT4O) - usdOf(base, tuned)) * queries).toBeCloseTo(6600, 6);
  });

  it('leave $5,700 when only the base model has them', () => {
    expect((usdOf(base, GPT4O) - usdOf(base, TUNED_MINI)) * queries).toBeCloseTo(5700, 6);
  });
});

describe('calc F12: wrong answers', () => {
  /** A call at such a price, right so often, with what mistakes at $0.25 cost. */
  function withMistakesUsd(billUsd: number, accuracy: number): number {
    const fixed = (value: number) => ({ kind: 'fixed', value }) as const;
    const scenarios = scenariosOf(
      { queriesPerDay: 1 / 30, oneOff: true, horizonMonths: 1, discountRate: 0 },
      {
        volume: fixed(1),
        growth: fixed(0),
        tokens: fixed(1),
        decay: fixed(0),
        people: fixed(1),
        upkeep: fixed(1),
        lifeMonths: fixed(12),
      },
      { draws: 1, seed: 1 },
    );
    const plan = {
      id: 'keep',
      upfrontPeopleUsd: 0,
      upfrontOtherUsd: 0,
      bill: [{ fromDay: 0, usd: billUsd }],
      monthlyPeopleUsd: 0,
      monthlyOtherUsd: 0,
      goLiveDay: 0,
      endDay: Number.POSITIVE_INFINITY,
      tuned: false,
    };
    const one = { plan, accuracy: Float64Array.of(accuracy) };
    return totalUsd(costsOf(one, { keep: one, successor: null }, scenarios), 0.25)[0] ?? Number.NaN;
  }

  it('make a call $0.0140 at 95% on GPT-4o, $0.017626 at 93% tuned', () => {
    expect(withMistakesUsd(usdOf({ user: 200, output: 100 }, GPT4O), 0.95)).toBeCloseTo(0.014, 12);
    expect(withMistakesUsd(usdOf({ user: 100, output: 80 }, TUNED_MINI), 0.93)).toBeCloseTo(0.017626, 12);
  });

  it('are a part of the first month of their own: $0.0125 a call at 95%, judged so often that it is sure', () => {
    const quality = { current: { right: 950_000, items: 1_000_000 }, lossPerErrorUsd: 0.25 };
    const keep = planOf(outcomeOf({ ...PLAIN_WORKLOAD, quality }), 'keep');
    // 30,000 calls of $0.0015, and 5 of 100 wrong.
    expect(keep.firstMonth?.invoiceUsd).toBeCloseTo(45, 9);
    expect(keep.firstMonth?.mistakesUsd).toBeCloseTo(375, 1);
    expect(keep.firstMonthUsd).toBeCloseTo(45, 9);
    expect(keep.perQuery.totalUsd).toBeCloseTo(0.0015, 12);
  });
});

describe('calc F20: size of an evaluation', () => {
  it('of 435 items tells 90% from 95%, and of 686 90% from 85%, in 80 of 100 cases', () => {
    // Two independent shares at 5% two-sided error need 435 and 686 items of each; against a known share so many do better.
    for (const [items, share, known] of [
      [435, 0.95, 0.9],
      [686, 0.9, 0.85],
    ] as const) {
      let mark = 0;
      while (binomialTail(items, mark, known) > 0.025) mark++;
      expect(binomialTail(items, mark, share)).toBeGreaterThan(0.8);
    }
  });
});

describe('calc F22: retrieval', () => {
  it.each([
    ['small', 90.1],
    ['frontier', 470.1],
  ])('on the %s model adds $%f to 100,000 calls with a store of $70', (model, usd) => {
    const workload: Workload = {
      volume: { queriesPerDay: 100_000 / 30 },
      tokens: { user: 200, output: 100 },
      current: { model },
      knowledge: { kind: 'static', corpusTokens: 1_000_000, upkeepFte: 0 },
    };
    const advice = outcomeOf(workload);
    const added =
      (planOf(advice, `rag:${model}`).firstMonthUsd ?? 0) - (planOf(advice, 'keep').firstMonthUsd ?? 0);
    expect(added).toBeCloseTo(usd, 6);
  });
});
