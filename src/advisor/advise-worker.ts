import { advise, changedBook, redecide, UnknownModelError } from '../engine/index.js';
import { loadEvidence } from '../evidence/index.js';
import type { Answer, Task } from './question.js';
import { createBookReader } from './shared-book.js';

/** Runs in a worker thread: an advice is pure computation and would hold up the event loop. */

const openBook = createBookReader();
const evidence = loadEvidence();

/** What is wanted to a question. */
export default function answer({ workload, book, asOf, priceChanges = [], wanted }: Task): Answer {
  try {
    const changed = changedBook(openBook(book), priceChanges);
    return wanted === 'advice'
      ? { kind: wanted, advice: advise(workload, changed, { asOf, evidence }) }
      : { kind: wanted, outcome: redecide(workload, changed, { asOf, evidence }) };
  } catch (error) {
    if (error instanceof UnknownModelError) return { kind: 'unknown-model', model: error.model };
    throw error;
  }
}
