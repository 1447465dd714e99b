import { DAYS_PER_MONTH } from '../defaults.js';

/** One simulated future: what a plan costs in it. */

/** A plan as the simulation sees it. Money in USD. */
export interface SimulatedPlan {
  readonly id: string;
  /** Paid at the decision: people's time, which may run over, and the rest, which is known. */
  readonly upfrontPeopleUsd: number;
  readonly upfrontOtherUsd: number;
  /** Bill of one query from each day on, wrong answers apart; the first entry covers everything before the second. */
  readonly bill: readonly { readonly fromDay: number; readonly usd: number }[];
  /** Share of right answers and its error; absent where wrong answers are not counted. */
  readonly accuracy?: { readonly centre: number; readonly sd: number; readonly stream: string };
  /** Fixed cost a month: people who look after it, and the rest. */
  readonly monthlyPeopleUsd: number;
  readonly monthlyOtherUsd: number;
  readonly recurring?: { readonly everyDays: number; readonly peopleUsd: number; readonly otherUsd: number };
  readonly goLiveDay: number;
  /** First day on which it no longer runs; infinite when no end is announced. */
  readonly endDay: number;
  /** Whether it trains a model: then it lives as long as drawn, and it keeps its price. */
  readonly tuned: boolean;
  /** Chance that it succeeds; absent where nothing can fail. */
  readonly chance?: number;
}

/** One draw. */
export interface Draw {
  readonly tokens: number;
  readonly people: number;
  readonly upkeep: number;
  readonly lifeDays: number;
  /** From 0 to 1: a plan fails where its chance is no higher. One and the same for all, as they share data and team. */
  readonly luck: number;
}

/** Sums from day 0 to the end of each month; between, they run straight. */
export interface Tables {
  /** Queries, and queries at the share of today's price that untuned plans have fallen to. */
  readonly queries: Float64Array;
  readonly decayed: Float64Array;
  readonly months: Float64Array;
  /** Weight of a payment in month `m`. */
  readonly weights: Float64Array;
}

function upTo(table: Float64Array, day: number): number {
  const month = Math.floor(day / DAYS_PER_MONTH);
  const before = table[month] ?? 0;
  const part = day / DAYS_PER_MONTH - month;
  return part === 0 ? before : before + part * ((table[month + 1] ?? before) - before);
}

/** Tables of a horizon in which no query has been counted yet. */
export function emptyTables(horizonMonths: number, rate: number): Tables {
  const weights = new Float64Array(horizonMonths + 1);
  const months = new Float64Array(horizonMonths + 1);
  for (let month = 0; month <= horizonMonths; month++) {
    weights[month] = (1 + rate) ** (-month / 12);
    if (month > 0) months[month] = (months[month - 1] ?? 0) + (weights[month] ?? 0);
  }
  return {
    queries: new Float64Array(horizonMonths + 1),
    decayed: new Float64Array(horizonMonths + 1),
    months,
    weights,
  };
}

/** Fills in the queries of one future. A growth of -1 is a backlog: all in the first month. */
export function fill(tables: Tables, firstMonthQueries: number, growth: number, decay: number): void {
  const { queries, decayed, weights } = tables;
  const fall = (1 - decay) ** (1 / 12);
  let volume = firstMonthQueries;
  let price = 1;
  for (let month = 0; month + 1 < queries.length; month++) {
    const discounted = volume * (weights[month + 1] ?? 0);
    queries[month + 1] = (queries[month] ?? 0) + discounted;
    decayed[month + 1] = (decayed[month] ?? 0) + discounted * price;
    volume *= 1 + growth;
    price *= fall;
  }
}

/** What it costs that a plan serves from one day to another. */
export function serve(
  plan: SimulatedPlan,
  from: number,
  to: number,
  lossPerQuery: number,
  draw: Draw,
  tables: Tables,
): number {
  if (to <= from) return 0;
  const table = plan.tuned ? tables.queries : tables.decayed;
  const { bill } = plan;
  let usd = 0;
  let day = from;
  for (let index = 0; index < bill.length && day < to; index++) {
    const next = bill[index + 1]?.fromDay ?? Number.POSITIVE_INFINITY;
    if (next <= day) continue;
    const until = Math.min(next, to);
    usd += (bill[index]?.usd ?? 0) * (upTo(table, until) - upTo(table, day));
    day = until;
  }
  usd *= draw.tokens;
  if (lossPerQuery > 0) usd += lossPerQuery * (upTo(tables.queries, to) - upTo(tables.queries, from));
  const monthly = plan.monthlyPeopleUsd * draw.upkeep + plan.monthlyOtherUsd;
  if (monthly > 0) usd += monthly * (upTo(tables.months, to) - upTo(tables.months, from));
  return usd;
}

function upfront(plan: SimulatedPlan, draw: Draw): number {
  return plan.upfrontPeopleUsd * draw.people + plan.upfrontOtherUsd;
}

function weightOn(day: number, tables: Tables): number {
  return tables.weights[Math.ceil(day / DAYS_PER_MONTH)] ?? 0;
}

/** Whether a plan fails in a draw. */
export function fails({ chance }: SimulatedPlan, { luck }: Draw): boolean {
  return chance !== undefined && luck >= chance;
}

/** A plan with its loss per query in the draw at hand. */
export interface Serving {
  readonly plan: SimulatedPlan;
  lossPerQuery: number;
}

/** Day on which a plan stops serving in a draw, at most `untilDay`. A failed tune never serves. */
export function lastDay(plan: SimulatedPlan, hasSuccessor: boolean, draw: Draw, untilDay: number): number {
  if (fails(plan, draw)) return Math.min(plan.goLiveDay, untilDay);
  const life = plan.tuned && hasSuccessor ? plan.goLiveDay + draw.lifeDays : Number.POSITIVE_INFINITY;
  return Math.min(plan.endDay, life, untilDay);
}

/** What the present plan costs until another goes live, but no longer than `untilDay`. */
export function costBefore(
  goLiveDay: number,
  keep: Serving,
  untilDay: number,
  draw: Draw,
  tables: Tables,
): number {
  return serve(keep.plan, 0, Math.min(goLiveDay, untilDay), keep.lossPerQuery, draw, tables);
}

/**
 * Cost of a plan until it stops serving.
 *
 * @param beforeUsd what the present plan costs until it goes live.
 */
export function ownCost(one: Serving, beforeUsd: number, end: number, draw: Draw, tables: Tables): number {
  const { plan } = one;
  let usd = upfront(plan, draw) + beforeUsd;
  usd += serve(plan, Math.min(plan.goLiveDay, end), end, one.lossPerQuery, draw, tables);
  const again = plan.recurring;
  if (again !== undefined) {
    const each = again.peopleUsd * draw.people + again.otherUsd;
    for (let day = plan.goLiveDay + again.everyDays; day < end; day += again.everyDays) {
      usd += each * weightOn(day, tables);
    }
  }
  return usd;
}

/** Cost of what follows a plan from `end` to `untilDay`: the successor, or the plan itself where there is none. */
export function laterCost(
  one: Serving,
  keep: Serving,
  successor: Serving | null,
  end: number,
  untilDay: number,
  draw: Draw,
  tables: Tables,
): number {
  if (end >= untilDay) return 0;
  const { plan } = one;
  const failed = fails(plan, draw);
  if (successor === null || successor.plan.id === plan.id || plan.id === keep.plan.id) {
    const next = failed ? keep : one;
    return serve(next.plan, end, untilDay, next.lossPerQuery, draw, tables);
  }
  return (
    upfront(successor.plan, draw) * weightOn(end, tables) +
    serve(successor.plan, end, untilDay, successor.lossPerQuery, draw, tables)
  );
}
