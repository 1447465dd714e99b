import { expect, test } from 'vitest';
import { billSoFar } from '../../src/slack/features/form/bill-so-far.js';
import { CATALOGUE } from '../catalogue.js';

const TODAY = '2026-11-22';
const BASIS = { book: CATALOGUE, settings: undefined };
const FLAT = {
  'current.model': 'gpt-4o',
  'volume.queriesPerDay': 10_000,
  'tokens.user': 1_000,
  'tokens.output': 100,
};

test("the bill so far is today's model at list prices, beside the cheapest that nothing stands in the way of", () => {
  // 300,000 queries a month x (1,000 x $2.50 + 100 x $10) per million tokens = $1,050.
  const said = billSoFar(FLAT, BASIS, TODAY);
  expect(said).toMatch(
    /^About \$1,050 a month today, at list prices\. The cheapest other model: .+, \$[\d.,]+\. Whether/,
  );
});

test('a backlog has one bill in all', () => {
  const { 'volume.queriesPerDay': _, ...rest } = FLAT;
  const said = billSoFar({ ...rest, 'volume.oneOffQueries': 300_000 }, BASIS, TODAY);
  expect(said).toMatch(/^About \$1,050 in all today, at list prices\./);
});

test.each(Object.keys(FLAT))('without %s nothing is said', (path) => {
  const flat = Object.fromEntries(Object.entries(FLAT).filter(([one]) => one !== path));
  expect(billSoFar(flat, BASIS, TODAY)).toBeUndefined();
});

test('nothing is said of a model that is not there', () => {
  expect(billSoFar({ ...FLAT, 'current.model': 'gone-1' }, BASIS, TODAY)).toBeUndefined();
});

test('the cheapest is one at a seller that the conditions allow', () => {
  const openai = billSoFar({ ...FLAT, 'constraints.providers': ['OpenAI'] }, BASIS, TODAY);
  expect(openai).toMatch(/The cheapest other model: GPT-/);
  const inHouse = billSoFar({ ...FLAT, 'constraints.dataStaysInHouse': true }, BASIS, TODAY);
  expect(inHouse).toBe('About $1,050 a month today, at list prices.');
});
