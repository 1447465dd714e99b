import type { EvidenceBook } from '../../evidence/evidence-book.js';
import type { IsoDate, Model, PriceBook } from '../../prices/price-book.js';
import { callCost, longestPromptTokens, presentCall } from '../cost/call-cost.js';
import type { CompleteWorkload } from '../defaults.js';
import type { Task } from '../workload.js';

/** Open models that hosts sell by the token: one set of weights at several sellers. */

/** The open weights behind what a host sells: `gpt-oss-120b` of `groq/gpt-oss-120b`. Other models are their own. */
export function weightsOf(modelId: string): string {
  return /^[^/]+\/([^/]+)$/.exec(modelId)?.[1] ?? modelId;
}

/** Whether the team may buy from this seller. */
export function isAllowed(
  { constraints }: Pick<CompleteWorkload, 'constraints'>,
  { provider, platform }: Pick<Model, 'provider' | 'platform'>,
): boolean {
  const allowed = constraints.providers?.map((name) => name.toLowerCase());
  return allowed === undefined || allowed.includes(provider.toLowerCase()) || allowed.includes(platform);
}

/** Whether something is published of a model that speaks for this kind of work. */
function isProvenFor(task: Task, modelId: string, evidence: EvidenceBook): boolean {
  return evidence
    .resultsOf(modelId)
    .some(({ benchmark }) =>
      evidence.findBenchmark(benchmark)?.speaksFor.some((spoken) => spoken.task === task),
    );
}

/**
 * Of what hosts sell, that which is worth weighing: each set of weights once, at the host whose call costs least among
 * those that may be used and whose prompt is long enough; and only weights of which something is published for this
 * kind of work. The weights in use are weighed elsewhere where that costs less, or where the present host ends.
 * Models of makers that sell their own are left as they are.
 */
export function withoutDearerHosts(
  models: readonly Model[],
  workload: CompleteWorkload,
  {
    book,
    evidence,
    asOf,
  }: { readonly book: PriceBook; readonly evidence: EvidenceBook; readonly asOf: IsoDate },
  current: Model,
): readonly Model[] {
  const call = { ...presentCall(workload), warmTurns: 0, cacheHitRate: 0, batchShare: 0 };
  const inUse = weightsOf(current.id);
  const usdOf = ({ id }: Model) =>
    callCost(call, book.ratesOf(id, asOf), undefined).totalUsd ?? Number.POSITIVE_INFINITY;
  const fits = ({ maxInputTokens }: Model) =>
    maxInputTokens === undefined || longestPromptTokens(call) <= maxInputTokens;

  const cheapest = new Map<string, Model>();
  for (const model of models) {
    const weights = weightsOf(model.id);
    if (weights === model.id || model.id === current.id) continue;
    if (weights === inUse) {
      if (current.endsOn === undefined && usdOf(model) >= usdOf(current)) continue;
    } else if (!isProvenFor(workload.task, model.id, evidence)) continue;
    if (!isAllowed(workload, model) || !fits(model)) continue;
    const known = cheapest.get(weights);
    const isCheaper =
      known === undefined ||
      usdOf(model) < usdOf(known) ||
      (usdOf(model) === usdOf(known) && model.id < known.id);
    if (isCheaper) cheapest.set(weights, model);
  }
  return models.filter((model) => {
    const weights = weightsOf(model.id);
    return weights === model.id || model.id === current.id || cheapest.get(weights) === model;
  });
}
