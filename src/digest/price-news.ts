import type { PriceBook, PriceFact } from '../prices/price-book.js';
import { type PriceMoves, priceMoves, type PriceMove as Step } from '../prices/price-moves.js';
import type { DatedBook } from './dated-book.js';
import type { PriceMove } from './price-move.js';

/** An announced price is told when its day is known, not again when only its source was read again. */
const KINDS = { changed: 'changed', announced: 'came-due', corrected: 'corrected' } as const;

/**
 * How prices moved between one book on its day and another on its day, and which moves were announced in between for
 * a later day. Prices of models in `launched` are left out: a new model is no price change.
 */
export function priceNews(
  old: DatedBook,
  now: DatedBook,
  launched: ReadonlySet<string>,
): readonly PriceMove[] {
  const { moves } = priceMoves({ book: old.book, on: old.asOf }, { book: now.book, on: now.asOf });
  const told = moves.filter(({ product }) => !launched.has(product));
  const causes = causesByProduct(told);
  return [
    ...told.map((move) => newsOf(move, causes.get(keyOf(move)) ?? move.cause)),
    ...announcedNow(old, now, launched),
  ];
}

/** What moved several prices of one product moved them together: the product is told in one line. */
function causesByProduct(moves: PriceMoves['moves']): ReadonlyMap<string, string> {
  const causes = new Map<string, Set<string>>();
  for (const move of moves) {
    const known = causes.get(keyOf(move));
    if (known === undefined) causes.set(keyOf(move), new Set([move.cause]));
    else known.add(move.cause);
  }
  return new Map([...causes].map(([key, set]) => [key, [...set].sort().join('; ')]));
}

function keyOf({ product, what }: Step): string {
  return JSON.stringify([product, what]);
}

function newsOf(move: Step, cause: string): PriceMove {
  const { what, product, name, provider, kind, aboveTokens, old, new: now } = move;
  const from = what === 'announced' ? (old?.effectiveUntil ?? now?.effectiveFrom) : undefined;
  return {
    kind: what === 'first-priced' || what === 'withdrawn' ? what : KINDS[what],
    product,
    productName: name,
    provider,
    priceKind: kind,
    unit: (now ?? old)?.unit ?? 'usdPerMTok',
    oldUsd: old?.usd ?? null,
    newUsd: now?.usd ?? null,
    cause,
    ...(aboveTokens !== undefined && { aboveTokens }),
    ...(from !== undefined && { from }),
  };
}

/** Prices for a later day that the old book did not know. */
function announcedNow(old: DatedBook, now: DatedBook, launched: ReadonlySet<string>): readonly PriceMove[] {
  const known = new Map(old.book.facts.map(({ id, amount }) => [id, amount]));
  const names = namesIn(now.book);
  return now.book.facts.flatMap((fact): PriceMove[] => {
    const { product, kind: priceKind, aboveTokens, unit, usd, effectiveFrom, platform } = fact;
    if (effectiveFrom <= now.asOf || launched.has(product) || known.get(fact.id) === fact.amount) return [];
    const today = now.book.facts.findLast((one) => isSameSlot(one, fact) && holdsOn(one, now.asOf));
    if (today === undefined || today.amount === fact.amount) return [];
    const named = names.get(product);
    return [
      {
        kind: 'announced',
        product,
        productName: named?.name ?? product,
        provider: named?.provider ?? platform,
        priceKind,
        unit,
        oldUsd: today.usd,
        newUsd: usd,
        from: effectiveFrom,
        cause: `announced for ${effectiveFrom}`,
        ...(aboveTokens !== undefined && { aboveTokens }),
      },
    ];
  });
}

function isSameSlot(one: PriceFact, other: PriceFact): boolean {
  return (
    one.product === other.product &&
    one.platform === other.platform &&
    one.kind === other.kind &&
    one.unit === other.unit &&
    one.aboveTokens === other.aboveTokens
  );
}

function holdsOn({ effectiveFrom, effectiveUntil }: PriceFact, day: string): boolean {
  return effectiveFrom <= day && (effectiveUntil === undefined || day < effectiveUntil);
}

interface Named {
  readonly name: string;
  readonly provider: string;
}

function namesIn({ models, tuningOffers, components }: PriceBook): ReadonlyMap<string, Named> {
  return new Map<string, Named>([
    ...[...models, ...tuningOffers].map(({ id, name, provider }) => [id, { name, provider }] as const),
    ...components.map(({ id, name, platform }) => [id, { name, provider: platform }] as const),
  ]);
}
