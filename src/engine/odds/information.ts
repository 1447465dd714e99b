/** What it is worth to know more before deciding. Money in USD. */

/**
 * Expected value of perfect information: what it would save on average to choose the cheapest plan of each future
 * instead of the plan that is cheapest on average.
 *
 * @param costs row `p * draws + n` is the cost of plan `p` in draw `n`.
 */
export function perfectInformation(costs: Float64Array, draws: number): number {
  const plans = draws === 0 ? 0 : costs.length / draws;
  if (plans === 0) return 0;
  let lowestMean = Number.POSITIVE_INFINITY;
  const cheapest = new Float64Array(draws).fill(Number.POSITIVE_INFINITY);
  for (let p = 0; p < plans; p++) {
    let sum = 0;
    for (let n = 0; n < draws; n++) {
      const usd = costs[p * draws + n] ?? 0;
      sum += usd;
      if (usd < (cheapest[n] ?? 0)) cheapest[n] = usd;
    }
    lowestMean = Math.min(lowestMean, sum / draws);
  }
  const meanOfLowest = cheapest.reduce((sum, usd) => sum + usd, 0) / draws;
  return Math.max(0, lowestMean - meanOfLowest);
}

/** What is at stake in a tune: gain where it succeeds, loss where it fails, and the chance that it succeeds. */
export interface Stake {
  readonly gainUsd: number;
  readonly lossUsd: number;
  readonly chance: number;
}

/** A test that comes before: how often it finds a tune that succeeds, how often it turns down one that fails, and its cost. */
export interface Pilot {
  readonly hit: number;
  readonly correctReject: number;
  readonly costUsd: number;
}

/** A pilot tune on 200 to 500 labels (stated assumption). */
export const USUAL_PILOT: Pilot = { hit: 0.9, correctReject: 0.9, costUsd: 1_500 };

/**
 * What a pilot is worth, before and after its own cost: with it the team tunes where it says so, if that pays on
 * average; without it, only if tuning pays on average.
 */
export function valueOfPilot(
  stake: Stake,
  pilot: Pilot,
): {
  readonly withoutUsd: number;
  readonly withUsd: number;
  readonly worthUsd: number;
  readonly netUsd: number;
} {
  const { gainUsd, lossUsd, chance } = stake;
  const { hit, correctReject, costUsd } = pilot;
  const withoutUsd = Math.max(0, chance * gainUsd - (1 - chance) * lossUsd);
  const whenYes = Math.max(0, chance * hit * gainUsd - (1 - chance) * (1 - correctReject) * lossUsd);
  const whenNo = Math.max(0, chance * (1 - hit) * gainUsd - (1 - chance) * correctReject * lossUsd);
  const withUsd = whenYes + whenNo;
  const worthUsd = Math.max(0, withUsd - withoutUsd);
  return { withoutUsd, withUsd, worthUsd, netUsd: worthUsd - costUsd };
}

/** Chance of success from which on a tune pays on average; `null` when it gains nothing even where it succeeds. */
export function requiredChance(gainUsd: number, lossUsd: number): number | null {
  if (gainUsd <= 0) return null;
  return lossUsd <= 0 ? 0 : lossUsd / (gainUsd + lossUsd);
}
