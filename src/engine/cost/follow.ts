import type { IsoDate } from '../../prices/price-book.js';
import { daysBetween } from '../calendar.js';
import { type CompleteWorkload, DAYS_PER_MONTH } from '../defaults.js';
import type { PlanKind } from '../plans/index.js';
import type { PlanDraft } from '../plans/plan-kind.js';
import { SEARCH_DAYS } from './breakeven.js';
import { type CostPath, costPath, type Phase, presentValue, type RunningCost } from './cost-path.js';
import { type Demand, demandOf } from './demand.js';
import type { Ledger } from './ledger.js';
import { calendarDays } from './people.js';

/** What plans cost over time: from a draft's ledgers to its path and its net present cost. */

/** What the following of every plan shares. */
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

/** A proposed plan that can be followed over time. */
export interface Proposal {
  readonly draft: PlanDraft;
  readonly kind: PlanKind;
  /** Whether it trains a model, so that the life gate applies. */
  readonly trained: boolean;
  /** Days from the decision until it serves. A backlog waits for its plan. */
  readonly goLiveDay: number;
  /** Whether every part of its cost is known, and of the present plan's. */
  readonly isKnown: boolean;
  /**
   * Cumulative cost to the end of the search, followed as if nothing ended; `null` when a cost is unknown.
   * Worked out when first asked for: most decisions do without.
   */
  path(): CostPath | null;
}

/** One query at the first day's prices. */
export function firstQuery(draft: PlanDraft): Ledger {
  const [first] = draft.perQuery;
  if (first === undefined) throw new Error(`Plan ${draft.id} has no cost per query.`);
  return first.ledger;
}

/** Whether every part of a plan's own cost is known, retraining apart. */
function isCostKnown({ upfront, monthly, perQuery }: PlanDraft): boolean {
  return (
    upfront.totalUsd !== null &&
    monthly.totalUsd !== null &&
    perQuery.every(({ ledger }) => ledger.totalUsd !== null)
  );
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

/** The running costs of a plan one after the other: until it serves, the present plan is paid. `null` when a cost is unknown. */
function phasesOf(draft: PlanDraft, goLiveDay: number, scale: Scale): Phase[] | null {
  const own = runningCost(draft, scale.asOf);
  const present = runningCost(scale.keep, scale.asOf);
  if (own === null || present === null || draft.upfront.totalUsd === null) return null;
  const phases: Phase[] = goLiveDay > 0 ? [{ fromDay: 0, cost: present }] : [];
  phases.push({ fromDay: goLiveDay, cost: own });
  return phases;
}

/** Makes a draft something that can be followed to the end of the search. */
export function follow(draft: PlanDraft, kind: PlanKind, scale: Scale): Proposal {
  const { workload, demand, searchDays } = scale;
  const goLiveDay = workload.volume.oneOffQueries === undefined ? calendarDays(draft.workingDays) : 0;
  let known: CostPath | null | undefined;

  function path(): CostPath | null {
    if (known === undefined) {
      const phases = phasesOf(draft, goLiveDay, scale);
      known = phases && costPath(phases, payments(draft, goLiveDay, searchDays), demand, searchDays);
    }
    return known;
  }

  const isKnown = isCostKnown(draft) && isCostKnown(scale.keep);
  return { draft, kind, trained: draft.training !== undefined, goLiveDay, isKnown, path };
}

/** First day on which a plan no longer runs, never before it goes live; infinite when no end is announced. */
export function endDayOf(proposal: Proposal, asOf: IsoDate): number {
  const { draft, goLiveDay } = proposal;
  if (draft.end === undefined) return Number.POSITIVE_INFINITY;
  return Math.max(goLiveDay, daysBetween(asOf, draft.end.on));
}

/**
 * Net present cost over the horizon. A plan that ends inside it is followed by `successor`, the best untuned
 * plan, whose own upfront cost is then due. `null` when a cost is unknown.
 */
export function horizonCost(proposal: Proposal, scale: Scale, successor: PlanDraft | null): number | null {
  const { workload, asOf, demand, horizonDays } = scale;
  const { draft, goLiveDay } = proposal;
  const phases = phasesOf(draft, goLiveDay, scale);
  if (phases === null) return null;
  const endDay = Math.min(endDayOf(proposal, asOf), horizonDays);
  const paid = payments(draft, goLiveDay, endDay);
  if (endDay < horizonDays && successor !== null && successor.id !== draft.id) {
    const next = runningCost(successor, asOf);
    if (next !== null) {
      phases.push({ fromDay: endDay, cost: next });
      paid.push({ day: endDay, usd: successor.upfront.totalUsd ?? 0 });
    }
  }
  return presentValue(costPath(phases, paid, demand, horizonDays), workload.discountRate);
}
