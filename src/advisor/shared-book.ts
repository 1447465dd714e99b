import { LRUCache } from 'lru-cache';
import { buildPriceBook, type PriceBookData } from '../prices/build-price-book.js';
import type { PriceBook } from '../prices/price-book.js';

/** A price book as it travels to worker threads: written once, and read by every worker from the same memory. */
export interface SharedBook {
  /** The book's version: books of one version are the same. */
  readonly version: string;
  /** What the book is built from, as JSON in UTF-8. */
  readonly json: SharedArrayBuffer;
}

/** Books that a worker keeps ready: those of now and of before, and of some workspaces with prices of their own. */
const BOOKS_KEPT = 8;

const shared = new WeakMap<PriceBook, SharedBook>();

/** The book in shared memory. Written at the first call for a book. */
export function shareBook(book: PriceBook): SharedBook {
  const known = shared.get(book);
  if (known !== undefined) return known;
  const { facts, models, tuningOffers, components } = book;
  const bytes = new TextEncoder().encode(JSON.stringify({ facts, models, tuningOffers, components }));
  const json = new SharedArrayBuffer(bytes.byteLength);
  new Uint8Array(json).set(bytes);
  const one = { version: book.version, json };
  shared.set(book, one);
  return one;
}

/** Opens shared books and keeps those last used. */
export function createBookReader(): (book: SharedBook) => PriceBook {
  const books = new LRUCache<string, PriceBook>({ max: BOOKS_KEPT });
  return ({ version, json }) => {
    const known = books.get(version);
    if (known !== undefined) return known;
    // A decoder refuses shared memory, so the bytes are copied first.
    const data: PriceBookData = JSON.parse(new TextDecoder().decode(new Uint8Array(json).slice()));
    const book = buildPriceBook(data);
    books.set(version, book);
    return book;
  };
}
