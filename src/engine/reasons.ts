import type { Plan } from './advice.js';
import { rank, WORTH_CHANGING } from './choose.js';
import { diagnosisReasons } from './diagnosis.js';
import { peopleReasons } from './people-share.js';
import { bringsFacts, isTrained } from './plan-traits.js';
import { missedBarReasons, rightAnswerReasons } from './right-answers.js';
import { countsWrongAnswers, type Findings } from './verdict.js';
import { formatOdds, formatShare, formatUsd, lowerFirst } from './wording.js';

/** Why the verdict is what it is, from the facts that decided, most decisive first. */

function blockerOf(plan: Plan, code: string): string | undefined {
  return plan.blockers.find((blocker) => blocker.code === code)?.message;
}

function period(findings: Findings): string {
  return findings.context.workload.volume.oneOffQueries === undefined ? 'a month' : 'in all';
}

function capitalised(words: string): string {
  return words.charAt(0).toUpperCase() + words.slice(1);
}

function costReason(winner: Plan, keep: Plan, findings: Findings): string | null {
  if (winner.id === 'keep' || winner.firstMonthUsd === null || keep.firstMonthUsd === null) return null;
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
    reasons.push(`${doing(cheaper)} would be cheaper, but: ${blockerOf(cheaper, 'below-quality-bar')}`);
  return reasons;
}

/**
 * The fine-tune that people would ask about: the cheapest whose cost is known and verified, whether it can be
 * bought or not.
 */
export function bestFineTune(plans: readonly Plan[]): Plan | undefined {
  const tunes = rank(plans.filter((plan) => plan.kind === 'fine-tune'));
  const sound = tunes.filter(
    (plan) => plan.horizonCostUsd !== null && blockerOf(plan, 'unverified') === undefined,
  );
  return sound.sort((a, b) => (a.horizonCostUsd ?? 0) - (b.horizonCostUsd ?? 0))[0] ?? tunes[0];
}

/** The cheapest feasible plan, where one that changes less was preferred. */
function whyNotCheapest(winner: Plan, plans: readonly Plan[]): string[] {
  const cheapest = plans.find((plan) => plan.feasible && plan.horizonCostUsd !== null);
  if (cheapest?.horizonCostUsd == null || winner.horizonCostUsd === null || cheapest.id === winner.id)
    return [];
  const cheaper = winner.horizonCostUsd - cheapest.horizonCostUsd;
  if (cheaper < 1) return [];
  return [
    `${doing(cheapest)} would cost ${formatUsd(cheaper)} less over the horizon: too little, under ${formatShare(WORTH_CHANGING)}, for a larger change.`,
  ];
}

const GERUNDS = [
  ['Fine-tune', 'Fine-tuning'],
  ['Tune', 'Tuning'],
  ['Distil', 'Distilling'],
  ['Switch', 'Switching'],
  ['Keep', 'Keeping'],
  ['Add', 'Adding'],
  ['Put', 'Putting'],
  ['Ask', 'Asking'],
  ['Run', 'Running'],
] as const;

/** What may come after `Keep X,` in a title. */
const SECOND_GERUNDS = [
  [/(, | and )turn on /, ' and turning on '],
  [/, shorten /, ', shortening '],
  [/, have answers /, ', having answers '],
] as const;

/** A plan's title as the subject of a sentence: `Fine-tune X` becomes `Fine-tuning X`. */
function doing(plan: Plan): string {
  const verb = GERUNDS.find(([imperative]) => plan.title.startsWith(imperative));
  const title = verb === undefined ? plan.title : plan.title.replace(verb[0], verb[1]);
  if (plan.kind !== 'optimise') return title;
  return SECOND_GERUNDS.reduce((words, [from, to]) => words.replace(from, to), title);
}

function whyNotFineTune(winner: Plan, findings: Findings): string[] {
  if (isTrained(winner)) return [];
  const tune = bestFineTune(findings.plans);
  if (tune === undefined) return [];
  const gate = tune.blockers.find((blocker) =>
    ['too-few-examples', 'knowledge-gap', 'in-house-only', 'not-applicable'].includes(blocker.code),
  );
  if (gate !== undefined) return [`Why not fine-tune: ${lowerFirst(gate.message)}`];

  const notForSale = blockerOf(tune, 'not-for-sale');
  const reasons = notForSale === undefined ? [] : [`${doing(tune)} is not open to you. ${notForSale}`];
  const dearer = (tune.horizonCostUsd ?? 0) - (winner.horizonCostUsd ?? 0);
  if (tune.horizonCostUsd !== null && winner.horizonCostUsd !== null && dearer > 0) {
    const tuned = tune.perQuery.totalUsd;
    const untuned = winner.perQuery.totalUsd;
    const each =
      tuned !== null && untuned !== null && tuned > untuned
        ? `${formatUsd(tuned)} a call against ${formatUsd(untuned)} untuned, and `
        : '';
    const subject = notForSale === undefined ? doing(tune) : 'Even if it were, it';
    reasons.push(
      `${subject} would cost ${each}${formatUsd(dearer)} more over the horizon, people's time included.`,
    );
  }
  const tooShort = blockerOf(tune, 'life-too-short');
  if (tooShort !== undefined) reasons.push(`It would not last. ${tooShort}`);
  return reasons;
}

function whyNotRag(winner: Plan, findings: Findings): string[] {
  if (bringsFacts(winner)) return [];
  const plan = findings.plans.find((one) => one.kind === 'rag');
  const why = plan && blockerOf(plan, 'no-knowledge-gap');
  return why === undefined ? [] : [why];
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
  if (ends !== undefined && winner.id !== 'keep') reasons.push(`Staying is not an option: ${ends}`);
  reasons.push(...diagnosisReasons(context.workload, winner));
  const cost = costReason(winner, keep, findings);
  if (cost !== null) reasons.push(cost);
  if (winner.kind === 'keep') {
    const next = plans.find((plan) => plan.feasible && plan.id !== 'keep' && plan.horizonCostUsd !== null);
    if (next?.horizonCostUsd != null && keep.horizonCostUsd !== null) {
      const difference = next.horizonCostUsd - keep.horizonCostUsd;
      reasons.push(
        difference > 0
          ? `The next best, ${lowerFirst(next.title)}, would cost ${formatUsd(difference)} more over the horizon, people's time included.`
          : `The next best, ${lowerFirst(next.title)}, would save only ${formatUsd(-difference)} over the horizon, people's time included.`,
      );
    }
  }
  return [
    ...reasons,
    ...oddsReason(winner, findings),
    ...whyNotCheapest(winner, plans),
    ...qualityReasons(winner, findings),
    ...rightAnswerReasons(winner, keep, findings),
    ...whyNotFineTune(winner, findings),
    ...peopleReasons(winner, findings),
    ...whyNotRag(winner, findings),
  ];
}
