import { type Advice, type Approach, formatDay, formatUsd, isPresent } from '../../../engine/index.js';
import { type Message, paragraph, small, words } from '../../kit/blocks.js';
import { asOneLine, asSafeMrkdwn, cut } from '../../kit/safe-text.js';
import { chosenPlan, isOneOff, paybackCell } from './headline-numbers.js';

/** What a team would do, to go after *flips to*. */
const APPROACHES: Readonly<Record<Approach, string>> = {
  prompting: 'prompting',
  rag: 'retrieval',
  'fine-tuning': 'fine-tuning',
  'rag+fine-tuning': 'retrieval and fine-tuning',
  'self-host': 'self-hosting',
};

/**
 * The answer to one *what if*: the difference in one line, and below it the verdict as it would be.
 *
 * @param label what is different: `Volume × 0.1`
 */
export function whatIfMessage(before: Advice, after: Advice, label: string): Message {
  const difference = [
    from('saving', savingWords(before), savingWords(after), isOneOff(after) ? ' in all' : ' a month'),
    ...paybackDifference(before, after),
    verdictDifference(before, after),
  ].join('; ');
  const headline = cut(asOneLine(after.verdict.headline), 600);
  const day = `Prices of ${formatDay(after.asOf)}.`;
  return {
    text: asSafeMrkdwn(`${label}: ${difference}. ${headline}`),
    blocks: [
      paragraph(words(`${asOneLine(label)}: `, { bold: true }), words(`${cut(difference, 600)}.`)),
      small(`Then: ${headline} ${day}`),
    ],
  };
}

/** `saving $13.2k → $4,100 a month`, or `saving stays $13.2k a month`. */
function from(what: string, before: string, after: string, unit: string): string {
  const shown = after === 'unknown' || after === 'none' ? after : `${after}${unit}`;
  if (before !== after) return `${what} ${before} → ${shown}`;
  return after === 'none' ? `still no ${what}` : `${what} stays ${shown}`;
}

/** What the recommended plan saves in its first month against today's. */
function savingWords(advice: Advice): string {
  const chosen = chosenPlan(advice);
  const now = advice.plans.find(isPresent)?.firstMonthUsd ?? null;
  const then = chosen?.firstMonthUsd ?? null;
  if (chosen !== undefined && isPresent(chosen)) return 'none';
  return now === null || then === null ? 'unknown' : formatUsd(now - then);
}

/** How the payback moves, where there is one on both sides. */
function paybackDifference(before: Advice, after: Advice): string[] {
  const [old, changed] = [before, after].map((advice) => {
    const plan = chosenPlan(advice);
    return plan === undefined || isPresent(plan) ? undefined : paybackCell(plan);
  });
  if (old === undefined || changed === undefined || old === changed) return [];
  return [`payback ${old} → ${changed}`];
}

function verdictDifference(before: Advice, after: Advice): string {
  const old = chosenPlan(before);
  const changed = chosenPlan(after);
  if (after.verdict.unresolved !== before.verdict.unresolved) {
    return after.verdict.unresolved ? 'no plan passes every condition any more' : 'a plan passes now';
  }
  if (after.verdict.approach !== before.verdict.approach) {
    return `verdict flips to ${APPROACHES[after.verdict.approach]}`;
  }
  if (old?.id === changed?.id || changed === undefined) return 'verdict stays';
  return `still ${APPROACHES[after.verdict.approach]}, but another plan: ${cut(asOneLine(changed.title), 120)}`;
}
