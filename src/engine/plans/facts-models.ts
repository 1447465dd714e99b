import type { UntunedModel } from '../choose/candidates.js';
import { type Call, callCost } from '../cost/call-cost.js';
import { meanOf } from '../quality/accuracy.js';
import type { Facts } from '../quality/changes.js';
import type { PlanContext } from './plan-kind.js';
import { callOn, commonBlockers, endOf, endsInHorizon } from './shared.js';

/** Which other models facts are brought to: each could be, in more than one way, and a list of all of them is not read. */

/** The cheapest are weighed whatever is expected of them (stated choice). */
const CHEAPEST = 5;

/** What a model with its facts would cost a call, and how often it would be right. */
interface Bringer {
  readonly untuned: UntunedModel;
  readonly usd: number;
  readonly right: number;
}

/**
 * The candidates that could win with facts brought to them: those the team names or has judged, the cheapest five, and
 * those that no cheaper one is expected to match. Picked from all candidates, whatever is listed.
 *
 * @param withFacts the call with its facts.
 */
export function modelsForFacts(
  context: PlanContext,
  facts: Facts,
  withFacts: (call: Call) => Call,
): readonly UntunedModel[] {
  const { workload, book, asOf, current, helperModels, candidateModels, accuracies } = context;
  const others = helperModels.filter(({ model }) => model.id !== current.id);
  const isListed = (one: UntunedModel) => candidateModels.includes(one);
  if (workload.candidates !== undefined) return others.filter(isListed);

  const usable = others.flatMap((untuned): Bringer[] => {
    const { model, effort } = untuned;
    const call = withFacts(callOn(context, untuned));
    const { accuracy } = accuracies.informed(model.id, effort, facts);
    const isBlocked =
      endsInHorizon(context, endOf(model), 0).length > 0 ||
      commonBlockers(context, model, {
        retrieves: true,
        call,
        accuracy,
        answers: { modelId: model.id, ...(effort !== undefined && { effort }) },
      }).length > 0;
    const { totalUsd } = callCost(call, book.ratesOf(model.id, asOf), model.cacheFloorTokens);
    return isBlocked || totalUsd === null ? [] : [{ untuned, usd: totalUsd, right: meanOf(accuracy) }];
  });
  usable.sort((a, b) => a.usd - b.usd || a.untuned.id.localeCompare(b.untuned.id));
  let most = 0;
  const kept = usable.filter(({ right }, place) => {
    const isBest = right > most;
    most = Math.max(most, right);
    return isBest || place < CHEAPEST;
  });
  const judged = workload.quality.models ?? {};
  const wanted = new Set(kept.map(({ untuned }) => untuned));
  return others.filter(
    (one) => isListed(one) && (wanted.has(one) || one.id in judged || one.model.id in judged),
  );
}
