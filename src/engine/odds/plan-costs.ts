import { DAYS_PER_MONTH } from '../defaults.js';
import type { Day, Scenarios } from './scenarios.js';

/**
 * What one plan costs in every scenario, in three parts that are never blended: what sellers bill, people's time,
 * and wrong answers. Net present value over the horizon, in USD.
 *
 * Without spread, a cost is exactly the plan's net present cost: queries are level within a month, and what is paid
 * in the course of month `m` is divided by `(1 + rate)^(m / 12)`.
 */

/** A plan as the simulation sees it. Money in USD. */
export interface PlanCoefficients {
  readonly id: string;
  /** Paid at the decision: people's time, which may run over, and the rest, which is known. */
  readonly upfrontPeopleUsd: number;
  readonly upfrontOtherUsd: number;
  /** Bill of one query from each day on; the first entry covers everything before the second. */
  readonly bill: readonly { readonly fromDay: number; readonly usd: number }[];
  /** Fixed cost a month: people who look after it, and the rest. */
  readonly monthlyPeopleUsd: number;
  readonly monthlyOtherUsd: number;
  readonly recurring?: { readonly everyDays: number; readonly peopleUsd: number; readonly otherUsd: number };
  readonly goLiveDay: number;
  /** First day on which it no longer runs; infinite when no end is announced. */
  readonly endDay: number;
  /** Whether it trains a model: then it lives as long as drawn, and it keeps its price. */
  readonly tuned: boolean;
}

/** A plan with its share of right answers in every scenario. */
export interface PlanInScenarios {
  readonly plan: PlanCoefficients;
  readonly accuracy: Float64Array;
}

/** The costs of a plan by scenario. */
export interface PlanCosts {
  readonly invoiceUsd: Float64Array;
  readonly peopleUsd: Float64Array;
  /** Wrong answers, discounted like payments: times the loss per error they are what mistakes cost. */
  readonly wrongAnswers: Float64Array;
  /** Queries that the plan itself serves, discounted: what one point of its accuracy counts for. */
  readonly ownQueries: Float64Array;
}

function noCosts(count: number): PlanCosts {
  return {
    invoiceUsd: new Float64Array(count),
    peopleUsd: new Float64Array(count),
    wrongAnswers: new Float64Array(count),
    ownQueries: new Float64Array(count),
  };
}

/** Adds what it costs that a plan serves from one day to another. */
function addServing(
  costs: PlanCosts,
  { plan, accuracy }: PlanInScenarios,
  from: Day,
  to: Day,
  scenarios: Scenarios,
): void {
  const { count, tokens, upkeep } = scenarios;
  const { invoiceUsd, peopleUsd, wrongAnswers } = costs;
  const sum = plan.tuned ? 'queries' : 'queries at falling prices';
  for (const [index, { fromDay, usd }] of plan.bill.entries()) {
    const next = plan.bill[index + 1]?.fromDay;
    const starts = scenarios.until(index === 0 ? from : within(fromDay, from, to), sum);
    const ends = scenarios.until(next === undefined ? to : within(next, from, to), sum);
    for (let n = 0; n < count; n++)
      invoiceUsd[n] =
        (invoiceUsd[n] ?? 0) + usd * (tokens[n] ?? 1) * Math.max(0, (ends[n] ?? 0) - (starts[n] ?? 0));
  }
  const before = scenarios.until(from, 'queries');
  const after = scenarios.until(to, 'queries');
  for (let n = 0; n < count; n++)
    wrongAnswers[n] =
      (wrongAnswers[n] ?? 0) + (1 - (accuracy[n] ?? 0)) * Math.max(0, (after[n] ?? 0) - (before[n] ?? 0));
  const { monthlyPeopleUsd, monthlyOtherUsd } = plan;
  if (monthlyPeopleUsd === 0 && monthlyOtherUsd === 0) return;
  const monthsBefore = scenarios.until(from, 'months');
  const monthsAfter = scenarios.until(to, 'months');
  for (let n = 0; n < count; n++) {
    const months = Math.max(0, (monthsAfter[n] ?? 0) - (monthsBefore[n] ?? 0));
    invoiceUsd[n] = (invoiceUsd[n] ?? 0) + monthlyOtherUsd * months;
    peopleUsd[n] = (peopleUsd[n] ?? 0) + monthlyPeopleUsd * (upkeep[n] ?? 1) * months;
  }
}

/** A day held between two others. */
function within(day: number, from: Day, to: Day): Day {
  if (typeof from === 'number' && typeof to === 'number')
    return Math.min(Math.max(day, from), Math.max(from, to));
  const length = typeof from === 'number' ? (to as Float64Array).length : from.length;
  return Float64Array.from({ length }, (_, n) => {
    const low = typeof from === 'number' ? from : (from[n] ?? 0);
    const high = typeof to === 'number' ? to : (to[n] ?? 0);
    return Math.min(Math.max(day, low), Math.max(low, high));
  });
}

/** Adds a payment of known amount and of people's time on a day, where that is before `untilDay`. */
function addPayment(
  costs: PlanCosts,
  payment: { readonly peopleUsd: number; readonly otherUsd: number },
  day: Day,
  untilDay: number,
  scenarios: Scenarios,
): void {
  const { peopleUsd, otherUsd } = payment;
  if (peopleUsd === 0 && otherUsd === 0) return;
  const weights = scenarios.weightOn(day);
  const { people } = scenarios;
  for (let n = 0; n < weights.length; n++) {
    if ((typeof day === 'number' ? day : (day[n] ?? 0)) >= untilDay) continue;
    costs.invoiceUsd[n] = (costs.invoiceUsd[n] ?? 0) + otherUsd * (weights[n] ?? 0);
    costs.peopleUsd[n] = (costs.peopleUsd[n] ?? 0) + peopleUsd * (people[n] ?? 1) * (weights[n] ?? 0);
  }
}

function upfrontOf({ upfrontPeopleUsd, upfrontOtherUsd }: PlanCoefficients) {
  return { peopleUsd: upfrontPeopleUsd, otherUsd: upfrontOtherUsd };
}

/** Day on which a plan stops serving: when it ends or, tuned, when something better follows it, at the latest `untilDay`. */
function lastDay(plan: PlanCoefficients, untilDay: number, scenarios: Scenarios): Day {
  const latest = Math.min(Math.max(plan.goLiveDay, plan.endDay), untilDay);
  return plan.tuned ? scenarios.lifeEnd(Math.min(plan.goLiveDay, untilDay), latest) : latest;
}

function addRetraining(
  costs: PlanCosts,
  plan: PlanCoefficients,
  end: Day,
  untilDay: number,
  scenarios: Scenarios,
): void {
  const again = plan.recurring;
  if (again === undefined) return;
  const { people } = scenarios;
  for (let day = plan.goLiveDay + again.everyDays; day < untilDay; day += again.everyDays) {
    const weights = scenarios.weightOn(day);
    for (let n = 0; n < scenarios.count; n++) {
      if (day >= (typeof end === 'number' ? end : (end[n] ?? 0))) continue;
      const weight = weights[n] ?? 0;
      costs.invoiceUsd[n] = (costs.invoiceUsd[n] ?? 0) + again.otherUsd * weight;
      costs.peopleUsd[n] = (costs.peopleUsd[n] ?? 0) + again.peopleUsd * (people[n] ?? 1) * weight;
    }
  }
}

/** Who serves before a plan goes live, and after it ends. */
export interface Surroundings {
  readonly keep: PlanInScenarios;
  /** The best untuned plan, which takes over where a plan ends; `null` when there is none. */
  readonly successor: PlanInScenarios | null;
}

/**
 * Costs a plan that is begun at the decision: the present plan until it goes live, the plan itself until it ends, and
 * then the successor. Without a successor it runs on; the present plan is followed as if it never ended.
 *
 * @param untilDay last day that counts; the horizon unless a part of it is wanted.
 */
export function costsOf(
  one: PlanInScenarios,
  { keep, successor }: Surroundings,
  scenarios: Scenarios,
  untilDay: number = scenarios.demanded.horizonMonths * DAYS_PER_MONTH,
): PlanCosts {
  const { plan } = one;
  const costs = noCosts(scenarios.count);
  const isPresent = plan.id === keep.plan.id;
  const follows = isPresent || successor?.plan.id === plan.id ? null : successor;
  const begins = Math.min(plan.goLiveDay, untilDay);
  const end = isPresent || follows === null ? untilDay : lastDay(plan, untilDay, scenarios);
  addPayment(costs, upfrontOf(plan), 0, Number.POSITIVE_INFINITY, scenarios);
  if (begins > 0) addServing(costs, keep, 0, begins, scenarios);
  addServing(costs, one, begins, end, scenarios);
  addRetraining(costs, plan, end, untilDay, scenarios);
  const starts = scenarios.until(begins, 'queries');
  const stops = scenarios.until(end, 'queries');
  for (let n = 0; n < scenarios.count; n++)
    costs.ownQueries[n] = Math.max(0, (stops[n] ?? 0) - (starts[n] ?? 0));
  if (follows !== null && end !== untilDay) {
    addPayment(costs, upfrontOf(follows.plan), end, untilDay, scenarios);
    addServing(costs, follows, end, untilDay, scenarios);
  }
  return costs;
}

/** Invoice, people and mistakes together, by scenario. */
export function totalUsd(costs: PlanCosts, lossPerErrorUsd: number): Float64Array {
  const { invoiceUsd, peopleUsd, wrongAnswers } = costs;
  const usd = new Float64Array(invoiceUsd.length);
  for (let n = 0; n < usd.length; n++)
    usd[n] = (invoiceUsd[n] ?? 0) + (peopleUsd[n] ?? 0) + lossPerErrorUsd * (wrongAnswers[n] ?? 0);
  return usd;
}

/** The mean over the scenarios; 0 where there are none. */
export function meanOf(values: Float64Array): number {
  let sum = 0;
  for (const value of values) sum += value;
  return values.length === 0 ? 0 : sum / values.length;
}
