import { areOneDecision } from '../engine/index.js';
import type { Decision } from '../workspace/estimate.js';

/** Whether what is to be done is another thing: another kind of plan, another product, or suddenly none at all. */
export function isFlip(before: Decision, after: Decision): boolean {
  return before.unresolved !== after.unresolved || !areOneDecision(before.planId, after.planId);
}

/** Amounts that differ by less than this are the same, in USD: arithmetic, not news. */
const SAME_USD = 0.005;
/** A payback that moves by less than this share is the same. */
const SAME_PAYBACK = 0.05;

/** Whether a bill became known or unknown, or moved at all: that of the chosen plan or of today's. */
export function billMoves(before: Decision, after: Decision): boolean {
  return differs(before.chosenUsd, after.chosenUsd) || differs(before.presentUsd, after.presentUsd);
}

function differs(before: number | null, after: number | null): boolean {
  if (before === null || after === null) return before !== after;
  return Math.abs(after - before) >= SAME_USD;
}

/** Whether the payback moves by a day and a twentieth, or is won or lost altogether. */
export function paybackMoves({ paybackDays: before }: Decision, { paybackDays: after }: Decision): boolean {
  if (before === null || after === null) return before !== after;
  return Math.abs(after - before) >= Math.max(1, SAME_PAYBACK * before);
}

/** The largest move of a bill, chosen or present, in USD; infinite when one became known or unknown. */
export function sizeOfMove(before: Decision, after: Decision): number {
  const moves = [
    [before.chosenUsd, after.chosenUsd],
    [before.presentUsd, after.presentUsd],
  ] as const;
  return Math.max(
    ...moves.map(([old, now]) =>
      old === null || now === null ? (old === now ? 0 : Number.POSITIVE_INFINITY) : Math.abs(now - old),
    ),
  );
}
