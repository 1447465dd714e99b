import type { DecisionMove, Digest } from '../../../digest/digest.js';
import { formatDay, formatDuration } from '../../../engine/index.js';
import { counted } from '../../kit/safe-text.js';
import { decisionWords } from './decision-lines.js';
import { fromTo, namesWords, nameWords, periodWords, usdWords } from './words.js';

/** What matters most, in one line that is understood in five seconds. Plain text, at most 150 characters. */
export function digestHeadline(digest: Digest): string {
  const { decisions, shutdowns, newModels, prices, undecided } = digest;
  const [first] = decisions.moves;
  const end = shutdowns.ends.find(({ isNews }) => isNews);
  const [model] = newModels.models;
  if (decisions.flips > 0 && first !== undefined) return flipHeadline(digest, first);
  if (first !== undefined) return `No decision flips. ${moveHeadline(first)}`;
  if (undecided.newly > 0) {
    return `${namesWords(undecided.names, undecided.count, 1)} cannot be decided: the model is gone`;
  }
  if (end !== undefined) {
    const verb = end.what === 'jobs' ? 'takes no new tuning jobs' : 'ends';
    return `${nameWords(end.name, 50)} ${verb} on ${formatDay(end.on)}: act by ${formatDay(end.lastDayToAct)}`;
  }
  if (model !== undefined) {
    const { estimateName, billUsd, insteadOfUsd, oneOff } = model;
    return `${nameWords(model.name, 40)} is new: ${nameWords(estimateName, 40)} for ${usdWords(billUsd)} instead of ${usdWords(insteadOfUsd)} ${periodWords(oneOff)}`;
  }
  if (digest.quiet) return 'A quiet week for model prices';
  const [cut] = prices.groups;
  if (digest.kind === 'alert' && cut !== undefined) {
    const names = namesWords(cut.products, prices.products, 2);
    return cut.kind === 'announced' ? `To get cheaper: ${names}` : `Cheaper: ${names}`;
  }
  const moved = `Prices moved on ${counted(prices.products, 'model')}`;
  return digest.content.include.includes('decisions') && digest.estimateCount > 0
    ? `${moved}. No decision changes`
    : moved;
}

function flipHeadline({ decisions, estimateCount }: Digest, first: DecisionMove): string {
  if (decisions.flips > 1) {
    const names = decisions.moves.filter(({ flipped }) => flipped).map(({ name }) => nameWords(name, 30));
    return `${decisions.flips} of ${estimateCount} decisions flip: ${namesWords(names, decisions.flips, 2)}`;
  }
  return `${nameWords(first.name, 40)} flips: ${decisionWords(first.after, 75)}`;
}

function moveHeadline({ name, before, after, oneOff }: DecisionMove): string {
  const who = nameWords(name, 40);
  if (before.chosenUsd !== after.chosenUsd) {
    return `${who} moves most: ${fromTo(before.chosenUsd, after.chosenUsd)} ${periodWords(oneOff)}`;
  }
  if (before.presentUsd !== after.presentUsd) {
    return `${who} moves most: today's plan ${fromTo(before.presentUsd, after.presentUsd)} ${periodWords(oneOff)}`;
  }
  const [then, now] = [before.paybackDays, after.paybackDays].map((days) =>
    days === null ? 'never' : formatDuration(days),
  );
  return `${who} moves most: payback ${then} → ${now}`;
}
