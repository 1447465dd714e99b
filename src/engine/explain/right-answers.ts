import type { Plan } from '../advice.js';
import { DAYS_PER_MONTH } from '../defaults.js';
import { isPresent } from '../plans/index.js';
import type { Findings } from './findings.js';
import { formatCount, formatOdds, formatPoints, formatShare, formatUsd } from './wording.js';

/** How often plans are right, and what a right answer costs. */

/** `78% to 93% right (evidence)`. */
function accuracyWords({ accuracy }: Pick<Plan, 'accuracy'>): string {
  const { judged, p10, p90 } = accuracy;
  if (judged !== undefined)
    return `${formatCount(judged.right)} of ${formatCount(judged.items)} were judged right, so ${formatShare(p10)} to ${formatShare(p90)}`;
  return `${formatShare(p10)} to ${formatShare(p90)} right in 8 of 10 scenarios`;
}

/** How likely the plan is good enough, and where that comes from. */
export function goodEnoughReasons(winner: Plan, { verdict }: Findings): string[] {
  if (winner.answersAsToday && verdict.bar.kind === 'today') return [];
  const bar =
    verdict.bar.kind === 'target'
      ? `the bar of ${formatShare(verdict.bar.accuracy)}`
      : `today's accuracy, less ${formatPoints(verdict.bar.tolerance)}`;
  const who = isPresent(winner) ? 'It' : winner.modelName.charAt(0).toUpperCase() + winner.modelName.slice(1);
  return [
    `${who} reaches ${bar} in ${formatOdds(winner.pGoodEnough)} scenarios: ${accuracyWords(winner)}. ${winner.accuracy.note}`,
  ];
}

const KNOWN = ['measured', 'stated'] as const;

function isKnown({ accuracy }: Plan): boolean {
  return KNOWN.some((basis) => basis === accuracy.basis);
}

/** The bill of a query, fixed costs of the first month included and mistakes apart, for each right answer. */
function usdPerRightAnswer(plan: Plan, queriesPerMonth: number): number | null {
  const { perQuery, monthly, accuracy } = plan;
  if (!isKnown(plan) || perQuery.totalUsd === null || monthly.totalUsd === null) return null;
  const right = accuracy.stated ?? (accuracy.judged && accuracy.judged.right / accuracy.judged.items);
  if (right === undefined || right === 0) return null;
  return (perQuery.totalUsd + monthly.totalUsd / queriesPerMonth) / right;
}

/** A right answer under the plan and today, where both are known and differ. */
export function rightAnswerReasons(winner: Plan, keep: Plan, findings: Findings): string[] {
  const { volume, quality } = findings.context.workload;
  if (winner.accuracy.mean === keep.accuracy.mean) return [];
  const queries = volume.queriesPerDay * DAYS_PER_MONTH;
  const then = usdPerRightAnswer(winner, queries);
  const now = usdPerRightAnswer(keep, queries);
  if (then === null || now === null) return [];
  const loss =
    quality.lossPerErrorUsd === undefined ? '' : `; a wrong one costs ${formatUsd(quality.lossPerErrorUsd)}`;
  return [
    `A right answer costs ${formatUsd(then)} with ${winner.modelName}, fixed costs included, and ${formatUsd(now)} with ${keep.modelName} today${loss}.`,
  ];
}
