import { createHash } from 'node:crypto';
import type { PriceBook } from './price-book.js';
import { lastChecked, type PriceBookData, priceBookOver } from './price-book-over.js';

export type { PriceBookData } from './price-book-over.js';

/** A price book over these facts. Its version says what is in it. */
export function buildPriceBook(data: PriceBookData): PriceBook {
  return priceBookOver(data, versionOf(data));
}

function versionOf(data: PriceBookData): string {
  const { facts, models, tuningOffers, components } = data;
  const content = JSON.stringify([facts, models, tuningOffers, components]);
  const hash = createHash('sha256').update(content).digest('hex');
  return `${lastChecked(data)}.${hash.slice(0, 8)}`;
}
