import type { EvidenceBook } from '../../evidence/evidence-book.js';

/** A book without any published result: every accuracy then rests on what people say, and on priors. */
export const NO_EVIDENCE: EvidenceBook = {
  version: 'none',
  checkedOn: '1970-01-01',
  sources: [],
  benchmarks: [],
  results: [],
  speeds: [],
  tunes: [],
  findBenchmark: () => undefined,
  resultsOf: () => [],
  effortsOf: () => [],
  speedOf: () => [],
};
