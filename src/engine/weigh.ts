import type { Confidence, IsoDate } from '../prices/price-book.js';
import type { Blocker, Breakeven, Ledger, Plan } from './advice.js';
import { breakeven, SEARCH_DAYS } from './breakeven.js';
import { daysBetween } from './calendar.js';
import { type CostPath, costPath, cutAt, type Phase, presentValue, type RunningCost } from './cost-path.js';
import { type CompleteWorkload, DAYS_PER_MONTH } from './defaults.js';
import { type Demand, demandOf } from './demand.js';
import { lifeGate, lifetimeOf } from './lifetime.js';
import { calendarDays } from './people.js';
import type { PlanDraft } from './plans/plan-kind.js';

/** From what a plan costs to what it is worth: paths, breakeven, life and net present value. */

export interface Weighed {
  readonly plan: Plan;
  /** The plan's own cumulative cost up to the horizon, followed as if nothing ended; `null` when a cost is unknown. */
  readonly path: CostPath | null;
}

/** A proposed plan with its cost over time. */
export interface Proposal {
  readonly draft: PlanDraft;
  /** Whether it trains a model, so that the life gate applies. */
  readonly trained: boolean;
  /** Cumulative cost to the end of the search, followed as if nothing ended; `null` when a cost is unknown. */
  readonly path: CostPath | null;
}

/** What the weighing of every plan shares. */
export interface Scale {
  readonly workload: CompleteWorkload;
  readonly asOf: IsoDate;
  readonly demand: Demand;
  readonly horizonDays: number;
  /** How far ahead a payback is looked for. */
  readonly searchDays: number;
  readonly keep: PlanDraft;
}

export function scaleOf(workload: CompleteWorkload, asOf: IsoDate, keep: PlanDraft): Scale {
  const horizonDays = workload.horizonMonths * DAYS_PER_MONTH;
  const oneOff = workload.volume.oneOffQueries !== undefined;
  return {
    workload,
    asOf,
    demand: demandOf(workload.volume),
    horizonDays,
    searchDays: oneOff ? horizonDays : SEARCH_DAYS,
    keep,
  };
}

function firstQuery(draft: PlanDraft): Ledger {
  const [first] = draft.perQuery;
  if (first === undefined) throw new Error(`Plan ${draft.id} has no cost per query.`);
  return first.ledger;
}

/** What a plan costs while it runs, or `null` when a part of that is unknown. */
function runningCost(draft: PlanDraft, asOf: IsoDate): RunningCost | null {
  if (draft.monthly.totalUsd === null) return null;
  const perQuery: { fromDay: number; usd: number }[] = [];
  for (const { from, ledger } of draft.perQuery) {
    if (ledger.totalUsd === null) return null;
    perQuery.push({ fromDay: daysBetween(asOf, from), usd: ledger.totalUsd });
  }
  return { perQuery, monthlyUsd: draft.monthly.totalUsd };
}

/** Days until a plan serves. A backlog waits for its plan. */
function goLiveDayOf(draft: PlanDraft, workload: CompleteWorkload): number {
  return workload.volume.oneOffQueries === undefined ? calendarDays(draft.workingDays) : 0;
}

function payments(draft: PlanDraft, goLiveDay: number, untilDay: number): { day: number; usd: number }[] {
  const list = [{ day: 0, usd: draft.upfront.totalUsd ?? 0 }];
  const again = draft.recurring;
  if (again?.ledger.totalUsd != null) {
    const every = again.everyMonths * DAYS_PER_MONTH;
    for (let day = goLiveDay + every; day < untilDay; day += every)
      list.push({ day, usd: again.ledger.totalUsd });
  }
  return list;
}

/** Follows a plan to the end of the search as if nothing ended. Until it serves, the present plan is paid. */
export function follow(draft: PlanDraft, trained: boolean, scale: Scale): Proposal {
  const { workload, asOf, demand, keep, searchDays } = scale;
  const own = runningCost(draft, asOf);
  const present = runningCost(keep, asOf);
  if (own === null || present === null || draft.upfront.totalUsd === null)
    return { draft, trained, path: null };
  const goLiveDay = goLiveDayOf(draft, workload);
  const phases: Phase[] = goLiveDay > 0 ? [{ fromDay: 0, cost: present }] : [];
  phases.push({ fromDay: goLiveDay, cost: own });
  return {
    draft,
    trained,
    path: costPath(phases, payments(draft, goLiveDay, searchDays), demand, searchDays),
  };
}

/**
 * Net present cost over the horizon. A plan that ends inside it is followed by `successor`, the best untuned
 * plan, whose own upfront cost is then due.
 */
function horizonCost(draft: PlanDraft, scale: Scale, successor: PlanDraft | null): number | null {
  const { workload, asOf, demand, horizonDays, keep } = scale;
  const own = runningCost(draft, asOf);
  const present = runningCost(keep, asOf);
  if (own === null || present === null || draft.upfront.totalUsd === null) return null;
  const goLiveDay = goLiveDayOf(draft, workload);
  const phases: Phase[] = goLiveDay > 0 ? [{ fromDay: 0, cost: present }] : [];
  phases.push({ fromDay: goLiveDay, cost: own });
  const endDay = draft.end === undefined ? horizonDays : Math.max(goLiveDay, daysBetween(asOf, draft.end.on));
  const paid = payments(draft, goLiveDay, Math.min(endDay, horizonDays));
  if (endDay < horizonDays && successor !== null && successor.id !== draft.id) {
    const next = runningCost(successor, asOf);
    if (next !== null) {
      phases.push({ fromDay: endDay, cost: next });
      paid.push({ day: endDay, usd: successor.upfront.totalUsd ?? 0 });
    }
  }
  return presentValue(costPath(phases, paid, demand, horizonDays), workload.discountRate);
}

const CONFIDENCES: readonly Confidence[] = ['A', 'B', 'C'];

function ledgersOf(draft: PlanDraft): Ledger[] {
  const ledgers = [draft.upfront, draft.monthly, ...draft.perQuery.map((dated) => dated.ledger)];
  if (draft.recurring !== undefined) ledgers.push(draft.recurring.ledger);
  return ledgers;
}

function weakestConfidence(draft: PlanDraft): Confidence | null {
  const seen = ledgersOf(draft).flatMap((ledger) =>
    ledger.lines.flatMap((line) => line.price?.confidence ?? []),
  );
  return CONFIDENCES.findLast((confidence) => seen.includes(confidence)) ?? null;
}

function costBlockers(draft: PlanDraft): Blocker[] {
  const unknown = [...new Set(ledgersOf(draft).flatMap((ledger) => ledger.unknown))];
  if (unknown.length > 0) {
    return [{ code: 'unknown-cost', message: `Not known: ${unknown.join(', ')} (${draft.modelName}).` }];
  }
  if (weakestConfidence(draft) === 'C') {
    const weak = ledgersOf(draft)
      .flatMap((ledger) => ledger.lines)
      .find((line) => line.price?.confidence === 'C');
    return [
      {
        code: 'unverified',
        message: `Rests on an unverified price: ${weak?.price?.kind} of ${weak?.price?.product}.`,
      },
    ];
  }
  return [];
}

/** A plan against a reference, both followed to the end of the search. */
function compare(proposal: Proposal, reference: Proposal, scale: Scale): Breakeven {
  const { draft, path } = proposal;
  if (reference.draft.id === draft.id)
    return { kind: 'never', why: 'it is the present plan', savingPerQueryUsd: 0 };
  if (path === null || reference.path === null) {
    return { kind: 'never', why: 'a part of the cost is unknown', savingPerQueryUsd: null };
  }
  const other = reference.draft;
  return breakeven(
    {
      path,
      reference: reference.path,
      perQueryUsd: firstQuery(draft).totalUsd ?? 0,
      referencePerQueryUsd: firstQuery(other).totalUsd ?? 0,
      monthlyUsd: draft.monthly.totalUsd ?? 0,
      referenceMonthlyUsd: other.monthly.totalUsd ?? 0,
      pricesChange: draft.perQuery.length > 1,
      goLiveDay: goLiveDayOf(draft, scale.workload),
      waitDays: calendarDays(draft.workingDays) - goLiveDayOf(draft, scale.workload),
      referenceName: other.kind === 'keep' ? `${other.modelName} today` : other.modelName,
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
function lifeBlockers(draft: PlanDraft, againstKeep: Breakeven, scale: Scale): Blocker[] {
  const keepDoesTheJob = scale.keep.blockers.every((blocker) => blocker.code === 'model-ends');
  const paybackDays = keepDoesTheJob && againstKeep.kind === 'reached' ? againstKeep.days : 0;
  const buildDays = calendarDays(draft.workingDays);
  const tooShort = lifeGate(scale.workload, draft.end, scale.asOf, buildDays, paybackDays);
  return tooShort === null ? [] : [{ code: 'life-too-short', message: tooShort }];
}

/** Without the cost of the present plan nothing can be compared. */
function comparisonBlockers(path: CostPath | null, keep: Proposal): Blocker[] {
  if (path !== null || keep.path !== null) return [];
  const unknown = ledgersOf(keep.draft).flatMap((ledger) => ledger.unknown);
  return [
    {
      code: 'unknown-cost',
      message: `Not known: ${unknown.join(', ')} of ${keep.draft.modelName}, so there is nothing to compare with.`,
    },
  ];
}

/**
 * Weighs one plan.
 *
 * @param bestUntuned the best untuned plan, or `null` while it is still being looked for.
 */
export function weigh(
  proposal: Proposal,
  scale: Scale,
  keep: Proposal,
  bestUntuned: Proposal | null,
): Weighed {
  const { draft, trained, path } = proposal;
  const { asOf, demand, horizonDays } = scale;
  const againstKeep = compare(proposal, keep, scale);
  const blockers = [
    ...draft.blockers,
    ...(costBlockers(draft).length > 0 ? costBlockers(draft) : comparisonBlockers(path, keep)),
    ...(trained && path !== null ? lifeBlockers(draft, againstKeep, scale) : []),
  ];
  const perQuery = firstQuery(draft);
  const queries = demand.perDayInMonth(0) * DAYS_PER_MONTH;
  const plan: Plan = {
    id: draft.id,
    kind: draft.kind,
    approach: draft.approach,
    title: draft.title,
    modelName: draft.modelName,
    provider: draft.provider,
    platform: draft.platform,
    feasible: blockers.length === 0,
    blockers,
    upfront: draft.upfront,
    perQuery,
    perQueryLater: draft.perQuery.slice(1),
    monthly: draft.monthly,
    ...(draft.recurring !== undefined && { recurring: draft.recurring }),
    firstMonthUsd:
      perQuery.totalUsd === null || draft.monthly.totalUsd === null
        ? null
        : perQuery.totalUsd * queries + draft.monthly.totalUsd,
    breakeven: {
      againstKeep,
      againstBestUntuned:
        bestUntuned === null || bestUntuned.draft.id === draft.id
          ? null
          : compare(proposal, bestUntuned, scale),
    },
    lifetime: lifetimeOf(draft.end, asOf, calendarDays(draft.workingDays)),
    horizonCostUsd: horizonCost(
      draft,
      scale,
      draft.id === keep.draft.id ? null : (bestUntuned?.draft ?? null),
    ),
    quality: draft.quality,
    timeToDeployDays: calendarDays(draft.workingDays),
    assumptions: draft.assumptions,
    weakestConfidence: weakestConfidence(draft),
  };
  return { plan, path: path === null ? null : cutAt(path, horizonDays) };
}
