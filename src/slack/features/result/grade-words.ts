import {
  formatDuration,
  formatOdds,
  formatUsd,
  type Glance,
  type Grade,
  type Percentiles,
} from '../../../engine/index.js';
import { barWords } from './accuracy-words.js';
import { APPROACHES } from './approaches.js';

/** How sure a verdict is, in words. */

/** How sure a verdict is, in a word or three. */
const GRADE_WORDS: Readonly<Record<Grade, string>> = {
  clear: 'Clear',
  leaning: 'A leaning',
  'test-first': 'Test first',
  'too-close': 'Too close to call',
  'must-move': 'Must move',
  'no-plan': 'No plan',
};

/** The grade, and the odds behind it. */
export function sureWords(advice: Glance): string {
  const odds = oddsLine(advice);
  return `${GRADE_WORDS[advice.verdict.grade]}.${odds === undefined ? '' : ` ${odds}`}`;
}

/**
 * The same in a row or two: the grade, how often what it would do at large is best (prompt, retrieve or tune), and how
 * likely its own plan is good enough. What it saves is in the numbers.
 */
export function shortOdds({ verdict, plans, uncertainty }: Glance): string {
  const grade = GRADE_WORDS[verdict.grade];
  const plan = plans.find(({ id }) => id === verdict.planId);
  const odds = uncertainty.approachOdds.find(({ approach }) => approach === plan?.approach);
  if (plan === undefined || verdict.unresolved || odds === undefined) return `${grade}.`;
  const best = `${grade} · ${APPROACHES[plan.approach]} is best in ${formatOdds(odds.pBest)} scenarios`;
  const isProven = plan.answersAsToday && verdict.bar.kind === 'today';
  return isProven
    ? best
    : `${best}; this plan is good enough (${barWords(verdict)}) in ${formatOdds(plan.pGoodEnough)}`;
}

/** What eight of ten scenarios save: `saving between $1k and $5k`, `between a loss of $2k and a saving of $5k`. */
export function spreadWords({ p10, p90 }: Percentiles): string {
  if (p10 >= 0) return `saving between ${formatUsd(p10)} and ${formatUsd(p90)}`;
  if (p90 <= 0) return `costing between ${formatUsd(-p90)} and ${formatUsd(-p10)} more`;
  return `between a loss of ${formatUsd(-p10)} and a saving of ${formatUsd(p90)}`;
}

/**
 * How sure the verdict is, in one line: the chance that its plan is best, or as good, that it is good enough, and what
 * it saves; `undefined` where nothing was simulated. Mistakes are no part of a saving: where they are in it, it is not told.
 */
export function oddsLine(advice: Glance): string | undefined {
  const { verdict, uncertainty, workload, plans } = advice;
  const own = uncertainty.odds.find(({ planId }) => planId === verdict.planId);
  const plan = plans.find(({ id }) => id === verdict.planId);
  if (own === undefined || plan === undefined || verdict.unresolved) return undefined;
  const best = `The best, or as good, in ${formatOdds(own.pBestOrTied)} scenarios`;
  const isProven = plan.answersAsToday && verdict.bar.kind === 'today';
  const enough = isProven ? '' : `; good enough (${barWords(verdict)}) in ${formatOdds(plan.pGoodEnough)}`;
  // Today's plan is what savings are counted from.
  if (own.pPaysBack === null || workload.quality?.lossPerErrorUsd !== undefined) return `${best}${enough}.`;
  const span = formatDuration(advice.curve.horizonDays);
  return `${best}${enough}; ${spreadWords(own.savingUsd)} over ${span} in 80 of 100.`;
}
