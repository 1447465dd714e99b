import { composeDigest, type DigestMaterial } from './compose-digest.js';
import { concernOf } from './concern.js';
import type { Digest } from './digest.js';
import { priceGroupsOf } from './price-groups.js';
import type { PriceMove } from './price-move.js';

/**
 * What is told on the day, of the parts that the channel reads: decisions that flip, models in use that get cheaper
 * or get an end, that an end, or the day to train a tune again, comes within 90, 30 or 7 days, and budgets. Everything
 * else waits for the digest, which says this, too. Pure.
 */
export function composeAlert(material: DigestMaterial): Digest {
  const { content, redecided, book, until, moves } = material;
  const digest = composeDigest(material);
  const flips = digest.decisions.moves.filter(({ flipped }) => flipped);
  const ends = digest.shutdowns.ends.filter(
    ({ isNewlyAnnounced, isReminder }) => isNewlyAnnounced || isReminder,
  );
  const { used } = concernOf(redecided, book, until);
  const cuts = content.include.includes('prices') ? moves.filter(isCut) : [];
  const prices = priceGroupsOf(cuts, { used, watched: new Set() }, content.leastShare);
  return {
    ...digest,
    kind: 'alert',
    decisions: { moves: flips, flips: digest.decisions.flips, moved: 0, small: 0, ties: 0 },
    prices: { ...prices, small: 0, elsewhere: 0 },
    newModels: { models: [], count: 0 },
    untouched: { estimates: [], count: 0 },
    shutdowns: { ends, count: ends.length },
    heldBack: 0,
    quiet:
      flips.length === 0 &&
      ends.length === 0 &&
      prices.groups.length === 0 &&
      digest.budgets.length === 0 &&
      digest.retrainings.length === 0 &&
      digest.undecided.newly === 0,
  };
}

/** Whether the seller asks for less, now or from an announced day. A source that was wrong is no cut. */
function isCut({ kind, oldUsd, newUsd }: PriceMove): boolean {
  const isMoved = kind === 'changed' || kind === 'came-due' || kind === 'announced';
  return isMoved && oldUsd !== null && newUsd !== null && newUsd < oldUsd;
}
