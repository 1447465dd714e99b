import type { Workload } from '../../engine/workload.js';
import type { ModelUse } from './usage-models.js';

/**
 * The workload that a model's usage is: means per request. `undefined` where the export counts no requests, or the model
 * is not in the price book.
 *
 * What the cache touched is taken as the fixed prompt: read in a share of the calls, written in the others. It costs
 * what the usage cost. Where that is shorter than what the seller caches at all, the cache was hit in part of the calls
 * only, and the fixed prompt is as long as the shortest that is cached.
 */
export function usageWorkload(use: ModelUse, requestsPerDay?: number): Workload | undefined {
  const queriesPerDay = requestsPerDay ?? use.queriesPerDay ?? undefined;
  const requests = requestsPerDay === undefined ? use.requests : requestsPerDay * use.days;
  if (use.model === undefined || queriesPerDay === undefined || requests === null || requests <= 0)
    return undefined;
  const perCall = (tokens: number): number => Math.round((tokens / requests) * 10) / 10;
  const input = perCall(use.inputTokens);
  const cached = perCall(use.cachedTokens);
  const touched = cached + perCall(use.cacheWriteTokens);
  const floor = Math.min(use.model.cacheFloorTokens ?? 0, input);
  const fixed = touched === 0 ? 0 : Math.max(touched, floor);
  const reasoning = perCall(use.reasoningTokens);
  const output = perCall(use.outputTokens);
  return {
    name: `Usage of ${use.model.name}`.slice(0, 80),
    volume: {
      queriesPerDay,
      ...(use.growthPerMonth !== undefined &&
        use.growthPerMonth !== 0 && { growthPerMonth: clamp(use.growthPerMonth, -0.9, 2) }),
    },
    tokens: {
      ...(fixed > 0 && { staticPrompt: fixed }),
      user: Math.max(fixed > 0 ? 0 : 1, Math.round((input - fixed) * 10) / 10),
      output: Math.max(0, Math.round((output - reasoning) * 10) / 10),
      ...(reasoning > 0 && { reasoning }),
    },
    current: {
      model: use.model.id,
      ...(fixed > 0 && { cacheHitRate: clamp(cached / fixed, 0, 1) }),
      ...(use.batchShare > 0 && { batchShare: clamp(use.batchShare, 0, 1) }),
    },
  };
}

function clamp(value: number, low: number, high: number): number {
  return Math.min(high, Math.max(low, value));
}
