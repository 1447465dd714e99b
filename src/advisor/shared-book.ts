import { LRUCache } from 'lru-cache';
import { buildEvidenceBook, type EvidenceBook, type EvidenceData } from '../evidence/index.js';
import { buildPriceBook, type PriceBookData } from '../prices/build-price-book.js';
import type { PriceBook } from '../prices/price-book.js';

/** A book of prices or of published results as it travels to worker threads: written once, and read by every worker from the same memory. */
export interface SharedBook {
  /** The book's version: books of one version are the same. */
  readonly version: string;
  /** What the book is built from, as JSON in UTF-8. */
  readonly json: SharedArrayBuffer;
}

/** Books that a worker keeps ready: those of now and of before, and of some workspaces with prices of their own. */
const BOOKS_KEPT = 8;

const shared = new WeakMap<PriceBook | EvidenceBook, SharedBook>();

/** Puts what a book is built from into shared memory, at the first call for it. */
function share(book: PriceBook | EvidenceBook, data: PriceBookData | EvidenceData): SharedBook {
  const known = shared.get(book);
  if (known !== undefined) return known;
  const bytes = new TextEncoder().encode(JSON.stringify(data));
  const json = new SharedArrayBuffer(bytes.byteLength);
  new Uint8Array(json).set(bytes);
  const one = { version: book.version, json };
  shared.set(book, one);
  return one;
}

/** The book of prices in shared memory. */
export function shareBook(book: PriceBook): SharedBook {
  const { facts, models, tuningOffers, components } = book;
  return share(book, { facts, models, tuningOffers, components });
}

/** The book of published results in shared memory. */
export function shareEvidence(book: EvidenceBook): SharedBook {
  const { sources, benchmarks, results, speeds, tunes } = book;
  return share(book, { sources, benchmarks, results, speeds, tunes });
}

function createReader<Data, Book extends object>(build: (data: Data) => Book): (book: SharedBook) => Book {
  const books = new LRUCache<string, Book>({ max: BOOKS_KEPT });
  return ({ version, json }) => {
    const known = books.get(version);
    if (known !== undefined) return known;
    // A decoder refuses shared memory, so the bytes are copied first.
    const data: Data = JSON.parse(new TextDecoder().decode(new Uint8Array(json).slice()));
    const book = build(data);
    books.set(version, book);
    return book;
  };
}

/** Opens shared books of prices and keeps those last used. */
export function createBookReader(): (book: SharedBook) => PriceBook {
  return createReader((data: PriceBookData) => buildPriceBook(data));
}

/** The same for published results. */
export function createEvidenceReader(): (book: SharedBook) => EvidenceBook {
  return createReader((data: EvidenceData) => buildEvidenceBook(data));
}
