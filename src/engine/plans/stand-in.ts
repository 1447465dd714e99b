import type { IsoDate, Model } from '../../prices/price-book.js';
import { isSmaller } from '../choose/candidates.js';
import { callCost, presentCall } from '../cost/call-cost.js';
import type { Ledger } from '../cost/ledger.js';
import type { PlanContext } from './plan-kind.js';
import { commonBlockers, qualityOf, thriftyCall } from './shared.js';

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
export function strongModel(context: PlanContext, until: IsoDate): Model | null {
  const { workload, book, asOf, current, candidates } = context;
  if (lasts(current, until)) return current;
  const present = { ...presentCall(workload), cacheHitRate: 0, batchShare: 0 };
  const quality = qualityOf(undefined);
  const priced = candidates
    .filter((model) => !isSmaller(model, current) && lasts(model, until))
    .filter(
      (model) =>
        !commonBlockers(context, model, { retrieves: true, call: present, quality }).some(
          ({ code }) => code === 'provider-not-allowed' || code === 'prompt-too-long',
        ),
    )
    .map((model) => {
      const rates = book.ratesOf(model.id, asOf);
      const { call } = thriftyCall(present, workload, rates, model);
      return { model, cost: callCost(call, rates, model.cacheFloorTokens) };
    })
    .filter(({ cost }) => isSound(cost));
  priced.sort(
    (a, b) => (a.cost.totalUsd ?? 0) - (b.cost.totalUsd ?? 0) || a.model.id.localeCompare(b.model.id),
  );
  return priced[0]?.model ?? null;
}
