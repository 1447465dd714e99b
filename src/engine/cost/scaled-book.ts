import type {
  IsoDate,
  PriceBook,
  PriceFact,
  PriceMark,
  Rates,
  TuningPrices,
} from '../../prices/price-book.js';

/** Price books of *what if*: one thing changed, everything else and every source as it was. */

/**
 * The book with every price of one product multiplied by a factor. Sources, days, notes and confidence stay; scaled
 * prices are marked `overridden`, and the book has another version.
 *
 * @param productId Id of a model, tuning offer, component or GPU.
 * @param factor 0.5 halves every price of the product.
 */
export function scaledBook(book: PriceBook, productId: string, factor: number): PriceBook {
  const { checkedOn, models, tuningOffers, components, findModel, changeDays } = book;
  return {
    version: `${book.version}+${productId}x${factor}`,
    checkedOn,
    models,
    tuningOffers,
    components,
    findModel,
    changeDays,
    // Only who lists every fact pays for it, which spreading a book would do: flip points ask many for a few rates.
    get facts() {
      return book.facts.map((fact) => (fact.product === productId ? scaledFact(fact, factor) : fact));
    },
    ratesOf(modelId, on) {
      const rates = book.ratesOf(modelId, on);
      return modelId === productId ? scaledRates(rates, factor) : rates;
    },
    tuningPricesOf(offerId, on) {
      const prices = book.tuningPricesOf(offerId, on);
      return offerId === productId ? scaledTuning(prices, factor) : prices;
    },
    componentPrice(componentId, on) {
      const price = book.componentPrice(componentId, on);
      return price === undefined || componentId !== productId ? price : scaledFact(price, factor);
    },
  };
}

/** The book in which one tuning offer's models stop on a day, announced as surely as anything else about the offer. */
export function bookEnding(book: PriceBook, offerId: string, date: IsoDate): PriceBook {
  return {
    ...book,
    version: `${book.version}+${offerId} ends ${date}`,
    tuningOffers: book.tuningOffers.map((offer) =>
      offer.id === offerId
        ? { ...offer, endsOn: { ...offer.eligibilitySource, ...offer.endsOn, date, orLater: false } }
        : offer,
    ),
  };
}

function scaledFact(fact: PriceFact, factor: number): PriceFact {
  const usd = Number((fact.usd * factor).toPrecision(12));
  const amount = usd < 1e-6 ? usd.toFixed(18) : String(usd);
  const marks: readonly PriceMark[] = [...new Set<PriceMark>([...fact.marks, 'overridden'])];
  return { ...fact, usd, amount, marks };
}

function scaledRates({ longPrompt, ...facts }: Rates, factor: number): Rates {
  const scaled = Object.fromEntries(
    Object.entries(facts).map(([kind, fact]) => [kind, scaledFact(fact, factor)]),
  );
  if (longPrompt === undefined) return scaled;
  return { ...scaled, longPrompt: { ...longPrompt, rates: scaledRates(longPrompt.rates, factor) } };
}

function scaledTuning({ rates, ...facts }: TuningPrices, factor: number): TuningPrices {
  const scaled = Object.fromEntries(
    Object.entries(facts).map(([kind, fact]) => [kind, scaledFact(fact, factor)]),
  );
  return { ...scaled, rates: scaledRates(rates, factor) };
}
