import { LRUCache } from 'lru-cache';
import { type AdviseOptions, advise } from '../src/engine/advise.js';
import type { Advice, Workload } from '../src/engine/index.js';
import type { PriceBook } from '../src/prices/price-book.js';

/** Advices that are remembered for one book; each takes up to half a megabyte. */
const MAX_REMEMBERED = 300;

const remembered = new WeakMap<PriceBook, LRUCache<string, Advice>>();

/**
 * What `advise` says, worked out once for all tests of a process that ask the same: an advice takes a tenth of a second.
 * Tests that ask twice to see that the answer is the same call `advise` themselves.
 */
export function adviceOf(workload: Workload, book: PriceBook, options: AdviseOptions): Advice {
  const advices = remembered.get(book) ?? new LRUCache<string, Advice>({ max: MAX_REMEMBERED });
  remembered.set(book, advices);
  const question = JSON.stringify([workload, options]);
  const known = advices.get(question);
  if (known !== undefined) return known;
  const advice = advise(workload, book, options);
  advices.set(question, advice);
  return advice;
}
