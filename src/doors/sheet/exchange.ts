import { z } from 'zod';
import type { Effort, Workload } from '../../engine/index.js';
import type { EvidenceData } from '../../evidence/evidence-book-over.js';
import type { PriceBookData } from '../../prices/price-book-over.js';
import type { CompletingSettings } from '../../workspace/apply-settings.js';
import { ChangesSchema, type ListPrice } from './changes.js';

/** What the page of a live sheet and the app say to each other. Nothing of it names a person or a conversation. */

/** Where the app answers, from the page's own folder. */
export const OPEN_PATH = 'live/open';
export const BOOKS_PATH = 'live/books';
export const POST_PATH = 'live/post';

/** Shows the link: for a sheet, and for its books. */
export const ShownSchema = z.strictObject({ secret: z.string().max(100) });

/** Posts a changed workload back. */
export const PostSchema = z.strictObject({ secret: z.string().max(100), changes: ChangesSchema });

/** A workload, with all that its sheet offers. */
export interface Sheet {
  /** As it was asked about, without the settings of its workspace. */
  readonly workload: Workload;
  /** Those that complete it. */
  readonly settings: CompletingSettings;
  /** The day of its prices. */
  readonly asOf: string;
  /** Last day of the link. */
  readonly endsOn: string;
  readonly modelName: string;
  readonly listPrice: ListPrice;
  /** Reasoning efforts that are known of the model. */
  readonly efforts: readonly Effort[];
  /** Everybody who makes or sells models or tunes. */
  readonly sellers: readonly string[];
}

/** Prices and published results to decide by. */
export interface Books {
  readonly prices: PriceBookData;
  readonly priceVersion: string;
  readonly evidence: EvidenceData;
  readonly evidenceVersion: string;
}

/** What became of a result that was posted back. */
export type Posted =
  | { readonly kind: 'posted' }
  /** The same was posted before, or is being posted. */
  | { readonly kind: 'already' }
  /** It could not be posted; whoever made the link was told, where Slack allowed that. */
  | { readonly kind: 'failed'; readonly why: string };
