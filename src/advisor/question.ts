import type { Advice, Outcome, PriceChange, Workload } from '../engine/index.js';
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

/** The same on its way to a worker thread, as plain data, with how much is wanted to it. */
export interface Task extends Omit<Question, 'book'> {
  readonly book: SharedBook;
  /** Published results; absent: those that are shipped. */
  readonly evidence?: SharedBook;
  readonly wanted: 'advice' | 'outcome';
}

/** What comes back from a worker. An error would lose its class on the way. */
export type Answer =
  | { readonly kind: 'advice'; readonly advice: Advice }
  | { readonly kind: 'outcome'; readonly outcome: Outcome }
  | { readonly kind: 'unknown-model'; readonly model: string };
