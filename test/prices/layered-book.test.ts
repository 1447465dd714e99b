import { describe, expect, it } from 'vitest';
import { buildPriceBook, type PriceBookData } from '../../src/prices/build-price-book.js';
import { layerBooks, priceConflicts } from '../../src/prices/layered-book.js';
import type { PriceBook } from '../../src/prices/price-book.js';
import { EMPTY_LAYER, layerChanges, layersOf } from '../../src/prices/price-log.js';
import { priceMoves } from '../../src/prices/price-moves.js';
import { gateContext } from '../../src/prices/registry/gate/gate-context.js';
import { judgeRow } from '../../src/prices/registry/judge-row.js';
import { registryLayer } from '../../src/prices/registry/registry-layer.js';
import { CATALOGUE } from '../catalogue.js';
import { type ChatPrices, rowsOf } from './registry/feed-texts.js';

const catalogue = CATALOGUE;
const ADDRESS = 'https://feed.example/prices.json';

/** The registry's layer after looks at these feeds, each a day after the last, from 2026-11-23 on. */
function registryOf(...feeds: readonly Record<string, ChatPrices>[]): PriceBookData {
  return feeds.reduce<PriceBookData>((layer, feed, index) => {
    const today = `2026-11-${23 + index}`;
    const context = gateContext(catalogue, today);
    const rows = rowsOf(feed).map((row) => judgeRow(row, context));
    return registryLayer(layer, { rows, events: [], address: ADDRESS }, today);
  }, EMPTY_LAYER);
}

function layered(...feeds: readonly Record<string, ChatPrices>[]): {
  book: PriceBook;
  conflicts: readonly string[];
} {
  const layers = { catalogue, registry: registryOf(...feeds) };
  return {
    book: buildPriceBook(layerBooks(layers, '2026-11-29')),
    conflicts: priceConflicts(layers, '2026-11-29').map(
      ({ product, curated, registry }) => `${product} ${curated.amount} ${registry.amount}`,
    ),
  };
}

describe('the registry over the catalogue', () => {
  it('is the catalogue alone until the registry was looked at', () => {
    expect(layerBooks({ catalogue, registry: EMPTY_LAYER }, undefined)).toBe(catalogue);
  });

  it("T18: never replaces the catalogue's figure by what it first saw, and calls it disputed", () => {
    const { book, conflicts } = layered({
      'deepseek/deepseek-flash': { provider: 'deepseek', input: '0.14', output: '0.28' },
    });
    const rates = book.ratesOf('deepseek-flash', '2026-11-29');
    expect(rates.input?.amount).toBe(catalogue.ratesOf('deepseek-flash', '2026-11-29').input?.amount);
    expect(rates.input?.marks).toContain('disputed');
    expect(conflicts).toHaveLength(2);
  });

  it('lets what the catalogue has from the registry itself give way, and does not call the first look a move', () => {
    const { book, conflicts } = layered({
      'groq/openai/gpt-oss-20b': { provider: 'groq', input: '0.06', output: '0.3' },
    });
    expect(conflicts).toEqual([]);
    expect(book.ratesOf('groq/gpt-oss-20b', '2026-11-29').input?.amount).toBe('0.06');
    const before = { book: catalogue, on: '2026-11-22' };
    const { moves } = priceMoves(before, { book, on: '2026-11-29' });
    expect(moves.filter(({ product }) => product === 'groq/gpt-oss-20b').map(({ what }) => what)).toEqual([
      'corrected',
    ]);
  });

  it('T19: no dispute and no change where the registry is only behind or ahead of the catalogue', () => {
    const behind = { 'gpt-5.6-luna': { provider: 'openai', input: '1', output: '6' } };
    const ahead = { 'gemini/gemini-4-argon': { provider: 'gemini', input: '4', output: '20' } };
    const { book, conflicts } = layered({ ...behind, ...ahead });
    expect(conflicts).toEqual([]);
    expect(book.ratesOf('gpt-5.6-luna', '2026-11-29').input?.amount).toBe('0.20');
    expect(book.ratesOf('gemini-4-argon', '2026-11-29').input?.amount).toBe('2');
    expect(book.ratesOf('gemini-4-argon', '2026-12-01').input?.amount).toBe('4');
  });

  it('takes a change that came after the catalogue was last compared, and the way back', () => {
    const at = (input: string) => ({ 'gpt-4o': { provider: 'openai', input } });
    const { book } = layered(at('2.5'), at('2'), at('2.5'));
    expect(['23', '24', '25'].map((day) => book.ratesOf('gpt-4o', `2026-11-${day}`).input?.usd)).toEqual([
      2.5, 2, 2.5,
    ]);
    expect(book.ratesOf('gpt-4o', '2026-11-24').input).toMatchObject({
      marks: ['community'],
      confidence: 'B',
    });
  });

  it('takes a change of the very day on which the catalogue was compared, away from what it says', () => {
    const sameDay = {
      ...catalogue,
      facts: catalogue.facts.map((fact) => ({ ...fact, checkedOn: '2026-11-24' })),
    };
    const at = (input: string) => ({ 'gpt-4o': { provider: 'openai', input } });
    function amountAfter(...inputs: readonly string[]): string | undefined {
      const data = layerBooks({ catalogue: sameDay, registry: registryOf(...inputs.map(at)) }, '2026-11-29');
      return buildPriceBook(data).ratesOf('gpt-4o', '2026-11-29').input?.amount;
    }
    expect(amountAfter('2.5', '2')).toBe('2');
    expect(amountAfter('3', '2')).toBe('2.50');
  });

  it('does not take a change that came before', () => {
    const late = {
      ...catalogue,
      facts: catalogue.facts.map((fact) => ({ ...fact, checkedOn: '2026-11-28' })),
    };
    const at = (input: string) => ({ 'gpt-4o': { provider: 'openai', input } });
    const data = layerBooks({ catalogue: late, registry: registryOf(at('2.5'), at('2')) }, '2026-11-29');
    expect(buildPriceBook(data).ratesOf('gpt-4o', '2026-11-29').input?.amount).toBe('2.50');
  });

  it('fills in a price that the catalogue does not know', () => {
    expect(catalogue.ratesOf('mistral-large-3', '2026-11-29').cachedInput).toBeUndefined();
    const { book } = layered({
      'mistral/mistral-large-2512': { provider: 'mistral', input: '0.5', output: '1.5', cached: '0.05' },
    });
    expect(book.ratesOf('mistral-large-3', '2026-11-29').cachedInput).toMatchObject({
      amount: '0.05',
      marks: ['community'],
    });
  });

  it('hears one of several keys for one product: the one that is its id', () => {
    const { book, conflicts } = layered({
      'gpt-4o-2024-08-06': { provider: 'openai', input: '3', output: '10' },
      'gpt-4o': { provider: 'openai', input: '2.5', output: '10' },
    });
    expect(conflicts).toEqual([]);
    expect(book.findModel('gpt-4o-2024-08-06')?.id).toBe('gpt-4o');
  });

  it('T15: tuned rows add nothing: the catalogue has its own table', () => {
    const { facts, models } = registryOf({
      'ft:gpt-4o-2024-11-20': { provider: 'openai', input: '3.75', output: '15' },
    });
    expect([...facts, ...models]).toEqual([]);
  });

  it('T16: an end date of the registry is a hint and never an end', () => {
    const { book } = layered({ 'acme/a': { input: '1', fields: { deprecation_date: '2026-12-24' } } });
    expect(book.findModel('acme/a')?.endsOn).toBeUndefined();
    expect(book.findModel('acme/a')?.endHint).toMatchObject({ date: '2026-12-24', confidence: 'C' });
  });

  it('T17: the window that the registry names is not used as a limit', () => {
    const { book } = layered({ 'acme/a': { input: '1', fields: { max_input_tokens: 1_050_000 } } });
    expect(book.findModel('acme/a')?.maxInputTokens).toBeUndefined();
  });

  it('a name that the catalogue has for another platform gets its platform in front', () => {
    const { book } = layered({
      'gemini-2.5-flash': { provider: 'vertex_ai-language-models', input: '0.3', output: '2.5' },
    });
    expect(book.findModel('gemini-2.5-flash')?.platform).toBe('google-gemini-api');
    const own = 'vertex_ai-language-models/gemini-2.5-flash';
    expect(book.findModel(own)?.platform).toBe('google-cloud');
    expect(book.ratesOf(own, '2026-11-29').input?.amount).toBe('0.3');
  });

  it('guesses a tier from the price, and says so', () => {
    const { book } = layered({
      'acme/s': { input: '0.1', output: '0.5' },
      'acme/m': { input: '1', output: '5' },
      'acme/l': { input: '5', output: '25' },
    });
    expect(['s', 'm', 'l'].map((name) => book.findModel(`acme/${name}`)?.tier)).toEqual([
      'small',
      'medium',
      'large',
    ]);
    expect(book.models.filter(({ tierIsGuess }) => tierIsGuess)).toHaveLength(3);
    expect(book.models.filter(({ candidate }) => candidate)).toEqual(
      catalogue.models.filter(({ candidate }) => candidate),
    );
  });
});

describe('the log of a layer', () => {
  it('has an entry for what differs and for nothing else, and gives the layer again', () => {
    const first = registryOf({ 'acme/a': { input: '1' }, 'acme/b': { input: '2' } });
    const second = {
      ...registryOf({ 'acme/a': { input: '1' }, 'acme/b': { input: '2.1' } }),
      components: [],
    };
    const start = layerChanges('registry', EMPTY_LAYER, first);
    const step = layerChanges('registry', first, second);
    expect(step.map(({ operation, entityId }) => `${operation} ${entityId}`)).toEqual([
      'put registry/acme/acme/b/input@2026-11-23',
    ]);
    expect(layersOf([...start, ...step]).registry).toEqual(second);
    expect(layerChanges('registry', second, second)).toEqual([]);
    const emptied = layerChanges('registry', second, EMPTY_LAYER);
    expect(layersOf([...start, ...step, ...emptied]).registry).toEqual(EMPTY_LAYER);
  });
});
