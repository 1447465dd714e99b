import type { IsoDate, PriceBook, PriceFact, Rates, TuningPrices } from '../prices/price-book.js';

/** Price books of *what if*: one thing changed, everything else and every source as it was. */

function scaledFact(fact: PriceFact | undefined, factor: number): PriceFact | undefined {
  if (fact === undefined) return undefined;
  const usd = fact.usd * factor;
  return { ...fact, usd, amount: String(usd), marks: ['derived'] };
}

const RATES = [
  'input',
  'cachedInput',
  'cacheWrite',
  'output',
  'batchInput',
  'batchCachedInput',
  'batchOutput',
] as const satisfies readonly (keyof Rates)[];
const JOBS = [
  'training',
  'minimumFee',
  'hostingHour',
  'storageMonth',
] as const satisfies readonly (keyof TuningPrices)[];

function scaledRates(rates: Rates, factor: number): Rates {
  const scaled: { -readonly [K in keyof Rates]: Rates[K] } = {};
  for (const kind of RATES) {
    const fact = scaledFact(rates[kind], factor);
    if (fact !== undefined) scaled[kind] = fact;
  }
  const long = rates.longPrompt;
  if (long !== undefined) scaled.longPrompt = { ...long, rates: scaledRates(long.rates, factor) };
  return scaled;
}

function scaledTuning(prices: TuningPrices, factor: number): TuningPrices {
  const scaled: { -readonly [K in keyof TuningPrices]: TuningPrices[K] } = {
    rates: scaledRates(prices.rates, factor),
  };
  for (const kind of JOBS) {
    const fact = scaledFact(prices[kind], factor);
    if (fact !== undefined) scaled[kind] = fact;
  }
  return scaled;
}

/**
 * The book with every price of one model or tuning offer multiplied by a factor. Sources, days and confidence
 * stay; scaled prices are marked as derived. The list of facts is left as it is: look-ups answer scaled.
 */
export function scaledBook(book: PriceBook, productId: string, factor: number): PriceBook {
  return {
    ...book,
    ratesOf(modelId: string, on: IsoDate) {
      const rates = book.ratesOf(modelId, on);
      return modelId === productId ? scaledRates(rates, factor) : rates;
    },
    tuningPricesOf(offerId: string, on: IsoDate) {
      const prices = book.tuningPricesOf(offerId, on);
      return offerId === productId ? scaledTuning(prices, factor) : prices;
    },
  };
}

/** The book in which one tuning offer's models stop on a day, announced as surely as anything else about the offer. */
export function bookEnding(book: PriceBook, offerId: string, date: IsoDate): PriceBook {
  return {
    ...book,
    tuningOffers: book.tuningOffers.map((offer) =>
      offer.id === offerId
        ? { ...offer, endsOn: { ...offer.eligibilitySource, ...offer.endsOn, date, orLater: false } }
        : offer,
    ),
  };
}
