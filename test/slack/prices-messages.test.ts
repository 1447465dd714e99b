import fc from 'fast-check';
import { pino } from 'pino';
import { describe, expect, test } from 'vitest';
import { compareModels } from '../../src/engine/index.js';
import { mentionsIn } from '../../src/playground/slack-server/state/mentions.js';
import { checkMessageBlocks } from '../../src/playground/slack-server/validate/index.js';
import { buildPriceBook } from '../../src/prices/build-price-book.js';
import type { PriceBook, PriceFact } from '../../src/prices/price-book.js';
import { comparisonMessage } from '../../src/slack/features/compare/comparison-message.js';
import { findAsked, priceAnswer } from '../../src/slack/features/prices/price-answer.js';
import type { Message, ResultChart } from '../../src/slack/kit/blocks.js';
import { runs } from '../runs.js';
import { anyWorkload, book as catalogue, nastyName } from './arbitraries.js';

const AS_OF = '2026-11-22';
const CHARTS: readonly ResultChart[] = [
  { kind: 'file', fileId: 'F0123456789', altText: 'y'.repeat(5_000) },
  { kind: 'none', note: 'The chart could not be drawn.' },
];

function servicesWith(book: PriceBook, historyOf?: () => Promise<readonly PriceFact[]>) {
  return {
    clock: () => new Date(`${AS_OF}T12:00:00Z`),
    priceBook: () => book,
    historyOf: historyOf ?? (async (id: string) => book.facts.filter(({ product }) => product === id)),
    logger: pino({ level: 'silent' }),
    workspaces: { basis: async (_: string, list: PriceBook) => ({ settings: undefined, book: list }) },
  };
}

async function answerTo(text: string, book: PriceBook = catalogue) {
  const services = servicesWith(book);
  const asked = findAsked(services, text);
  if (!asked.ok) throw new Error(`not found: ${text}`);
  return priceAnswer(services, 'T1', asked.what, text);
}

function expectToFit({ text, blocks }: Message): void {
  expect(checkMessageBlocks(blocks)).toBeUndefined();
  expect(blocks.length).toBeGreaterThan(0);
  expect(JSON.stringify(blocks).length).toBeLessThan(10_000);
  expect(text.length).toBeLessThan(8_000);
  expect(mentionsIn(text, blocks)).toEqual([]);
}

/** A book of everything in the catalogue a hundred times, under names that Slack might interpret. */
function hugeBook(name: string, note: string): PriceBook {
  const copies = Array.from({ length: 100 }, (_, copy) => copy);
  return buildPriceBook({
    components: [],
    models: catalogue.models.slice(0, 3).flatMap((model) =>
      copies.map((copy) => ({
        ...model,
        id: `${model.id}-${copy}`,
        name,
        aliases: [],
        candidate: true,
        replacement: name,
      })),
    ),
    tuningOffers: copies.map((copy) => {
      const [offer] = catalogue.tuningOffers;
      if (!offer) throw new Error('no offer');
      return { ...offer, id: `${offer.id}-${copy}`, name, baseModel: `${catalogue.models[0]?.id}-0` };
    }),
    facts: copies.flatMap((copy) =>
      catalogue.facts
        .filter(({ product }) => catalogue.models.slice(0, 3).some(({ id }) => id === product))
        .map((fact) => ({
          ...fact,
          product: `${fact.product}-${copy}`,
          note,
          source: { ...fact.source, title: name, id: `${fact.source.id}-${fact.kind}` },
        })),
    ),
  });
}

describe('an answer on prices', () => {
  test('of every model, maker and platform is within every limit of Slack', async () => {
    const names = [
      '',
      ...catalogue.models.map(({ id }) => id),
      ...catalogue.models.map(({ id }) => `ft:${id}:acme::x`),
      ...new Set(
        [...catalogue.models, ...catalogue.tuningOffers].flatMap((one) => [one.provider, one.platform]),
      ),
    ];
    for (const name of names) {
      const answer = await answerTo(name);
      expectToFit(answer.privately());
      for (const chart of CHARTS) expectToFit(answer.message(chart, ['Slack refused.']));
    }
  });

  test('of any book fits, says what is left out, and interprets nothing', async () => {
    await fc.assert(
      fc.asyncProperty(nastyName, nastyName, async (name, note) => {
        const book = hugeBook(name, note.repeat(20));
        for (const asked of ['', catalogue.models[0]?.provider ?? '', `${catalogue.models[0]?.id}-0`]) {
          const message = (await answerTo(asked, book)).privately();
          expectToFit(message);
          expect(JSON.stringify(message.blocks)).toMatch(/And \d+ more/);
        }
      }),
      { numRuns: runs(15) },
    );
  });

  test('of a model says each price with unit, surety, source and day, its end, its tuning and what is announced', async () => {
    const told = JSON.stringify((await answerTo('gpt-4o')).privately().blocks);
    for (const part of [
      'gpt-4o-2024-08-06, gpt4o · by OpenAI"',
      'USD per 1M tokens',
      '"$2.50"',
      'third-party copy; published',
      'since 2 Dec 2025',
      'checked 22 Nov 2026',
      'It stops answering on 14 Jan 2027, in 53 days. The seller names gpt-6-luna in its place.',
      'only organisations that ran a tuned model there in the 60 days before 2 Jul 2026 may start',
      'no new job from 6 Jan 2027',
      'training $25 per 1M tokens',
    ]) {
      expect(told).toContain(part);
    }
    const bedrock = catalogue.models.find(({ platform }) => platform === 'aws-bedrock')?.id ?? '';
    expect(JSON.stringify((await answerTo(bedrock)).privately().blocks)).toContain(
      ', sold on Amazon Bedrock',
    );
    const argon = JSON.stringify((await answerTo('gemini-3.8-flash')).privately().blocks);
    expect(argon).toContain('input $0.75 → $1.50 (+100%)');
    const sol = JSON.stringify((await answerTo('gpt-5.6-sol')).privately().blocks);
    expect(sol).toContain('Prompt above 272k: Input');
    expect(sol).toContain('output $30 → $20 (-33.3%)');
    expect(sol).toContain('assumed');
    expect(JSON.stringify((await answerTo('mistral-small-3.2')).privately().blocks)).toContain(
      'unverified; disputed',
    );
  });

  test('of a tune has the tuned rates, and says so when none is known', async () => {
    const tuned = (await answerTo('ft:gpt-4o-mini:acme::8xk2')).privately();
    expect(tuned.text).toContain('Tuned GPT-4o mini on 22 Nov 2026, per 1M tokens: input $0.30');
    expect(tuned.text).toContain('training $3');
    const unknown = (await answerTo('ft:gpt-6-luna:acme::8xk2')).privately();
    expect(unknown.text).toContain('What a tune of this model costs by the token is not known.');
  });

  test('a price that was checked more than 30 days ago is called stale', async () => {
    const old = catalogue.facts.map((fact) => ({ ...fact, checkedOn: '2026-10-01' }));
    const told = (await answerTo('gpt-4o', buildPriceBook({ ...catalogue, facts: old }))).privately();
    expect(JSON.stringify(told.blocks)).toContain('checked 1 Oct 2026, stale');
  });

  test('stands on the prices of the book when the history cannot be read', async () => {
    const services = servicesWith(catalogue, () => Promise.reject(new Error('the database is away')));
    const asked = findAsked(services, 'gpt-4o');
    if (!asked.ok) throw new Error('not found');
    expect((await priceAnswer(services, 'T1', asked.what, 'gpt-4o')).privately().text).toContain(
      'input $2.50',
    );
  });

  test('on a name that nobody knows names the nearest one', () => {
    const services = servicesWith(catalogue);
    for (const [typed, near] of [
      ['gpt-4oo', 'gpt-4o'],
      ['anthropik', 'Anthropic'],
    ] as const) {
      const asked = findAsked(services, typed);
      expect(asked.ok ? '' : asked.problem.problem).toContain(`Did you mean ${near}?`);
    }
  });
});

describe('a comparison', () => {
  const models = fc.uniqueArray(fc.constantFrom(...catalogue.models.map(({ id }) => id)), {
    minLength: 2,
    maxLength: 8,
  });

  test('of any workload on any models is within every limit of Slack, and mentions nobody', () => {
    fc.assert(
      fc.property(anyWorkload, models, fc.constantFrom(...CHARTS), (workload, named, chart) => {
        const comparison = compareModels(workload, catalogue, named, AS_OF);
        const typical = ['volume', 'prompt', 'answer'];
        const fromSettings = ['x'.repeat(900)];
        expectToFit(
          comparisonMessage({ comparison, typical, fromSettings, chart, notes: ['Slack refused.'] }),
        );
      }),
      { numRuns: runs(60) },
    );
  });

  test('says each bill, the difference to the first in dollars and percent, what stands in the way and what changes', () => {
    const workload = {
      volume: { queriesPerDay: 10_000 },
      tokens: { staticPrompt: 1_500, user: 500, output: 300 },
      current: { model: 'gpt-4o' },
    };
    const named = ['gpt-4o', 'gpt-6-luna', 'gemini-3.8-flash'];
    const comparison = compareModels(workload, catalogue, named, AS_OF);
    const { text, blocks } = comparisonMessage({
      comparison,
      typical: ['answer'],
      fromSettings: [],
      chart: { kind: 'none' },
    });
    const told = JSON.stringify(blocks);
    for (const part of [
      'GPT-6 Luna: $69.67 a month, $1,824 less than GPT-4o (-96.3%)',
      '✓ GPT-6 Luna',
      '-$1,824 (-96.3%)',
      'ends 14 Jan 2027',
      'from 1 Jan 2027 1,000 calls cost',
      'Not given, so taken as typical: answer.',
      '(cached)',
    ]) {
      expect(told).toContain(part);
    }
    expect(text).toContain('GPT-6 Luna: $69.67, -$1,824 (-96.3%), payback 45 days.');
  });

  test('says 1,000 calls below a dollar to three digits, for readers multiply them', () => {
    const workload = {
      volume: { queriesPerDay: 50_000 },
      tokens: { user: 800, output: 150 },
      current: { model: 'gpt-4o' },
    };
    const comparison = compareModels(workload, catalogue, ['gpt-4o', 'gpt-6-luna'], AS_OF);
    const message = comparisonMessage({
      comparison,
      typical: [],
      fromSettings: [],
      chart: { kind: 'none' },
    });
    // 800 x $0.10 + 150 x $0.50 per 1M tokens.
    expect(JSON.stringify(message.blocks)).toContain('$0.155');
  });
});
