import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { readRates, writeRates } from '../../../src/slack/features/settings/rates-text.js';
import { fieldAt } from '../../../src/slack/grammar/fields.js';
import { readField } from '../../../src/slack/grammar/read-field.js';
import { readSentence } from '../../../src/slack/grammar/sentence/read-sentence.js';
import { vocabularyOf } from '../../../src/slack/grammar/vocabulary.js';
import { CATALOGUE } from '../../catalogue.js';

const today = '2026-11-22';
const vocabulary = vocabularyOf(CATALOGUE, today);
const withRates = { ...vocabulary, usdPer: new Map([['EUR', 1.1]]) };
const BASE = 'gpt-4o, 100k a day, 1k prompt, 100 out';

describe('rates of other currencies as text', () => {
  test.each([
    ['EUR 1.08, GBP 1.27', { EUR: 1.08, GBP: 1.27 }],
    ['€ = 1.08', { EUR: 1.08 }],
    ['', {}],
    ['czk 0.04', { CZK: 0.04 }],
  ])('%j is understood', (text, usdPer) => {
    expect(readRates(text)).toEqual({ ok: true, usdPer });
  });

  test.each([
    ['EUR', /like EUR 1\.08/],
    ['EUR 0', /more than 0/],
    ['USD 1', /leave USD out/],
    ['EUR 1, € 2', /twice/],
    ['euro-ish 1.1', /like EUR 1\.08/],
  ])('%j is refused with the reason', (text, problem) => {
    const reading = readRates(text);
    expect(reading.ok ? '' : reading.problem).toMatch(problem);
  });

  test('what is written is read back', () => {
    const anyRates = fc.dictionary(
      fc.stringMatching(/^[A-Z]{3}$/).filter((code) => code !== 'USD'),
      fc.double({ min: 0.001, max: 999, noNaN: true }),
      { maxKeys: 10 },
    );
    fc.assert(
      fc.property(anyRates, (usdPer) => {
        expect(readRates(writeRates(usdPer))).toEqual({ ok: true, usdPer: { ...usdPer } });
      }),
    );
  });
});

describe('money in another currency', () => {
  test.each(['€0.14', '0.14 EUR', '£2', '0.14 euros', '₹20'])('%s is never taken as dollars', (typed) => {
    const reading = readField(fieldAt('quality.lossPerErrorUsd'), typed, vocabulary);
    expect(reading.ok ? '' : reading.problem).toMatch(/count in US dollars, and no rate for [A-Z]{3} is set/);
  });

  test('is converted where the workspace has set its rate', () => {
    const reading = readField(fieldAt('quality.lossPerErrorUsd'), '€2', withRates);
    expect(reading).toEqual({ ok: true, values: { 'quality.lossPerErrorUsd': 2.2 } });
    const sentence = readSentence(`a mistake costs €2, ${BASE}`, { vocabulary: withRates, today });
    expect(sentence.draft['quality.lossPerErrorUsd']).toBe(2.2);
    expect(sentence.questions).toEqual([]);
  });

  test('is asked back in a sentence where it has not', () => {
    const sentence = readSentence(`a mistake costs £2, ${BASE}`, { vocabulary, today });
    expect(sentence.draft['quality.lossPerErrorUsd']).toBeUndefined();
    expect(sentence.questions.map(({ ask }) => ask).join()).toContain('no rate for GBP is set');
  });
});

test('an engineer at $12 a month is asked back, and one at $95 an hour is worth its month', () => {
  const cheap = readSentence(`an engineer costs $12 a month, ${BASE}`, { vocabulary, today });
  expect(cheap.draft['people.engineerMonthlyUsd']).toBeUndefined();
  expect(cheap.questions[0]?.ask).toContain('out of all proportion');
  const hourly = readSentence(`an engineer costs $95 an hour, ${BASE}`, { vocabulary, today });
  expect(hourly.draft['people.engineerMonthlyUsd']).toBe(15_200);
});
