import type { Pursued } from './pursue.js';

/** Where each plan stands among those that are pursued, scenario by scenario. */

/** Where a plan stands. */
export interface Standing {
  readonly id: string;
  /** Mean cost over the scenarios if it is simply taken; mistakes included where a loss is given. */
  readonly meanUsd: number;
  /** Mean cost if it is pursued: taken where it turns out good enough, else what is done meanwhile, and the test. */
  readonly pursuedUsd: number;
  readonly pGoodEnough: number;
  /** Share of the scenarios in which pursuing it is the cheapest course; exact ties share. The shares add up to 1. */
  readonly pBest: number;
  /** Share of the scenarios in which no other course is better by more than the hurdle. */
  readonly pBestOrTied: number;
  /** How much more it costs than the cheapest course of the same scenario, in the 90th of 100. */
  readonly regretUsd: number;
  /** Sum of what differs from what is done meanwhile where it is taken, part by part: what the hurdle is a share of. */
  readonly movedUsd: number;
}

/** Costs that differ by less than this share are equal. */
const NOISE = 1e-9;

/** Where every plan of a field stands; what differs by less than the hurdle is tied. */
export function standingsOf(field: readonly Pursued[], hurdleUsd: number): Map<string, Standing> {
  const count = field[0]?.courseUsd.length ?? 0;
  const best = new Float64Array(field.length);
  const tied = new Float64Array(field.length);
  const regrets = field.map(() => new Float64Array(count));
  for (let n = 0; n < count; n++) {
    let lowest = Number.POSITIVE_INFINITY;
    for (const { courseUsd, feasible } of field) if (feasible) lowest = Math.min(lowest, courseUsd[n] ?? 0);
    const equal = lowest + Math.abs(lowest) * NOISE;
    const winners = field.filter(
      ({ courseUsd, feasible }) => feasible && (courseUsd[n] ?? 0) <= equal,
    ).length;
    for (const [p, { courseUsd, feasible }] of field.entries()) {
      const usd = courseUsd[n] ?? 0;
      const regret = regrets[p];
      if (regret !== undefined) regret[n] = Math.max(0, usd - lowest);
      // What is done meanwhile may be no plan to choose: then it wins nothing.
      if (!feasible) continue;
      if (usd <= equal) best[p] = (best[p] ?? 0) + 1 / winners;
      if (usd <= equal + hurdleUsd) tied[p] = (tied[p] ?? 0) + 1;
    }
  }
  return new Map(
    field.map((one, p) => {
      const regret = regrets[p]?.sort() ?? new Float64Array(0);
      const standing: Standing = {
        id: one.id,
        meanUsd: one.meanUsd,
        pursuedUsd: one.pursuedUsd,
        pGoodEnough: one.pGoodEnough,
        pBest: (best[p] ?? 0) / count,
        pBestOrTied: (tied[p] ?? 0) / count,
        regretUsd: regret[Math.max(0, Math.ceil(0.9 * count) - 1)] ?? 0,
        movedUsd: one.movedUsd,
      };
      return [one.id, standing];
    }),
  );
}
