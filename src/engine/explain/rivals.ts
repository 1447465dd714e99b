import type { Plan } from '../advice.js';
import { type Standing, WORTH_CHANGING } from '../choose/choose.js';
import { isPresent } from '../plans/index.js';
import { chanceOfSuccess } from '../quality/success.js';
import { bestFineTune } from './among-plans.js';
import type { Findings } from './findings.js';
import { formatShare, formatUsd, lowerFirst } from './wording.js';

/** Why the recommended plan is preferred to one that is cheaper, as stated or on average. */

/** Differences under a dollar are not worth a sentence. */
const LEAST_USD = 1;

/** The most that one plan costs over another in a future. */
function worstExcess(one: Standing, other: Standing): number {
  const costs = one.outlook?.costsUsd ?? new Float64Array();
  return costs.reduce((most, usd, n) => Math.max(most, usd - (other.outlook?.costsUsd[n] ?? 0)), 0);
}

/** The plan of the lowest expected cost, where it was not chosen. */
function nearTie(findings: Findings): { readonly planId: string; readonly sentence: string } | null {
  const { choice, plans } = findings;
  if (choice === null || choice.settledBy === 'cost') return null;
  const { plan, cheapest, settledBy } = choice;
  const rival = plans.find(({ id }) => id === cheapest.id);
  const less = (plan.outlook?.expectedUsd ?? 0) - (cheapest.outlook?.expectedUsd ?? 0);
  if (rival === undefined || less < LEAST_USD) return null;
  const onAverage = `${rival.names.doing} would cost ${formatUsd(less)} less on average over the futures compared`;
  const sentence =
    settledBy === 'regret'
      ? `${onAverage}, a near tie, but is more to be regretted: up to ${formatUsd(worstExcess(cheapest, plan))} more, against ${formatUsd(worstExcess(plan, cheapest))} for this plan.`
      : `${onAverage}: too little, under ${formatShare(WORTH_CHANGING)}, for a larger change.`;
  return { planId: cheapest.id, sentence };
}

/** A plan that is cheaper if all is as stated, and more expensive on average. */
function onlyAsStated(rival: Plan, winner: Plan, findings: Findings): string[] {
  if (rival.horizonCostUsd === null || winner.horizonCostUsd === null) return [];
  if (rival.expectedCostUsd === null || winner.expectedCostUsd === null) return [];
  const less = winner.horizonCostUsd - rival.horizonCostUsd;
  const more = rival.expectedCostUsd - winner.expectedCostUsd;
  if (!rival.feasible || less < LEAST_USD || more < LEAST_USD) return [];
  const failing = 1 - chanceOfSuccess(findings.context.workload, rival.training?.on).chance;
  const why =
    rival.training !== undefined
      ? `it may fail (${formatShare(failing)}), be overtaken, or see untuned prices fall`
      : 'prices or volume may fall before it has paid for itself';
  return [
    `${rival.names.doing} would cost ${formatUsd(less)} less if all is as stated, but ${formatUsd(more)} more on average: ${why}.`,
  ];
}

/** The next best plan, for those who are told to change nothing. */
function nextBest(keep: Plan, plans: readonly Plan[]): string[] {
  const next = plans.find((plan) => plan.feasible && !isPresent(plan) && plan.horizonCostUsd !== null);
  if (next?.horizonCostUsd == null || keep.horizonCostUsd === null) return [];
  const difference = next.horizonCostUsd - keep.horizonCostUsd;
  return [
    difference > 0
      ? `The next best, ${lowerFirst(next.title)}, would cost ${formatUsd(difference)} more over the horizon, people's time included.`
      : `The next best, ${lowerFirst(next.title)}, would save only ${formatUsd(-difference)} over the horizon, people's time included.`,
  ];
}

/** What is said of the plans that came close. */
export function rivalReasons(winner: Plan, findings: Findings): string[] {
  const { plans } = findings;
  const tie = nearTie(findings);
  const cheapest = plans.find((plan) => plan.feasible && plan.horizonCostUsd !== null);
  const rivals = new Set([cheapest, bestFineTune(plans.filter((plan) => plan.feasible))]);
  const told = [...rivals].flatMap((rival) =>
    rival === undefined || rival.id === tie?.planId ? [] : onlyAsStated(rival, winner, findings),
  );
  const sentences = tie === null ? told : [tie.sentence, ...told];
  return sentences.length === 0 && isPresent(winner) ? nextBest(winner, plans) : sentences;
}
