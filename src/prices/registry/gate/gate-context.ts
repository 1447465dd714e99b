import type { PriceBookData } from '../../build-price-book.js';
import type { IsoDate } from '../../price-book.js';
import type { GateRule, HeldDecision, PriceEventKind } from '../../price-event.js';
import { catalogueProducts, type FindCatalogueProduct } from '../catalogue-key.js';
import { curatedPrices, type FindCuratedPrice } from '../curated-prices.js';

/** What the gate knows besides the registry. */
export interface GateContext {
  /** Day of the sync. */
  readonly asOf: IsoDate;
  /** The catalogue. */
  readonly catalogue: PriceBookData;
  readonly findProduct: FindCatalogueProduct;
  readonly findCurated: FindCuratedPrice;
  /** What the operator said before, by fingerprint. */
  readonly decisions: ReadonlyMap<string, HeldDecision>;
}

/** Prepares the gate for one sync. */
export function gateContext(
  catalogue: PriceBookData,
  asOf: IsoDate,
  decisions: ReadonlyMap<string, HeldDecision> = new Map(),
): GateContext {
  return {
    asOf,
    catalogue,
    findProduct: catalogueProducts(catalogue),
    findCurated: curatedPrices(catalogue.facts, asOf),
    decisions,
  };
}

/** What a rule has found against a price as it stands. */
export interface PriceFinding {
  readonly rule: GateRule;
  readonly disposition: 'hold' | 'unknown';
  /** For the operator, in a sentence. */
  readonly reason: string;
}

/** What a rule makes of a price that has moved. */
export interface MoveFinding {
  readonly rule: GateRule;
  readonly kind: PriceEventKind;
  readonly disposition: 'announce' | 'hold' | 'unknown';
  /** For the operator, in a sentence. */
  readonly reason: string;
}
