import { describe, expect, test } from 'vitest';
import { loadCatalogue } from '../../src/prices/catalogue.js';
import { platformName } from '../../src/prices/platform-name.js';
import { CATALOGUE } from '../catalogue.js';

const book = CATALOGUE;
const TODAY = '2026-11-22';

describe('the shipped catalogue', () => {
  test('has a version that a person can read the date from, and that only facts change', () => {
    expect(book.version).toMatch(/^2026-11-30\.[0-9a-f]{8}$/);
    expect(loadCatalogue().version).toBe(book.version);
    expect(book.checkedOn).toBe('2026-11-30');
  });

  test('says of every fact where it was read, when, and how sure it is', () => {
    expect(book.facts.length).toBeGreaterThan(400);
    const dated = [...book.models, ...book.tuningOffers].flatMap((one) => [
      one.endsOn,
      'closesOn' in one ? one.closesOn : undefined,
    ]);
    const others = book.tuningOffers.map((offer) => offer.eligibilitySource);
    for (const fact of [...book.facts, ...others, ...dated]) {
      if (fact === undefined) continue;
      expect(fact.source.title.length).toBeGreaterThan(5);
      expect(fact.source.date).toMatch(/^\d{4}-\d{2}-\d{2}$/);
      expect(['2026-11-22', '2026-11-30']).toContain(fact.checkedOn);
      expect(['A', 'B', 'C']).toContain(fact.confidence);
    }
  });

  test('every fact has its own id and belongs to something in the book, unless it is over', () => {
    expect(new Set(book.facts.map((fact) => fact.id)).size).toBe(book.facts.length);
    const products = new Set([...book.models, ...book.tuningOffers, ...book.components].map(({ id }) => id));
    for (const fact of book.facts) {
      if (fact.effectiveUntil !== undefined && fact.effectiveUntil <= book.checkedOn) continue;
      expect(products).toContain(fact.product);
    }
  });

  test('every platform has a name that people know it by', () => {
    const { models, tuningOffers, facts } = book;
    for (const { platform } of [...models, ...tuningOffers, ...facts])
      expect(platformName(platform)).toMatch(/[A-Z]|machines of your own/);
  });

  test('amounts are exact decimals and agree with the number beside them', () => {
    for (const fact of book.facts) {
      expect(fact.amount).toMatch(/^\d+(\.\d+)?$/);
      expect(fact.usd).toBe(Number(fact.amount));
    }
  });

  test('every model can be priced today', () => {
    for (const model of book.models) {
      const { input, output } = book.ratesOf(model.id, TODAY);
      expect(input?.usd, model.id).toBeGreaterThan(0);
      expect(output?.usd, model.id).toBeGreaterThanOrEqual(input?.usd ?? Number.NaN);
    }
  });

  test('candidates are on sale and rest on prices of confidence A or B', () => {
    const candidates = book.models.filter((model) => model.candidate);
    expect(candidates.map((model) => model.id)).toEqual(
      expect.arrayContaining([
        'gpt-6-luna',
        'gpt-6.1-terra',
        'gpt-6.2-sol',
        'claude-haiku-5.5',
        'gemini-4-argon',
        'nova-2-lite',
      ]),
    );
    for (const model of candidates) {
      expect(model.endsOn).toBeUndefined();
      const { input, output } = book.ratesOf(model.id, TODAY);
      expect([input?.confidence, output?.confidence], model.id).not.toContain('C');
    }
    for (const tier of ['small', 'medium', 'large'])
      expect(candidates.map((model) => model.tier)).toContain(tier);
  });

  test('weak prices are marked C', () => {
    const weak = book.facts
      .filter((fact) => fact.confidence === 'C')
      .map((fact) => `${fact.product} ${fact.kind}`);
    expect(weak).toEqual(
      expect.arrayContaining([
        'tinker/qwen3-8b/lora training',
        'aws-bedrock/nova-lite training',
        'mistral-small-3.2 input',
        'fireworks/up-to-16b/lora minimumFee',
        'cohere/command-r training',
      ]),
    );
    expect(book.ratesOf('gpt-6.2-astra', TODAY).input?.confidence).toBe('B');
  });

  test('disputed prices give the other reading in their note', () => {
    const disputed = [
      book.ratesOf('mistral-large-4', TODAY).input,
      book.ratesOf('claude-haiku-5.5', TODAY).input,
      book.ratesOf('claude-sonnet-5.5', TODAY).cachedInput,
      book.ratesOf('mistral-small-3.2', TODAY).input,
      book.tuningPricesOf('openai/gpt-4o', TODAY).rates.batchInput,
      book.tuningPricesOf('openai/gpt-4o-mini', TODAY).training,
      book.tuningPricesOf('together/up-to-16b/lora', TODAY).minimumFee,
      book.tuningPricesOf('together/up-to-16b/lora', TODAY).hostingHour,
    ];
    for (const fact of disputed) {
      expect(fact?.marks).toContain('disputed');
      expect(fact?.note?.length, fact?.id).toBeGreaterThan(20);
    }
  });

  test('a price that no source of its day carries is marked as assumed and says why', () => {
    const { input } = book.ratesOf('gpt-5.6-sol', TODAY);
    expect(input?.marks).toEqual(['assumed']);
    expect(input?.note).toContain('An assumption');
  });

  test('prices carried over from the community registry are marked so', () => {
    for (const id of ['gpt-5', 'gpt-5-mini', 'o3', 'claude-sonnet-4.5', 'gemini-2.5-pro', 'gpt-3.5-turbo']) {
      expect(book.ratesOf(id, TODAY).input?.marks, id).toEqual(['community']);
    }
  });

  test.each([
    ['gpt-4o', '2027-01-14'],
    ['gpt-4.1-mini', '2027-01-14'],
    ['gpt-5', '2026-12-11'],
    ['gpt-5-nano', '2026-12-11'],
    ['o3-pro', '2026-12-11'],
    ['gpt-5.4-nano', '2027-04-01'],
    ['gpt-4.1-nano', '2026-10-23'],
    ['gpt-3.5-turbo', '2026-10-23'],
    ['claude-sonnet-4.5', '2026-11-30'],
    ['gemini-2.5-pro', '2026-12-01'],
    ['gemini-2.5-flash', '2026-12-01'],
    ['gemini-3.1-flash-lite', '2027-05-07'],
    ['gemini-2.5-flash-lite', undefined],
    ['gpt-6-luna', undefined],
  ])('%s ends on %s', (id, date) => {
    expect(book.findModel(id)?.endsOn?.date).toBe(date);
  });

  test('a caching model says how long a prompt must be before it is cached', () => {
    for (const model of book.models.filter((one) => one.candidate && one.platform !== 'aws-bedrock')) {
      if (book.ratesOf(model.id, TODAY).cachedInput)
        expect(model.cacheFloorTokens, model.id).toBeGreaterThanOrEqual(1024);
    }
  });

  test('rented endpoints say how many GPUs they need and have no price by the token', () => {
    for (const offer of book.tuningOffers.filter((one) => one.serving === 'dedicated')) {
      expect(book.tuningPricesOf(offer.id, TODAY).rates, offer.id).toEqual({});
    }
    expect(book.tuningOffers.find(({ id }) => id === 'together/up-to-16b/lora')?.gpus).toBe(1);
    expect(book.tuningOffers.find(({ id }) => id === 'fireworks/16b-to-80b/lora')?.gpus).toBe(2);
  });
});

describe('finding a model', () => {
  test.each([
    ['gpt-4o-2024-08-06', 'gpt-4o'],
    ['GPT-4o', 'gpt-4o'],
    [' gpt4o ', 'gpt-4o'],
    ['claude-haiku-5-5', 'claude-haiku-5.5'],
    ['claude-sonnet-4-5-20250929', 'claude-sonnet-4.5'],
    ['amazon.nova-2-lite-v1:0', 'nova-2-lite'],
    ['gemini/gemini-2.5-flash', 'gemini-2.5-flash'],
    ['mistral-large-2512', 'mistral-large-3'],
  ])('%s is %s', (typed, id) => {
    expect(book.findModel(typed)?.id).toBe(id);
  });

  test.each(['claude-sonnet-5', 'gpt-4', 'gpt-4o-', 'gpt', 'mistral-large-latest', 'toString', ''])(
    'a name that only begins like another is not taken for it: %s',
    (typed) => {
      const found = book.findModel(typed)?.id;
      expect(found === undefined || found === typed).toBe(true);
    },
  );

  test('no alias moves from model to model', () => {
    for (const model of book.models) expect([model.id, ...model.aliases].join(' ')).not.toMatch(/latest/i);
  });
});
