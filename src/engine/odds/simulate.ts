import { DAYS_PER_MONTH } from '../defaults.js';
import {
  costBefore,
  type Draw,
  emptyTables,
  fails,
  fill,
  lastDay,
  laterCost,
  ownCost,
  type Serving,
  type SimulatedPlan,
  serve,
} from './future.js';
import { type Distribution, drawMany, drawShares, streamOf } from './random.js';

/**
 * What plans cost in many simulated futures. Nothing is decided or weighed again in a
 * draw: each plan is a handful of coefficients, and each draw a table of discounted queries that all plans share.
 *
 * Without spread, the cost of a plan is exactly its net present cost over the horizon: queries are level within a
 * month, and what is paid in the course of month `m` is divided by `(1 + rate)^(m / 12)`.
 */

/** The futures: volume, discount, and who serves before and after. */
export interface SimulatedWorld {
  readonly plans: readonly SimulatedPlan[];
  /** Serves until a plan goes live, and is what savings are measured against. */
  readonly keep: SimulatedPlan;
  /** Takes over from a plan that ends or fails; `null` when no untuned plan is feasible. */
  readonly successor: SimulatedPlan | null;
  readonly horizonMonths: number;
  readonly queriesPerDay: number;
  /** A backlog that is worked off in the first month, once. */
  readonly oneOff: boolean;
  readonly lossPerErrorUsd: number;
  /** Discount a year, 0.10 for 10 %. */
  readonly discountRate: number;
}

/** What is uncertain, and how. Factors multiply the central figure. */
export interface Spread {
  /** Factor on the queries of every day. */
  readonly volume: Distribution;
  /** Growth a month. */
  readonly growth: Distribution;
  /** Factor on the tokens of a call. */
  readonly tokens: Distribution;
  /** Fall of untuned prices a year, taking effect from month to month. */
  readonly decay: Distribution;
  /** Factor on people's time, upfront and in every retraining. */
  readonly people: Distribution;
  /** Factor on the people who look after a tuned model. */
  readonly upkeep: Distribution;
  /** Months that a tuned model lives from go-live. */
  readonly lifeMonths: Distribution;
  /** Factor on the errors of accuracies: 1 draws them, 0 leaves them as stated. */
  readonly accuracyError: number;
  /** Whether plans may fail. Where one does, what was paid upfront is lost. */
  readonly failures: boolean;
}

/** What became of every plan in every draw: row `p * draws + n` is plan `p` in draw `n`. */
export interface Simulation {
  readonly draws: number;
  /** Net present cost over the horizon. */
  readonly costUsd: Float64Array;
  /** 1 where the plan had earned itself back against the present one when it ended. */
  readonly paidBack: Uint8Array;
  /** Net present cost of the present plan, by draw. */
  readonly keepUsd: Float64Array;
  /** The luck of each draw: a plan fails where its chance is no higher. */
  readonly luck: Float64Array;
  /** Cumulative cost of the plan that was to be followed, not discounted: row `m * draws + n` after `m` months. */
  readonly followed: Float64Array | null;
}

/** Lowest growth a month that is drawn: a volume never turns negative. */
export const LOWEST_GROWTH = -0.95;

/** Error loss per query of each plan by draw; plans without one are left at nothing. */
function lossesOf(
  world: SimulatedWorld,
  errorFactor: number,
  draws: number,
  seed: number,
): Map<string, Float64Array> {
  const losses = new Map<string, Float64Array>();
  const { plans, keep, successor, lossPerErrorUsd } = world;
  for (const plan of [keep, ...(successor === null ? [] : [successor]), ...plans]) {
    const { accuracy } = plan;
    if (accuracy === undefined || losses.has(plan.id)) continue;
    const stream = streamOf(seed, `accuracy ${accuracy.stream}`);
    const shares = drawShares(accuracy.centre, accuracy.sd * errorFactor, draws, stream);
    losses.set(
      plan.id,
      shares.map((share) => (1 - share) * lossPerErrorUsd),
    );
  }
  return losses;
}

/**
 * Draws the futures and costs every plan in each of them, with the same futures for all plans.
 *
 * @param followed id of the plan whose cumulative cost is wanted month by month.
 */
export function simulate(
  world: SimulatedWorld,
  spread: Spread,
  options: { readonly draws: number; readonly seed: number; readonly followed?: string },
): Simulation {
  const { draws, seed } = options;
  const { plans, horizonMonths, queriesPerDay, discountRate } = world;
  const horizonDays = horizonMonths * DAYS_PER_MONTH;
  function drawn(name: Exclude<keyof Spread, 'failures' | 'accuracyError'>): Float64Array {
    return drawMany(spread[name], draws, streamOf(seed, name));
  }
  const volume = drawn('volume');
  const growth = drawn('growth');
  const decay = drawn('decay');
  const tokens = drawn('tokens');
  const people = drawn('people');
  const upkeep = drawn('upkeep');
  const life = drawn('lifeMonths');
  const fortune = streamOf(seed, 'success');
  const losses = lossesOf(world, spread.accuracyError, draws, seed);

  const tables = emptyTables(horizonMonths, discountRate);
  const undiscounted = emptyTables(horizonMonths, 0);
  const keep: Serving = { plan: world.keep, lossPerQuery: 0 };
  const successor: Serving | null = world.successor && { plan: world.successor, lossPerQuery: 0 };
  const servings = plans.map((plan): Serving => ({ plan, lossPerQuery: 0 }));
  const every = [keep, ...(successor === null ? [] : [successor]), ...servings];
  const shown = servings.find(({ plan }) => plan.id === options.followed) ?? null;

  // Many plans go live on the same few days, and until then cost the same.
  const before = new Map(plans.map(({ goLiveDay }) => [goLiveDay, 0]));
  const costUsd = new Float64Array(plans.length * draws);
  const paidBack = new Uint8Array(plans.length * draws);
  const keepUsd = new Float64Array(draws);
  const luck = new Float64Array(draws);
  const followed = shown && new Float64Array((horizonMonths + 1) * draws);

  for (let n = 0; n < draws; n++) {
    const draw: Draw = {
      tokens: tokens[n] ?? 1,
      people: people[n] ?? 1,
      upkeep: upkeep[n] ?? 1,
      lifeDays: (life[n] ?? 0) * DAYS_PER_MONTH,
      luck: spread.failures ? fortune() : 0,
    };
    luck[n] = draw.luck;
    const firstMonth = queriesPerDay * DAYS_PER_MONTH * (volume[n] ?? 1);
    const grows = world.oneOff ? -1 : Math.max(LOWEST_GROWTH, growth[n] ?? 0);
    fill(tables, firstMonth, grows, decay[n] ?? 0);
    for (const one of every) one.lossPerQuery = losses.get(one.plan.id)?.[n] ?? 0;
    const presentWhole = serve(keep.plan, 0, horizonDays, keep.lossPerQuery, draw, tables);
    keepUsd[n] = presentWhole;
    for (const day of before.keys()) before.set(day, costBefore(day, keep, horizonDays, draw, tables));
    for (let p = 0; p < servings.length; p++) {
      const one = servings[p];
      if (one === undefined) continue;
      const end = lastDay(one.plan, successor !== null, draw, horizonDays);
      const own = ownCost(one, before.get(one.plan.goLiveDay) ?? 0, end, draw, tables);
      costUsd[p * draws + n] = own + laterCost(one, keep, successor, end, horizonDays, draw, tables);
      if (fails(one.plan, draw)) continue;
      const presentUsd =
        end === horizonDays ? presentWhole : serve(keep.plan, 0, end, keep.lossPerQuery, draw, tables);
      if (own < presentUsd) paidBack[p * draws + n] = 1;
    }
    if (shown === null || followed === null) continue;
    fill(undiscounted, firstMonth, grows, decay[n] ?? 0);
    for (let month = 0; month <= horizonMonths; month++) {
      const untilDay = month * DAYS_PER_MONTH;
      const end = lastDay(shown.plan, successor !== null, draw, untilDay);
      const beforeUsd = costBefore(shown.plan.goLiveDay, keep, untilDay, draw, undiscounted);
      followed[month * draws + n] =
        ownCost(shown, beforeUsd, end, draw, undiscounted) +
        laterCost(shown, keep, successor, end, untilDay, draw, undiscounted);
    }
  }
  return { draws, costUsd, paidBack, keepUsd, luck, followed };
}
