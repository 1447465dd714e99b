import type { IsoDate, PriceBook, PriceFact } from './price-book.js';
import {
  isClosed,
  isOnSale,
  type PricedOffer,
  type PriceStep,
  priceStepsOf,
  type Upcoming,
} from './price-sheet.js';

/** What a reader may want to see of the whole book: offers, changes, what is derived, how fresh it is. */

/** Every tuning offer that takes jobs on a day: by the token first, then on endpoints of one's own; by platform. */
export function openOffers(book: PriceBook, on: IsoDate): readonly PricedOffer[] {
  return book.tuningOffers
    .filter((offer) => !isClosed(offer, on))
    .map((offer) => ({ offer, prices: book.tuningPricesOf(offer.id, on) }))
    .sort(
      (a, b) =>
        b.offer.serving.localeCompare(a.offer.serving) || a.offer.platform.localeCompare(b.offer.platform),
    );
}

/** Changes of models' prices after one day and up to another, the newest first; of one model and day all are given. */
export function stepsBetween(
  book: PriceBook,
  after: IsoDate,
  until: IsoDate,
): readonly Upcoming<PriceStep>[] {
  const facts = new Map<string, PriceFact[]>();
  for (const fact of book.facts) {
    const known = facts.get(fact.product);
    if (known) known.push(fact);
    else facts.set(fact.product, [fact]);
  }
  return book.models
    .flatMap((model) =>
      priceStepsOf(facts.get(model.id) ?? [])
        .filter(({ on, before, after: now }) => on > after && on <= until && before && now)
        .map((what) => ({ model, what })),
    )
    .sort((a, b) => b.what.on.localeCompare(a.what.on) || a.model.id.localeCompare(b.model.id));
}

/** Prices in force of one product that no source states as they are, and why they are taken. */
export interface DerivedPrices {
  readonly product: string;
  readonly how: 'derived' | 'assumed';
  readonly facts: readonly PriceFact[];
  /** Why, in the catalogue's words; absent where it says nothing. */
  readonly reason?: string;
}

/** Every price in force on a day that is worked out from another or assumed, by product and reason. */
export function derivedPrices(book: PriceBook, on: IsoDate): readonly DerivedPrices[] {
  const gone = goneOn(book, on);
  const groups = new Map<string, DerivedPrices>();
  for (const fact of book.facts) {
    const how = fact.marks.includes('assumed')
      ? 'assumed'
      : fact.marks.includes('derived')
        ? 'derived'
        : undefined;
    if (how === undefined || gone.has(fact.product) || !holdsOn(fact, on)) continue;
    const { product, note: reason } = fact;
    const key = JSON.stringify([product, how, reason]);
    const facts = [...(groups.get(key)?.facts ?? []), fact];
    groups.set(key, { product, how, facts, ...(reason !== undefined && { reason }) });
  }
  return [...groups.values()];
}

/** A seller of the catalogue and the day since which all its prices in force have been compared with their sources. */
export interface SellerCheck {
  readonly platform: string;
  readonly oldestCheck: IsoDate;
}

/** How long ago each seller's prices in force were looked at by a person, the longest first. What only feeds say is left out. */
export function sellerChecks(book: PriceBook, on: IsoDate): readonly SellerCheck[] {
  const gone = goneOn(book, on);
  const oldest = new Map<string, IsoDate>();
  for (const { id, product, platform, checkedOn, ...fact } of book.facts) {
    if (id.startsWith('registry/') || gone.has(product) || !holdsOn(fact, on)) continue;
    const known = oldest.get(platform);
    if (known === undefined || checkedOn < known) oldest.set(platform, checkedOn);
  }
  return [...oldest]
    .map(([platform, oldestCheck]) => ({ platform, oldestCheck }))
    .sort((a, b) => a.oldestCheck.localeCompare(b.oldestCheck) || a.platform.localeCompare(b.platform));
}

/** Ids of what nobody can buy any more. */
function goneOn(book: PriceBook, on: IsoDate): ReadonlySet<string> {
  return new Set([
    ...book.models.filter((model) => !isOnSale(model, on)).map(({ id }) => id),
    ...book.tuningOffers.filter((offer) => isClosed(offer, on)).map(({ id }) => id),
  ]);
}

function holdsOn(
  { effectiveFrom, effectiveUntil }: Pick<PriceFact, 'effectiveFrom' | 'effectiveUntil'>,
  on: IsoDate,
): boolean {
  return effectiveFrom <= on && (effectiveUntil === undefined || on < effectiveUntil);
}
