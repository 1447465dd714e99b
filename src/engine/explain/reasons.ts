import type { Plan } from '../advice.js';
import { SURE_ENOUGH } from '../choose/course-of-action.js';
import { isPresent } from '../plans/index.js';
import { shareOf } from '../workload.js';
import { bestFineTune, blockerOf } from './among-plans.js';
import type { Blocker } from './blockers.js';
import { diagnosisReasons } from './diagnosis-reasons.js';
import type { Findings } from './findings.js';
import { peopleReasons } from './people-share.js';
import type { Reason } from './reason-words.js';
import { goodEnoughReasons, rightAnswerReasons } from './right-answers.js';
import { rivalReasons } from './rivals.js';
import { tuneInUseReasons } from './tune-in-use.js';

/** Why the verdict is what it is, from the facts that decided, most decisive first. */

function costReasons(winner: Plan, keep: Plan, { context }: Findings): Reason[] {
  const { modelName, firstMonthUsd: usd } = winner;
  const { firstMonthUsd: presentUsd } = keep;
  if (isPresent(winner) || usd === null || presentUsd === null) return [];
  const [call, presentCall] = [winner.perQuery.totalUsd ?? 0, keep.perQuery.totalUsd ?? 0];
  const perCall = call * presentCall > 0 ? { usd: call, presentUsd: presentCall } : undefined;
  const isOneOff = context.workload.volume.oneOffQueries !== undefined;
  return [{ code: 'costs', modelName, usd, presentName: keep.modelName, presentUsd, isOneOff, perCall }];
}

/** Blockers that explain themselves: nothing more is said of the tune. */
const ITS_OWN_REASON: readonly Blocker['code'][] = [
  'too-few-examples',
  'knowledge-gap',
  'in-house-only',
  'not-applicable',
];

function whyNotFineTune(winner: Plan, findings: Findings): Reason[] {
  if (winner.training !== undefined) return [];
  const tune = bestFineTune(findings.plans);
  if (tune === undefined) return [];
  const gate = tune.blockers.find(({ code }) => ITS_OWN_REASON.includes(code));
  if (gate !== undefined) return [{ code: 'tune-stopped', because: gate }];

  const { doing } = tune.names;
  const notForSale = blockerOf(tune, 'not-for-sale');
  const reasons: Reason[] = [];
  if (notForSale !== undefined) reasons.push({ code: 'tune-not-open', doing, because: notForSale });
  const usd = (tune.horizonCostUsd ?? 0) - (winner.horizonCostUsd ?? 0);
  if (tune.horizonCostUsd !== null && winner.horizonCostUsd !== null && usd > 0) {
    const tunedUsd = tune.perQuery.totalUsd;
    const untunedUsd = winner.perQuery.totalUsd;
    const perCall =
      tunedUsd !== null && untunedUsd !== null && tunedUsd > untunedUsd
        ? { tunedUsd, untunedUsd }
        : undefined;
    reasons.push({ code: 'tune-costs-more', doing, isOpen: notForSale === undefined, usd, perCall });
  }
  const tooShort = blockerOf(tune, 'life-too-short');
  if (tooShort !== undefined) reasons.push({ code: 'tune-would-not-last', because: tooShort });
  return reasons;
}

function whyNotRag(winner: Plan, { plans }: Findings): Reason[] {
  if (winner.bringsFacts) return [];
  const [because] = plans.flatMap((plan) => blockerOf(plan, 'no-knowledge-gap') ?? []);
  return because === undefined ? [] : [{ code: 'retrieval-would-not-help', because }];
}

/** What stops each kind of plan, told by its cheapest plan. */
function whyNothing(plans: readonly Plan[]): Reason[] {
  const told = new Set<string>();
  const reasons: Reason[] = [];
  for (const { kind, title, blockers } of plans) {
    const [because, ...others] = blockers;
    if (told.has(kind) || because === undefined) continue;
    told.add(kind);
    reasons.push({ code: 'plan-stopped', title, because, others: others.length });
  }
  return reasons;
}

/** How often the course is the best, and which approach is otherwise. */
function oddsReasons(winner: Plan, { uncertainty, verdict }: Findings): Reason[] {
  const own = uncertainty.odds.find((one) => one.planId === winner.id);
  if (own === undefined || uncertainty.odds.length < 2 || verdict.grade === 'too-close') return [];
  // A move that has to be made is the best course for want of a proven one.
  if (verdict.grade === 'must-move' && winner.pGoodEnough < SURE_ENOUGH) return [];
  const share = own.pBestOrTied;
  const other = uncertainty.approachOdds.find(({ approach }) => approach !== winner.approach);
  if (share >= 0.5 || other === undefined || other.pBest < 0.05) return [{ code: 'odds', share }];
  return [{ code: 'odds', share, other: { approach: other.approach, share: other.pBest } }];
}

/** A tune that is known to do worse than today. */
function worseTune({ context }: Findings, keep: Plan): Reason[] {
  const { fineTuned } = context.workload.quality;
  const present = keep.accuracy.mean;
  if (fineTuned === undefined || shareOf(fineTuned) >= present) return [];
  return [{ code: 'tune-was-worse', accuracy: shareOf(fineTuned), present }];
}

/** How far accuracy may fall for the saving, where nobody has priced a mistake. */
function fairDropReasons({ verdict }: Findings): Reason[] {
  return verdict.fairDrop === null ? [] : [{ code: 'fair-drop', drops: verdict.fairDrop }];
}

/** Reasons for the verdict. */
export function reasonsFor(findings: Findings, keep: Plan): readonly Reason[] {
  const { winner, plans, context } = findings;
  if (winner === null) return [...diagnosisReasons(context.workload, winner), ...whyNothing(plans)];
  const ends = isPresent(winner) ? undefined : blockerOf(keep, 'model-ends');
  return [
    ...(ends === undefined ? [] : [{ code: 'cannot-stay', because: ends } as const]),
    ...diagnosisReasons(context.workload, winner),
    ...costReasons(winner, keep, findings),
    ...tuneInUseReasons(findings),
    ...goodEnoughReasons(winner, findings),
    ...oddsReasons(winner, findings),
    ...fairDropReasons(findings),
    ...rivalReasons(winner, findings),
    ...rightAnswerReasons(winner, keep, findings),
    ...(winner.training === undefined ? worseTune(findings, keep) : []),
    ...whyNotFineTune(winner, findings),
    ...peopleReasons(winner, findings),
    ...whyNotRag(winner, findings),
  ];
}
