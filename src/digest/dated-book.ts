import type { IsoDate, PriceBook } from '../prices/price-book.js';

/** A price book and the day on which it is read. */
export interface DatedBook {
  readonly book: PriceBook;
  readonly asOf: IsoDate;
}
