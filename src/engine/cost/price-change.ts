import type { IsoDate, PriceBook } from '../../prices/price-book.js';
import { addDays, daysBetween } from '../calendar.js';
import { bookEnding, scaledBook } from './scaled-book.js';

/** One thing that is otherwise in a price book. Plain data, so that it can be sent and kept. */
export type PriceChange =
  /** Every price of a product, times a factor. */
  | { readonly kind: 'scaled'; readonly product: string; readonly factor: number }
  /** The time from a day until each announced end of tuned models, times a factor. Ends until that day stay. */
  | { readonly kind: 'tuned-life'; readonly from: IsoDate; readonly factor: number };

/** The book with these changes made, one after the other. */
export function changedBook(book: PriceBook, changes: readonly PriceChange[]): PriceBook {
  return changes.reduce(
    (changed, change) =>
      change.kind === 'scaled'
        ? scaledBook(changed, change.product, change.factor)
        : withTunedLife(changed, change.from, change.factor),
    book,
  );
}

function withTunedLife(book: PriceBook, from: IsoDate, factor: number): PriceBook {
  return book.tuningOffers.reduce((changed, { id, endsOn }) => {
    if (endsOn === undefined || endsOn.date <= from) return changed;
    return bookEnding(changed, id, addDays(from, Math.floor(daysBetween(from, endsOn.date) * factor)));
  }, book);
}
