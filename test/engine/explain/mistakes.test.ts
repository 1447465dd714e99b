import { describe, expect, it } from 'vitest';
import type { Workload } from '../../../src/engine/workload.js';
import type { PriceBook } from '../../../src/prices/price-book.js';
import { ask, PLAIN_WORKLOAD } from '../ask.js';
import { bookWithOffers, TEST_DATA, testBook } from '../test-book.js';

/** The classic mistakes, each on a workload that makes it and on one that just does not. */

const BASE: Workload = {
  ...PLAIN_WORKLOAD,
  volume: { queriesPerDay: 10_000 },
  tokens: { staticPrompt: 300, user: 200, output: 100 },
  data: { examples: 1000, tokensPerExample: 500, labelCostUsd: 0, epochs: 3, runs: 4 },
  people: { upkeepFte: 0 },
};
const GAP = { current: 0.8, target: 0.84, fineTuned: 0.9 };
const KEPT_UP = { upkeepFte: 1 };
const FACTS = { kind: 'static', corpusTokens: 1_000_000 } as const;
const MINI = bookWithOffers('lab/mini');
const FULL = testBook();

/** Azure for those who tune there already, the only offer that is open, beside the small ones that are not allowed. */
const LARGE_BASE: Workload = {
  ...BASE,
  tokens: { staticPrompt: 3000, user: 200, output: 100 },
  quality: { current: 0.8, target: 0.9, fineTuned: 0.95 },
  constraints: { existingFineTuningAccounts: ['azure'], providers: ['OpenAI', 'Meta'] },
};
const MINI_ON_AZURE = testBook({
  tuningOffers: TEST_DATA.tuningOffers
    .filter(({ id }) => id === 'lab/mini')
    .map((offer) => ({ ...offer, baseModel: 'gpt-4o-mini' })),
});

interface Case {
  readonly mistake: string;
  readonly sentence: RegExp;
  readonly made: Workload;
  readonly notMade: Workload;
  readonly book?: PriceBook;
}

const CASES: readonly Case[] = [
  {
    mistake: 'tuning for facts',
    sentence: /^60% of the failures come from missing facts: a tune learns facts slowly/,
    made: { ...BASE, knowledge: { ...FACTS, failureShare: 0.6 }, people: KEPT_UP },
    notMade: { ...BASE, knowledge: { ...FACTS, failureShare: 0.4 }, people: KEPT_UP },
  },
  {
    mistake: 'tuning for sources',
    sentence: /^Answers have to name their sources: a tune learns facts slowly/,
    made: { ...BASE, knowledge: { ...FACTS, failureShare: 0.1, mustCite: true }, people: KEPT_UP },
    notMade: { ...BASE, knowledge: { ...FACTS, failureShare: 0.1 }, people: KEPT_UP },
  },
  {
    mistake: 'too few examples',
    sentence: /^49 examples are few/,
    made: { ...BASE, data: { ...BASE.data, examples: 49 } },
    notMade: { ...BASE, data: { ...BASE.data, examples: 50 } },
  },
  {
    mistake: 'too few labels for classes',
    sentence: /^199 labels are few for telling classes apart: 200 to 500/,
    made: { ...BASE, task: 'classification', data: { ...BASE.data, examples: 199 } },
    notMade: { ...BASE, task: 'classification', data: { ...BASE.data, examples: 200 } },
  },
  {
    mistake: 'no work on the prompt',
    sentence: /^The fixed prompt of 150 tokens holds no examples: .* before tuning for 10 points\.$/,
    made: {
      ...BASE,
      quality: { ...GAP, target: 0.9 },
      tokens: { staticPrompt: 150, user: 200, output: 100 },
    },
    notMade: { ...BASE, quality: { ...GAP, target: 0.9 } },
  },
  {
    mistake: 'no examples in the prompt for a small gap',
    sentence: /^Only 4 points are missing to the bar, and the prompt holds no examples/,
    made: { ...BASE, quality: GAP },
    notMade: { ...BASE, quality: GAP, tokens: { staticPrompt: 300, fewShot: 400, user: 200, output: 100 } },
  },
  {
    mistake: 'hosting and upkeep forgotten',
    // A call costs $0.00225 today and $0.000189 tuned: $618 a month against a tenth of an engineer.
    sentence: /^In tokens a tune saves \$618 a month, but keeping it up and hosted costs \$1,500 a month\.$/,
    made: { ...BASE, quality: { ...GAP, current: 0.7 }, people: { upkeepFte: 0.1 } },
    notMade: { ...BASE, quality: { ...GAP, current: 0.7 }, people: { upkeepFte: 0.03 } },
    book: MINI,
  },
  {
    mistake: 'the price of tuned tokens forgotten',
    sentence: /^Once tuned, GPT-4o mini bills 2 times its price for every prompt token/,
    made: {
      ...BASE,
      current: { model: 'gpt-4o-mini' },
      tokens: { staticPrompt: 3000, user: 200, output: 100 },
      quality: { current: 0.7, target: 0.84, fineTuned: 0.9 },
    },
    notMade: { ...BASE, quality: { current: 0.7, target: 0.84, fineTuned: 0.9 } },
    book: MINI_ON_AZURE,
  },
  {
    mistake: 'a comparison with an uncached bill',
    sentence:
      /^A call costs \$0\.0094 today without caching and \$0\.0\d+ with it: compare a tune with the second/,
    made: {
      ...BASE,
      current: { model: 'frontier' },
      tokens: { staticPrompt: 4000, user: 200, output: 100 },
      candidates: ['small'],
      // Small was judged as good: it is the plan, and caching is not.
      quality: { current: { right: 900, items: 1_000 }, models: { small: { right: 930, items: 1_000 } } },
    },
    notMade: {
      ...BASE,
      current: { model: 'frontier', cacheHitRate: 0.95 },
      tokens: { staticPrompt: 4000, user: 200, output: 100 },
      candidates: ['small'],
      // Small was judged as good: it is the plan, and caching is not.
      quality: { current: { right: 900, items: 1_000 }, models: { small: { right: 930, items: 1_000 } } },
    },
  },
  {
    mistake: 'no budget for iterations',
    // 1,000 x 500 x 3 tokens at $3 are $4.50 a run.
    sentence: /^One training run is planned, .* 3 to 5; 4 runs add \$13\.50\.$/,
    made: { ...BASE, data: { ...BASE.data, runs: 1 } },
    notMade: { ...BASE, data: { ...BASE.data, runs: 2 } },
    book: MINI,
  },
  {
    mistake: 'a large base',
    sentence:
      /^GPT-4o on Azure is a large base: start from a small one, at \$0\.48 instead of \$27\.50 for 1M/,
    made: LARGE_BASE,
    notMade: { ...LARGE_BASE, constraints: {} },
    book: bookWithOffers('azure/gpt-4o', 'gpu/8b'),
  },
  {
    mistake: 'too many epochs',
    // 1,000 x 500 x 6 x 4 tokens at $3.
    sentence: /^6 epochs bill \$36 of training instead of \$18 for 3 and tend to overfit/,
    made: { ...BASE, data: { ...BASE.data, epochs: 6 } },
    notMade: { ...BASE, data: { ...BASE.data, epochs: 5 } },
    book: MINI,
  },
  {
    mistake: 'more labels than help',
    sentence: /^Gains level off past 5,000 examples: labels for 6,000 cost \$6,000/,
    made: { ...BASE, data: { ...BASE.data, examples: 6000, labelCostUsd: 1 } },
    notMade: { ...BASE, data: { ...BASE.data, examples: 5000, labelCostUsd: 1 } },
  },
];

function mistakesOf(workload: Workload, book = FULL): string[] {
  const { cautions } = ask(workload, book).verdict;
  return cautions.filter((caution) => CASES.some(({ sentence }) => sentence.test(caution)));
}

describe.each(CASES)('the mistake "$mistake"', ({ sentence, made, notMade, book }) => {
  it('is named with its numbers', () => {
    expect(mistakesOf(made, book).filter((caution) => sentence.test(caution))).toHaveLength(1);
  });

  it('is not seen where it is not made', () => {
    expect(mistakesOf(notMade, book).filter((caution) => sentence.test(caution))).toEqual([]);
  });
});

describe('mistakes', () => {
  it('are two at most, the gravest', () => {
    const workload: Workload = {
      ...BASE,
      knowledge: { ...FACTS, failureShare: 0.6 },
      data: { examples: 49, epochs: 6, runs: 1 },
      people: KEPT_UP,
    };
    expect(mistakesOf(workload).map((caution) => caution.slice(0, 15))).toEqual([
      '60% of the fail',
      '49 examples are',
    ]);
  });

  it('are not laid at the door of a team that does not think of a tune', () => {
    const workload: Workload = { ...BASE, data: { examples: 0, epochs: 6, runs: 1 } };
    expect(mistakesOf(workload, bookWithOffers())).toEqual([]);
  });
});
