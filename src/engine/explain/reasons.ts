import type { Plan } from '../advice.js';
import { SURE_ENOUGH } from '../choose/course-of-action.js';
import { isPresent } from '../plans/index.js';
import { shareOf } from '../workload.js';
import { bestFineTune, blockerOf } from './among-plans.js';
import { diagnosisReasons } from './diagnosis-reasons.js';
import { type Findings, presentAmong } from './findings.js';
import { peopleReasons } from './people-share.js';
import { goodEnoughReasons, rightAnswerReasons } from './right-answers.js';
import { rivalReasons } from './rivals.js';
import { tuneInUseReasons } from './tune-in-use.js';
import { formatOdds, formatPoints, formatShare, formatUsd, listed, lowerFirst } from './wording.js';

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
    winner.perQuery.totalUsd !== null &&
    keep.perQuery.totalUsd !== null &&
    winner.perQuery.totalUsd * keep.perQuery.totalUsd > 0
      ? ` A call costs ${formatUsd(winner.perQuery.totalUsd)}, today ${formatUsd(keep.perQuery.totalUsd)}.`
      : '';
  return `${capitalised(winner.modelName)} costs ${then} ${period(findings)}, ${keep.modelName} today ${now}.${perCall}`;
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

/** How often the course is the best, and which approach is otherwise. */
function oddsReason(winner: Plan, { uncertainty, verdict }: Findings): string[] {
  const own = uncertainty.odds.find((one) => one.planId === winner.id);
  if (own === undefined || uncertainty.odds.length < 2 || verdict.grade === 'too-close') return [];
  // A move that has to be made is the best course for want of a proven one.
  if (verdict.grade === 'must-move' && winner.pGoodEnough < SURE_ENOUGH) return [];
  const sentence = `It is the best course, or as good as the best, in ${formatOdds(own.pBestOrTied)} scenarios`;
  const other = uncertainty.approachOdds.find(({ approach }) => approach !== winner.approach);
  if (own.pBestOrTied >= 0.5 || other === undefined || other.pBest < 0.05) return [`${sentence}.`];
  return [`${sentence}; ${APPROACH_NOUNS[other.approach]} is in ${formatOdds(other.pBest)}.`];
}

const APPROACH_NOUNS = {
  prompting: 'a prompted model',
  rag: 'retrieval',
  'fine-tuning': 'a tune',
  'rag+fine-tuning': 'retrieval with a tune',
  'self-host': 'a model of your own',
} as const;

/** A tune that is known to do worse than today. */
function worseTune({ context, plans }: Findings): string[] {
  const { fineTuned } = context.workload.quality;
  const keep = presentAmong(plans);
  if (fineTuned === undefined || shareOf(fineTuned) >= keep.accuracy.mean) return [];
  const points = formatPoints(keep.accuracy.mean - shareOf(fineTuned));
  return [`Why not fine-tune: the tune was ${formatShare(shareOf(fineTuned))} right, ${points} below today.`];
}

/** How far accuracy may fall for the saving, where nobody has priced a mistake. */
function fairDropReasons({ verdict }: Findings): string[] {
  const { fairDrop } = verdict;
  if (fairDrop === null) return [];
  const each = fairDrop.map(
    ({ lossPerErrorUsd, points }) =>
      `${points >= 1 ? 'any drop' : formatPoints(points)} at ${formatUsd(lossPerErrorUsd)} an error`,
  );
  return [`The saving pays for ${listed(each)}: say what a wrong answer costs you.`];
}

/** Reasons for the verdict. */
export function reasonsFor(findings: Findings, keep: Plan): readonly string[] {
  const { winner, plans, context } = findings;
  if (winner === null) return [...diagnosisReasons(context.workload, winner), ...whyNothing(plans)];
  const reasons: string[] = [];
  const ends = blockerOf(keep, 'model-ends');
  if (ends !== undefined && !isPresent(winner)) reasons.push(`Staying is not an option: ${ends}`);
  reasons.push(...diagnosisReasons(context.workload, winner));
  const cost = costReason(winner, keep, findings);
  if (cost !== null) reasons.push(cost);
  return [
    ...reasons,
    ...tuneInUseReasons(findings),
    ...goodEnoughReasons(winner, findings),
    ...oddsReason(winner, findings),
    ...fairDropReasons(findings),
    ...rivalReasons(winner, findings),
    ...rightAnswerReasons(winner, keep, findings),
    ...(winner.training === undefined ? worseTune(findings) : []),
    ...whyNotFineTune(winner, findings),
    ...peopleReasons(winner, findings),
    ...whyNotRag(winner, findings),
  ];
}
