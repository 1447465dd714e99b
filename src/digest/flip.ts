import { areOneDecision } from '../engine/index.js';
import type { Decision } from '../workspace/estimate.js';

/** Bills that differ by less than this share are as good as one another: no reason to change a plan. */
const SAME_BILL = 0.05;

/** What a grade asks people to do. */
function asks({ grade }: Decision): 'act' | 'test' | 'move' | undefined {
  switch (grade) {
    case undefined:
      return undefined;
    case 'test-first':
      return 'test';
    case 'must-move':
      return 'move';
    default:
      return 'act';
  }
}

/** Whether the plan that was chosen is still the one, or as good as it: a tie, the same test, other settings of one model. */
function stillStands({ planId }: Decision, { planId: chosenId, besideIds = [] }: Decision): boolean {
  return [chosenId, ...besideIds].some((id) => areOneDecision(planId, id));
}

function differsMaterially(standingUsd: number, chosenUsd: number): boolean {
  return Math.abs(standingUsd - chosenUsd) >= SAME_BILL * Math.max(standingUsd, chosenUsd);
}

/**
 * Whether what is to be done is another thing: facts exclude every plan, or no longer; people are asked to test or to
 * move where they were not; or another plan costs materially less. A change among ties, of settings, or for a bill of
 * nearly the same size is none.
 *
 * @param standingUsd bill of the plan that stood, at the new prices; `null` when it is no longer possible or not known,
 *   absent where nobody has worked it out
 */
export function isFlip(before: Decision, after: Decision, standingUsd?: number | null): boolean {
  if (before.unresolved !== after.unresolved) return true;
  const [then, now] = [asks(before), asks(after)];
  if (then !== undefined && now !== undefined && then !== now) return true;
  if (stillStands(before, after)) return false;
  if (standingUsd === undefined || standingUsd === null || after.chosenUsd === null) return true;
  return differsMaterially(standingUsd, after.chosenUsd);
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
