import type { Percentiles } from '../advice.js';
import type { Stake } from './information.js';
import type { SimulatedWorld, Simulation } from './simulate.js';

/** Reading a simulation. */

/** The value that would stand at an index if the values were sorted; moves them about (Hoare's selection). */
function selectAt(values: Float64Array, index: number): number {
  let low = 0;
  let high = values.length - 1;
  while (low < high) {
    const pivot = values[(low + high) >> 1] ?? 0;
    let left = low;
    let right = high;
    while (left <= right) {
      while ((values[left] ?? 0) < pivot) left++;
      while ((values[right] ?? 0) > pivot) right--;
      if (left > right) break;
      const moved = values[left] ?? 0;
      values[left++] = values[right] ?? 0;
      values[right--] = moved;
    }
    if (index <= right) high = right;
    else if (index >= left) low = left;
    else break;
  }
  return values[index] ?? 0;
}

function at(values: Float64Array, share: number): number {
  return selectAt(values, Math.max(0, Math.ceil(share * values.length) - 1));
}

/** The value below which this share of the draws lies (nearest rank). */
export function percentileOf(values: Float64Array, share: number): number {
  return at(values.slice(), share);
}

/** The 10th, 50th and 90th of 100 draws. */
export function percentilesOf(values: Float64Array): Percentiles {
  const copy = values.slice();
  return { p10: at(copy, 0.1), p50: at(copy, 0.5), p90: at(copy, 0.9) };
}

/** Costs that differ by less than this share are equal. */
const NOISE = 1e-9;

/** In how many draws each plan is the cheapest; among equals the first counts. */
export function bestOf(costs: Float64Array, draws: number): Uint32Array {
  const plans = costs.length / draws;
  const wins = new Uint32Array(plans);
  for (let n = 0; n < draws; n++) {
    let best = 0;
    let lowest = costs[n] ?? 0;
    for (let p = 1; p < plans; p++) {
      const usd = costs[p * draws + n] ?? 0;
      if (usd < lowest * (1 - NOISE)) {
        best = p;
        lowest = usd;
      }
    }
    wins[best] = (wins[best] ?? 0) + 1;
  }
  return wins;
}

/** How much each plan costs over the cheapest plan of the same draw. */
export function regretsOf(costs: Float64Array, draws: number): Float64Array {
  const cheapest = new Float64Array(draws).fill(Number.POSITIVE_INFINITY);
  for (let row = 0; row < costs.length; row += draws) {
    for (let n = 0; n < draws; n++) cheapest[n] = Math.min(cheapest[n] ?? 0, costs[row + n] ?? 0);
  }
  const regrets = costs.slice();
  for (let row = 0; row < costs.length; row += draws) {
    for (let n = 0; n < draws; n++) regrets[row + n] = (costs[row + n] ?? 0) - (cheapest[n] ?? 0);
  }
  return regrets;
}

function meanOf(costs: Float64Array, p: number, draws: number): number {
  let sum = 0;
  for (let n = 0; n < draws; n++) sum += costs[p * draws + n] ?? 0;
  return sum / draws;
}

/** The row of the plan that is cheapest on average, among those that count. */
function cheapestRow(world: SimulatedWorld, simulation: Simulation, tuned: boolean): number | null {
  let best: number | null = null;
  let lowest = Number.POSITIVE_INFINITY;
  for (const [p, plan] of world.plans.entries()) {
    if (plan.tuned !== tuned) continue;
    const mean = meanOf(simulation.costUsd, p, simulation.draws);
    if (mean < lowest) {
      lowest = mean;
      best = p;
    }
  }
  return best;
}

/**
 * What is at stake in the best tune against the best untuned plan, or the present one where no untuned plan is
 * feasible: the average gain where it succeeds and the average loss where it fails. `null` where nothing is tuned.
 */
export function stakeOf(world: SimulatedWorld, simulation: Simulation): Stake | null {
  const { draws, costUsd, keepUsd, luck } = simulation;
  const tune = cheapestRow(world, simulation, true);
  if (tune === null) return null;
  const other = cheapestRow(world, simulation, false);
  const { chance = 1 } = world.plans[tune] ?? {};
  let gains = 0;
  let losses = 0;
  let successes = 0;
  for (let n = 0; n < draws; n++) {
    const instead = other === null ? (keepUsd[n] ?? 0) : (costUsd[other * draws + n] ?? 0);
    const saved = instead - (costUsd[tune * draws + n] ?? 0);
    if ((luck[n] ?? 0) < chance) {
      gains += saved;
      successes++;
    } else losses -= saved;
  }
  return {
    gainUsd: successes === 0 ? 0 : gains / successes,
    lossUsd: successes === draws ? 0 : losses / (draws - successes),
    chance: successes / draws,
  };
}
