import type { Cause, DecisionMove } from '../../../digest/digest.js';
import { formatDay, formatDuration, isPresent, lowerFirst } from '../../../engine/index.js';
import type { Decision } from '../../../workspace/estimate.js';
import { changeWords, kindWords } from '../prices/price-words.js';
import { fromTo, type Line, nameWords, periodWords, usdWords } from './words.js';

/** What moved about one decision, and why. */
export function decisionLine(move: DecisionMove): Line {
  const { before, after, flipped } = move;
  const what = flipped
    ? `Now: ${decisionWords(after)}. Before: ${decisionWords(before)}.`
    : after.unresolved
      ? 'Facts still exclude every plan.'
      : `Still: ${decisionWords(after)}.`;
  const why = `Why: ${move.causes.map(causeWords).join('; ')}.`;
  return {
    lead: nameWords(move.name),
    rest: [what, ...billSentences(move), ...paybackSentence(move), why].join(' '),
  };
}

/** What is to be done, to go in a sentence: the plan, or that there is none. */
export function doneWords(planTitle: string, unresolved = false, length = 120): string {
  return unresolved ? 'facts exclude every plan' : lowerFirst(nameWords(planTitle, length));
}

/** What is to be done as its grade has it: a plan that has to be tested is not yet taken. */
export function decisionWords({ planTitle, unresolved, grade }: Decision, length = 120): string {
  const done = doneWords(planTitle, unresolved, length);
  if (grade === 'test-first') return `first test whether to ${done}`;
  return grade === 'too-close' ? `too close to call: ${done}` : done;
}

function billSentences({ before, after, standingUsd, oneOff, flipped }: DecisionMove): readonly string[] {
  const period = periodWords(oneOff);
  const bill =
    before.chosenUsd === after.chosenUsd
      ? `${usdWords(after.chosenUsd)}`
      : fromTo(before.chosenUsd, after.chosenUsd);
  const change =
    before.chosenUsd === null || after.chosenUsd === null || before.chosenUsd === after.chosenUsd
      ? ''
      : changeWords(before.chosenUsd, after.chosenUsd);
  const staying =
    flipped && standingUsd !== null && standingUsd !== before.chosenUsd
      ? [`As before it would be ${usdWords(standingUsd)}.`]
      : [];
  const isPresentApart = !isPresent({ id: after.planId }) && before.presentUsd !== after.presentUsd;
  return [
    `${bill} ${period}${change === '' ? '' : ` (${change})`}.`,
    ...staying,
    ...(isPresentApart && !flipped ? [`Today's plan: ${fromTo(before.presentUsd, after.presentUsd)}.`] : []),
  ];
}

function paybackSentence({ before, after, flipped }: DecisionMove): readonly string[] {
  if (isPresent({ id: after.planId }) || after.unresolved) return [];
  const now = paybackWords(after.paybackDays);
  if (flipped) return [after.paybackDays === null ? 'It never pays back.' : `Payback: ${now}.`];
  const then = paybackWords(before.paybackDays);
  return then === now ? [] : [`Payback: ${then} → ${now}.`];
}

function paybackWords(days: number | null): string {
  return days === null ? 'never' : formatDuration(days);
}

/** Why, in a few words, for the middle of a sentence. */
function causeWords(cause: Cause): string {
  switch (cause.kind) {
    case 'price':
      return priceCauseWords(cause);
    case 'ended':
      return cause.what === 'answers'
        ? `${nameWords(cause.name)} stopped answering on ${formatDay(cause.on)}`
        : `${nameWords(cause.name)} takes no new tuning jobs since ${formatDay(cause.on)}`;
    case 'ending':
      return `${nameWords(cause.name)} is nearer its end on ${formatDay(cause.on)}`;
    case 'new-model':
      return `${nameWords(cause.name)} is new`;
    case 'settings':
      return "this workspace's settings were changed";
    case 'other':
      return 'time went on, and no price of its own plans moved';
  }
}

function priceCauseWords(cause: Extract<Cause, { kind: 'price' }>): string {
  const { move, priceKind, oldUsd, newUsd, from } = cause;
  const name = nameWords(cause.productName);
  const what = `${name} ${lowerFirst(kindWords(priceKind))}`;
  if (newUsd === null) return `${name} is no longer sold at a known price`;
  if (oldUsd === null) return `${name} has a known price now`;
  const share = changeWords(oldUsd, newUsd);
  const amounts = `${fromTo(oldUsd, newUsd)}${share === '' ? '' : ` (${share})`}`;
  switch (move) {
    case 'announced':
      return `${what} will move ${amounts}${from === undefined ? '' : ` on ${formatDay(from)}`}`;
    case 'came-due':
      return `${what} ${amounts}, as announced${from === undefined ? '' : ` for ${formatDay(from)}`}`;
    case 'corrected':
      return `${what} was corrected, ${amounts}`;
    default:
      return `${what} ${amounts}`;
  }
}
