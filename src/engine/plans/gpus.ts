import type { ModelTier } from '../../prices/price-book.js';
import type { Call } from '../cost/call-cost.js';
import { demandOf } from '../cost/demand.js';
import type { Assumption } from '../defaults.js';
import { formatCount, formatShare } from '../explain/wording.js';
import type { PlanContext } from './plan-kind.js';

/** Rented GPUs: how many a workload needs. */

/** Hours of hosting in a month. */
export const HOURS_PER_MONTH = 730;
/** Answer tokens a second that one rented GPU gives under full load, by size of the model (published throughput tests of 8B and 70B models on H100). */
const TOKENS_PER_SECOND: Readonly<Record<ModelTier, number>> = { small: 2_500, medium: 560, large: 560 };
/** Share of that which real traffic uses. */
const GPU_UTILISATION = 0.3;

/**
 * GPUs that serve the busiest month of the horizon, repeated calls included; at least as many as the model needs at all.
 *
 * @param model its size class and, where known, the GPUs it takes at the least.
 */
export function gpusNeeded(
  context: PlanContext,
  model: { readonly tier: ModelTier; readonly gpus?: number },
  call: Call,
): number {
  const { workload } = context;
  const demand = demandOf(workload.volume);
  const busiest = Math.max(demand.perDayInMonth(0), demand.perDayInMonth(workload.horizonMonths - 1));
  const tokensPerSecond = (busiest * (1 + call.retryRate) * (call.output + call.reasoning)) / 86_400;
  return Math.max(
    model.gpus ?? 1,
    Math.ceil(tokensPerSecond / (TOKENS_PER_SECOND[model.tier] * GPU_UTILISATION)),
  );
}

function statementOf(tier: ModelTier): Assumption {
  return {
    field: 'gpus',
    statement: `One GPU gives ${formatCount(TOKENS_PER_SECOND[tier])} answer tokens a second, of which traffic uses ${formatShare(GPU_UTILISATION)}.`,
  };
}

/** What `gpusNeeded` takes for granted, by size of the model. */
export const GPU_STATEMENTS: Readonly<Record<ModelTier, Assumption>> = {
  small: statementOf('small'),
  medium: statementOf('medium'),
  large: statementOf('large'),
};
