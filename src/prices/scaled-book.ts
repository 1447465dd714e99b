import type { PriceBook, PriceFact, PriceMark, Rates, TuningPrices } from './price-book.js';

/**
 * The same book with every price of one product multiplied, for *what if* questions. The scaled facts keep their
 * source and note and are marked `overridden`; nothing else changes, except the version of the book.
 *
 * @param product Id of a model, tuning offer, component or GPU.
 * @param factor 0.5 halves every price of the product.
 */
export function scaledBook(book: PriceBook, product: string, factor: number): PriceBook {
  return {
    ...book,
    version: `${book.version}+${product}x${factor}`,
    facts: book.facts.map((fact) => (fact.product === product ? scaledFact(fact, factor) : fact)),
    ratesOf(modelId, on) {
      const rates = book.ratesOf(modelId, on);
      return modelId === product ? scaledRates(rates, factor) : rates;
    },
    tuningPricesOf(offerId, on) {
      const prices = book.tuningPricesOf(offerId, on);
      return offerId === product ? scaledTuning(prices, factor) : prices;
    },
    componentPrice(componentId, on) {
      const price = book.componentPrice(componentId, on);
      return price === undefined || componentId !== product ? price : scaledFact(price, factor);
    },
  };
}

function scaledFact(fact: PriceFact, factor: number): PriceFact {
  const usd = Number((fact.usd * factor).toPrecision(12));
  const amount = usd.toLocaleString('en-US', { useGrouping: false, maximumFractionDigits: 20 });
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
