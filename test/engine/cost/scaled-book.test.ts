import { expect, test } from 'vitest';
import { bookEnding, scaledBook } from '../../../src/engine/cost/scaled-book.js';
import { CATALOGUE } from '../../catalogue.js';

const DAY = '2026-11-22';
const book = CATALOGUE;

test('scales every price of one product, marks it, keeps its source, and changes the version', () => {
  const scaled = scaledBook(book, 'gpt-4o', 0.5);
  const before = book.ratesOf('gpt-4o', DAY);
  const after = scaled.ratesOf('gpt-4o', DAY);
  expect(after.output?.usd).toBeCloseTo((before.output?.usd ?? 0) / 2, 12);
  expect(Number(after.input?.amount)).toBe(after.input?.usd);
  expect(after.input?.marks).toContain('overridden');
  expect(after.input?.source).toEqual(before.input?.source);
  expect(after.input?.note).toBe(before.input?.note);
  expect(scaled.version).not.toBe(book.version);
  expect(scaled.ratesOf('gpt-4o-mini', DAY)).toEqual(book.ratesOf('gpt-4o-mini', DAY));
});

test('the facts of the book and its look-ups agree, for models, tuning offers and components', () => {
  const [offer] = book.tuningOffers;
  const [component] = book.components;
  for (const product of ['gpt-4o', offer?.id ?? '', component?.id ?? '']) {
    const scaled = scaledBook(book, product, 0.3);
    for (const fact of scaled.facts.filter((one) => one.product === product)) {
      const original = book.facts.find(({ id }) => id === fact.id);
      expect(fact.usd).toBeCloseTo((original?.usd ?? Number.NaN) * 0.3, 9);
      expect(fact.amount).toMatch(/^\d+(\.\d+)?$/);
    }
  }
  const training = book.tuningPricesOf(offer?.id ?? '', DAY).training?.usd;
  const scaled = scaledBook(book, offer?.id ?? '', 2).tuningPricesOf(offer?.id ?? '', DAY).training?.usd;
  expect(scaled).toBe(training === undefined ? undefined : training * 2);
  const price = book.componentPrice(component?.id ?? '', DAY)?.usd ?? Number.NaN;
  expect(scaledBook(book, component?.id ?? '', 2).componentPrice(component?.id ?? '', DAY)?.usd).toBe(
    price * 2,
  );
});

test('an end that is moved is that of one offer, and the version says so', () => {
  const [first, second] = book.tuningOffers;
  const moved = bookEnding(book, first?.id ?? '', '2027-01-01');
  expect(moved.tuningOffers[0]?.endsOn).toMatchObject({ date: '2027-01-01', orLater: false });
  expect(moved.tuningOffers[1]).toBe(second);
  expect(moved.version).not.toBe(book.version);
});
