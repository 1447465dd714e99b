import type { Plan } from '../advice.js';
import { billUsd } from '../cost/ledger.js';
import { DAYS_PER_MONTH } from '../defaults.js';
import type { Findings } from './findings.js';
import { formatPoints, formatShare, formatUsd } from './wording.js';

/** What a right answer costs, and what is missing where no plan is right often enough. */

/** The bill of a query, fixed costs of the first month included and mistakes apart, for each right answer. */
function usdPerRightAnswer(plan: Plan, queriesPerMonth: number): number | null {
  const { accuracy, basis } = plan.quality;
  if (basis !== 'given' || accuracy === null || accuracy === 0) return null;
  if (plan.perQuery.totalUsd === null || plan.monthly.totalUsd === null) return null;
  return (billUsd(plan.perQuery) + plan.monthly.totalUsd / queriesPerMonth) / accuracy;
}

/** A right answer under the plan and today, where both were measured and differ. */
export function rightAnswerReasons(winner: Plan, keep: Plan, findings: Findings): string[] {
  const { volume, quality } = findings.context.workload;
  if (winner.quality.accuracy === keep.quality.accuracy) return [];
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

/** How far the best plan stays below the quality bar, where none is known to pass it. */
export function missedBarReasons({ plans, context }: Findings): string[] {
  const { target } = context.workload.quality;
  if (target === undefined) return [];
  const known = plans.flatMap(({ title, quality }) =>
    quality.accuracy === null ? [] : [{ title, accuracy: quality.accuracy, basis: quality.basis }],
  );
  const best = known.reduce<(typeof known)[number] | undefined>(
    (top, one) => (top === undefined || one.accuracy > top.accuracy ? one : top),
    undefined,
  );
  if (best === undefined || best.accuracy >= target) return [];
  const measured = best.basis === 'given' ? 'measured' : 'assumed';
  return [
    `No plan is known to pass the bar of ${formatShare(target)}: the best reaches ${formatShare(best.accuracy)} (${measured}), ${formatPoints(target - best.accuracy)} short.`,
  ];
}
