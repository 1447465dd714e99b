import type { IsoDate, PriceBook } from '../prices/price-book.js';
import { isClosed, isOnSale } from '../prices/price-sheet.js';
import type { Redecided } from './redecided.js';

/** Products whose prices matter to the readers of a digest, by id. */
export interface Concern {
  /** What its estimates buy today, and what they are decided to buy. */
  readonly used: ReadonlySet<string>;
  /** What they might buy instead: successors that sellers name, the candidates of every decision, tuning offers. */
  readonly watched: ReadonlySet<string>;
}

/** What matters to a digest's estimates on a day. */
export function concernOf(redecided: readonly Redecided[], book: PriceBook, on: IsoDate): Concern {
  const used = new Set(redecided.flatMap(({ uses }) => [...uses.present, ...uses.chosen, ...uses.stood]));
  const successors = [...book.models, ...book.tuningOffers].flatMap(({ id, replacement }) =>
    used.has(id) && replacement !== undefined ? [book.findModel(replacement)?.id ?? replacement] : [],
  );
  const candidates = book.models.filter((model) => model.candidate && isOnSale(model, on));
  const offers = book.tuningOffers.filter((offer) => !isClosed(offer, on));
  return { used, watched: new Set([...successors, ...[...candidates, ...offers].map(({ id }) => id)]) };
}
