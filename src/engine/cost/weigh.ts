import type { Confidence } from '../../prices/price-book.js';
import type { Breakeven, CostParts, Plan, PlanAccuracy } from '../advice.js';
import { DAYS_PER_MONTH } from '../defaults.js';
import type { Blocker } from '../explain/blockers.js';
import { isPresent } from '../plans/index.js';
import type { PlanDraft } from '../plans/plan-kind.js';
import { meanOf, pAtLeast, summaryOf } from '../quality/accuracy.js';
import { billInMonth } from './bills.js';
import { breakeven, never } from './breakeven.js';
import { type CostPath, cutAt } from './cost-path.js';
import { firstQuery, type Proposal, type Scale } from './follow.js';
import type { Ledger } from './ledger.js';
import { lifeGate, lifetimeOf } from './lifetime.js';
import { calendarDays } from './people.js';

/** From what a plan costs to what it is worth: gates, breakeven, life and net present value. */

export interface Weighed {
  readonly plan: Plan;
  /** The plan's own cumulative cost up to the horizon, followed as if nothing ended; `null` when a cost is unknown. */
  readonly path: CostPath | null;
}

const CONFIDENCES: readonly Confidence[] = ['A', 'B', 'C'];

function ledgersOf(draft: PlanDraft): Ledger[] {
  const ledgers = [draft.upfront, draft.monthly, ...draft.perQuery.map((dated) => dated.ledger)];
  if (draft.recurring !== undefined) ledgers.push(draft.recurring.ledger);
  return ledgers;
}

/** The confidence of the weakest listed price in a plan; `null` when it has none. */
export function weakestConfidence(draft: PlanDraft): Confidence | null {
  let weakest = -1;
  for (const { lines } of ledgersOf(draft))
    for (const { price } of lines)
      if (price !== undefined && !price.marks.includes('own'))
        weakest = Math.max(weakest, CONFIDENCES.indexOf(price.confidence));
  return CONFIDENCES[weakest] ?? null;
}

/** Whether every price of a plan is known and verified: whether `costBlockers` finds nothing. */
function isCostSure(draft: PlanDraft): boolean {
  for (const { unknown, lines } of ledgersOf(draft)) {
    if (unknown.length > 0) return false;
    for (const { price } of lines) if (price?.confidence === 'C') return false;
  }
  return true;
}

/** Why a plan's cost cannot carry a verdict: a price is not known, or not verified. */
export function costBlockers(draft: PlanDraft): Blocker[] {
  if (isCostSure(draft)) return [];
  const unknown = [...new Set(ledgersOf(draft).flatMap((ledger) => ledger.unknown))];
  if (unknown.length > 0) {
    return [{ code: 'unknown-cost', unknown, modelName: draft.modelName, isPresent: false }];
  }
  if (weakestConfidence(draft) === 'C') {
    const weak = ledgersOf(draft)
      .flatMap((ledger) => ledger.lines)
      .find((line) => line.price?.confidence === 'C');
    return [{ code: 'unverified', what: 'price', kind: weak?.price?.kind, product: weak?.price?.product }];
  }
  return [];
}

/** A plan against a reference, both followed to the end of the search. */
export function breakevenOf(proposal: Proposal, reference: Proposal, scale: Scale): Breakeven {
  const { draft } = proposal;
  if (reference.draft.id === draft.id) return never({ code: 'is-present' }, 0);
  const path = proposal.path();
  const referencePath = reference.path();
  if (path === null || referencePath === null) return never({ code: 'cost-unknown' }, null);
  const other = reference.draft;
  return breakeven(
    {
      path,
      reference: referencePath,
      perQueryUsd: firstQuery(draft).totalUsd ?? 0,
      referencePerQueryUsd: firstQuery(other).totalUsd ?? 0,
      monthlyUsd: draft.monthly.totalUsd ?? 0,
      referenceMonthlyUsd: other.monthly.totalUsd ?? 0,
      pricesChange: draft.perQuery.length > 1,
      goLiveDay: proposal.goLiveDay,
      waitDays: calendarDays(draft.workingDays) - proposal.goLiveDay,
      referenceName: isPresent(other) ? `${other.modelName} today` : other.modelName,
    },
    scale.demand,
    scale.asOf,
    scale.searchDays,
  );
}

/**
 * The life gate, for a plan that trains a model. Where the present plan does not do the job, earning back its cost
 * against it means nothing, and only the build counts. A present model that ends still tells what is saved.
 */
function lifeBlockers(proposal: Proposal, compareWithKeep: () => Breakeven, scale: Scale): Blocker[] {
  if (!proposal.trained || !proposal.isKnown) return [];
  const { draft } = proposal;
  const { target, lossPerErrorUsd } = scale.workload.quality;
  const reachesBar = target === undefined || pAtLeast(scale.keep.accuracy, target) >= 0.5;
  const keepDoesTheJob = reachesBar && scale.keep.blockers.every((blocker) => blocker.code === 'model-ends');
  const payback = keepDoesTheJob ? compareWithKeep() : null;
  // What better answers are worth is not in a payback: with a bar or a loss a tune may be right that never pays.
  const mayPayOtherwise = target !== undefined || lossPerErrorUsd !== undefined;
  if (payback?.kind === 'never' && draft.end !== undefined && !draft.end.orLater && !mayPayOtherwise) {
    return [{ code: 'life-too-short', why: 'never-pays', end: draft.end, never: payback.because }];
  }
  const paybackDays = payback?.kind === 'reached' ? payback.days : 0;
  const buildDays = calendarDays(draft.workingDays);
  return lifeGate(scale.workload, draft.end, scale.asOf, buildDays, paybackDays);
}

/** Without the cost of the present plan nothing can be compared. */
function comparisonBlockers(proposal: Proposal, keep: Proposal): Blocker[] {
  if (proposal.isKnown || keep.isKnown) return [];
  const unknown = ledgersOf(keep.draft).flatMap((ledger) => ledger.unknown);
  return [{ code: 'unknown-cost', unknown, modelName: keep.draft.modelName, isPresent: true }];
}

/** What is not known of a plan's cost, or of the cost it is compared with. */
function unknownBlockers(proposal: Proposal, keep: Proposal): Blocker[] {
  const own = costBlockers(proposal.draft);
  return own.length > 0 ? own : comparisonBlockers(proposal, keep);
}

/** Whether only judged answers or its life could stand in a plan's way: both can change with the workload. */
export function isOpen({ draft }: Proposal): boolean {
  return isCostSure(draft) && draft.blockers.every((blocker) => blocker.code === 'below-quality-bar');
}

/** Whether nothing stands in a plan's way for all that can be told without following it over time. */
export function isOffered({ draft }: Proposal): boolean {
  return draft.blockers.length === 0 && isCostSure(draft);
}

/** Everything that stands in a plan's way: what its kind knows of, what is not known of its cost, and its life. */
export function blockersOf(proposal: Proposal, scale: Scale, keep: Proposal): readonly Blocker[] {
  return [
    ...proposal.draft.blockers,
    ...unknownBlockers(proposal, keep),
    ...lifeBlockers(proposal, () => breakevenOf(proposal, keep, scale), scale),
  ];
}

/**
 * The first month of 30 days at full volume in its three parts, fixed costs and announced changes of price included;
 * `null` where a cost is unknown.
 */
export function firstMonthOf(
  { perQuery, monthly, accuracy }: Pick<PlanDraft, 'perQuery' | 'monthly' | 'accuracy'>,
  { asOf, demand, workload }: Pick<Scale, 'asOf' | 'demand' | 'workload'>,
): CostParts | null {
  const bill = billInMonth({ perQuery, monthly }, { asOf, demand }, 0);
  if (bill === null) return null;
  const { lossPerErrorUsd } = workload.quality;
  const mistakesUsd =
    lossPerErrorUsd === undefined
      ? null
      : (1 - meanOf(accuracy)) * lossPerErrorUsd * demand.perDayInMonth(0) * DAYS_PER_MONTH;
  return { ...bill, mistakesUsd };
}

/** A plan's accuracy in figures, with what it rests on. */
function accuracyOf({ accuracy }: PlanDraft): PlanAccuracy {
  const { sources, ...summary } = summaryOf(accuracy);
  return {
    ...summary,
    sources: sources.map(({ publisher, address, date }) => ({ name: publisher, address, date })),
    // A stated figure counts as so many judged answers, but nobody has judged any.
    ...(accuracy.judged !== undefined &&
      (accuracy.basis === 'measured'
        ? { judged: accuracy.judged }
        : { stated: Number((accuracy.judged.right / accuracy.judged.items).toPrecision(12)) })),
  };
}

/**
 * Weighs one plan.
 *
 * @param known what was worked out before: what stands in its way, what it costs over the horizon, how likely it is good enough.
 * @param bestUntuned the best untuned plan; `null` when there is none.
 */
export function weigh(
  proposal: Proposal,
  known: Pick<Plan, 'blockers' | 'horizonCostUsd' | 'horizonCost' | 'pGoodEnough'>,
  scale: Scale,
  keep: Proposal,
  bestUntuned: Proposal | null,
): Weighed {
  const { draft } = proposal;
  const { asOf, horizonDays } = scale;
  const firstMonth = firstMonthOf(draft, scale);
  const plan: Plan = {
    id: draft.id,
    kind: proposal.kind,
    approach: draft.approach,
    title: draft.title,
    names: draft.names,
    modelName: draft.modelName,
    provider: draft.provider,
    platform: draft.platform,
    decision: draft.decision,
    ...known,
    feasible: known.blockers.length === 0,
    upfront: draft.upfront,
    perQuery: firstQuery(draft),
    perQueryLater: draft.perQuery.slice(1),
    monthly: draft.monthly,
    ...(draft.recurring !== undefined && { recurring: draft.recurring }),
    firstMonth,
    firstMonthUsd: firstMonth && firstMonth.invoiceUsd + firstMonth.peopleUsd,
    breakeven: {
      againstKeep: breakevenOf(proposal, keep, scale),
      againstBestUntuned:
        bestUntuned === null || bestUntuned.draft.id === draft.id
          ? null
          : breakevenOf(proposal, bestUntuned, scale),
    },
    lifetime: lifetimeOf(draft.end, asOf, calendarDays(draft.workingDays)),
    accuracy: accuracyOf(draft),
    ...(draft.effort !== undefined && { effort: draft.effort }),
    ...(draft.training !== undefined && { training: draft.training }),
    answersAsToday: draft.answersAsToday,
    bringsFacts: draft.bringsFacts,
    inHouse: draft.inHouse,
    timeToDeployDays: calendarDays(draft.workingDays),
    assumptions: draft.assumptions(),
    weakestConfidence: weakestConfidence(draft),
  };
  const path = proposal.path();
  return { plan, path: path === null ? null : cutAt(path, horizonDays) };
}
