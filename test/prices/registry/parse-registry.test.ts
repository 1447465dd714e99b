import { readFileSync } from 'node:fs';
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { FeedError } from '../../../src/prices/registry/feed-error.js';
import { parseRegistry } from '../../../src/prices/registry/parse-registry.js';

const SMALL = readFileSync(new URL('../fixtures/registry-small.json', import.meta.url), 'utf8');

function pricesOf(key: string, text = SMALL): Record<string, string> {
  const row = parseRegistry(text).rows.find((candidate) => candidate.key === key);
  return Object.fromEntries(
    (row?.prices ?? []).map(({ kind, aboveTokens, amount }) => [`${kind}${aboveTokens ?? ''}`, amount]),
  );
}

function codeOf(text: string): string {
  try {
    parseRegistry(text);
    return 'taken';
  } catch (error) {
    return error instanceof FeedError ? error.code : String(error);
  }
}

function chat(prices: string): string {
  return `{"a": {"litellm_provider": "acme", "mode": "chat"${prices === '' ? '' : `, ${prices}`}}}`;
}

describe('reading the registry', () => {
  test('takes models only: prose, rules, size buckets and unknown modes are refused by name', () => {
    const { rows, refused, refusedCount, ignoredCount, lastUpdated } = parseRegistry(SMALL);
    expect(rows.map(({ key }) => key)).toEqual([
      'acme/chat-1-2026-03-01',
      'acme/chat-1',
      'acme/chat-latest',
      'acme/half',
      'acme/embed-1',
      'acme/rerank-1',
      'acme/rerank-2',
      '__proto__',
      'constructor',
    ]);
    expect(refused.map(({ key, field }) => (field ? `${key} ${field}` : key))).toEqual([
      'sample_spec',
      'fallback_generalizations',
      'host-up-to-4b',
      'acme/oracle-1',
      'acme/half input_cost_per_token',
    ]);
    expect(refusedCount).toBe(5);
    expect(ignoredCount).toBe(2);
    expect(lastUpdated).toBe('2026-11-20T04:00:00Z');
  });

  test('states amounts in USD per 1M tokens, exactly as they are spelled', () => {
    expect(pricesOf('acme/chat-1-2026-03-01')).toEqual({
      input: '0.79',
      output: '3.16',
      cachedInput: '0.079',
      cacheWrite: '0.9875',
      batchInput: '0.395',
      batchOutput: '1.58',
      input200000: '1.58',
      output200000: '4.74',
    });
  });

  test('reads numbers in quotes, and keeps a row of which one field is prose', () => {
    expect(pricesOf('acme/chat-1')).toEqual({ input: '0.79', output: '3.16' });
    expect(pricesOf('acme/half')).toEqual({ output: '3' });
  });

  test('an embedding is priced by its input, a re-ranker by 1,000 searches or by tokens', () => {
    const { rows } = parseRegistry(SMALL);
    const priced = rows.filter(({ mode }) => mode === 'embedding' || mode === 'rerank');
    expect(priced.flatMap(({ prices }) => prices)).toEqual([
      { kind: 'embedding', unit: 'usdPerMTok', amount: '0.02' },
      { kind: 'rerank', unit: 'usdPerThousandSearches', amount: '2' },
      { kind: 'rerank', unit: 'usdPerMTok', amount: '0.05' },
    ]);
  });

  test('T17: limits are hints and are left out where they are prose', () => {
    const { rows } = parseRegistry(SMALL);
    expect(rows.map(({ maxInputTokensHint }) => maxInputTokensHint).filter(Boolean)).toEqual([400_000]);
  });

  test('T9: marks names that say latest, and names that are also sold with a date', () => {
    const { rows } = parseRegistry(SMALL);
    expect(rows.filter(({ alias }) => alias).map(({ key, alias }) => `${key} ${alias}`)).toEqual([
      'acme/chat-1 undated',
      'acme/chat-latest latest',
    ]);
  });

  test('keys named like parts of JavaScript are ordinary keys', () => {
    expect(pricesOf('__proto__')).toEqual({ input: '1' });
    expect(pricesOf('constructor')).toEqual({ input: '1' });
    expect(Reflect.get({}, 'polluted')).toBeUndefined();
  });

  test('two spellings of one price are one price', () => {
    const millionths = fc.integer({ min: 1, max: 99_999_999 });
    fc.assert(
      fc.property(millionths, fc.integer({ min: 0, max: 4 }), (digits, zeros) => {
        const scientific = `${digits}${'0'.repeat(zeros)}e-${12 + zeros}`;
        const plain = `0.${String(digits).padStart(12, '0')}${'0'.repeat(zeros)}`;
        const text = (spelling: string): string => chat(`"input_cost_per_token": ${spelling}`);
        expect(pricesOf('a', text(scientific))).toEqual(pricesOf('a', text(plain)));
      }),
    );
  });

  test('digits that only a printed binary fraction has are no part of a price', () => {
    expect(pricesOf('a', chat('"input_cost_per_token": 2.9999900000000002e-06'))).toEqual({
      input: '2.99999',
    });
    expect(pricesOf('a', chat('"input_cost_per_token": 4.285999999999999e-06'))).toEqual({ input: '4.286' });
  });

  test.each(['1e400', '1e-400', '"Infinity"', '"NaN"', '"0x10"', '"n/a"', '""', 'true', '{"low": 1}', '[1]'])(
    'a price of %s is refused and the row is kept',
    (value) => {
      const { rows, refused } = parseRegistry(chat(`"input_cost_per_token": ${value}`));
      expect(rows[0]?.prices).toEqual([]);
      expect(refused).toEqual([
        { key: 'a', field: 'input_cost_per_token', reason: 'The price is not a number.' },
      ]);
    },
  );

  test('a key that stands twice with different content is refused', () => {
    const row = (price: string): string =>
      `"a": {"litellm_provider": "acme", "mode": "chat", "input_cost_per_token": ${price}}`;
    const other = '"b": {"litellm_provider": "acme", "mode": "chat"}';
    const { rows, refused } = parseRegistry(`{${row('1e-6')}, ${row('2e-6')}, ${other}}`);
    expect(rows.map(({ key }) => key)).toEqual(['b']);
    expect(refused.map(({ key }) => key)).toEqual(['a']);
  });

  test.each(['', '  ', 'x'.repeat(201), 'a\\u0000b', 'a\\ud800b', 'a\\nb'])(
    'a key like %j is refused',
    (key) => {
      const row = '{"litellm_provider": "acme", "mode": "chat"}';
      const { rows, refusedCount } = parseRegistry(`{"${key}": ${row}, "b": ${row}}`);
      expect(rows.map((one) => one.key)).toEqual(['b']);
      expect(refusedCount).toBe(1);
    },
  );

  test('names no more than a hundred refusals, and counts them all', () => {
    const junk = Array.from({ length: 500 }, (_, index) => `"junk ${index}": 1`).join(',');
    const { refused, refusedCount } = parseRegistry(`{${junk}, ${chat('').slice(1)}`);
    expect(refused).toHaveLength(100);
    expect(refusedCount).toBe(500);
  });

  test.each([
    ['', 'empty'],
    ['{}', 'empty'],
    ['{"sample_spec": {"litellm_provider": "x", "mode": "y"}}', 'empty'],
    [SMALL.slice(0, 900), 'truncated'],
    ['<!doctype html><title>Too many requests</title>', 'not-json'],
    ['{"a": 1,}', 'not-json'],
    ['[{"litellm_provider": "acme"}]', 'not-an-object'],
    ['12', 'not-an-object'],
    ['null', 'not-an-object'],
    ['['.repeat(200_000), 'not-json'],
  ])('refuses the whole of %j as %s', (text, code) => {
    expect(codeOf(text)).toBe(code);
  });
});
