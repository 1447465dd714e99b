import type { Glance, Plan } from '../engine/advice.js';
import { demandOf } from '../engine/cost/demand.js';
import { completeWorkload, DAYS_PER_MONTH } from '../engine/defaults.js';
import { formatDay, formatOdds, formatShare, formatUsd } from '../engine/explain/wording.js';
import { isPresent } from '../engine/plans/index.js';
import { logit, normalShare } from '../engine/quality/normal.js';
import { shorten } from './savings/shorten.js';

/** Where a verdict turns on accuracy: what a plan saves, by how often it is right. Plain data. */
export interface DecisionChart {
  readonly type: 'decision';
  /** The finding, in one line. */
  readonly title: string;
  readonly subtitle: string;
  /** The same story for people who do not see the picture; at most 1,900 characters. */
  readonly altText: string;
  /** Ends of the axis of accuracy, shares 0..1. */
  readonly from: number;
  readonly to: number;
  /** What is saved against what is done meanwhile, at both ends of the axis, USD; straight in between. */
  readonly savingAtFromUsd: number;
  readonly savingAtToUsd: number;
  /** Accuracy from which on the plan passes. */
  readonly passesFrom: number;
  /** What is done meanwhile: what saving nothing means. */
  readonly meanwhile: string;
  /** Upright lines. */
  readonly marks: readonly AccuracyMark[];
  /** How likely each accuracy is, ascending; 1 is the likeliest. */
  readonly likely: readonly { readonly accuracy: number; readonly height: number }[];
  /** What judged answers came to, with where the accuracy lies in 8 of 10 scenarios. */
  readonly measured?: {
    readonly accuracy: number;
    readonly low: number;
    readonly high: number;
    readonly label: string;
  };
}

export interface AccuracyMark {
  readonly kind: 'bar' | 'break-even';
  readonly accuracy: number;
  /** `good enough: 93%`, `break-even: 86.4%`. */
  readonly label: string;
}

const LONGEST_ALT_TEXT = 1_900;
/** Score of the 90th of 100 of a standard normal. */
const SCORE_P90 = 1.2815515655;
/** Room beside what is shown, and the step that the axis ends on: shares. */
const PAD = 0.02;
const STEP = 0.05;

/** The plan whose accuracy decides, and what it stands against. */
interface Pair {
  readonly aimed: Plan;
  readonly meanwhile: Plan;
}

function pairOf({ verdict, plans }: Glance): Pair | undefined {
  const { grade, test, planId, meanwhilePlanId, tiedPlanIds } = verdict;
  if (grade !== 'test-first' && grade !== 'too-close') return undefined;
  const named = (id: string | undefined) => plans.find((plan) => plan.id === id);
  const meanwhile = named(grade === 'test-first' ? meanwhilePlanId : planId);
  const tied = tiedPlanIds.filter((id) => id !== meanwhile?.id && named(id)?.answersAsToday === false);
  const aimed = named(test?.planId ?? tied[0]);
  return aimed === undefined || meanwhile === undefined || aimed.id === meanwhile.id
    ? undefined
    : { aimed, meanwhile };
}

/** What all answers of the horizon cost if every one is wrong, USD: the slope of the saving over accuracy. */
function lossUsd({ workload }: Glance): number {
  const { complete } = completeWorkload(workload);
  const demand = demandOf(complete.volume);
  let queries = 0;
  for (let month = 0; month < complete.horizonMonths; month++) {
    queries += demand.perDayInMonth(month) * DAYS_PER_MONTH;
  }
  return queries * (workload.quality?.lossPerErrorUsd ?? 0);
}

function totalOf({ horizonCost }: Plan): number | null {
  if (horizonCost === null) return null;
  return horizonCost.invoiceUsd + horizonCost.peopleUsd + (horizonCost.mistakesUsd ?? 0);
}

/** The accuracy as a normal of its log-odds, from its 10th and 90th of 100. */
function shapeOf({ accuracy: { p10, p90 } }: Plan): { readonly centre: number; readonly spread: number } {
  const [low, high] = [logit(p10), logit(p90)];
  return { centre: (low + high) / 2, spread: Math.max((high - low) / (2 * SCORE_P90), 1e-3) };
}

function chanceAtLeast(plan: Plan, share: number): number {
  const { centre, spread } = shapeOf(plan);
  if (share <= 0) return 1;
  return share >= 1 ? 0 : normalShare((centre - logit(share)) / spread);
}

/** Points of the shade. */
const POINTS = 81;

function likelyOf(plan: Plan, from: number, to: number): DecisionChart['likely'] {
  const { centre, spread } = shapeOf(plan);
  const points = Array.from({ length: POINTS }, (_, i) => {
    const accuracy = from + ((to - from) * i) / (POINTS - 1);
    const inside = Math.min(0.9995, Math.max(0.0005, accuracy));
    const score = (logit(inside) - centre) / spread;
    return { accuracy, height: Math.exp(-(score ** 2) / 2) / (inside * (1 - inside)) };
  });
  const most = Math.max(...points.map(({ height }) => height));
  return points.map(({ accuracy, height }) => ({ accuracy, height: height / most }));
}

function barAccuracy({ verdict, plans }: Glance): number {
  const { bar } = verdict;
  if (bar.kind === 'target') return bar.accuracy;
  const today = plans.find(isPresent)?.accuracy.mean ?? 0;
  return Math.max(0, today - bar.tolerance);
}

function barLabel({ verdict: { bar } }: Glance, accuracy: number): string {
  return bar.kind === 'target'
    ? `good enough: ${formatShare(accuracy)}`
    : `good enough: about ${roughly(accuracy)}`;
}

/** A share in whole points. */
function roughly(share: number): string {
  return formatShare(Math.round(share * 100) / 100);
}

function rangeOf(plan: Plan, marks: readonly AccuracyMark[]): { readonly from: number; readonly to: number } {
  const { p10, p90, judged } = plan.accuracy;
  const shown = [
    p10,
    p90,
    ...marks.map(({ accuracy }) => accuracy),
    ...(judged === undefined ? [] : [judged.right / judged.items]),
  ];
  const from = Math.max(0, Math.floor((Math.min(...shown) - PAD) / STEP) * STEP);
  const to = Math.min(1, Math.ceil((Math.max(...shown) + PAD) / STEP) * STEP);
  return { from, to };
}

function horizonWords({ curve }: Glance): string {
  return `${Number((curve.horizonDays / DAYS_PER_MONTH).toFixed(1))} months`;
}

/** The finding: what it saves if it passes, and how likely that is. */
function titleOf(advice: Glance, plan: Plan, passesFrom: number, savingUsd: number): string {
  const enough = `at least ${roughly(passesFrom)} right`;
  const name = plan.names.tested;
  const lead = name.charAt(0).toUpperCase() + name.slice(1);
  const priced = advice.workload.quality?.lossPerErrorUsd !== undefined;
  const byMoney = priced && advice.verdict.bar.kind === 'today';
  const odds = formatOdds(byMoney ? chanceAtLeast(plan, passesFrom) : plan.pGoodEnough);
  if (byMoney) return `${lead}: pays if ${enough} (${odds})`;
  if (priced || savingUsd <= 0) return `${lead}: ${enough} in ${odds} scenarios`;
  return `${lead}: saves ${formatUsd(savingUsd)} if ${enough} (${odds})`;
}

function measuredOf({ accuracy }: Plan): DecisionChart['measured'] {
  const { judged, p10, p90 } = accuracy;
  if (judged === undefined || judged.items === 0) return undefined;
  return {
    accuracy: judged.right / judged.items,
    low: p10,
    high: p90,
    label: `measured: ${judged.right} of ${judged.items}`,
  };
}

/**
 * What the plan that the verdict turns on saves, by its accuracy, against what is done meanwhile; `undefined` where the
 * verdict does not turn on accuracy, or a cost is unknown.
 */
export function decisionChart(advice: Glance): DecisionChart | undefined {
  const pair = pairOf(advice);
  if (pair === undefined) return undefined;
  const { aimed, meanwhile } = pair;
  const [own, other] = [totalOf(aimed), totalOf(meanwhile)];
  if (own === null || other === null) return undefined;
  const slope = lossUsd(advice);
  const { mean, p10, p90, basis } = aimed.accuracy;
  const saving = other - own;
  // Costs are linear in accuracy, so the line goes through what both cost on average.
  const breakEven = slope === 0 ? null : (advice.verdict.test?.breakEvenAccuracy ?? mean - saving / slope);
  const isInside = breakEven !== null && breakEven > 0 && breakEven < 1;
  const savingAt = (accuracy: number) =>
    isInside ? slope * (accuracy - breakEven) : saving + slope * (accuracy - mean);
  const bar = barAccuracy(advice);
  const marks: readonly AccuracyMark[] = [
    { kind: 'bar', accuracy: bar, label: barLabel(advice, bar) },
    ...(isInside
      ? [{ kind: 'break-even' as const, accuracy: breakEven, label: `break-even: ${formatShare(breakEven)}` }]
      : []),
  ];
  const byMoney = breakEven !== null && advice.verdict.bar.kind === 'today';
  const passesFrom = byMoney ? Math.min(1, Math.max(0, breakEven)) : bar;
  const { from, to } = rangeOf(aimed, marks);
  const measured = measuredOf(aimed);
  const title = titleOf(advice, aimed, passesFrom, savingAt(Math.max(passesFrom, mean)));
  const span = horizonWords(advice);
  const spread = `${roughly(p10)} to ${roughly(p90)}`;
  const known = basis === 'none' ? 'nothing is known of it, so anything from' : 'it is right in';
  const story = [
    `${title}.`,
    `What ${aimed.names.tested} saves over ${span} by its share of right answers, counted from “${shorten(meanwhile.title, 120)}”, prices of ${formatDay(advice.asOf)}:`,
    `${signedUsd(savingAt(from))} at ${roughly(from)}, ${signedUsd(savingAt(to))} at ${roughly(to)}.`,
    `Marked: ${marks.map(({ label }) => label).join('; ')}.`,
    `Shade: ${known} ${spread} in 8 of 10 scenarios.`,
    ...(measured === undefined ? [] : [`Point: ${measured.label}.`]),
  ];
  return {
    type: 'decision',
    title,
    subtitle: `Saving over ${span} by share of right answers; shade: how likely each is`,
    altText: shorten(story.join(' '), LONGEST_ALT_TEXT),
    from,
    to,
    savingAtFromUsd: savingAt(from),
    savingAtToUsd: savingAt(to),
    passesFrom,
    meanwhile: meanwhile.title,
    marks,
    likely: likelyOf(aimed, from, to),
    ...(measured !== undefined && { measured }),
  };
}

function signedUsd(usd: number): string {
  return usd < 0 ? `${formatUsd(-usd)} lost` : `${formatUsd(usd)} saved`;
}
