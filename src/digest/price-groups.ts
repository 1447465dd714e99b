import type { Concern } from './concern.js';
import { type Digest, MAX_KEPT, type PriceGroup } from './digest.js';
import { type PriceMove, shareOf, weightOf } from './price-move.js';

/** Names and prices that a line can hold. */
const MAX_NAMES = 5;
const MAX_EXAMPLES = 3;

/** Of equal effect, later kinds are told after earlier ones. */
const ORDER = ['changed', 'came-due', 'announced', 'withdrawn', 'first-priced', 'corrected'] as const;

/**
 * Price moves as lines: one for each seller, cause and kind of event. Those on products in use come first, then the
 * larger ones. Only what matters to the reader is told: what is in use, and what the estimates might use instead.
 * Everything else, and moves smaller than the threshold, up or down, are only counted. That a price has become known
 * or unknown is no move.
 *
 * @param leastShare Least move that is told, 0..1.
 */
export function priceGroupsOf(
  all: readonly PriceMove[],
  { used, watched }: Concern,
  leastShare: number,
): Digest['prices'] {
  const moves = all.filter(({ kind }) => kind !== 'first-priced' && kind !== 'withdrawn');
  const near = moves.filter(({ product }) => used.has(product) || watched.has(product));
  const told = near.filter((move) => Math.abs(shareOf(move) ?? Number.POSITIVE_INFINITY) >= leastShare);
  const byCause = new Map<string, PriceMove[]>();
  for (const move of told) {
    const key = JSON.stringify([move.kind, move.provider, move.cause]);
    const group = byCause.get(key);
    if (group === undefined) byCause.set(key, [move]);
    else group.push(move);
  }
  const groups = [...byCause.values()]
    .map((ofCause) => groupOf(ofCause, used))
    .sort(
      (a, b) =>
        Number(b.used > 0) - Number(a.used > 0) ||
        strength(b) - strength(a) ||
        ORDER.indexOf(a.kind) - ORDER.indexOf(b.kind) ||
        b.productCount - a.productCount ||
        a.provider.localeCompare(b.provider),
    );
  const kept = groups.slice(0, MAX_KEPT);
  return {
    groups: kept,
    products: distinct(told),
    others: groups.slice(MAX_KEPT).reduce((sum, { productCount }) => sum + productCount, 0),
    small: distinct(near) - distinct(told),
    elsewhere: distinct(moves.filter(isInForce)) - distinct(near.filter(isInForce)),
  };
}

/** Whether the seller moved a price, now or on an announced day: neither announced only, nor mended at the source. */
function isInForce({ kind }: PriceMove): boolean {
  return kind === 'changed' || kind === 'came-due';
}

function distinct(moves: readonly PriceMove[]): number {
  return new Set(moves.map(({ product }) => product)).size;
}

/** The largest share, up or down, in whole per mille: amounts are rounded by those who enter them. */
function strength({ shares }: PriceGroup): number {
  return shares === null ? 0 : Math.round(1_000 * Math.max(Math.abs(shares.least), Math.abs(shares.most)));
}

function groupOf(moves: readonly PriceMove[], used: ReadonlySet<string>): PriceGroup {
  const [first] = moves;
  if (first === undefined) throw new TypeError('A group of price moves has at least one.');
  const inOrder = [...moves].sort((a, b) => Number(used.has(b.product)) - Number(used.has(a.product)));
  const names = new Map(inOrder.map(({ product, productName }) => [product, productName]));
  const lead = inOrder[0] ?? first;
  const ofLead = inOrder
    .filter(({ product }) => product === lead.product)
    .sort((a, b) => weightOf(a) - weightOf(b));
  const shares = moves.flatMap((move) => shareOf(move) ?? []);
  const days = new Set(moves.flatMap(({ from }) => from ?? []));
  const [day] = days;
  return {
    kind: first.kind,
    provider: first.provider,
    used: [...names.keys()].filter((product) => used.has(product)).length,
    products: [...names.values()].slice(0, MAX_NAMES),
    productCount: names.size,
    examples: ofLead.slice(0, MAX_EXAMPLES).map(({ priceKind, unit, aboveTokens, oldUsd, newUsd }) => ({
      priceKind,
      unit,
      oldUsd,
      newUsd,
      ...(aboveTokens !== undefined && { aboveTokens }),
    })),
    priceCount: ofLead.length,
    shares: shares.length === 0 ? null : { least: Math.min(...shares), most: Math.max(...shares) },
    ...(days.size === 1 && day !== undefined && { from: day }),
  };
}
