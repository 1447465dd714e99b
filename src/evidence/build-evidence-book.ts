import { createHash } from 'node:crypto';
import type { EvidenceBook } from './evidence-book.js';
import { type EvidenceData, evidenceBookOver, lastChecked } from './evidence-book-over.js';

export type { EvidenceData } from './evidence-book-over.js';

/** An evidence book over these figures. Its version says what is in it. */
export function buildEvidenceBook(data: EvidenceData): EvidenceBook {
  const hash = createHash('sha256').update(JSON.stringify(data)).digest('hex').slice(0, 8);
  return evidenceBookOver(data, `${lastChecked(data)}-${hash}`);
}

/** The shipped figures with others beside them: an operator's own, or those of a feed. The first of an id stays. */
export function joinEvidence(...all: readonly EvidenceData[]): EvidenceData {
  const unique = <T extends { readonly id: string }>(items: readonly T[]) =>
    [...new Map(items.toReversed().map((item) => [item.id, item])).values()].toReversed();
  return {
    sources: unique(all.flatMap(({ sources }) => sources)),
    benchmarks: unique(all.flatMap(({ benchmarks }) => benchmarks)),
    results: unique(all.flatMap(({ results }) => results)),
    speeds: all.flatMap(({ speeds }) => speeds),
    tunes: unique(all.flatMap(({ tunes }) => tunes)),
  };
}
