import { meanOf, type PlanCosts, totalUsd } from '../odds/plan-costs.js';
import { shareGoodEnough } from '../quality/good-enough.js';

/**
 * What pursuing a plan costs: people find out whether it is good enough, take it if it is and fall back if it is not.
 * Pure arithmetic over scenarios.
 */

/** A plan that competes. Arrays have one entry for each scenario. */
export interface Competitor {
  readonly id: string;
  /** How much it changes, by its kind: 0 changes nothing. */
  readonly change: number;
  /** Whether it stays with the present seller. */
  readonly sameProvider: boolean;
  /** Whether no fact stands in its way. */
  readonly feasible: boolean;
  /** Whether its answers are those of today. */
  readonly safe: boolean;
  /** Whether it can serve for the time being: nothing stands in its way, or only what stands in the present plan's, too. */
  readonly servesMeanwhile: boolean;
  /** Whether it trains a model. */
  readonly trains: boolean;
  /** `null` when a part of its cost is unknown. */
  readonly costs: PlanCosts | null;
  /** Share of right answers. */
  readonly accuracy: Float64Array;
  /** What it costs to find out whether it is good enough: an evaluation, or a pilot for a tune. USD of today. */
  readonly testUsd: number;
}

/** What a course of action is chosen by. */
export interface Stakes {
  /** Accuracy that counts as good enough in each scenario. */
  readonly bar: Float64Array;
  /** Whether the bar was set by the team: then a plan below it is no plan, whatever it saves. */
  readonly barIsRequired: boolean;
  /** Loss of one wrong answer; absent where nobody gave one. */
  readonly lossPerErrorUsd?: number;
  /** The present plan's id. */
  readonly presentId: string;
  /** Plans to move to where the present one ends: its maker's named successor, at any effort. */
  readonly successorIds: readonly string[];
  /** Whether the present plan cannot go on: it ends inside the horizon. */
  readonly mustMove: boolean;
}

/** A plan's costs on average over the scenarios. */
interface MeanCosts {
  readonly invoiceUsd: number;
  readonly peopleUsd: number;
  readonly wrongAnswers: number;
  readonly ownQueries: number;
}

const means = new WeakMap<PlanCosts, MeanCosts>();

/** Worked out once: a plan is compared with many. */
function meansOf(costs: PlanCosts): MeanCosts {
  const known = means.get(costs);
  if (known !== undefined) return known;
  const made = {
    invoiceUsd: meanOf(costs.invoiceUsd),
    peopleUsd: meanOf(costs.peopleUsd),
    wrongAnswers: meanOf(costs.wrongAnswers),
    ownQueries: meanOf(costs.ownQueries),
  };
  means.set(costs, made);
  return made;
}

/** Sum of the differences of two plans in invoice and people, each without its sign. */
export function billMoved(one: PlanCosts, other: PlanCosts): number {
  const [own, others] = [meansOf(one), meansOf(other)];
  return Math.abs(own.invoiceUsd - others.invoiceUsd) + Math.abs(own.peopleUsd - others.peopleUsd);
}

/** A plan with its costs in one array. */
export interface Costed extends Competitor {
  readonly costs: PlanCosts;
  readonly usd: Float64Array;
  readonly meanUsd: number;
  readonly pGoodEnough: number;
}

const costedBefore = new WeakMap<
  Competitor,
  { readonly stakes: Stakes; readonly costed: readonly Costed[] }
>();

/** A plan with its costs added up; nothing where they are unknown. Worked out once for the same stakes. */
export function costed(one: Competitor, stakes: Stakes): readonly Costed[] {
  const known = costedBefore.get(one);
  if (known?.stakes === stakes) return known.costed;
  const made = addUp(one, stakes);
  costedBefore.set(one, { stakes, costed: made });
  return made;
}

function addUp(one: Competitor, stakes: Stakes): Costed[] {
  const { costs, accuracy } = one;
  if (costs === null) return [];
  const usd = totalUsd(costs, stakes.lossPerErrorUsd ?? 0);
  return [
    {
      ...one,
      costs,
      usd,
      meanUsd: meanOf(usd),
      pGoodEnough: shareGoodEnough(accuracy, stakes.bar),
    },
  ];
}

/** Least cost first; among equals what changes less, then the present seller, then by id. */
export function byCost<T extends Costed>(usdOf: (one: T) => number): (a: T, b: T) => number {
  return (a, b) =>
    usdOf(a) - usdOf(b) ||
    a.change - b.change ||
    Number(b.sameProvider) - Number(a.sameProvider) ||
    a.id.localeCompare(b.id);
}

/**
 * Where a plan has to stand against what is done meanwhile to be taken, as its accuracy less that of the other: below
 * it the mistakes cost more than the plan saves. Costs are linear in accuracy, so this is exact for the means.
 */
export function breakEvenDrop(one: PlanCosts, meanwhile: PlanCosts, lossPerErrorUsd: number): number {
  const [own, before] = [meansOf(one), meansOf(meanwhile)];
  if (own.ownQueries === 0 || lossPerErrorUsd === 0) return 0;
  const saved = before.invoiceUsd + before.peopleUsd - own.invoiceUsd - own.peopleUsd;
  return -saved / (lossPerErrorUsd * own.ownQueries);
}

/**
 * In which scenarios a plan that is pursued is taken: where it proves itself, above the bar or, where a loss is given
 * and no bar is required, above what pays.
 */
function isTakenIn(one: Costed, meanwhile: Costed, stakes: Stakes): (n: number) => boolean {
  if (one.safe || one.id === meanwhile.id) return () => true;
  const { bar, barIsRequired, lossPerErrorUsd } = stakes;
  const byBar = lossPerErrorUsd === undefined || barIsRequired;
  const drop = byBar ? 0 : breakEvenDrop(one.costs, meanwhile.costs, lossPerErrorUsd);
  const passMark = byBar ? bar : meanwhile.accuracy;
  return (n) => (one.accuracy[n] ?? 0) >= (passMark[n] ?? 0) + drop;
}

/** A plan with what pursuing it costs. */
export interface Pursued extends Costed {
  readonly courseUsd: Float64Array;
  readonly pursuedUsd: number;
  readonly movedUsd: number;
}

const pursuedBefore = new WeakMap<Costed, Pursued & { readonly meanwhile: Costed }>();

/**
 * Pursues a plan: it costs itself where it is taken, else what is done meanwhile, and the test. It moves what differs
 * where it is taken: a plan that is hardly ever taken moves hardly anything. Worked out once against the same: the
 * course without tunes asks before the course of all.
 */
export function pursue(one: Costed, meanwhile: Costed, stakes: Stakes): Pursued {
  const known = pursuedBefore.get(one);
  if (known?.meanwhile === meanwhile) return known;
  const isTaken = isTakenIn(one, meanwhile, stakes);
  const courseUsd = new Float64Array(one.usd.length);
  const [own, before] = [one.costs, meanwhile.costs];
  let [invoiceUsd, peopleUsd, wrongAnswers] = [0, 0, 0];
  for (let n = 0; n < courseUsd.length; n++) {
    if (!isTaken(n)) {
      courseUsd[n] = (meanwhile.usd[n] ?? 0) + one.testUsd;
      continue;
    }
    courseUsd[n] = one.usd[n] ?? 0;
    invoiceUsd += (own.invoiceUsd[n] ?? 0) - (before.invoiceUsd[n] ?? 0);
    peopleUsd += (own.peopleUsd[n] ?? 0) - (before.peopleUsd[n] ?? 0);
    wrongAnswers += (own.wrongAnswers[n] ?? 0) - (before.wrongAnswers[n] ?? 0);
  }
  const moved =
    Math.abs(invoiceUsd) + Math.abs(peopleUsd) + (stakes.lossPerErrorUsd ?? 0) * Math.abs(wrongAnswers);
  const made = {
    ...one,
    courseUsd,
    pursuedUsd: meanOf(courseUsd),
    movedUsd: moved / Math.max(1, courseUsd.length),
    meanwhile,
  };
  pursuedBefore.set(one, made);
  return made;
}
