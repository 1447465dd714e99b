import type { Advice, PriceChange, Workload } from '../engine/index.js';
import type { IsoDate, PriceBook } from '../prices/price-book.js';
import type { SharedBook } from './shared-book.js';

/** What an advisor is asked. */
export interface Question {
  readonly workload: Workload;
  /** The prices to decide by. */
  readonly book: PriceBook;
  /** The day of the decision: prices and dates are those of this day. */
  readonly asOf: IsoDate;
  /** What is otherwise in the prices, in this order. */
  readonly priceChanges?: readonly PriceChange[];
}

/** The same as it travels to a worker thread: plain data. */
export interface Task extends Omit<Question, 'book'> {
  readonly book: SharedBook;
}

/** What comes back from a worker. An error would lose its class on the way. */
export type Answer =
  | { readonly kind: 'advice'; readonly advice: Advice }
  | { readonly kind: 'unknown-model'; readonly model: string };
