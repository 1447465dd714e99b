import { isLosslessNumber, parse } from 'lossless-json';
import { FeedError } from '../registry/feed-error.js';
import type { RegistryPrice } from '../registry/registry-row.js';

/** One product as a feed states it. Nothing is judged yet. */
export interface StatedRow {
  /** Our name for the seller. */
  readonly platform: string;
  /** The product's exact name there, in lower case; `ft:` in front of the base for a tuned model and its jobs. */
  readonly id: string;
  readonly prices: readonly RegistryPrice[];
}

/** Most products that are read of one feed. */
const MAX_PRODUCTS = 20_000;

/** Longest name of a product that is read. */
const MAX_NAME = 200;

/** Collects what a feed states, product by product; the first word on a price counts. */
export class StatedRows {
  readonly #rows = new Map<string, { platform: string; id: string; prices: RegistryPrice[] }>();

  /** @throws FeedError `too-large` when the feed has more products than any real one. */
  add(platform: string, name: string, price: RegistryPrice | undefined): void {
    if (price === undefined || name === '' || name.length > MAX_NAME) return;
    const id = name.toLowerCase();
    const key = `${platform} ${id}`;
    const row = this.#rows.get(key) ?? { platform, id, prices: [] };
    const isKnown = row.prices.some(
      ({ kind, aboveTokens }) => kind === price.kind && aboveTokens === price.aboveTokens,
    );
    if (!isKnown) row.prices.push(price);
    this.#rows.set(key, row);
    if (this.#rows.size > MAX_PRODUCTS) {
      throw new FeedError('too-large', `The feed has more than ${MAX_PRODUCTS} products.`);
    }
  }

  /** @throws FeedError `empty` when nothing was stated: the feed has another shape than the one that is read. */
  rows(): readonly StatedRow[] {
    if (this.#rows.size === 0) throw new FeedError('empty', 'The feed holds no price that is understood.');
    return [...this.#rows.values()];
  }
}

/**
 * Reads JSON without rounding its numbers.
 *
 * @throws FeedError `empty`, `truncated`, `not-json` or `not-an-object`
 */
export function parseObject(text: string): object {
  const trimmed = text.trim();
  if (trimmed === '') throw new FeedError('empty', 'The feed is empty.');
  let file: unknown;
  try {
    file = parse(trimmed, undefined, { onDuplicateKey: ({ oldValue }) => oldValue });
  } catch (error) {
    const isCut = trimmed.startsWith('{') && !trimmed.endsWith('}');
    throw isCut
      ? new FeedError('truncated', 'The feed breaks off before its end.', { cause: error })
      : new FeedError('not-json', 'The feed is not valid JSON.', { cause: error });
  }
  if (!isPlain(file)) throw new FeedError('not-an-object', 'The feed is not a JSON object.');
  return file;
}

/** What stands under a path of names in parsed JSON; `undefined` where a name is missing. */
export function at(value: unknown, ...path: readonly string[]): unknown {
  let found = value;
  for (const name of path) {
    if (!isPlain(found) || !Object.hasOwn(found, name)) return undefined;
    found = Reflect.get(found, name);
  }
  return found;
}

/** The entries of an object in parsed JSON; none for anything else. */
export function entriesOf(value: unknown): readonly (readonly [string, unknown])[] {
  return isPlain(value) ? Object.entries(value) : [];
}

/** How a number was written, whether as a number or as a text. */
export function spellingOf(value: unknown): string | undefined {
  if (isLosslessNumber(value)) return value.value;
  return typeof value === 'string' ? value.trim() : undefined;
}

function isPlain(value: unknown): value is object {
  return typeof value === 'object' && value !== null && !Array.isArray(value) && !isLosslessNumber(value);
}
