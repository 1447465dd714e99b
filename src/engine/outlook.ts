import { coefficientsOf } from './coefficients.js';
import { DAYS_PER_MONTH } from './defaults.js';
import type { Proposal, Scale } from './follow.js';
import {
  type Draw,
  emptyTables,
  fill,
  lastDay,
  laterCost,
  ownCost,
  type SimulatedPlan,
  type Tables,
} from './future.js';
import { drawEvenly, streamOf } from './random.js';
import { LOWEST_GROWTH, type Spread } from './simulate.js';
import { spreadOf } from './spread.js';

/**
 * What plans cost in a few futures that cover everything uncertain evenly: the figures that a choice rests on.
 * There are few of them, and always the same ones, so that a choice can be made again thousands of times and moves
 * smoothly with what it is asked about.
 */

/** Futures, each of them once with every tune succeeding and once with every tune failing. */
export const FUTURES = 32;
const SEED = 1;

/** What becomes of one plan in the futures. Money in USD, net present over the horizon. */
export interface Outlook {
  /** Mean over the futures, those in which tunes succeed weighing as much as their chance. */
  readonly expectedUsd: number;
  /** Cost in each future, first where tunes succeed, then where they fail. */
  readonly costsUsd: Float64Array;
}

/** The futures of one workload. */
export interface Futures {
  readonly scale: Scale;
  /** Chance that a tune succeeds. */
  readonly chance: number;
  readonly draws: readonly { readonly draw: Draw; readonly tables: Tables }[];
  /** The coefficients of a plan, worked out once; `null` when a part of its cost is unknown. */
  planOf(proposal: Proposal): SimulatedPlan | null;
  readonly keep: Proposal;
}

/** The futures over which the plans for a workload are compared. */
export function futuresOf(scale: Scale, keep: Proposal): Futures {
  const { workload } = scale;
  const spread = spreadOf(workload);
  function drawn(name: Exclude<keyof Spread, 'success' | 'accuracyError'>): Float64Array {
    return drawEvenly(spread[name], FUTURES, streamOf(SEED, name));
  }
  const volume = drawn('volume');
  const growth = drawn('growth');
  const decay = drawn('decay');
  const tokens = drawn('tokens');
  const people = drawn('people');
  const upkeep = drawn('upkeep');
  const life = drawn('lifeMonths');
  const oneOff = workload.volume.oneOffQueries !== undefined;
  const empty = emptyTables(workload.horizonMonths, workload.discountRate);
  const draws = Array.from({ length: FUTURES }, (_, n) => {
    const tables = {
      ...empty,
      queries: new Float64Array(empty.queries.length),
      decayed: new Float64Array(empty.decayed.length),
    };
    fill(
      tables,
      workload.volume.queriesPerDay * DAYS_PER_MONTH * (volume[n] ?? 1),
      oneOff ? -1 : Math.max(LOWEST_GROWTH, growth[n] ?? 0),
      decay[n] ?? 0,
    );
    const draw: Draw = {
      tokens: tokens[n] ?? 1,
      people: people[n] ?? 1,
      upkeep: upkeep[n] ?? 1,
      lifeDays: (life[n] ?? 0) * DAYS_PER_MONTH,
      success: true,
    };
    return { draw, tables };
  });
  const known = new Map<Proposal, SimulatedPlan | null>();
  function planOf(proposal: Proposal): SimulatedPlan | null {
    const seen = known.get(proposal);
    if (seen !== undefined) return seen;
    const plan = coefficientsOf(proposal, scale);
    known.set(proposal, plan);
    return plan;
  }
  return { scale, chance: spread.success, draws, keep, planOf };
}

/** A plan's loss per query from wrong answers, at the stated share of right ones. */
function serving(plan: SimulatedPlan, { workload }: Scale) {
  const { accuracy } = plan;
  const lossPerQuery =
    accuracy === undefined ? 0 : (1 - accuracy.centre) * (workload.quality.lossPerErrorUsd ?? 0);
  return { plan, lossPerQuery };
}

/**
 * Costs a plan in every future.
 *
 * @param next the best untuned plan, which takes over where the plan ends or fails; `null` when there is none.
 * @param mostUsd gives up as soon as the expected cost is sure to be higher: no future costs less than nothing.
 * @returns `null` when a cost of the plan, or of the present one, is unknown, and when it was given up.
 */
export function outlookOf(
  proposal: Proposal,
  next: Proposal | null,
  futures: Futures,
  mostUsd = Number.POSITIVE_INFINITY,
): Outlook | null {
  const { scale, chance, draws } = futures;
  const plan = futures.planOf(proposal);
  const present = futures.planOf(futures.keep);
  if (plan === null || present === null) return null;
  const follows = next && futures.planOf(next);
  const one = serving(plan, scale);
  const keep = serving(present, scale);
  const successor = follows && serving(follows, scale);
  const costsUsd = new Float64Array(2 * draws.length);
  let succeeding = 0;
  let failing = 0;
  let expectedUsd = 0;

  function cost(draw: Draw, tables: Tables): number {
    const end = lastDay(one.plan, successor !== null, draw, scale.horizonDays);
    return (
      ownCost(one, keep, end, draw, tables) +
      laterCost(one, keep, successor, end, scale.horizonDays, draw, tables)
    );
  }

  for (const [n, { draw, tables }] of draws.entries()) {
    const usd = cost(draw, tables);
    const otherwise = plan.tuned ? cost({ ...draw, success: false }, tables) : usd;
    costsUsd[n] = usd;
    costsUsd[draws.length + n] = otherwise;
    succeeding += usd;
    failing += otherwise;
    expectedUsd = (chance * succeeding + (1 - chance) * failing) / draws.length;
    if (expectedUsd > mostUsd) return null;
  }
  return { expectedUsd, costsUsd };
}
