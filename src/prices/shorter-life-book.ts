import type { IsoDate, PriceBook, TuningOffer } from './price-book.js';

const MS_PER_DAY = 86_400_000;

/**
 * The same book in which tuned models stop answering sooner: of the days that an announced end leaves, only a share
 * remains, rounded down. Offers without an announced end are left as they are.
 *
 * @param share 0.5 halves the remaining life.
 */
export function shorterLifeBook(book: PriceBook, asOf: IsoDate, share: number): PriceBook {
  return {
    ...book,
    version: `${book.version}+life x${share}`,
    tuningOffers: book.tuningOffers.map((offer) => shortened(offer, asOf, share)),
  };
}

function shortened(offer: TuningOffer, asOf: IsoDate, share: number): TuningOffer {
  const { endsOn } = offer;
  if (endsOn === undefined || endsOn.date <= asOf) return offer;
  const days = Math.floor(((Date.parse(endsOn.date) - Date.parse(asOf)) / MS_PER_DAY) * share);
  const date = new Date(Date.parse(asOf) + days * MS_PER_DAY).toISOString().slice(0, 10);
  return { ...offer, endsOn: { ...endsOn, date } };
}
