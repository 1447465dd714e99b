import type { Plan } from '../advice.js';
import { addDays, daysBetween } from '../calendar.js';
import { DAYS_PER_MONTH } from '../defaults.js';
import {
  chanceOvertaken,
  OVERTAKEN_A_MONTH,
  USUAL_DECAY,
  USUAL_WAIT_MONTHS,
} from '../odds/falling-prices.js';
import { isPresent, planKind } from '../plans/index.js';
import type { OwnCaution } from '../plans/plan-kind.js';
import { circumstanceCautions } from './circumstances.js';
import { agedEvidenceCautions } from './evidence.js';
import type { Findings } from './findings.js';
import { mistakesIn } from './mistakes.js';
import { tunedPromptCautions } from './tune-in-use.js';
import { formatCount, formatDay, formatDuration, formatOdds, formatShare, formatUsd } from './wording.js';

/** What could make the verdict wrong, beside what bounds it (`conditions.ts`), gravest first. */

/** Share of the scenarios from which on a payback is not worth a caution. */
const NEARLY_CERTAIN = 0.95;

function qualityCautions(winner: Plan, findings: Findings): string[] {
  const { quality } = findings.context.workload;
  const cautions: string[] = [];
  const { basis } = winner.accuracy;
  if (!winner.answersAsToday && basis !== 'measured' && basis !== 'stated') {
    cautions.push(`Nobody has measured whether ${winner.names.answerer} answers this workload well enough.`);
  }
  if (quality.lossPerErrorUsd === undefined) {
    cautions.push('No loss per wrong answer is given, so this compares bills, not the cost of mistakes.');
  } else if (quality.current === undefined) {
    cautions.push(
      "A loss per wrong answer is given, but not how often today's model is right: mistakes are priced by what is usual for this kind of task.",
    );
  }
  return cautions;
}

function priceCautions(winner: Plan, findings: Findings): string[] {
  const cautions: string[] = [];
  for (const later of winner.perQueryLater) {
    if (
      later.ledger.totalUsd !== null &&
      winner.perQuery.totalUsd !== null &&
      later.ledger.totalUsd !== winner.perQuery.totalUsd
    ) {
      cautions.push(
        `Announced: a call on ${winner.modelName} goes from ${formatUsd(winner.perQuery.totalUsd)} to ${formatUsd(later.ledger.totalUsd)} on ${formatDay(later.from)}; the horizon is costed with it.`,
      );
    }
  }
  const facts = [winner.upfront, winner.perQuery, winner.monthly].flatMap((ledger) =>
    ledger.lines.flatMap((line) => line.price ?? []),
  );
  const disputed = facts.find((fact) => fact.marks.includes('disputed'));
  if (disputed !== undefined) {
    cautions.push(
      `Sources disagree on a price of ${disputed.product}${disputed.note === undefined ? '.' : `: ${disputed.note}`}`,
    );
  }
  const assumed = facts.find((fact) => fact.marks.includes('assumed'));
  if (assumed !== undefined) {
    cautions.push(
      `A price of ${assumed.product} is assumed${assumed.note === undefined ? '.' : `: ${assumed.note}`}`,
    );
  }
  if (findings.prices.stale && findings.prices.oldestCheckedOn !== null) {
    cautions.push(`Some prices are stale: last checked on ${formatDay(findings.prices.oldestCheckedOn)}.`);
  }
  return cautions;
}

/** Share of a saving that falling prices must cost before it is mentioned. */
const WORTH_MENTIONING = 0.1;

/** A frozen price list overstates what is saved on it: prices of untuned models have been falling. */
function decayCautions(winner: Plan, keep: Plan, findings: Findings): string[] {
  const { savingIfPricesFallUsd: left } = findings;
  if (isPresent(winner) || left === null) return [];
  if (winner.horizonCostUsd === null || keep.horizonCostUsd === null) return [];
  const saving = keep.horizonCostUsd - winner.horizonCostUsd;
  if (saving <= 0 || left >= saving * (1 - WORTH_MENTIONING)) return [];
  const fall = `If the prices of untuned models fall by ${formatShare(USUAL_DECAY)} a year`;
  const tuned = winner.training !== undefined ? ' and the tuned model keeps its price' : '';
  return [
    left > 0
      ? `${fall}${tuned}, it saves ${formatUsd(left)} over the horizon, not ${formatUsd(saving)}.`
      : `${fall}${tuned}, nothing is left of the ${formatUsd(saving)} that it saves over the horizon.`,
  ];
}

/** What is lost by waiting for a better base, and how likely one is, for a plan that trains a model. */
function waitingCautions(winner: Plan, findings: Findings): string[] {
  const { savingIfPricesFallUsd: now, savingIfBegunLaterUsd: later } = findings;
  const { stability, horizonMonths } = findings.context.workload;
  // A training in between starts from the newest base.
  const months = Math.min(stability.retrainEveryMonths, horizonMonths);
  if (winner.training === undefined || now === null || later === null || now <= 0) return [];
  const left =
    later > 0 ? `saves ${formatUsd(later)} instead of ${formatUsd(now)}` : 'saves nothing any more';
  return [
    `A better base may overtake it within ${formatDuration(months * DAYS_PER_MONTH)}: a chance of ${formatShare(chanceOvertaken(months))}, at ${formatShare(OVERTAKEN_A_MONTH)} a month. Begun ${USUAL_WAIT_MONTHS} months later, with untuned prices falling by ${formatShare(USUAL_DECAY)} a year, it ${left}.`,
  ];
}

/** How often a plan earns itself back, where that is not nearly certain. */
function paybackCautions(winner: Plan, findings: Findings): string[] {
  const own = findings.uncertainty.odds.find((one) => one.planId === winner.id);
  if (own === undefined || own.pPaysBack === null || own.pPaysBack >= NEARLY_CERTAIN) return [];
  const life = winner.training !== undefined ? 'within its life' : 'within the horizon';
  return [
    `It earns itself back ${life} in ${formatOdds(own.pPaysBack)} scenarios; in the worst 10 of 100 it ${
      own.savingUsd.p10 < 0
        ? `costs ${formatUsd(-own.savingUsd.p10)} more than today or worse`
        : `saves ${formatUsd(own.savingUsd.p10)} or less`
    }.`,
  ];
}

/** The cheapest plan that answers while another is built: ready before the present model ends, and there all the while. */
function bridgeOver(findings: Findings, from: string, days: number): Plan | undefined {
  const { plans, context } = findings;
  const [daysLeft, lastDay] = [daysBetween(context.asOf, from), addDays(from, days)];
  return plans
    .filter(
      (plan) =>
        plan.feasible &&
        !isPresent(plan) &&
        plan.training === undefined &&
        plan.timeToDeployDays <= daysLeft &&
        plan.perQuery.totalUsd !== null &&
        (plan.lifetime.until === undefined || plan.lifetime.until >= lastDay),
    )
    .sort((a, b) => (a.perQuery.totalUsd ?? 0) - (b.perQuery.totalUsd ?? 0))[0];
}

/** Days on which the present model is gone and the plan does not serve yet: how many queries that is, and what bridging it costs. */
function gapCaution(winner: Plan, keep: Plan, findings: Findings): string[] {
  const { until, orLater } = keep.lifetime;
  const { asOf, workload } = findings.context;
  if (isPresent(winner) || until === undefined || orLater === true || until <= asOf) return [];
  const gap = winner.timeToDeployDays - daysBetween(asOf, until);
  if (gap <= 0) return [];
  const queries = workload.volume.queriesPerDay * gap;
  const bridge = bridgeOver(findings, until, gap);
  const way =
    bridge === undefined
      ? 'nothing that may be used is ready by then, so they go unanswered'
      : `bridge them with ${bridge.modelName}, ready by then, for ${formatUsd(queries * (bridge.perQuery.totalUsd ?? 0) + (bridge.upfront.totalUsd ?? 0))}, its work included`;
  return [
    `${keep.modelName} ends on ${formatDay(until)}, ${formatDuration(gap)} before this plan is ready, with about ${formatCount(Number(queries.toPrecision(2)))} queries in between: ${way}.`,
  ];
}

/** What the winner's own kind has to say about one thing. */
function ownCautions(winner: Plan, keep: Plan, findings: Findings, about: OwnCaution['about']): string[] {
  return planKind(winner.kind)
    .cautions(winner, keep, findings.context.workload)
    .filter((caution) => caution.about === about)
    .map(({ sentence }) => sentence);
}

/** Cautions about the verdict. */
export function cautionsAbout(findings: Findings, keep: Plan): readonly string[] {
  const { winner, context } = findings;
  const { knowledge, tokens } = context.workload;
  const cautions: string[] = [];
  if (winner === null) return [...qualityCautions(keep, findings), ...mistakesIn(findings, keep)];
  cautions.push(
    ...gapCaution(winner, keep, findings),
    ...qualityCautions(winner, findings),
    ...tunedPromptCautions(winner, findings),
    ...mistakesIn(findings, keep),
    ...ownCautions(winner, keep, findings, 'outcome'),
    ...paybackCautions(winner, findings),
    ...decayCautions(winner, keep, findings),
    ...waitingCautions(winner, findings),
    ...ownCautions(winner, keep, findings, 'effort'),
    ...circumstanceCautions(winner, findings),
    ...agedEvidenceCautions(winner),
    ...priceCautions(winner, findings),
    ...ownCautions(winner, keep, findings, 'price'),
  );
  if (knowledge.kind !== 'none' && tokens.retrieved === 0 && !winner.bringsFacts) {
    cautions.push(
      `${formatShare(knowledge.failureShare)} of the failures come from missing facts, which this plan does not bring.`,
    );
  }
  return cautions;
}
