import Big from 'big.js';
import { buildPriceBook } from './build-price-book.js';
import type { PriceBook, PriceFact } from './price-book.js';

/** A discount on list prices that one customer has agreed with a seller. */
export interface NegotiatedDiscount {
  /** Id of a model, tuning offer or component, or `platform:<name>` for everything sold there. */
  readonly product: string;
  /** Share taken off every token price, 0..1. */
  readonly discount: number;
  readonly note?: string | undefined;
}

/** How a negotiated price names a whole platform. */
export const PLATFORM_PREFIX = 'platform:';

/**
 * The discount that holds for a price, or `undefined`. One for the product goes before one for its platform, and
 * they do not add up. Only token prices are discounted: not hours, months, jobs or searches.
 */
export function discountOn<Discount extends NegotiatedDiscount>(
  fact: PriceFact,
  negotiated: readonly Discount[],
): Discount | undefined {
  if (fact.unit !== 'usdPerMTok') return undefined;
  return (
    negotiated.findLast(({ product }) => product === fact.product) ??
    negotiated.findLast(({ product }) => product === `${PLATFORM_PREFIX}${fact.platform}`)
  );
}

/**
 * The book of a customer with negotiated prices: their list prices less the discount, marked `overridden`, with the
 * list price in the note. Everything else, sources and days included, stays. The version changes with the prices.
 */
export function withNegotiatedPrices(book: PriceBook, negotiated: readonly NegotiatedDiscount[]): PriceBook {
  if (negotiated.length === 0) return book;
  const { facts, models, tuningOffers, components } = book;
  return buildPriceBook({
    facts: facts.map((fact) => {
      const agreed = discountOn(fact, negotiated);
      return agreed === undefined ? fact : discounted(fact, agreed);
    }),
    models,
    tuningOffers,
    components,
  });
}

function discounted(fact: PriceFact, { discount, note }: NegotiatedDiscount): PriceFact {
  const amount = new Big(fact.amount).times(new Big(1).minus(discount)).toFixed();
  const percent = new Big(discount).times(100).toFixed();
  const notes = [
    `Negotiated: ${percent}% off the list price of $${fact.amount}.`,
    ...(note === undefined ? [] : [note]),
    ...(fact.note === undefined ? [] : [fact.note]),
  ];
  return {
    ...fact,
    amount,
    usd: Number(amount),
    note: notes.join(' '),
    marks: [...fact.marks.filter((mark) => mark !== 'overridden'), 'overridden'],
  };
}
