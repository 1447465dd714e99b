import type { IsoDate, PriceBook } from '../prices/price-book.js';
import type { Assumption } from './advice.js';
import { addDays } from './calendar.js';
import { candidatesFor, requireModel } from './candidates.js';
import { choose, type Standing } from './choose.js';
import { completeWorkload, DAYS_PER_MONTH } from './defaults.js';
import { follow, horizonCost, type Proposal, type Scale, scaleOf } from './follow.js';
import { PLAN_KINDS } from './plans/index.js';
import type { PlanContext } from './plans/plan-kind.js';
import { isFeasible } from './weigh.js';
import type { Workload } from './workload.js';

/** The pure core of an advice: which plan wins, without the words. Cheap enough to be asked many times. */

/** A plan with its place among the others. */
export interface Contender extends Standing {
  readonly proposal: Proposal;
}

export interface Decision {
  readonly context: PlanContext;
  readonly scale: Scale;
  /** What was taken because it was not given. */
  readonly assumptions: readonly Assumption[];
  /** In the order in which they were proposed. */
  readonly contenders: readonly Contender[];
  readonly keep: Proposal;
  /** The best untuned plan: what tuned plans are measured against, and what follows a plan that ends. */
  readonly bestUntuned: Proposal | null;
  /** The plan to recommend; `null` when none is feasible. */
  readonly winner: Contender | null;
}

/** Models and tuning offers that are looked at; others are left out to save time. The present model is always looked at. */
export interface Shortlist {
  readonly models: ReadonlySet<string>;
  readonly offers: ReadonlySet<string>;
}

function contextOf(
  workload: Workload,
  book: PriceBook,
  asOf: IsoDate,
  only: Shortlist | undefined,
): { readonly context: PlanContext; readonly assumptions: readonly Assumption[] } {
  const { complete, assumptions } = completeWorkload(workload);
  const current = requireModel(book, complete.current.model);
  const candidates = candidatesFor(complete, book, current, asOf);
  const context: PlanContext = {
    workload: complete,
    book:
      only === undefined
        ? book
        : { ...book, tuningOffers: book.tuningOffers.filter((offer) => only.offers.has(offer.id)) },
    asOf,
    horizonEnd: addDays(asOf, complete.horizonMonths * DAYS_PER_MONTH),
    current,
    candidates: only === undefined ? candidates : candidates.filter((model) => only.models.has(model.id)),
  };
  return { context, assumptions };
}

/**
 * Decides between the plans for a workload: the untuned ones among themselves first, then all of them, each that
 * ends followed by the best untuned one.
 *
 * @param only leaves out every model and offer that is not listed.
 * @throws UnknownModelError when the present model or a named candidate is not in the price book.
 */
export function decide(workload: Workload, book: PriceBook, asOf: IsoDate, only?: Shortlist): Decision {
  const { context, assumptions } = contextOf(workload, book, asOf, only);
  const drafts = PLAN_KINDS.flatMap((kind) =>
    kind.propose(context).map((draft) => ({ draft, trained: !kind.untuned })),
  );
  const present = drafts.find(({ draft }) => draft.kind === 'keep');
  if (present === undefined) throw new Error('No plan keeps the present model.');
  const scale = scaleOf(context.workload, asOf, present.draft);
  const keep = follow(present.draft, present.trained, scale);
  const alone = drafts.map(({ draft, trained }): Contender => {
    const proposal = draft === present.draft ? keep : follow(draft, trained, scale);
    return {
      id: draft.id,
      kind: draft.kind,
      provider: draft.provider,
      proposal,
      feasible: isFeasible(proposal, scale, keep),
      horizonCostUsd: horizonCost(proposal, scale, null),
    };
  });
  const { provider } = context.current;
  const bestUntuned = choose(
    alone.filter(({ proposal }) => !proposal.trained),
    provider,
  );
  const contenders = alone.map((one): Contender => {
    if (bestUntuned === null || one.id === 'keep' || one.proposal.draft.end === undefined) return one;
    return { ...one, horizonCostUsd: horizonCost(one.proposal, scale, bestUntuned.proposal.draft) };
  });
  return {
    context,
    scale,
    assumptions,
    contenders,
    keep,
    bestUntuned: bestUntuned?.proposal ?? null,
    winner: choose(contenders, provider),
  };
}
