import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { mentionsIn } from '../../src/playground/slack-server/state/mentions.js';
import { parseNumber, parseShare, writeNumber } from '../../src/slack/grammar/numbers.js';
import { nearestWord } from '../../src/slack/kit/nearest.js';
import { asSafeMrkdwn, cut } from '../../src/slack/kit/safe-text.js';
import { nastyName } from './arbitraries.js';

describe('numbers', () => {
  test.each([
    ['500', 500],
    ['2k', 2_000],
    ['1.1M', 1_100_000],
    ['2.3K', 2_300],
    ['1,234,567', 1_234_567],
    ['5_000', 5_000],
    ['$0.08', 0.08],
    ['.5', 0.5],
    ['1B', 1e9],
    ['1e6', 1e6],
    ['-3', -3],
  ])('%s', (typed, value) => {
    expect(parseNumber(typed)).toBe(value);
  });

  test.each([
    '',
    'k',
    '1,5',
    '1.000.000',
    '2 000',
    '1..2',
    '--1',
    '0x10',
    'NaN',
    'Infinity',
    '1e999',
    '12,34',
    '5kk',
  ])('not %s', (typed) => {
    expect(parseNumber(typed)).toBeUndefined();
  });

  test('what is written is read back exactly', () => {
    fc.assert(
      fc.property(fc.double({ noNaN: true, noDefaultInfinity: true }), (value) => {
        expect(parseNumber(writeNumber(value)) ?? Number.NaN).toBeCloseTo(value, 10);
        expect(parseNumber(writeNumber(value))).toBe(value === 0 ? parseNumber(writeNumber(value)) : value);
      }),
    );
    expect([500_000, 1_234, 1_500_000, 15e6, 0.25].map(writeNumber)).toEqual([
      '500k',
      '1,234',
      '1.5M',
      '15M',
      '0.25',
    ]);
  });

  test.each([
    ['90%', 0.9],
    ['0.9', 0.9],
    ['90', 0.9],
    ['55%', 0.55],
    ['7%', 0.07],
    ['100%', 1],
    ['0', 0],
    ['-5%', -0.05],
    ['1', undefined],
    ['%', undefined],
  ])('share %s', (typed, value) => {
    expect(parseShare(typed)).toBe(value);
  });
});

describe('text from outside', () => {
  test('fires nothing and formats nothing', () => {
    fc.assert(
      fc.property(nastyName, (name) => {
        const safe = asSafeMrkdwn(name);
        expect(safe).not.toMatch(/[<>]/);
        expect(safe).not.toMatch(/(?<!\u2060)[*_~`@#]/);
        expect(mentionsIn(safe, [])).toEqual([]);
      }),
    );
  });

  test('is cut between characters', () => {
    expect(cut('🦜🦜🦜', 4)).toBe('🦜…');
    expect(cut('short', 10)).toBe('short');
    expect(cut('Jobs close on 6 Jan 2027 and models stop.', 28)).toBe('Jobs close on 6 Jan 2027…');
    expect(cut('Jobs close on 6 Jan 2027 and models stop.', 29)).toBe('Jobs close on 6 Jan 2027 and…');
    expect(cut('Averylongwordwithoutanyspace', 10)).toBe('Averylong…');
  });
});

test('the nearest known word, or none', () => {
  expect(nearestWord('exmaples', ['examples', 'epochs'])).toBe('examples');
  expect(nearestWord('banana', ['examples', 'epochs'])).toBeUndefined();
});
