import type { CompleteWorkload } from '../defaults.js';
import type { PlanDraft } from '../plans/plan-kind.js';
import { drawAccuracy } from '../quality/accuracy.js';
import { type KnownOfModels, type PlanAccuracies, planAccuraciesOf } from '../quality/plan-accuracies.js';
import { type Demanded, type Scenarios, type Spread, scenariosOf } from './scenarios.js';
import { spreadOf } from './spread.js';

/**
 * The joint simulation of one workload: its scenarios, and how often each plan is right in each of them. Parts of it
 * can be taken over from that of another workload which agrees on what they depend on: flip points ask for hundreds
 * of workloads that differ in one figure.
 */
export interface Joint {
  readonly scenarios: Scenarios;
  readonly accuracies: PlanAccuracies;
  /** Share of right answers in each scenario; the same array for plans that are right and wrong together. */
  rightIn(plan: Pick<PlanDraft, 'accuracy' | 'accuracyOf'>): Float64Array;
  readonly sample: Sample;
}

/** How many scenarios are drawn, and from which seed. */
export interface Sample {
  readonly draws: number;
  readonly seed: number;
}

/** What the parts of a simulation depend on. */
const keys = new WeakMap<object, string>();
const drawn = new WeakMap<PlanAccuracies, Map<string, Float64Array>>();

function demandedBy({ volume, horizonMonths, discountRate }: CompleteWorkload): Demanded {
  const { queriesPerDay, oneOffQueries } = volume;
  return { queriesPerDay, oneOff: oneOffQueries !== undefined, horizonMonths, discountRate };
}

/** Takes over what is known where it was made from the same. */
function reuse<T extends object>(known: T | undefined, key: string, make: () => T): T {
  if (known !== undefined && keys.get(known) === key) return known;
  const made = make();
  keys.set(made, key);
  return made;
}

/**
 * Opens the simulation of a workload.
 *
 * @param known another workload's, of the same models and evidence.
 */
export function jointOf(
  workload: CompleteWorkload,
  ofModels: KnownOfModels,
  sample: Sample,
  known?: Joint,
): Joint {
  const demanded = demandedBy(workload);
  const spread: Spread = spreadOf(workload);
  const scenarios = reuse(known?.scenarios, JSON.stringify([demanded, spread, sample]), () =>
    scenariosOf(demanded, spread, sample),
  );
  const { task, knowledge, tokens, current, data } = workload;
  // What a mistake costs says nothing of how often one is made.
  const quality = { ...workload.quality, lossPerErrorUsd: undefined };
  const about = [
    task,
    quality,
    knowledge,
    tokens.retrieved,
    current.effort,
    data.examples,
    data.preferencePairs,
    ofModels.presentId,
  ];
  const accuracies = reuse(known?.accuracies, JSON.stringify(about), () =>
    planAccuraciesOf(workload, ofModels),
  );
  const bySample = JSON.stringify(sample);
  const shares = drawn.get(accuracies) ?? new Map<string, Float64Array>();
  drawn.set(accuracies, shares);
  return {
    scenarios,
    accuracies,
    sample,
    rightIn({ accuracy, accuracyOf }) {
      const key = `${bySample} ${accuracyOf}`;
      const seen = shares.get(key);
      if (seen !== undefined) return seen;
      const made = drawAccuracy(accuracy, scenarios.scores, scenarios.scores(`only ${accuracyOf}`));
      shares.set(key, made);
      return made;
    },
  };
}
