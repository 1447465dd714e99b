import { FeedError } from './feed-error.js';
import type { ParsedRegistry } from './parse-registry.js';
import { priceKeyOf, type RegistryRow } from './registry-row.js';

/**
 * Share of the last feed's rows, and of its prices, that a feed must still hold. In eight months of the real
 * registry the worst week lost 7 % of its rows.
 */
const LEAST_KEPT_SHARE = 0.75;

/**
 * How many times as many rows, and prices, a feed may hold as the last one. The real registry took half a year to
 * grow by half; one that does so at once is another file, or a flood.
 */
const MAX_GROWTH = 1.5;

/** Rows, or prices, by which any feed may grow at once, however small it was. */
const FREE_GROWTH = 100;

/**
 * Share of the prices that may move at once. In the real registry the worst half year moved 4 %; a move of a
 * quarter is a change of unit or of file, not of prices.
 */
const MAX_MOVED_SHARE = 0.25;

/** Fewest prices in common from which a share of moved ones says anything. */
const LEAST_COMPARED = 100;

/** What is remembered of the feed that was taken last. */
export interface LastFeed {
  readonly rows: readonly RegistryRow[];
  /** What it said of its own age, if it did. */
  readonly lastUpdated?: string;
  /** Checksums of feeds taken before it; the last one's own is not among them. */
  readonly olderChecksums: ReadonlySet<string>;
}

/**
 * Checks a feed as a whole against the last one, before any row is looked at.
 *
 * @throws FeedError `stale`, `halved` or `upheaval`: then nothing of the feed may be taken.
 */
export function checkFeed(feed: ParsedRegistry, sha256: string, last: LastFeed): void {
  checkAge(feed, sha256, last);
  checkContent(last.rows, feed.rows);
}

/**
 * Checks what a feed states against what it stated before.
 *
 * @throws FeedError `halved` or `upheaval`: then nothing of the feed may be taken.
 */
export function checkContent(before: readonly RegistryRow[], now: readonly RegistryRow[]): void {
  checkSize('rows', before.length, now.length);
  checkSize('prices', countPrices(before), countPrices(now));
  checkMoves(before, now);
}

function checkAge(feed: ParsedRegistry, sha256: string, last: LastFeed): void {
  if (last.olderChecksums.has(sha256)) {
    throw new FeedError('stale', 'The price feed has gone back to an older state that was taken before.');
  }
  const [before, now] = [Date.parse(last.lastUpdated ?? ''), Date.parse(feed.lastUpdated ?? '')];
  if (now < before) {
    throw new FeedError(
      'stale',
      `The price feed says that it is of ${feed.lastUpdated}, older than the last one.`,
    );
  }
}

function checkSize(what: 'rows' | 'prices', before: number, now: number): void {
  if (now < before * LEAST_KEPT_SHARE) {
    throw new FeedError('halved', `The price feed has shrunk from ${before} to ${now} ${what}.`);
  }
  if (now > Math.max(before * MAX_GROWTH, before + FREE_GROWTH)) {
    throw new FeedError('upheaval', `The price feed has grown from ${before} to ${now} ${what} at once.`);
  }
}

function checkMoves(before: readonly RegistryRow[], now: readonly RegistryRow[]): void {
  const known = new Map<string, string>();
  for (const row of before) {
    for (const price of row.prices) known.set(`${row.key} ${priceKeyOf(price)}`, price.amount);
  }
  let shared = 0;
  let moved = 0;
  for (const row of now) {
    for (const price of row.prices) {
      const amount = known.get(`${row.key} ${priceKeyOf(price)}`);
      if (amount === undefined) continue;
      shared += 1;
      if (amount !== price.amount) moved += 1;
    }
  }
  if (shared >= LEAST_COMPARED && moved > shared * MAX_MOVED_SHARE) {
    throw new FeedError('upheaval', `In the price feed ${moved} of ${shared} prices moved at once.`);
  }
}

function countPrices(rows: readonly RegistryRow[]): number {
  return rows.reduce((count, row) => count + row.prices.length, 0);
}
