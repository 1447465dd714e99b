import { z } from 'zod';
import type { EvidenceBook } from '../evidence/evidence-book.js';
import type { IsoDate, PriceBook } from '../prices/price-book.js';
import type { Advice, Crossing, Curve, Glance } from './advice.js';
import { daysBetween } from './calendar.js';
import { type Settled, settle } from './choose/outcome.js';
import { usdOn } from './cost/cost-path.js';
import type { Scale } from './cost/follow.js';
import type { Weighed } from './cost/weigh.js';
import { DECISION_SAMPLE } from './defaults.js';
import { explained } from './explain/verdict.js';
import { subjectOf } from './odds/driver.js';
import { savingAtDecay, USUAL_DECAY, USUAL_WAIT_MONTHS } from './odds/falling-prices.js';
import { flipPointsOf } from './odds/flip-points.js';
import { sensitivityOf } from './odds/sensitivity.js';
import { uncertaintyOf } from './odds/uncertainty.js';
import { KEEP_ID } from './plans/index.js';
import { NO_EVIDENCE } from './quality/no-evidence.js';
import { type Workload, WorkloadSchema } from './workload.js';

/** The most scenarios that are drawn. */
const MAX_DRAWS = 100_000;

const OptionsSchema = z.object({
  asOf: z.iso.date(),
  draws: z.number().int().min(1).max(MAX_DRAWS).default(DECISION_SAMPLE.draws),
  seed: z.number().int().min(0).max(0xffff_ffff).default(DECISION_SAMPLE.seed),
});

export interface AdviseOptions {
  /** The day of the decision: prices and dates are those of this day. */
  readonly asOf: IsoDate;
  /** Published results that accuracies of models rest on. Default: none, and they rest on priors. */
  readonly evidence?: EvidenceBook | undefined;
  /** Scenarios that the decision is made on, 1 to 100,000. Default 512. */
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
      : [{ planId: plan.id, againstPlanId: KEEP_ID, day, usd: usdOn(path, day) }];
  });
  return { horizonDays: scale.horizonDays, lines, crossings };
}

/** The verdict in full, and how sure it is: an advice without its curve, sensitivity and flip points. */
export function tell({ decision, winner, outcome }: Settled): Pick<Advice, 'verdict' | 'uncertainty'> {
  const { verdict, plans, prices } = outcome;
  const uncertainty = uncertaintyOf(decision);
  const best = decision.winner;
  return {
    verdict: explained({
      decision,
      context: decision.context,
      verdict,
      plans,
      winner,
      prices,
      uncertainty,
      savingIfPricesFallUsd: best && savingAtDecay(best, decision, USUAL_DECAY),
      savingIfBegunLaterUsd: best && savingAtDecay(best, decision, USUAL_DECAY, USUAL_WAIT_MONTHS),
    }),
    uncertainty,
  };
}

/**
 * Decides whether a workload should be prompted, given retrieval or fine-tuned, and shows the working.
 *
 * Pure: the same workload, price book and day give the same advice. Takes a tenth of a second or so,
 * most of it for the flip points: where acknowledgements wait, ask it through a worker.
 *
 * @throws UnknownModelError when the present model or a named candidate is not in the price book.
 * @throws ZodError when the workload or the day is not valid.
 */
export function advise(input: Workload, book: PriceBook, options: AdviseOptions): Advice {
  const settled = settleBy(input, book, options);
  const subject = subjectOf(settled.decision);
  return { ...glanceOf(settled), sensitivity: sensitivityOf(subject), flipPoints: flipPointsOf(subject) };
}

/**
 * The same without what would change it, which takes most of the time: for those who try one value after another.
 *
 * @throws as `advise` does
 */
export function glance(input: Workload, book: PriceBook, options: AdviseOptions): Glance {
  return glanceOf(settleBy(input, book, options));
}

function settleBy(input: Workload, book: PriceBook, options: AdviseOptions): Settled {
  const workload = WorkloadSchema.parse(input);
  const { evidence = NO_EVIDENCE, ...simulated } = options;
  const { asOf, ...sample } = OptionsSchema.parse(simulated);
  return settle({ workload, book, evidence, asOf }, sample);
}

function glanceOf(settled: Settled): Glance {
  return {
    ...settled.outcome,
    ...tell(settled),
    curve: curveOf(settled.weighed, settled.decision.scale),
  };
}
