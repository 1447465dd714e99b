import type { Plan } from '../advice.js';

/** Feasible plans first, then by cost over the horizon; plans of unknown cost last. Ties by id, so that the order never depends on the input's. */
export function rank<T extends Pick<Plan, 'id' | 'feasible' | 'horizonCostUsd'>>(plans: readonly T[]): T[] {
  return [...plans].sort(
    (a, b) =>
      Number(b.feasible) - Number(a.feasible) ||
      (a.horizonCostUsd ?? Number.POSITIVE_INFINITY) - (b.horizonCostUsd ?? Number.POSITIVE_INFINITY) ||
      a.id.localeCompare(b.id),
  );
}
