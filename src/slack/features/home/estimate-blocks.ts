import type { Digest } from '../../../digest/digest.js';
import { upperFirst } from '../../../engine/index.js';
import { type Estimate, newestDecision } from '../../../workspace/estimate.js';
import { type Block, paragraph, plain, type RichTextPart, small, words } from '../../kit/blocks.js';
import { cut } from '../../kit/safe-text.js';
import { decisionLine } from '../digest/decision-lines.js';
import { nameWords } from '../digest/words.js';
import { figuresOf, sinceSaving, stateOfEstimate, verdictOf } from '../estimates/decision-words.js';
import { homeEstimateButtons } from '../estimates/estimate-buttons.js';
import { NOTHING_SAVED } from '../estimates/saved-message.js';
import type { HomeContent, LastWeek } from './home-view.js';

/** Estimates that are shown: each takes two blocks of the hundred. */
export const MOST_ESTIMATES_AT_HOME = 15;

const PENDING = 'Working out what moved in the last week.';
const FAILED =
  'What moved in the last week could not be worked out just now. Open this tab again in a minute.';

/** The saved estimates with verdict, saving and payback, and whether they moved; those that moved come first. */
export function estimateBlocks({ estimates, unreadable, week }: HomeContent): Block[] {
  const inOrder = movedFirst(estimates, week);
  const shown = inOrder.slice(0, MOST_ESTIMATES_AT_HOME);
  const hidden = estimates.length - shown.length;
  const notes = [
    ...(estimates.some(({ watched }) => watched) && week.kind === 'pending' ? [PENDING] : []),
    ...(estimates.some(({ watched }) => watched) && week.kind === 'failed' ? [FAILED] : []),
    ...(unreadable === 0
      ? []
      : [`${unreadable} more cannot be read any more. The operator of this app has been told.`]),
  ];
  return [
    {
      type: 'header',
      text: plain(`Saved estimates${estimates.length === 0 ? '' : `: ${estimates.length}`}`),
    },
    ...(notes.length === 0 ? [] : [small(...notes)]),
    ...(estimates.length === 0 ? [paragraph(words(NOTHING_SAVED))] : []),
    ...shown.flatMap((estimate) => [entryOf(estimate, week), homeEstimateButtons(estimate)]),
    ...(estimates.length === 0
      ? []
      : [
          small(
            `${hidden > 0 ? `And ${hidden} more. ` : ''}/ftcost saved lists all, and posts them in a channel. What is changed here holds for everybody in this workspace.`,
          ),
        ]),
  ];
}

function entryOf(estimate: Estimate, week: LastWeek): Block {
  const decision = newestDecision(estimate);
  const newest = { ...estimate, decision };
  // What flipped in the last week says itself what it was before.
  const isTold = estimate.watched && week.kind === 'known' && moveOf(estimate, week.digest)?.flipped === true;
  return paragraph(
    words(nameWords(estimate.name), { bold: true }),
    words(`\n${verdictOf(decision)}.\n`),
    words(`${upperFirst(figuresOf(newest))}.`, { bold: true }),
    words(` ${stateOfEstimate(newest)}`),
    ...movedParts(estimate, week),
    ...(isTold ? [] : sinceSaving(estimate).map((sentence) => words(` ${sentence}`))),
  );
}

/** Whether its decision is the one of a week ago: only what is watched is decided anew. */
function movedParts(estimate: Estimate, week: LastWeek): readonly RichTextPart[] {
  if (!estimate.watched || week.kind !== 'known') return [];
  const { decisions, undecided } = week.digest;
  const move = moveOf(estimate, week.digest);
  if (move !== undefined) {
    const lead = move.flipped ? '\nChanged in the last week: ' : '\nIts cost moved in the last week: ';
    return [words(lead, { bold: true }), words(cut(decisionLine(move).rest, 700))];
  }
  if (undecided.names.includes(estimate.name)) {
    return [words('\nIts model has left the price book. Adjust it to choose another.')];
  }
  // What is missing from a list that was cut may have moved.
  const isWhole =
    decisions.moves.length >= decisions.flips + decisions.moved && undecided.names.length >= undecided.count;
  return isWhole ? [words(' No change in the last week.')] : [];
}

function moveOf({ id }: Estimate, { decisions }: Digest): Digest['decisions']['moves'][number] | undefined {
  return decisions.moves.find(({ estimateId }) => estimateId === id);
}

function movedFirst(estimates: readonly Estimate[], week: LastWeek): readonly Estimate[] {
  if (week.kind !== 'known') return estimates;
  const weight = (estimate: Estimate): number => {
    const move = estimate.watched ? moveOf(estimate, week.digest) : undefined;
    return move === undefined ? 0 : move.flipped ? 2 : 1;
  };
  return [...estimates].sort((a, b) => weight(b) - weight(a));
}
