import type { Logger } from 'pino';
import {
  buildEvidenceBook,
  type EvidenceBook,
  fetchQualityFeed,
  joinEvidence,
  loadEvidence,
} from './evidence/index.js';
import type { PriceBook } from './prices/price-book.js';

/** The published results that this installation decides by: shipped ones, an operator's own, and those of a keyed feed. */
export interface EvidenceWatch {
  current(): EvidenceBook;
  /** Looks at the feed, where there is one. Never throws for what the feed does: what was known stays. */
  look(): Promise<void>;
}

/** Where results come from beside the shipped ones. */
export interface EvidenceSettings {
  /** An operator's own results: a JSON file. */
  readonly evidenceFile?: URL;
  readonly qualityFeed?: { readonly url: string; readonly key: string };
}

/**
 * Opens the evidence.
 *
 * @throws EvidenceError naming every mistake of the operator's file.
 */
export function watchEvidence(
  { evidenceFile, qualityFeed }: EvidenceSettings,
  parts: {
    readonly priceBook: () => PriceBook;
    readonly clock: () => Date;
    readonly logger: Pick<Logger, 'debug' | 'info' | 'error'>;
    readonly fetch?: typeof globalThis.fetch;
  },
): EvidenceWatch {
  const own = loadEvidence(evidenceFile === undefined ? {} : { operatorFile: evidenceFile });
  let book = own;
  let resultsBefore: number | undefined;
  let toldProblem: string | undefined;

  return {
    current: () => book,
    async look() {
      if (qualityFeed === undefined) return;
      const { taken, message, unmatched, implausible } = await fetchQualityFeed({
        ...qualityFeed,
        fetch: parts.fetch ?? globalThis.fetch,
        modelIds: new Set(parts.priceBook().models.map(({ id }) => id)),
        today: parts.clock().toISOString().slice(0, 10),
        ...(resultsBefore !== undefined && { resultsBefore }),
      });
      if (taken !== null) {
        book = buildEvidenceBook(joinEvidence(own, taken));
        resultsBefore = taken.results.length;
        toldProblem = undefined;
        parts.logger.info({ unmatched, implausible: implausible.length }, message);
      } else if (toldProblem === message) parts.logger.debug(message);
      else {
        // A feed that is refused is an error once: while the same problem lasts, it is known.
        toldProblem = message;
        parts.logger.error(message);
      }
    },
  };
}
