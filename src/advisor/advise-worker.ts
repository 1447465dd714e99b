import { workerData } from 'node:worker_threads';
import { advise, changedBook, UnknownModelError } from '../engine/index.js';
import { buildPriceBook, type PriceBookData } from '../prices/build-price-book.js';
import type { Answer, Question } from './question.js';

/** Runs in a worker thread: an advice is pure computation and would hold up the event loop. */

const data: PriceBookData = workerData;
const book = buildPriceBook(data);

/** The advice on a question, over the price book that the worker was started with. */
export default function answer({ workload, asOf, priceChanges = [] }: Question): Answer {
  try {
    return { kind: 'advice', advice: advise(workload, changedBook(book, priceChanges), { asOf }) };
  } catch (error) {
    if (error instanceof UnknownModelError) return { kind: 'unknown-model', model: error.model };
    throw error;
  }
}
