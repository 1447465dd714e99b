import { describe, expect, it, test } from 'vitest';
import { typicalCallUsd } from '../../src/engine/index.js';
import { findPriced } from '../../src/prices/find-priced.js';
import type { PriceFact } from '../../src/prices/price-book.js';
import {
  nextPriceSteps,
  nextShutdowns,
  periodsOf,
  priceSheet,
  tunedSheet,
} from '../../src/prices/price-sheet.js';
import { currentModels, sellerSheet } from '../../src/prices/seller-sheet.js';
import { CATALOGUE } from '../catalogue.js';
import { AS_OF, priceFact, testBook, testModel } from '../engine/test-book.js';

const BOOK = testBook();

function sheetOf(id: string, history?: readonly PriceFact[]) {
  const model = BOOK.findModel(id);
  if (model === undefined) throw new Error(`no model ${id}`);
  return priceSheet(BOOK, model, history ?? BOOK.facts.filter(({ product }) => product === id), AS_OF);
}

describe('a name', () => {
  it.each([
    ['gpt-4o', 'gpt-4o'],
    ['GPT-4o-2024-08-06', 'gpt-4o'],
    ['claude haiku 5.5', 'claude-haiku-5.5'],
  ])('%s is the model %s', (typed, id) => {
    expect(findPriced(CATALOGUE, typed)).toMatchObject({ kind: 'model', model: { id }, isTuned: false });
  });

  it.each(['ft:gpt-4o-mini:acme::8xk2', 'ft:gpt-4o-mini-2024-07-18:acme:triage:8xk2', 'FT:gpt-4o-mini'])(
    '%s is a tune of GPT-4o mini',
    (typed) => {
      expect(findPriced(CATALOGUE, typed)).toMatchObject({
        kind: 'model',
        model: { id: 'gpt-4o-mini' },
        isTuned: true,
      });
    },
  );

  it.each([
    ['openai', 'OpenAI'],
    ['AWS Bedrock', 'aws-bedrock'],
    ['together', 'together'],
  ])('%s is the seller %s', (typed, name) => {
    expect(findPriced(CATALOGUE, typed)).toEqual({ kind: 'seller', name });
  });

  it.each([
    ['gpt-4oo', 'gpt-4o'],
    ['ft:gpt-4o-minni:acme::x', 'gpt-4o-mini'],
  ])('%s is unknown, and %s was probably meant', (typed, near) => {
    const priced = findPriced(CATALOGUE, typed);
    expect(priced.kind === 'unknown' && priced.suggestions[0]).toBe(near);
  });

  it('that is like nothing has no suggestion', () => {
    expect(findPriced(CATALOGUE, 'qwertyuiop')).toEqual({ kind: 'unknown', suggestions: [] });
  });
});

describe('the price sheet of a model', () => {
  it('lists what holds today, long prompts apart', () => {
    const sheet = sheetOf('stepped');
    expect(sheet.prices.map(({ kind, usd }) => [kind, usd])).toEqual([
      ['input', 0.1],
      ['output', 0.5],
    ]);
    expect(sheet.longPrompt?.aboveTokens).toBe(100_000);
    expect(sheet.longPrompt?.prices.map(({ usd }) => usd)).toEqual([0.5, 2.5]);
  });

  it('tells announced changes from those that have happened', () => {
    const history = [
      priceFact('rising', 'output', 3, { effectiveFrom: '2026-01-01', effectiveUntil: '2026-06-01' }),
      priceFact('rising', 'output', 4, { effectiveFrom: '2026-06-01', effectiveUntil: '2027-01-11' }),
      priceFact('rising', 'output', 8, { effectiveFrom: '2027-01-11' }),
    ];
    const { announced, past } = sheetOf('rising', history);
    expect(past.map(({ on, before, after }) => [on, before?.usd, after?.usd])).toEqual([
      ['2026-06-01', 3, 4],
    ]);
    expect(announced.map(({ on, before, after }) => [on, before?.usd, after?.usd])).toEqual([
      ['2027-01-11', 4, 8],
    ]);
  });

  it('takes a restated price for no change, a price that goes away and one that comes for one each', () => {
    const history = [
      priceFact('x', 'input', 2, { effectiveFrom: '2026-01-01' }),
      priceFact('x', 'input', 2, { effectiveFrom: '2026-03-01', effectiveUntil: '2026-04-01' }),
      priceFact('x', 'input', 3, { effectiveFrom: '2026-05-01' }),
    ].map((fact, index) => (index === 0 ? { ...fact, effectiveUntil: '2026-03-01' } : fact));
    expect(periodsOf(history, 'input').map(({ from, until }) => [from, until])).toEqual([
      ['2026-01-01', '2026-04-01'],
      ['2026-05-01', undefined],
    ]);
    const { past } = sheetOf('plain', history);
    expect(past.map(({ on, before, after }) => [on, before?.usd, after?.usd])).toEqual([
      ['2026-05-01', undefined, 3],
      ['2026-04-01', 2, undefined],
    ]);
  });

  it('keeps the changes of long prompts apart', () => {
    const history = [
      priceFact('x', 'input', 4, { aboveTokens: 1000, effectiveUntil: '2026-06-01' }),
      priceFact('x', 'input', 5, { aboveTokens: 1000, effectiveFrom: '2026-06-01' }),
      priceFact('x', 'input', 2),
    ];
    expect(sheetOf('plain', history).past).toMatchObject([{ on: '2026-06-01', aboveTokens: 1000 }]);
  });

  it('of a tune has the rates and the end of its offer, and the price of training', () => {
    const tuned = tunedSheet(sheetOf('gpt-4o-mini'));
    expect(tuned).toMatchObject({ title: 'Tuned GPT-4o mini', endsOn: { date: '2027-01-14' } });
    expect(tuned?.prices.map(({ kind, usd }) => [kind, usd])).toEqual([
      ['input', 0.3],
      ['cachedInput', 0.15],
      ['output', 1.2],
      ['training', 3],
    ]);
    expect(tunedSheet(sheetOf('plain'))).toBeUndefined();
  });
});

describe('a seller', () => {
  it('has its models the cheapest first, those without a known price last, those that have ended apart', () => {
    const book = testBook({
      models: [
        ...BOOK.models,
        testModel('over', { endsOn: { ...(BOOK.findModel('gpt-4o')?.endsOn ?? never()), date: AS_OF } }),
      ],
    });
    const sheet = sellerSheet(book, 'openai', AS_OF, typicalCallUsd);
    expect(sheet.models.map(({ model }) => model.id)).toEqual([
      'rumoured',
      'short',
      'small',
      'stepped',
      'gpt-4o-mini',
      'rising',
      'gpt-4o',
      'mystery',
    ]);
    expect(sheet.ended.map(({ id }) => id)).toEqual(['over']);
    expect(sheet.tuning.map(({ offer }) => offer.id)).toEqual(['openai/gpt-4o-mini', 'azure/gpt-4o']);
  });

  it('of the current generation has its models together, makers by their cheapest', () => {
    const makers = currentModels(CATALOGUE, AS_OF, typicalCallUsd).map(({ model }) => model.provider);
    expect(new Set(makers).size).toBe(makers.filter((maker, index) => maker !== makers[index - 1]).length);
    expect(makers).toContain('OpenAI');
  });
});

function never(): never {
  throw new Error('GPT-4o ends in the test book');
}

test('the next shutdown and the next announced change are of the days after today only', () => {
  expect(nextShutdowns(BOOK, AS_OF).map(({ model, what }) => [model.id, what.date])).toEqual([
    ['gpt-4o', '2027-01-14'],
    ['gpt-4o-mini', '2027-01-14'],
  ]);
  expect(nextShutdowns(BOOK, '2027-01-14')).toEqual([]);
  expect(nextPriceSteps(BOOK, AS_OF).map(({ model, what }) => [model.id, what.kind, what.on])).toEqual([
    ['rising', 'input', '2027-01-11'],
    ['rising', 'output', '2027-01-11'],
  ]);
  expect(nextPriceSteps(BOOK, '2027-01-11')).toEqual([]);
});
