import type { Happened } from './causes.js';
import { causesOf } from './causes.js';
import { type DecisionMove, type Digest, MAX_KEPT } from './digest.js';
import { billMoves, isFlip, paybackMoves, sizeOfMove } from './flip.js';
import type { Redecided } from './redecided.js';

/** What the reader wants to hear of. */
interface Wanted {
  /** The subscribed channel: estimates saved there come first among equals. */
  readonly channelId: string;
  /** Least move of a bill that is told, up or down, in USD. A flip always is. */
  readonly leastUsd: number;
}

/** The decisions that flip, then those whose bill or payback moves, largest first; smaller moves are counted. */
export function decisionsOf(
  all: readonly Redecided[],
  happened: Happened,
  { channelId, leastUsd }: Wanted,
): Digest['decisions'] {
  const moved = all.filter(
    ({ before, after }) => isFlip(before, after) || billMoves(before, after) || paybackMoves(before, after),
  );
  const told = moved.filter(
    ({ before, after }) => isFlip(before, after) || sizeOfMove(before, after) >= leastUsd,
  );
  const flips = told.filter(({ before, after }) => isFlip(before, after)).length;
  const first = (one: Redecided): number =>
    (isFlip(one.before, one.after) ? 0 : 2) + (one.estimate.channelId === channelId ? 0 : 1);
  const moves = told
    .map((one) => ({ one, rank: first(one), size: sizeOfMove(one.before, one.after) }))
    .sort(
      (a, b) =>
        a.rank - b.rank || larger(a.size, b.size) || a.one.estimate.id.localeCompare(b.one.estimate.id),
    )
    .slice(0, MAX_KEPT)
    .map(({ one }) => moveOf(one, happened));
  return { moves, flips, moved: told.length - flips, small: moved.length - told.length };
}

/** Two infinite sizes are equal, and their difference is not a number. */
function larger(a: number, b: number): number {
  return a === b ? 0 : b - a;
}

function moveOf(one: Redecided, happened: Happened): DecisionMove {
  const { estimate, before, after, standingUsd, oneOff } = one;
  return {
    estimateId: estimate.id,
    name: estimate.name,
    flipped: isFlip(before, after),
    oneOff,
    before,
    after,
    standingUsd,
    causes: [...causesOf(one, happened)],
  };
}
