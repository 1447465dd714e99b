import type { IsoDate, Model } from '../../prices/price-book.js';
import { isSmaller, type UntunedModel, untunedModel } from '../choose/candidates.js';
import { callCost } from '../cost/call-cost.js';
import type { Ledger } from '../cost/ledger.js';
import type { PlanContext } from './plan-kind.js';
import { callOn, commonBlockers, thriftyCall } from './shared.js';

/** The strong model that another plan leans on. */

/** Whether a model still answers on the day before `until`, as far as is announced. */
function lasts(model: Model, until: IsoDate): boolean {
  return model.endsOn === undefined || model.endsOn.orLater || model.endsOn.date >= until;
}

/** Whether a price is known and not weak. */
function isSound(cost: Ledger): boolean {
  return cost.totalUsd !== null && cost.lines.every((line) => line.price?.confidence !== 'C');
}

/**
 * The present model or, where it ends before `until`, the cheapest candidate of at least its class that lasts, that
 * may be used and whose prices are sure.
 *
 * @returns `null` when there is none.
 */
export function strongModel(context: PlanContext, until: IsoDate): UntunedModel | null {
  const { workload, book, evidence, asOf, current, helperModels, accuracies } = context;
  if (lasts(current, until)) return untunedModel(current, workload.current.effort, workload, evidence);
  const { accuracy } = accuracies.today;
  const priced = helperModels
    .filter(({ model }) => !isSmaller(model, current) && lasts(model, until))
    .filter(
      (untuned) =>
        !commonBlockers(context, untuned.model, {
          retrieves: true,
          call: callOn(context, untuned),
          accuracy,
        }).some(({ code }) => code === 'provider-not-allowed' || code === 'prompt-too-long'),
    )
    .map((untuned) => {
      const { model } = untuned;
      const rates = book.ratesOf(model.id, asOf);
      const { call } = thriftyCall(callOn(context, untuned), workload, rates, model);
      return { untuned, cost: callCost(call, rates, model.cacheFloorTokens) };
    })
    .filter(({ cost }) => isSound(cost));
  priced.sort(
    (a, b) => (a.cost.totalUsd ?? 0) - (b.cost.totalUsd ?? 0) || a.untuned.id.localeCompare(b.untuned.id),
  );
  return priced[0]?.untuned ?? null;
}
