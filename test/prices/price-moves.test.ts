import { describe, expect, it } from 'vitest';
import { buildPriceBook, type PriceBookData } from '../../src/prices/build-price-book.js';
import type { Model, PriceBook, PriceFact } from '../../src/prices/price-book.js';
import { priceMoves } from '../../src/prices/price-moves.js';

const SOURCE = { id: 's', title: 'A price page', date: '2026-01-01' };

function model(id: string, platform = 'acme'): Model {
  return { id, name: id, provider: platform, platform, tier: 'small', candidate: false, aliases: [] };
}

function fact(
  product: string,
  kind: PriceFact['kind'],
  amount: string,
  from: string,
  more: Partial<PriceFact> = {},
): PriceFact {
  return {
    id: `${product}/${kind}@${from}${more.aboveTokens ?? ''}`,
    platform: 'acme',
    product,
    kind,
    unit: 'usdPerMTok',
    amount,
    usd: Number(amount),
    effectiveFrom: from,
    marks: ['published'],
    source: SOURCE,
    checkedOn: '2026-01-01',
    confidence: 'A',
    ...more,
  };
}

function book(data: Partial<PriceBookData>): PriceBook {
  return buildPriceBook({ facts: [], models: [], tuningOffers: [], components: [], ...data });
}

const A = [model('a')];
const OLD = fact('a', 'input', '1', '2026-01-01');
const BEFORE = { book: book({ models: A, facts: [OLD] }), on: '2026-11-15' };

function movesTo(data: Partial<PriceBookData>, before = BEFORE) {
  return priceMoves(before, { book: book({ models: A, ...data }), on: '2026-11-22' });
}

describe('which prices moved between two books and days', () => {
  it('none, when the same amounts are spelled otherwise or read elsewhere', () => {
    const again = fact('a', 'input', '1.00', '2026-02-01', {
      confidence: 'B',
      source: { ...SOURCE, id: 'other' },
    });
    expect(movesTo({ facts: [again] })).toEqual({ moves: [], added: [], dropped: [] });
  });

  it('a price that took effect in between has changed', () => {
    const now = fact('a', 'input', '0.80', '2026-11-20');
    const [move] = movesTo({ facts: [{ ...OLD, effectiveUntil: '2026-11-20' }, now] }).moves;
    expect(move).toMatchObject({
      what: 'changed',
      product: 'a',
      kind: 'input',
      old: { amount: '1' },
      new: now,
    });
    expect(move?.share).toBeCloseTo(-0.2, 12);
  });

  it('a change that the earlier book knew of was announced', () => {
    const facts = [{ ...OLD, effectiveUntil: '2026-11-20' }, fact('a', 'input', '2', '2026-11-20')];
    const before = { book: book({ models: A, facts }), on: '2026-11-15' };
    expect(movesTo({ facts }, before).moves.map(({ what }) => what)).toEqual(['announced']);
  });

  it('a price that the later book never had was wrong', () => {
    const facts = [fact('a', 'input', '0.10', '2026-01-01')];
    expect(movesTo({ facts }).moves.map(({ what }) => what)).toEqual(['corrected']);
  });

  it('a price that began on the earlier day, after it was looked at, has changed', () => {
    const facts = [{ ...OLD, effectiveUntil: '2026-11-15' }, fact('a', 'input', '0.80', '2026-11-15')];
    expect(movesTo({ facts }).moves.map(({ what }) => what)).toEqual(['changed']);
  });

  it('a price where none was known is a first price, and one that is gone is withdrawn', () => {
    const { moves } = movesTo({ facts: [fact('a', 'output', '4', '2026-11-20')] });
    expect(moves.map(({ kind, what, share }) => [kind, what, share])).toEqual([
      ['input', 'withdrawn', undefined],
      ['output', 'first-priced', undefined],
    ]);
  });

  it('a new model and a dropped one are no moves', () => {
    const facts = [OLD, fact('b', 'input', '1', '2026-11-20')];
    const later = book({ models: [model('b')], facts });
    const { moves, added, dropped } = priceMoves(BEFORE, { book: later, on: '2026-11-22' });
    expect(moves).toEqual([]);
    expect(added.map(({ id }) => id)).toEqual(['b']);
    expect(dropped.map(({ id }) => id)).toEqual(['a']);
  });

  it('prices of long prompts move by themselves', () => {
    const long = (amount: string, from: string) => fact('a', 'input', amount, from, { aboveTokens: 200_000 });
    const before = { book: book({ models: A, facts: [OLD, long('2', '2026-01-01')] }), on: '2026-11-15' };
    const { moves } = movesTo({ facts: [OLD, long('2', '2026-01-01'), long('3', '2026-11-20')] }, before);
    expect(moves.map(({ kind, aboveTokens, what }) => [kind, aboveTokens, what])).toEqual([
      ['input', 200_000, 'changed'],
    ]);
  });

  it('training and components move, too', () => {
    const component = { id: 'e', name: 'e', platform: 'acme', kind: 'embedding', isDefault: true } as const;
    const facts = (amount: string, from: string) => [OLD, fact('e', 'embedding', amount, from)];
    const before = {
      book: book({ models: A, components: [component], facts: facts('0.1', '2026-01-01') }),
      on: '2026-11-15',
    };
    const later = [...facts('0.1', '2026-01-01'), fact('e', 'embedding', '0.2', '2026-11-20')];
    const { moves } = movesTo({ components: [component], facts: later }, before);
    expect(moves.map(({ product, productKind, what }) => [product, productKind, what])).toEqual([
      ['e', 'component', 'changed'],
    ]);
  });

  it('one cut at two platforms has one cause, and another cut another', () => {
    const models = [model('acme/luna'), model('other/luna', 'other'), model('acme/sol')];
    const prices = (luna: string, sol: string, from: string) => [
      fact('acme/luna', 'input', luna, from),
      fact('other/luna', 'input', luna, from, { platform: 'other' }),
      fact('acme/sol', 'input', sol, from),
    ];
    const old = prices('1', '5', '2026-01-01');
    const before = { book: book({ models, facts: old }), on: '2026-11-15' };
    const { moves } = movesTo({ models, facts: [...old, ...prices('0.2', '4', '2026-11-20')] }, before);
    const [luna, twin, sol] = moves.map(({ cause }) => cause);
    expect(twin).toBe(luna);
    expect(sol).not.toBe(luna);
  });
});
