import { advise, changedBook, redecide, UnknownModelError } from '../engine/index.js';
import { type EvidenceBook, loadEvidence } from '../evidence/index.js';
import type { Answer, Task } from './question.js';
import { createBookReader, createEvidenceReader } from './shared-book.js';

/** Runs in a worker thread: an advice is pure computation and would hold up the event loop. */

const openBook = createBookReader();
const openEvidence = createEvidenceReader();
let shipped: EvidenceBook | undefined;

/** What is asked by, else what is shipped. */
function evidenceOf(asked: Task['evidence']): EvidenceBook {
  if (asked !== undefined) return openEvidence(asked);
  shipped ??= loadEvidence();
  return shipped;
}

/** What is wanted to a question. */
export default function answer({
  workload,
  book,
  evidence: asked,
  asOf,
  priceChanges = [],
  wanted,
}: Task): Answer {
  try {
    const evidence = evidenceOf(asked);
    const changed = changedBook(openBook(book), priceChanges);
    return wanted === 'advice'
      ? { kind: wanted, advice: advise(workload, changed, { asOf, evidence }) }
      : { kind: wanted, outcome: redecide(workload, changed, { asOf, evidence }) };
  } catch (error) {
    if (error instanceof UnknownModelError) return { kind: 'unknown-model', model: error.model };
    throw error;
  }
}
