import type { IsoDate, PriceBook, PriceFact } from '../prices/price-book.js';
import type { DatedBook } from './dated-book.js';
import type { PriceMove, PriceMoveKind } from './price-move.js';

/** How far ahead announced prices are looked for, as a day that comes after all of them. */
const FAR: IsoDate = '9999-12-31';

/**
 * How prices moved between one book on its day and another on its day: what is charged then and now, product by
 * product and kind by kind, and what is newly announced for later. Prices of products that are new are left out:
 * a new model is no price change.
 */
export function movesBetween(old: DatedBook, now: DatedBook): readonly PriceMove[] {
  const names = namesIn(now.book, old.book);
  const then = holdingIn(old);
  const today = holdingIn(now);
  const knownIds = new Map(old.book.facts.map((fact) => [fact.id, fact]));
  const launched = new Set([...names.keys()].filter((product) => !wasThere(old, product)));
  const moves: Omit<PriceMove, 'cause'>[] = [];
  for (const [key, fact] of new Map([...then, ...today])) {
    const before = then.get(key);
    const after = today.get(key);
    if (before?.amount === after?.amount || launched.has(fact.product)) continue;
    moves.push(moveOf(kindOf(before, after, knownIds, old), before, after, fact, names));
  }
  for (const fact of now.book.facts) {
    if (fact.effectiveFrom <= now.asOf || launched.has(fact.product)) continue;
    if (knownIds.get(fact.id)?.amount === fact.amount) continue;
    const before = today.get(slotOf(fact));
    if (before?.amount === fact.amount) continue;
    moves.push(moveOf('announced', before, fact, fact, names));
  }
  return withCauses(moves);
}

/** One price of one product, whatever its day: what may hold only once. */
function slotOf({ platform, product, kind, aboveTokens, unit }: PriceFact): string {
  return JSON.stringify([platform, product, kind, aboveTokens ?? null, unit]);
}

/** The facts that hold on the book's day; within a slot the latest wins. */
function holdingIn({ book, asOf }: DatedBook): ReadonlyMap<string, PriceFact> {
  const holding = new Map<string, PriceFact>();
  for (const fact of book.facts) {
    if (fact.effectiveFrom > asOf || (fact.effectiveUntil ?? FAR) <= asOf) continue;
    const slot = slotOf(fact);
    const known = holding.get(slot);
    if (known === undefined || known.effectiveFrom <= fact.effectiveFrom) holding.set(slot, fact);
  }
  return holding;
}

/** The same fact with another amount was wrong before. A price was foretold if it was read before its first day. */
function kindOf(
  before: PriceFact | undefined,
  after: PriceFact | undefined,
  knownIds: ReadonlyMap<string, PriceFact>,
  old: DatedBook,
): PriceMoveKind {
  if (before === undefined) return 'first-priced';
  if (after === undefined) return 'withdrawn';
  if (before.id === after.id) return 'corrected';
  const known = knownIds.get(after.id);
  if (known !== undefined && known.amount === after.amount && known.effectiveFrom > old.asOf) {
    return known.checkedOn < known.effectiveFrom ? 'came-due' : 'changed';
  }
  return endedAsForetold(before, after) ? 'came-due' : 'changed';
}

/** After a promotion the price before it holds again; its end was known if it was read before that day. */
function endedAsForetold({ effectiveUntil, checkedOn }: PriceFact, after: PriceFact): boolean {
  return effectiveUntil !== undefined && after.effectiveFrom < effectiveUntil && checkedOn < effectiveUntil;
}

function moveOf(
  kind: PriceMoveKind,
  before: PriceFact | undefined,
  after: PriceFact | undefined,
  fact: PriceFact,
  names: ReadonlyMap<string, Named>,
): Omit<PriceMove, 'cause'> {
  const from =
    kind === 'came-due' && before?.effectiveUntil !== undefined
      ? before.effectiveUntil
      : after?.effectiveFrom;
  const named = names.get(fact.product);
  return {
    kind,
    product: fact.product,
    productName: named?.name ?? fact.product,
    provider: named?.provider ?? fact.platform,
    priceKind: fact.kind,
    unit: fact.unit,
    oldUsd: before?.usd ?? null,
    newUsd: after?.usd ?? null,
    ...(fact.aboveTokens !== undefined && { aboveTokens: fact.aboveTokens }),
    ...(from !== undefined && kind !== 'corrected' && { from }),
  };
}

/** Moves of products whose prices moved alike share a cause: one cut under two names, on two platforms. */
function withCauses(moves: readonly Omit<PriceMove, 'cause'>[]): readonly PriceMove[] {
  const ofProduct = new Map<string, string[]>();
  for (const { product, kind, priceKind, aboveTokens, oldUsd, newUsd } of moves) {
    const ratio =
      oldUsd === null || newUsd === null || oldUsd === 0 ? 'none' : (newUsd / oldUsd).toPrecision(3);
    const key = JSON.stringify([product, kind]);
    ofProduct.set(key, [...(ofProduct.get(key) ?? []), `${priceKind}>${aboveTokens ?? ''}x${ratio}`]);
  }
  return moves.map((move) => ({
    ...move,
    cause: (ofProduct.get(JSON.stringify([move.product, move.kind])) ?? []).sort().join(),
  }));
}

interface Named {
  readonly name: string;
  readonly provider: string;
}

function namesIn(...books: readonly PriceBook[]): ReadonlyMap<string, Named> {
  const names = new Map<string, Named>();
  for (const { models, tuningOffers, components } of books) {
    for (const { id, name, provider } of [...models, ...tuningOffers]) {
      if (!names.has(id)) names.set(id, { name, provider });
    }
    for (const { id, name, platform } of components) {
      if (!names.has(id)) names.set(id, { name, provider: platform });
    }
  }
  return names;
}

/** Whether a product was there: in the book, and not only with prices that were still to come. */
function wasThere({ book, asOf }: DatedBook, product: string): boolean {
  const { models, tuningOffers, components, facts } = book;
  if (![models, tuningOffers, components].some((list) => list.some(({ id }) => id === product))) return false;
  const own = facts.filter((fact) => fact.product === product);
  return own.length === 0 || own.some(({ effectiveFrom }) => effectiveFrom <= asOf);
}
