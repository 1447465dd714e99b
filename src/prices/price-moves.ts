import type { IsoDate, Model, PriceBook, PriceFact, Rates } from './price-book.js';
import { TOKEN_KINDS, TUNING_KINDS } from './price-kinds.js';
import { causesOf } from './registry/causes.js';
import { sameAmount } from './registry/decimal-amount.js';

/** What differs in effect between two price books on two days: what a digest and a price list tell. */

/** Prices as somebody has to pay them: a book on a day. */
export interface PricesOfDay {
  readonly book: PriceBook;
  readonly on: IsoDate;
}

/**
 * How a price came to differ.
 *
 * - `changed`: the seller moved it.
 * - `announced`: a move that was known before has come into force.
 * - `corrected`: the earlier book was wrong about the earlier day, too.
 * - `first-priced`: no price was known before.
 * - `withdrawn`: no price is known any more.
 */
export type MoveKind = 'changed' | 'announced' | 'corrected' | 'first-priced' | 'withdrawn';

/** One price of one product that differs. */
export interface PriceMove {
  readonly what: MoveKind;
  /** Id of a model, tuning offer or component. */
  readonly product: string;
  readonly productKind: 'model' | 'tuning-offer' | 'component';
  readonly name: string;
  readonly provider: string;
  readonly platform: string;
  readonly kind: PriceFact['kind'];
  /** Set when the price is for prompts longer than this many tokens. */
  readonly aboveTokens?: number;
  /** Absent for a first price. */
  readonly old?: PriceFact;
  /** Absent for a withdrawn price. */
  readonly new?: PriceFact;
  /** Change as a share of the old price: -0.2 is a fifth less. Absent without two prices in one unit, or from zero. */
  readonly share?: number;
  /** Moves of one cause share this: one line of a digest. */
  readonly cause: string;
}

/** Everything that differs. */
export interface PriceMoves {
  readonly moves: readonly PriceMove[];
  /** Models that the earlier book does not have; their prices are no moves. */
  readonly added: readonly Model[];
  /** Models that the later book does not have; their prices are no moves. */
  readonly dropped: readonly Model[];
}

/** Compares the prices in effect. */
export function priceMoves(before: PricesOfDay, after: PricesOfDay): PriceMoves {
  const models = byId(before.book.models);
  const laterModels = byId(after.book.models);
  const moves = productsIn(after.book)
    .filter(({ id, productKind }) => productKind !== 'model' || models.has(id))
    .flatMap((product) => movesOf(product, before, after));
  const causes = causesOf(
    moves.map(({ what, product, platform, old, new: now }) => ({
      platform,
      product,
      what,
      ...(old && now && old.unit === now.unit && { oldAmount: old.amount, newAmount: now.amount }),
    })),
  );
  return {
    moves: moves.map((move, index) => ({ ...move, cause: causes[index] ?? move.product })),
    added: after.book.models.filter(({ id }) => !models.has(id)),
    dropped: before.book.models.filter(({ id }) => !laterModels.has(id)),
  };
}

interface Product {
  readonly id: string;
  readonly productKind: PriceMove['productKind'];
  readonly name: string;
  readonly provider: string;
  readonly platform: string;
}

function productsIn(book: PriceBook): readonly Product[] {
  return [
    ...book.models.map((model) => ({ ...model, productKind: 'model' }) as const),
    ...book.tuningOffers.map((offer) => ({ ...offer, productKind: 'tuning-offer' }) as const),
    ...book.components.map((one) => ({ ...one, provider: one.platform, productKind: 'component' }) as const),
  ];
}

function movesOf(
  { id, productKind, name, provider, platform }: Product,
  before: PricesOfDay,
  after: PricesOfDay,
): readonly Omit<PriceMove, 'cause'>[] {
  const [old, now] = [pricesIn(before, id, productKind), pricesIn(after, id, productKind)];
  const moves: Omit<PriceMove, 'cause'>[] = [];
  for (const key of new Set([...old.keys(), ...now.keys()])) {
    const [from, to] = [old.get(key), now.get(key)];
    const fact = to ?? from;
    if (!fact || isSame(from, to)) continue;
    const what = kindOf(from, to, before.on, () => ({
      seenEarlier: pricesIn({ book: before.book, on: after.on }, id, productKind).get(key),
      seenLater: pricesIn({ book: after.book, on: before.on }, id, productKind).get(key),
    }));
    moves.push({
      what,
      product: id,
      productKind,
      name,
      provider,
      platform,
      kind: fact.kind,
      ...(fact.aboveTokens !== undefined && { aboveTokens: fact.aboveTokens }),
      ...(from && { old: from }),
      ...(to && { new: to }),
      ...shareOf(from, to),
    });
  }
  return moves;
}

/** What each book says of the other's day. */
interface CrossReading {
  /** What the earlier book said the price would be on the later day. */
  readonly seenEarlier: PriceFact | undefined;
  /** What the later book says that the price was on the earlier day. */
  readonly seenLater: PriceFact | undefined;
}

function kindOf(
  from: PriceFact | undefined,
  to: PriceFact | undefined,
  earlierDay: IsoDate,
  read: () => CrossReading,
): MoveKind {
  if (!from) return 'first-priced';
  if (!to) return 'withdrawn';
  const { seenEarlier, seenLater } = read();
  if (isSame(seenEarlier, to)) return 'announced';
  if (seenLater === undefined || isSame(seenLater, from)) return 'changed';
  // What began on the earlier day itself came after that day's look.
  return seenLater.effectiveFrom === earlierDay && from.effectiveFrom < earlierDay ? 'changed' : 'corrected';
}

function pricesIn(
  { book, on }: PricesOfDay,
  id: string,
  kind: Product['productKind'],
): Map<string, PriceFact> {
  if (kind === 'component') return withKeys([book.componentPrice(id, on)]);
  if (kind === 'model') return withKeys(factsIn(book.ratesOf(id, on)));
  const { rates, ...prices } = book.tuningPricesOf(id, on);
  return withKeys([...TUNING_KINDS.map((one) => prices[one]), ...factsIn(rates)]);
}

function factsIn({ longPrompt, ...rates }: Rates): readonly (PriceFact | undefined)[] {
  return [
    ...TOKEN_KINDS.map((kind) => rates[kind]),
    ...(longPrompt ? TOKEN_KINDS.map((kind) => longPrompt.rates[kind]) : []),
  ];
}

function withKeys(facts: readonly (PriceFact | undefined)[]): Map<string, PriceFact> {
  const prices = new Map<string, PriceFact>();
  for (const fact of facts) if (fact) prices.set(`${fact.kind}>${fact.aboveTokens ?? ''}`, fact);
  return prices;
}

function isSame(one: PriceFact | undefined, other: PriceFact | undefined): boolean {
  if (!one || !other) return one === other;
  return one.unit === other.unit && sameAmount(one.amount, other.amount);
}

function shareOf(from: PriceFact | undefined, to: PriceFact | undefined): Pick<PriceMove, 'share'> {
  if (!from || !to || from.unit !== to.unit || from.usd === 0) return {};
  return { share: to.usd / from.usd - 1 };
}

function byId(models: readonly Model[]): ReadonlyMap<string, Model> {
  return new Map(models.map((model) => [model.id, model]));
}
