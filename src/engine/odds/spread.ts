import type { CompleteWorkload } from '../defaults.js';
import type { Distribution } from './random.js';
import type { Spread } from './scenarios.js';

/** What is uncertain about a workload, and how far. The spreads are stated assumptions of this product. */

/** Standard deviations of the factors on volume and on tokens. */
export const VOLUME_SD = 0.35;
export const TOKENS_SD = 0.25;
/** Distance of the lowest and the highest growth a month from the given one. */
export const GROWTH_BELOW = 0.04;
export const GROWTH_ABOVE = 0.07;
const DECAY: Distribution = { kind: 'triangular', low: 0.2, mode: 0.6, high: 0.9 };
const PEOPLE: Distribution = { kind: 'triangular', low: 0.5, mode: 1, high: 2.4 };
const LIFE: Distribution = { kind: 'triangular', low: 4, mode: 9, high: 18 };

function fixed(value: number): Distribution {
  return { kind: 'fixed', value };
}

/** What is drawn for a workload. What it makes certain, such as the size of a backlog, is left alone. */
export function spreadOf(workload: CompleteWorkload): Spread {
  const { oneOffQueries, growthPerMonth } = workload.volume;
  const stream = oneOffQueries === undefined;
  return {
    volume: stream ? { kind: 'lognormal', sd: VOLUME_SD } : fixed(1),
    growth: stream
      ? {
          kind: 'triangular',
          low: growthPerMonth - GROWTH_BELOW,
          mode: growthPerMonth,
          high: growthPerMonth + GROWTH_ABOVE,
        }
      : fixed(0),
    tokens: { kind: 'lognormal', sd: TOKENS_SD },
    decay: stream ? DECAY : fixed(0),
    people: PEOPLE,
    upkeep: PEOPLE,
    lifeMonths: LIFE,
  };
}

/** No spread at all: every figure as stated, no price falls, nothing fails and nothing ends before it must. */
export function centralSpread(workload: CompleteWorkload): Spread {
  return {
    volume: fixed(1),
    growth: fixed(workload.volume.growthPerMonth),
    tokens: fixed(1),
    decay: fixed(0),
    people: fixed(1),
    upkeep: fixed(1),
    lifeMonths: fixed(Number.POSITIVE_INFINITY),
  };
}
