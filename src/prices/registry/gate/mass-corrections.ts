import type { PriceDifference } from '../compare-registries.js';
import { ratioOf } from '../decimal-amount.js';
import { bareModelName } from '../key-names.js';
import { isTenfold } from './tenfold.js';

/** Fields with one ratio from which a move is a whole provider's. */
const LEAST_FIELDS = 5;

/** Models that they must belong to: all prices of one model move by one ratio in an ordinary cut, too. */
const LEAST_MODELS = 2;

/**
 * USD per 1M tokens under which no true price was seen, embeddings included. A mass move below it is not a
 * correction but the next mistake.
 */
const CHEAPEST_USD_PER_MTOK = 0.001;

/** Two differences have one ratio when they agree to this many digits: the registry rounds its amounts. */
const RATIO_DIGITS = 3;

/** The moves of one provider by one ratio, all at once. */
export interface MassMove {
  readonly provider: string;
  readonly fieldCount: number;
  readonly modelCount: number;
  /** Whether it can be taken without a look: all prices came down, to amounts that somebody may charge. */
  readonly believable: boolean;
}

/**
 * T1: many prices of one provider that move by one and the same tenfold ratio or more are one mended mistake of
 * unit, and not many changes. The ratio need not be a power of ten. Smaller common ratios are left alone: a
 * seller may well halve or double all that it sells.
 *
 * @param differences Moves from an amount above zero, right or wrong, to one that can stand.
 */
export function massMoves(differences: readonly PriceDifference[]): ReadonlyMap<PriceDifference, MassMove> {
  const clusters = new Map<string, PriceDifference[]>();
  for (const difference of differences) {
    const ratio = tenfoldRatio(difference);
    if (ratio === undefined) continue;
    const key = `${difference.after.provider} ${ratio}`;
    clusters.set(key, [...(clusters.get(key) ?? []), difference]);
  }
  const moves = new Map<PriceDifference, MassMove>();
  for (const cluster of clusters.values()) {
    const move = massMoveOf(cluster);
    if (move) for (const difference of cluster) moves.set(difference, move);
  }
  return moves;
}

function tenfoldRatio({ old, new: now }: PriceDifference): string | undefined {
  if (!old || !now || !isTenfold(old.amount, now.amount)) return undefined;
  return ratioOf(old.amount, now.amount).toPrecision(RATIO_DIGITS);
}

function massMoveOf(cluster: readonly PriceDifference[]): MassMove | undefined {
  const models = new Set(cluster.map(({ after }) => bareModelName(after.key)));
  const provider = cluster[0]?.after.provider;
  if (provider === undefined || cluster.length < LEAST_FIELDS || models.size < LEAST_MODELS) return undefined;
  const believable = cluster.every(
    ({ old, new: now }) =>
      old !== undefined &&
      now !== undefined &&
      Number(now.amount) < Number(old.amount) &&
      Number(now.amount) >= CHEAPEST_USD_PER_MTOK,
  );
  return { provider, fieldCount: cluster.length, modelCount: models.size, believable };
}
