import { type Advice, formatDay, formatUsd, type Grade, isPresent } from '../../../engine/index.js';
import { type Message, paragraph, small, words } from '../../kit/blocks.js';
import { asOneLine, asSafeMrkdwn, cut } from '../../kit/safe-text.js';
import { APPROACHES } from './approaches.js';
import { chosenPlan, isOneOff, paybackCell } from './headline-numbers.js';

/** What a grade asks of people, to go after *instead of*. */
const GRADES: Readonly<Record<Grade, string>> = {
  clear: 'a clear verdict',
  leaning: 'a leaning',
  'test-first': 'a test first',
  'too-close': 'too close to call',
  'must-move': 'a move that cannot wait',
  'no-plan': 'no plan that facts allow',
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
    ...gradeDifference(before, after),
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
    return plan === undefined || isPresent(plan) ? undefined : paybackCell(plan, advice);
  });
  if (old === undefined || changed === undefined || old === changed) return [];
  return [`payback ${old} → ${changed}`];
}

/** Whether people are asked for something else: a test where there was none. */
function gradeDifference({ verdict: before }: Advice, { verdict: after }: Advice): string[] {
  if (before.grade === after.grade || before.unresolved !== after.unresolved) return [];
  return [`${GRADES[after.grade]} instead of ${GRADES[before.grade]}`];
}

function verdictDifference(before: Advice, after: Advice): string {
  const old = chosenPlan(before);
  const changed = chosenPlan(after);
  if (after.verdict.unresolved !== before.verdict.unresolved) {
    return after.verdict.unresolved ? 'facts exclude every plan now' : 'facts allow a plan now';
  }
  if (after.verdict.approach !== before.verdict.approach) {
    return `verdict flips to ${APPROACHES[after.verdict.approach]}`;
  }
  if (old?.id === changed?.id || changed === undefined) return 'verdict stays';
  return `still ${APPROACHES[after.verdict.approach]}, but another plan: ${cut(asOneLine(changed.title), 120)}`;
}
