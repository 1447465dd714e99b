import type { IsoDate, Model, PriceBook, Rates, TuningOffer } from './price-book.js';
import { isClosed, isOnSale, type PricedOffer } from './price-sheet.js';

/** A model with its token prices of a day. */
export interface PricedModel {
  readonly model: Model;
  readonly rates: Rates;
}

/** What one maker or platform sells. */
export interface SellerSheet {
  /** As the book writes it. */
  readonly name: string;
  readonly asOf: IsoDate;
  /** Models that answer on the day, the cheapest first; without a known price last. */
  readonly models: readonly PricedModel[];
  /** Models that no longer answer. */
  readonly ended: readonly Model[];
  /** Tuning offers that still take jobs or still serve: those that take jobs first, and of these the seller's own. */
  readonly tuning: readonly PricedOffer[];
}

/** One figure of a model's rates by which the cheaper of two is told; `null` when a price is not known. */
export type Yardstick = (rates: Rates) => number | null;

/** What a maker or platform sells on a day. */
export function sellerSheet(book: PriceBook, name: string, asOf: IsoDate, yardstick: Yardstick): SellerSheet {
  const lower = name.toLowerCase();
  const isOf = ({ provider, platform }: { readonly provider: string; readonly platform: string }) =>
    provider.toLowerCase() === lower || platform.toLowerCase() === lower;
  const models = book.models.filter(isOf);
  return {
    name,
    asOf,
    models: cheapestFirst(
      models.filter((model) => isOnSale(model, asOf)),
      book,
      asOf,
      yardstick,
    ),
    ended: models.filter((model) => model.endsOn !== undefined && !isOnSale(model, asOf)),
    tuning: book.tuningOffers
      .filter((offer) => isOf(offer) && (!isClosed(offer, asOf) || isServing(offer, asOf)))
      .map((offer) => ({ offer, prices: book.tuningPricesOf(offer.id, asOf) }))
      .sort(
        (a, b) =>
          Number(isClosed(a.offer, asOf)) - Number(isClosed(b.offer, asOf)) ||
          Number(b.offer.platform.toLowerCase() === lower) - Number(a.offer.platform.toLowerCase() === lower),
      ),
  };
}

function isServing({ endsOn }: TuningOffer, asOf: IsoDate): boolean {
  return endsOn !== undefined && endsOn.date > asOf;
}

/**
 * The current generation that makers sell themselves, on a day: makers by their cheapest model, and each one's cheapest
 * first. What hosts ask for open models (`groq/gpt-oss-120b`) is asked for by the host or the model.
 */
export function currentModels(book: PriceBook, asOf: IsoDate, yardstick: Yardstick): readonly PricedModel[] {
  const current = cheapestFirst(
    book.models.filter((model) => model.candidate && !model.id.includes('/') && isOnSale(model, asOf)),
    book,
    asOf,
    yardstick,
  );
  const makers = [...new Set(current.map(({ model }) => model.provider))];
  return makers.flatMap((maker) => current.filter(({ model }) => model.provider === maker));
}

function cheapestFirst(
  models: readonly Model[],
  book: PriceBook,
  asOf: IsoDate,
  yardstick: Yardstick,
): readonly PricedModel[] {
  const usd = ({ rates }: PricedModel): number => yardstick(rates) ?? Number.POSITIVE_INFINITY;
  return models
    .map((model) => ({ model, rates: book.ratesOf(model.id, asOf) }))
    .sort((a, b) => {
      const [left, right] = [usd(a), usd(b)];
      return left === right ? a.model.id.localeCompare(b.model.id) : left - right;
    });
}
