import type { Plan } from '../advice.js';
import { DAYS_PER_MONTH } from '../defaults.js';
import { isPresent } from '../plans/index.js';
import type { Findings } from './findings.js';
import type { Reason } from './reason-words.js';

/** How often plans are right, and what a right answer costs. */

/** How likely the plan is good enough, and where that comes from. */
export function goodEnoughReasons(winner: Plan, { verdict }: Findings): Reason[] {
  const { bar } = verdict;
  if (winner.answersAsToday && bar.kind === 'today') return [];
  const { judged, p10, p90, note } = winner.accuracy;
  const modelName = isPresent(winner) ? undefined : winner.modelName;
  return [{ code: 'reaches-bar', modelName, bar, chance: winner.pGoodEnough, judged, p10, p90, note }];
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
  // Next to never right is as good as never: no sum says what a right answer costs then.
  if (right === undefined || right < 1e-6) return null;
  return (perQuery.totalUsd + monthly.totalUsd / queriesPerMonth) / right;
}

/** A right answer under the plan and today, where both are known and differ. */
export function rightAnswerReasons(winner: Plan, keep: Plan, findings: Findings): Reason[] {
  const { volume, quality } = findings.context.workload;
  if (winner.accuracy.mean === keep.accuracy.mean) return [];
  const queries = volume.queriesPerDay * DAYS_PER_MONTH;
  const usd = usdPerRightAnswer(winner, queries);
  const presentUsd = usdPerRightAnswer(keep, queries);
  if (usd === null || presentUsd === null) return [];
  const [modelName, presentName] = [winner.modelName, keep.modelName];
  return [
    { code: 'right-answer', modelName, usd, presentName, presentUsd, lossUsd: quality.lossPerErrorUsd },
  ];
}
