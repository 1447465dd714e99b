import { advise, changedBook, UnknownModelError } from '../engine/index.js';
import type { Answer, Task } from './question.js';
import { createBookReader } from './shared-book.js';

/** Runs in a worker thread: an advice is pure computation and would hold up the event loop. */

const openBook = createBookReader();

/** The advice on a question. */
export default function answer({ workload, book, asOf, priceChanges = [] }: Task): Answer {
  try {
    return { kind: 'advice', advice: advise(workload, changedBook(openBook(book), priceChanges), { asOf }) };
  } catch (error) {
    if (error instanceof UnknownModelError) return { kind: 'unknown-model', model: error.model };
    throw error;
  }
}
