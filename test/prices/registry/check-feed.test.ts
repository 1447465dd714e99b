import { describe, expect, test } from 'vitest';
import { checkFeed, type LastFeed } from '../../../src/prices/registry/check-feed.js';
import { FeedError } from '../../../src/prices/registry/feed-error.js';
import type { ParsedRegistry } from '../../../src/prices/registry/parse-registry.js';
import { type ChatPrices, rowsOf } from './feed-texts.js';

function many(count: number, prices: (index: number) => ChatPrices): Record<string, ChatPrices> {
  return Object.fromEntries(Array.from({ length: count }, (_, index) => [`acme/m${index}`, prices(index)]));
}

function feed(rows: Record<string, ChatPrices>, lastUpdated?: string): ParsedRegistry {
  const parsed = { rows: rowsOf(rows), refused: [], refusedCount: 0, ignoredCount: 0 };
  return { ...parsed, ...(lastUpdated !== undefined && { lastUpdated }) };
}

function last(rows: Record<string, ChatPrices>, more: Partial<LastFeed> = {}): LastFeed {
  return { rows: rowsOf(rows), olderChecksums: new Set(), ...more };
}

function codeOf(now: ParsedRegistry, before: LastFeed, sha256 = 'new'): string {
  try {
    checkFeed(now, sha256, before);
    return 'taken';
  } catch (error) {
    return error instanceof FeedError ? error.code : String(error);
  }
}

const PRICED = { input: '1', output: '2' };

describe('a feed as a whole', () => {
  test('is taken when it has grown, or has lost what a bad week loses', () => {
    expect(codeOf(feed(many(120, () => PRICED)), last(many(100, () => PRICED)))).toBe('taken');
    expect(codeOf(feed(many(93, () => PRICED)), last(many(100, () => PRICED)))).toBe('taken');
  });

  test('is refused when a quarter of its rows is gone', () => {
    expect(codeOf(feed(many(75, () => PRICED)), last(many(100, () => PRICED)))).toBe('taken');
    expect(codeOf(feed(many(74, () => PRICED)), last(many(100, () => PRICED)))).toBe('halved');
  });

  test('is refused when the rows are there and their prices are gone', () => {
    const halfPriced = many(100, (index) => (index < 50 ? {} : PRICED));
    expect(codeOf(feed(halfPriced), last(many(100, () => PRICED)))).toBe('halved');
  });

  test('is refused when it has grown by more than half, unless it is small', () => {
    expect(codeOf(feed(many(300, () => PRICED)), last(many(200, () => PRICED)))).toBe('taken');
    expect(codeOf(feed(many(301, () => PRICED)), last(many(200, () => PRICED)))).toBe('upheaval');
    expect(codeOf(feed(many(101, () => PRICED)), last(many(1, () => ({}))))).toBe('upheaval');
    expect(codeOf(feed(many(51, () => PRICED)), last(many(1, () => PRICED)))).toBe('taken');
  });

  test('is refused when its rows are the same and hold many times the prices', () => {
    const bare = many(200, () => ({ input: '1' }));
    expect(codeOf(feed(many(200, () => PRICED)), last(bare))).toBe('upheaval');
  });

  test('is refused when a quarter of all prices moves at once', () => {
    const before = last(many(100, () => PRICED));
    const moved = (count: number): ParsedRegistry =>
      feed(many(100, (index) => (index < count ? { input: '1000', output: '2000' } : PRICED)));
    expect(codeOf(moved(25), before)).toBe('taken');
    expect(codeOf(moved(26), before)).toBe('upheaval');
  });

  test('is not refused for moves when it is too small to say', () => {
    expect(codeOf(feed(many(4, () => ({ input: '3', output: '4' }))), last(many(4, () => PRICED)))).toBe(
      'taken',
    );
  });

  test('is stale when it is byte for byte a state from before the last one', () => {
    const before = last(
      many(10, () => PRICED),
      { olderChecksums: new Set(['january']) },
    );
    expect(codeOf(feed(many(10, () => PRICED)), before, 'january')).toBe('stale');
  });

  test('is stale when it says that it is older than the last one', () => {
    const before = last(
      many(10, () => PRICED),
      { lastUpdated: '2026-11-20T00:00:00Z' },
    );
    expect(
      codeOf(
        feed(
          many(10, () => PRICED),
          '2026-11-19T00:00:00Z',
        ),
        before,
      ),
    ).toBe('stale');
    expect(
      codeOf(
        feed(
          many(10, () => PRICED),
          '2026-11-21T00:00:00Z',
        ),
        before,
      ),
    ).toBe('taken');
    expect(codeOf(feed(many(10, () => PRICED)), before)).toBe('taken');
  });
});
