import { areOneDecision } from '../engine/index.js';
import type { Decision } from '../workspace/estimate.js';
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

/** A decision that flips, or that stands with the bill of its own plan. */
interface Weighed {
  readonly one: Redecided;
  readonly flipped: boolean;
  /** What is compared with what stood: the new decision, or the old one at new prices. */
  readonly after: Decision;
}

/** While a decision does not flip, its plan stands: that another one is as good is no move of its bill. */
function weigh(one: Redecided): Weighed {
  const { before, after, standingUsd } = one;
  const flipped = isFlip(before, after, standingUsd);
  if (flipped || areOneDecision(before.planId, after.planId)) return { one, flipped, after };
  const { planId, planTitle, paybackDays, upfrontUsd, approach } = before;
  const stands = { ...after, planId, planTitle, paybackDays, upfrontUsd, approach, chosenUsd: standingUsd };
  return { one, flipped, after: stands };
}

/**
 * The decisions that flip, then those whose bill or payback moves, largest first; smaller moves are counted, and so
 * are those of the rest that are too close to call.
 */
export function decisionsOf(
  all: readonly Redecided[],
  happened: Happened,
  { channelId, leastUsd }: Wanted,
): Digest['decisions'] {
  const weighed = all.map(weigh);
  const moved = weighed.filter(
    ({ one: { before }, flipped, after }) =>
      flipped || billMoves(before, after) || paybackMoves(before, after),
  );
  const told = moved.filter(
    ({ one: { before }, flipped, after }) => flipped || sizeOfMove(before, after) >= leastUsd,
  );
  const flips = told.filter(({ flipped }) => flipped).length;
  const isTold = new Set(told);
  const ties = weighed.filter((one) => !isTold.has(one) && one.after.grade === 'too-close').length;
  const first = ({ one, flipped }: Weighed): number =>
    (flipped ? 0 : 2) + (one.estimate.channelId === channelId ? 0 : 1);
  const moves = told
    .map((move) => ({ move, rank: first(move), size: sizeOfMove(move.one.before, move.after) }))
    .sort(
      (a, b) =>
        a.rank - b.rank ||
        larger(a.size, b.size) ||
        a.move.one.estimate.id.localeCompare(b.move.one.estimate.id),
    )
    .slice(0, MAX_KEPT)
    .map(({ move }) => moveOf(move, happened));
  return { moves, flips, moved: told.length - flips, small: moved.length - told.length, ties };
}

/** Two infinite sizes are equal, and their difference is not a number. */
function larger(a: number, b: number): number {
  return a === b ? 0 : b - a;
}

function moveOf({ one, flipped, after }: Weighed, happened: Happened): DecisionMove {
  const { estimate, before, standingUsd, oneOff } = one;
  return {
    estimateId: estimate.id,
    name: estimate.name,
    flipped,
    oneOff,
    before,
    after,
    standingUsd,
    causes: [...causesOf(one, happened)],
  };
}
