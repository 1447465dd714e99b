import type { Plan, PlanKind } from './advice.js';

/** What has to be known of a plan to place it among others. */
export type Standing = Pick<Plan, 'id' | 'kind' | 'provider' | 'feasible' | 'horizonCostUsd'>;

/** A plan must be this much cheaper than one that changes less, or the lesser change wins (stated assumption). */
export const WORTH_CHANGING = 0.05;

const LEAST_CHANGE_FIRST: readonly PlanKind[] = [
  'keep',
  'optimise',
  'switch-model',
  'cascade',
  'rag',
  'fine-tune',
  'rag+fine-tune',
  'distil',
  'self-host',
];

/** Feasible plans first, then by cost over the horizon; plans of unknown cost last. Ties by id, so that the order never depends on the input's. */
export function rank<T extends Standing>(plans: readonly T[]): T[] {
  return [...plans].sort(
    (a, b) =>
      Number(b.feasible) - Number(a.feasible) ||
      (a.horizonCostUsd ?? Number.POSITIVE_INFINITY) - (b.horizonCostUsd ?? Number.POSITIVE_INFINITY) ||
      a.id.localeCompare(b.id),
  );
}

/**
 * The feasible plan to recommend: the cheapest over the horizon, unless one that changes less costs at most 5 %
 * more. Among plans of one kind the present provider is the lesser change.
 */
export function choose<T extends Standing>(plans: readonly T[], currentProvider: string): T | null {
  const feasible = rank(plans).filter((plan) => plan.feasible && plan.horizonCostUsd !== null);
  const cheapest = feasible[0]?.horizonCostUsd;
  if (cheapest == null) return null;
  const near = feasible.filter((plan) => (plan.horizonCostUsd ?? 0) <= cheapest * (1 + WORTH_CHANGING));
  near.sort(
    (a, b) =>
      LEAST_CHANGE_FIRST.indexOf(a.kind) - LEAST_CHANGE_FIRST.indexOf(b.kind) ||
      Number(b.provider === currentProvider) - Number(a.provider === currentProvider) ||
      (a.horizonCostUsd ?? 0) - (b.horizonCostUsd ?? 0) ||
      a.id.localeCompare(b.id),
  );
  return near[0] ?? null;
}
