import type { Plan } from '../advice.js';
import { isPresent } from '../plans/index.js';
import { bestFineTune, blockerOf } from './among-plans.js';
import { diagnosisReasons } from './diagnosis-reasons.js';
import { countsWrongAnswers, type Findings } from './findings.js';
import { peopleReasons } from './people-share.js';
import { missedBarReasons, rightAnswerReasons } from './right-answers.js';
import { rivalReasons } from './rivals.js';
import { formatOdds, formatShare, formatUsd, lowerFirst } from './wording.js';

/** Why the verdict is what it is, from the facts that decided, most decisive first. */

function period(findings: Findings): string {
  return findings.context.workload.volume.oneOffQueries === undefined ? 'a month' : 'in all';
}

function capitalised(words: string): string {
  return words.charAt(0).toUpperCase() + words.slice(1);
}

function costReason(winner: Plan, keep: Plan, findings: Findings): string | null {
  if (isPresent(winner) || winner.firstMonthUsd === null || keep.firstMonthUsd === null) return null;
  const now = formatUsd(keep.firstMonthUsd);
  const then = formatUsd(winner.firstMonthUsd);
  const perCall =
    winner.perQuery.totalUsd !== null && keep.perQuery.totalUsd !== null
      ? ` A call costs ${formatUsd(winner.perQuery.totalUsd)}, today ${formatUsd(keep.perQuery.totalUsd)}.`
      : '';
  const withLoss = countsWrongAnswers(winner) ? ', wrong answers included' : '';
  return `${capitalised(winner.modelName)} costs ${then} ${period(findings)}, ${keep.modelName} today ${now}${withLoss}.${perCall}`;
}

function qualityReasons(winner: Plan, findings: Findings): string[] {
  const { target } = findings.context.workload.quality;
  if (target === undefined) return [];
  const reasons: string[] = [];
  if (winner.quality.accuracy !== null) {
    reasons.push(
      `${formatShare(winner.quality.accuracy)} right (${winner.quality.basis === 'given' ? 'measured' : 'assumed'}) passes the bar of ${formatShare(target)}.`,
    );
  }
  const cheaper = findings.plans.find(
    (plan) =>
      blockerOf(plan, 'below-quality-bar') !== undefined &&
      plan.horizonCostUsd !== null &&
      winner.horizonCostUsd !== null &&
      plan.horizonCostUsd < winner.horizonCostUsd,
  );
  if (cheaper !== undefined)
    reasons.push(`${cheaper.names.doing} would be cheaper, but: ${blockerOf(cheaper, 'below-quality-bar')}`);
  return reasons;
}

function whyNotFineTune(winner: Plan, findings: Findings): string[] {
  if (winner.training !== undefined) return [];
  const tune = bestFineTune(findings.plans);
  if (tune === undefined) return [];
  const gate = tune.blockers.find((blocker) =>
    ['too-few-examples', 'knowledge-gap', 'in-house-only', 'not-applicable'].includes(blocker.code),
  );
  if (gate !== undefined) return [`Why not fine-tune: ${lowerFirst(gate.message)}`];

  const notForSale = blockerOf(tune, 'not-for-sale');
  const reasons = notForSale === undefined ? [] : [`${tune.names.doing} is not open to you. ${notForSale}`];
  const excessUsd = (tune.horizonCostUsd ?? 0) - (winner.horizonCostUsd ?? 0);
  if (tune.horizonCostUsd !== null && winner.horizonCostUsd !== null && excessUsd > 0) {
    const tuned = tune.perQuery.totalUsd;
    const untuned = winner.perQuery.totalUsd;
    const each =
      tuned !== null && untuned !== null && tuned > untuned
        ? `${formatUsd(tuned)} a call against ${formatUsd(untuned)} untuned, and `
        : '';
    const subject = notForSale === undefined ? tune.names.doing : 'Even if it were, it';
    reasons.push(
      `${subject} would cost ${each}${formatUsd(excessUsd)} more over the horizon, people's time included.`,
    );
  }
  const tooShort = blockerOf(tune, 'life-too-short');
  if (tooShort !== undefined) reasons.push(`It would not last. ${tooShort}`);
  return reasons;
}

function whyNotRag(winner: Plan, findings: Findings): string[] {
  if (winner.bringsFacts) return [];
  return findings.plans.flatMap((plan) => blockerOf(plan, 'no-knowledge-gap') ?? []).slice(0, 1);
}

/** What stops each kind of plan, told by its cheapest plan. */
function whyNothing(plans: readonly Plan[]): string[] {
  const told = new Set<string>();
  const reasons: string[] = [];
  for (const plan of plans) {
    if (told.has(plan.kind) || plan.blockers.length === 0) continue;
    told.add(plan.kind);
    const [first, ...others] = plan.blockers;
    const more = others.length === 0 ? '' : ` And ${others.length} more.`;
    reasons.push(`${plan.title}: ${first?.message}${more}`);
  }
  return reasons;
}

/** How often the winner is the cheapest plan, and which one is otherwise. */
function oddsReason(winner: Plan, findings: Findings): string[] {
  const { odds } = findings.uncertainty;
  const own = odds.find((one) => one.planId === winner.id);
  if (own === undefined || odds.length < 2) return [];
  const rival = odds.find((one) => one.planId !== winner.id);
  const other = findings.plans.find((plan) => plan.id === rival?.planId);
  const sentence = `In ${formatOdds(own.pBest)} simulated futures it is the cheapest plan`;
  if (own.pBest >= 0.5 || rival === undefined || other === undefined) return [`${sentence}.`];
  return [`${sentence}, in ${formatOdds(rival.pBest)} another is: ${lowerFirst(other.title)}.`];
}

/** Reasons for the verdict. */
export function reasonsFor(findings: Findings, keep: Plan): readonly string[] {
  const { winner, plans, context } = findings;
  if (winner === null)
    return [
      ...diagnosisReasons(context.workload, winner),
      ...missedBarReasons(findings),
      ...whyNothing(plans),
    ];
  const reasons: string[] = [];
  const ends = blockerOf(keep, 'model-ends');
  if (ends !== undefined && !isPresent(winner)) reasons.push(`Staying is not an option: ${ends}`);
  reasons.push(...diagnosisReasons(context.workload, winner));
  const cost = costReason(winner, keep, findings);
  if (cost !== null) reasons.push(cost);
  return [
    ...reasons,
    ...oddsReason(winner, findings),
    ...rivalReasons(winner, findings),
    ...qualityReasons(winner, findings),
    ...rightAnswerReasons(winner, keep, findings),
    ...whyNotFineTune(winner, findings),
    ...peopleReasons(winner, findings),
    ...whyNotRag(winner, findings),
  ];
}
