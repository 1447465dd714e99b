import { z } from 'zod';
import type { IsoDate, PriceBook, PriceFact } from '../prices/price-book.js';
import type { Advice, Assumption, Crossing, Curve, Ledger, Plan, PricesUsed } from './advice.js';
import { daysBetween } from './calendar.js';
import { rank, WORTH_CHANGING } from './choose.js';
import { usdOn } from './cost-path.js';
import { decide } from './decide.js';
import { flipPointsOf } from './flip-points.js';
import type { Scale } from './follow.js';
import { subjectOf } from './lever.js';
import { savingAtDecay, USUAL_DECAY } from './price-decay.js';
import { sensitivityOf } from './sensitivity.js';
import { uncertaintyOf } from './uncertainty.js';
import { verdictOn } from './verdict.js';
import { type Weighed, weigh } from './weigh.js';
import { formatShare } from './wording.js';
import { type Workload, WorkloadSchema } from './workload.js';

/** Prices checked longer ago than this are called stale. */
const STALE_AFTER_DAYS = 30;

/** Draws and seed of the simulation where none are given, and the most draws that are made. */
const DEFAULT_DRAWS = 2_000;
const DEFAULT_SEED = 1;
const MOST_DRAWS = 100_000;

const OptionsSchema = z.object({
  asOf: z.iso.date(),
  draws: z.number().int().min(1).max(MOST_DRAWS).default(DEFAULT_DRAWS),
  seed: z.number().int().min(0).max(0xffff_ffff).default(DEFAULT_SEED),
});

export interface AdviseOptions {
  /** The day of the decision: prices and dates are those of this day. */
  readonly asOf: IsoDate;
  /** Simulated futures, 1 to 100,000. Default 2,000. */
  readonly draws?: number | undefined;
  /** Seed of the simulation, 0 to 4,294,967,295. Default 1. The same seed gives the same odds. */
  readonly seed?: number | undefined;
}

function curveOf(weighed: readonly Weighed[], scale: Scale): Curve {
  const lines = weighed.flatMap(({ plan, path }) => {
    if (path === null) return [];
    const endsOnDay =
      plan.lifetime.until === undefined ? undefined : daysBetween(scale.asOf, plan.lifetime.until);
    const ends = endsOnDay !== undefined && endsOnDay < scale.horizonDays;
    return [{ planId: plan.id, points: path.points, ...(ends && { endsOnDay: Math.max(0, endsOnDay) }) }];
  });
  const crossings = weighed.flatMap(({ plan, path }): Crossing[] => {
    const { againstKeep } = plan.breakeven;
    if (path === null || againstKeep.kind === 'never') return [];
    const goLiveDay = scale.workload.volume.oneOffQueries === undefined ? plan.timeToDeployDays : 0;
    const day = goLiveDay + againstKeep.days;
    return day > scale.horizonDays
      ? []
      : [{ planId: plan.id, againstPlanId: 'keep', day, usd: usdOn(path, day) }];
  });
  return { horizonDays: scale.horizonDays, lines, crossings };
}

function ledgersOf(plan: Plan): Ledger[] {
  const ledgers = [
    plan.upfront,
    plan.perQuery,
    plan.monthly,
    ...plan.perQueryLater.map((later) => later.ledger),
  ];
  if (plan.recurring !== undefined) ledgers.push(plan.recurring.ledger);
  return ledgers;
}

function pricesUsed(plans: readonly Plan[], book: PriceBook, asOf: IsoDate): PricesUsed {
  const facts = new Map<string, PriceFact>();
  for (const plan of plans) {
    for (const ledger of ledgersOf(plan)) {
      for (const { price } of ledger.lines) if (price !== undefined) facts.set(price.id, price);
    }
  }
  const used = [...facts.values()].sort((a, b) => a.id.localeCompare(b.id));
  const oldestCheckedOn = used.map((fact) => fact.checkedOn).sort()[0] ?? null;
  return {
    bookVersion: book.version,
    asOf,
    facts: used,
    oldestCheckedOn,
    stale: oldestCheckedOn !== null && daysBetween(oldestCheckedOn, asOf) > STALE_AFTER_DAYS,
  };
}

/**
 * Decides whether a workload should be prompted, given retrieval or fine-tuned, and shows the working.
 *
 * Pure: the same workload, price book and day give the same advice. Takes some tenths of a second,
 * most of it for the flip points: where acknowledgements wait, ask it through a worker.
 *
 * @throws UnknownModelError when the present model or a named candidate is not in the price book.
 * @throws ZodError when the workload or the day is not valid.
 */
export function advise(input: Workload, book: PriceBook, options: AdviseOptions): Advice {
  const workload = WorkloadSchema.parse(input);
  const { asOf, ...simulated } = OptionsSchema.parse(options);
  const decision = decide(workload, book, asOf);
  const { context, scale, keep, bestUntuned } = decision;
  const weighed = decision.contenders.map(({ proposal }) => weigh(proposal, scale, keep, bestUntuned));
  const plans = rank(weighed.map(({ plan }) => plan));
  const winner = plans.find((plan) => plan.id === decision.winner?.id) ?? null;
  const stated: Assumption[] = [
    ...decision.assumptions,
    { field: 'month', statement: 'A month is 30 days of queries and 730 hours of hosting.' },
    {
      field: 'worthChanging',
      statement: `A plan has to be ${formatShare(WORTH_CHANGING)} cheaper over the horizon than one that changes less.`,
    },
  ];
  const prices = pricesUsed(plans, book, asOf);
  const subject = subjectOf(workload, book, decision);
  const uncertainty = uncertaintyOf(decision, simulated);
  const savingIfPricesFallUsd = decision.winner && savingAtDecay(decision.winner, decision, USUAL_DECAY);
  return {
    workload,
    asOf,
    verdict: verdictOn({ context, plans, winner, prices, uncertainty, savingIfPricesFallUsd }),
    plans,
    curve: curveOf(
      plans.flatMap((plan) => weighed.find((one) => one.plan.id === plan.id) ?? []),
      scale,
    ),
    uncertainty,
    sensitivity: sensitivityOf(subject),
    flipPoints: flipPointsOf(subject),
    assumptions: stated,
    prices,
  };
}
