import type { Advice, PriceChange, Workload } from '../engine/index.js';
import type { IsoDate } from '../prices/price-book.js';

/** What an advisor is asked. Plain data: it travels to a worker thread. */
export interface Question {
  readonly workload: Workload;
  /** The day of the decision: prices and dates are those of this day. */
  readonly asOf: IsoDate;
  /** What is otherwise in the prices, in this order. */
  readonly priceChanges?: readonly PriceChange[];
}

/** What comes back from a worker. An error would lose its class on the way. */
export type Answer =
  | { readonly kind: 'advice'; readonly advice: Advice }
  | { readonly kind: 'unknown-model'; readonly model: string };
