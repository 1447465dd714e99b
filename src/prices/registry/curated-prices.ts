import type { IsoDate, PriceFact } from '../price-book.js';
import { priceKeyOf } from './registry-row.js';

/** What the catalogue says of one price of one product on one day. */
export interface CuratedPrice {
  /** The price that holds on the day. */
  readonly current?: PriceFact;
  /** Prices that held before, in the order of the catalogue. */
  readonly earlier: readonly PriceFact[];
  /** Prices announced for a later day. */
  readonly later: readonly PriceFact[];
}

/** Looks up what the catalogue holds for a price of the registry. */
export type FindCuratedPrice = (
  product: string | undefined,
  price: Pick<PriceFact, 'kind' | 'aboveTokens' | 'unit'>,
) => CuratedPrice;

const NOTHING: CuratedPrice = { earlier: [], later: [] };

/** Prepares the look-up for one day. */
export function curatedPrices(known: readonly PriceFact[], asOf: IsoDate): FindCuratedPrice {
  const facts = new Map<string, PriceFact[]>();
  for (const fact of known) {
    const key = keyOf(fact.product, fact);
    facts.set(key, [...(facts.get(key) ?? []), fact]);
  }
  return (product, price) => {
    const ofPrice = product === undefined ? undefined : facts.get(keyOf(product, price));
    if (!ofPrice) return NOTHING;
    const begun = ofPrice.filter((fact) => fact.effectiveFrom <= asOf);
    const current = begun.findLast((fact) => fact.effectiveUntil === undefined || asOf < fact.effectiveUntil);
    return {
      ...(current && { current }),
      earlier: begun.filter((fact) => fact !== current),
      later: ofPrice.filter((fact) => fact.effectiveFrom > asOf),
    };
  };
}

function keyOf(product: string, price: Pick<PriceFact, 'kind' | 'aboveTokens' | 'unit'>): string {
  return `${product} ${priceKeyOf(price)}`;
}
