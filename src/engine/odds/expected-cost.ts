import type { Proposal, Scale } from '../cost/follow.js';
import { type CompleteWorkload, DAYS_PER_MONTH } from '../defaults.js';
import { coefficientsOf } from './coefficients.js';
import {
  costBefore,
  type Draw,
  emptyTables,
  fill,
  lastDay,
  laterCost,
  ownCost,
  type Serving,
  type Tables,
} from './future.js';
import { drawAt, evenShares, streamOf } from './random.js';
import { LOWEST_GROWTH } from './simulate.js';
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

/** What a future depends on: two workloads that agree on it have the same futures. */
interface Demanded {
  readonly queriesPerDay: number;
  readonly growthPerMonth: number;
  readonly oneOff: boolean;
  readonly horizonMonths: number;
  readonly discountRate: number;
}

/** The futures of one demand. */
export interface Futures {
  readonly demanded: Demanded;
  readonly draws: readonly Future[];
}

/** One future: with every tune succeeding, and with every tune failing. */
interface Future {
  readonly draw: Draw;
  readonly failed: Draw;
  readonly tables: Tables;
}

/** Share of each distribution that each future stands for: a figure of its own for every input. */
const SHARES = {
  volume: evenShares(FUTURES, streamOf(SEED, 'volume')),
  growth: evenShares(FUTURES, streamOf(SEED, 'growth')),
  decay: evenShares(FUTURES, streamOf(SEED, 'decay')),
  tokens: evenShares(FUTURES, streamOf(SEED, 'tokens')),
  people: evenShares(FUTURES, streamOf(SEED, 'people')),
  upkeep: evenShares(FUTURES, streamOf(SEED, 'upkeep')),
  lifeMonths: evenShares(FUTURES, streamOf(SEED, 'lifeMonths')),
};

function demandedBy({ volume, horizonMonths, discountRate }: CompleteWorkload): Demanded {
  const { queriesPerDay, growthPerMonth, oneOffQueries } = volume;
  return { queriesPerDay, growthPerMonth, oneOff: oneOffQueries !== undefined, horizonMonths, discountRate };
}

function isSame(one: Demanded, other: Demanded): boolean {
  return (
    one.queriesPerDay === other.queriesPerDay &&
    one.growthPerMonth === other.growthPerMonth &&
    one.oneOff === other.oneOff &&
    one.horizonMonths === other.horizonMonths &&
    one.discountRate === other.discountRate
  );
}

/**
 * The futures over which the plans for a workload are compared.
 *
 * @param known those of another workload, which are taken over where they are the same.
 */
export function futuresOf(workload: CompleteWorkload, known?: Futures): Futures {
  const demanded = demandedBy(workload);
  if (known !== undefined && isSame(known.demanded, demanded)) return known;
  const { queriesPerDay, oneOff, horizonMonths, discountRate } = demanded;
  const spread = spreadOf(workload);
  const volume = drawAt(spread.volume, SHARES.volume);
  const growth = drawAt(spread.growth, SHARES.growth);
  const decay = drawAt(spread.decay, SHARES.decay);
  const tokens = drawAt(spread.tokens, SHARES.tokens);
  const people = drawAt(spread.people, SHARES.people);
  const upkeep = drawAt(spread.upkeep, SHARES.upkeep);
  const life = drawAt(spread.lifeMonths, SHARES.lifeMonths);
  const empty = emptyTables(horizonMonths, discountRate);
  const draws = Array.from({ length: FUTURES }, (_, n): Future => {
    const tables = {
      ...empty,
      queries: new Float64Array(empty.queries.length),
      decayed: new Float64Array(empty.decayed.length),
    };
    fill(
      tables,
      queriesPerDay * DAYS_PER_MONTH * (volume[n] ?? 1),
      oneOff ? -1 : Math.max(LOWEST_GROWTH, growth[n] ?? 0),
      decay[n] ?? 0,
    );
    const draw: Draw = {
      tokens: tokens[n] ?? 1,
      people: people[n] ?? 1,
      upkeep: upkeep[n] ?? 1,
      lifeDays: (life[n] ?? 0) * DAYS_PER_MONTH,
      luck: 0,
    };
    return { draw, failed: { ...draw, luck: 1 }, tables };
  });
  return { demanded, draws };
}

/** A plan's coefficients with its loss per query from wrong answers, at the stated share of right ones. */
function servingOf(proposal: Proposal, scale: Scale): Serving | null {
  const plan = coefficientsOf(proposal, scale);
  if (plan === null) return null;
  const { lossPerErrorUsd = 0 } = scale.workload.quality;
  return {
    plan,
    lossPerQuery: plan.accuracy === undefined ? 0 : (1 - plan.accuracy.centre) * lossPerErrorUsd,
  };
}

/** What the outlooks of all plans for one workload share. */
export interface Prospect {
  readonly scale: Scale;
  readonly futures: Futures;
  readonly keep: Proposal;
  /** How a plan serves, worked out once; `null` when a part of its cost is unknown. */
  servingOf(proposal: Proposal): Serving | null;
  /** What the present plan costs in each future until another goes live: many go live on the same few days. */
  costsBefore(goLiveDay: number, keep: Serving): Float64Array;
}

export function prospectOf(scale: Scale, keep: Proposal, futures: Futures): Prospect {
  const servings = new Map<Proposal, Serving | null>();
  const before = new Map<number, Float64Array>();
  return {
    scale,
    futures,
    keep,
    servingOf(proposal) {
      const known = servings.get(proposal);
      if (known !== undefined) return known;
      const serving = servingOf(proposal, scale);
      servings.set(proposal, serving);
      return serving;
    },
    costsBefore(goLiveDay, present) {
      const known = before.get(goLiveDay);
      if (known !== undefined) return known;
      const costs = Float64Array.from(futures.draws, ({ draw, tables }) =>
        costBefore(goLiveDay, present, scale.horizonDays, draw, tables),
      );
      before.set(goLiveDay, costs);
      return costs;
    },
  };
}

/** Costs a plan in one future. */
function costOf(
  one: Serving,
  keep: Serving,
  successor: Serving | null,
  beforeUsd: number,
  horizonDays: number,
  draw: Draw,
  tables: Tables,
): number {
  const end = lastDay(one.plan, successor !== null, draw, horizonDays);
  const own = ownCost(one, beforeUsd, end, draw, tables);
  return own + laterCost(one, keep, successor, end, horizonDays, draw, tables);
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
  prospect: Prospect,
  mostUsd = Number.POSITIVE_INFINITY,
): Outlook | null {
  const { horizonDays } = prospect.scale;
  const { draws } = prospect.futures;
  const one = prospect.servingOf(proposal);
  const keep = prospect.servingOf(prospect.keep);
  if (one === null || keep === null) return null;
  const successor = next && prospect.servingOf(next);
  const { chance, goLiveDay } = one.plan;
  const sure = chance ?? 1;
  const before = prospect.costsBefore(goLiveDay, keep);
  const costsUsd = new Float64Array(2 * draws.length);
  let succeeding = 0;
  let failing = 0;
  let expectedUsd = 0;

  for (let n = 0; n < draws.length; n++) {
    const future = draws[n];
    if (future === undefined) continue;
    const { draw, failed, tables } = future;
    const beforeUsd = before[n] ?? 0;
    const usd = costOf(one, keep, successor, beforeUsd, horizonDays, draw, tables);
    const otherwise =
      chance === undefined ? usd : costOf(one, keep, successor, beforeUsd, horizonDays, failed, tables);
    costsUsd[n] = usd;
    costsUsd[draws.length + n] = otherwise;
    succeeding += usd;
    failing += otherwise;
    expectedUsd = (sure * succeeding + (1 - sure) * failing) / draws.length;
    if (expectedUsd > mostUsd) return null;
  }
  return { expectedUsd, costsUsd };
}
