import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { buildPriceBook } from '../../src/prices/build-price-book.js';
import type { IsoDate, PriceFact, PriceKind, Rates } from '../../src/prices/price-book.js';

const SOURCE = { id: 'page', title: 'A price page', date: '2026-01-01' };

interface FactSketch {
  readonly kind?: PriceKind;
  readonly amount?: string;
  readonly from: IsoDate;
  readonly until?: IsoDate | undefined;
  readonly aboveTokens?: number | undefined;
}

function fact({ kind = 'input', amount = '1', from, until, aboveTokens }: FactSketch, index = 0): PriceFact {
  return {
    id: `acme/acme-1/${kind}@${from}#${index}`,
    platform: 'acme',
    product: 'acme-1',
    kind,
    ...(aboveTokens !== undefined && { aboveTokens }),
    unit: 'usdPerMTok',
    amount,
    usd: Number(amount),
    effectiveFrom: from,
    ...(until !== undefined && { effectiveUntil: until }),
    marks: ['published'],
    source: SOURCE,
    checkedOn: '2026-11-22',
    confidence: 'A',
  };
}

function bookOf(...facts: readonly PriceFact[]) {
  return buildPriceBook({ facts, models: [], tuningOffers: [], components: [] });
}

function factsIn(rates: Rates): readonly PriceFact[] {
  const { longPrompt, ...flat } = rates;
  return [...Object.values(flat), ...Object.values(longPrompt?.rates ?? {})].filter(
    (one): one is PriceFact => one !== undefined && 'effectiveFrom' in one,
  );
}

describe('looking up a price by day', () => {
  const dated = bookOf(
    fact({ amount: '2', from: '2026-10-13', until: '2026-12-01' }),
    fact({ amount: '4', from: '2026-12-01' }),
  );

  test.each([
    ['2026-10-12', undefined],
    ['2026-10-13', '2'],
    ['2026-11-30', '2'],
    ['2026-12-01', '4'],
    ['2030-01-01', '4'],
  ])('on %s it is %s', (day, amount) => {
    expect(dated.ratesOf('acme-1', day).input?.amount).toBe(amount);
  });

  test('a price that has ended without a successor is unknown', () => {
    const ended = bookOf(fact({ from: '2026-01-01', until: '2026-02-01' }));
    expect(ended.ratesOf('acme-1', '2026-01-31').input).toBeDefined();
    expect(ended.ratesOf('acme-1', '2026-02-01').input).toBeUndefined();
  });

  test('of two prices that hold, the later one wins, and of one day the later in the list', () => {
    const layered = bookOf(
      fact({ amount: '3', from: '2026-05-01' }),
      fact({ amount: '1', from: '2026-01-01' }),
      fact({ amount: '2', from: '2026-05-01' }),
    );
    expect(layered.ratesOf('acme-1', '2026-04-30').input?.amount).toBe('1');
    expect(layered.ratesOf('acme-1', '2026-05-01').input?.amount).toBe('2');
  });

  test('prices of long prompts stay apart from the others', () => {
    const stepped = bookOf(
      fact({ from: '2026-01-01' }),
      fact({ amount: '5', from: '2026-01-01', aboveTokens: 100_000 }),
    );
    const rates = stepped.ratesOf('acme-1', '2026-06-01');
    expect(rates.input?.amount).toBe('1');
    expect(rates.longPrompt).toMatchObject({ aboveTokens: 100_000, rates: { input: { amount: '5' } } });
  });

  test('an unknown product has no prices, and that is not an error', () => {
    expect(dated.ratesOf('nobody', '2026-11-22')).toEqual({});
    expect(dated.tuningPricesOf('nobody', '2026-11-22')).toEqual({ rates: {} });
    expect(dated.componentPrice('nobody', '2026-11-22')).toBeUndefined();
    expect(dated.changeDays('nobody', '2026-01-01', '2027-01-01')).toEqual([]);
  });

  test('change days lie strictly between the two days, and a restated price is no change', () => {
    const restated = bookOf(
      fact({ amount: '2', from: '2026-01-01', until: '2026-03-01' }),
      fact({ amount: '2', from: '2026-03-01', until: '2026-05-01' }),
      fact({ amount: '4', from: '2026-05-01' }),
    );
    expect(restated.changeDays('acme-1', '2026-01-01', '2027-01-01')).toEqual(['2026-05-01']);
    expect(restated.changeDays('acme-1', '2026-05-01', '2027-01-01')).toEqual([]);
    expect(restated.changeDays('acme-1', '2026-01-01', '2026-05-01')).toEqual([]);
    expect(dated.changeDays('acme-1', '2026-11-22', '2027-11-22')).toEqual(['2026-12-01']);
  });

  test('the version changes with every fact', () => {
    const before = bookOf(fact({ amount: '2', from: '2026-01-01' }));
    const after = bookOf(fact({ amount: '2.0', from: '2026-01-01' }));
    expect(before.version).toMatch(/^2026-11-22\.[0-9a-f]{8}$/);
    expect(after.version).not.toBe(before.version);
  });
});

describe('whatever the facts', () => {
  const day = fc
    .integer({ min: 0, max: 400 })
    .map((offset) => new Date(Date.UTC(2026, 0, 1 + offset)).toISOString().slice(0, 10));
  const anyFact = fc
    .record({
      kind: fc.constantFrom<PriceKind>('input', 'cachedInput', 'output', 'training'),
      amount: fc.integer({ min: 1, max: 9999 }).map((cents) => (cents / 100).toFixed(2)),
      days: fc.tuple(day, fc.option(day, { nil: undefined })),
      aboveTokens: fc.constantFrom(undefined, undefined, 100_000, 272_000),
    })
    .map(({ days: [a, b], ...rest }): FactSketch => {
      if (b === undefined || a === b) return { ...rest, from: a };
      return a < b ? { ...rest, from: a, until: b } : { ...rest, from: b, until: a };
    });
  const anyFacts = fc
    .array(anyFact, { maxLength: 12 })
    .map((sketches) => sketches.map((sketch, i) => fact(sketch, i)));

  function holds({ effectiveFrom, effectiveUntil }: PriceFact, on: IsoDate): boolean {
    return effectiveFrom <= on && (effectiveUntil === undefined || on < effectiveUntil);
  }

  test('no look-up returns a fact outside its span', () => {
    fc.assert(
      fc.property(anyFacts, day, (facts, on) => {
        for (const found of factsIn(bookOf(...facts).ratesOf('acme-1', on)))
          expect(holds(found, on)).toBe(true);
      }),
    );
  });

  test('a look-up finds a fact whenever one holds, and the latest of them', () => {
    fc.assert(
      fc.property(anyFacts, day, (facts, on) => {
        const holding = facts.filter(
          (one) => one.kind === 'input' && one.aboveTokens === undefined && holds(one, on),
        );
        const newest = holding
          .map((one) => one.effectiveFrom)
          .sort()
          .at(-1);
        const expected = holding.filter((one) => one.effectiveFrom === newest).at(-1);
        expect(bookOf(...facts).ratesOf('acme-1', on).input?.id).toBe(expected?.id);
      }),
    );
  });

  test('between two change days nothing changes', () => {
    fc.assert(
      fc.property(anyFacts, day, (facts, on) => {
        const book = bookOf(...facts);
        const dayBefore = new Date(Date.parse(on) - 86_400_000).toISOString().slice(0, 10);
        const amounts = (d: IsoDate) =>
          factsIn(book.ratesOf('acme-1', d)).map((one) => `${one.kind} ${one.aboveTokens} ${one.amount}`);
        const dayAfter = new Date(Date.parse(on) + 86_400_000).toISOString().slice(0, 10);
        if (!book.changeDays('acme-1', dayBefore, dayAfter).includes(on))
          expect(amounts(on)).toEqual(amounts(dayBefore));
      }),
    );
  });
});
