import type { IsoDate, PriceBook } from '../prices/price-book.js';
import type { Assumption } from './advice.js';
import { addDays } from './calendar.js';
import { candidatesFor, requireModel } from './candidates.js';
import { choose, type Standing, WORTH_CHANGING } from './choose.js';
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
  /** Untuned plans first. */
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

interface Field {
  readonly context: PlanContext;
  readonly scale: Scale;
  readonly assumptions: readonly Assumption[];
  readonly keep: Proposal;
  readonly proposals: readonly Proposal[];
}

function fieldOf(workload: Workload, book: PriceBook, asOf: IsoDate, only?: Shortlist): Field {
  const { context, assumptions } = contextOf(workload, book, asOf, only);
  const drafts = PLAN_KINDS.flatMap((kind) =>
    kind.propose(context).map((draft) => ({ draft, trained: !kind.untuned })),
  );
  const present = drafts.find(({ draft }) => draft.kind === 'keep');
  if (present === undefined) throw new Error('No plan keeps the present model.');
  const scale = scaleOf(context.workload, asOf, present.draft);
  const keep = follow(present.draft, present.trained, scale);
  const proposals = drafts.map(({ draft, trained }) =>
    draft === present.draft ? keep : follow(draft, trained, scale),
  );
  return { context, scale, assumptions, keep, proposals };
}

/** Places a plan: with the best untuned plan after it, where it ends. */
function place(proposal: Proposal, field: Field, next: Proposal | null, feasible: boolean): Contender {
  const { id, kind, provider } = proposal.draft;
  const successor = proposal === field.keep ? null : (next?.draft ?? null);
  return {
    id,
    kind,
    provider,
    proposal,
    feasible,
    horizonCostUsd: horizonCost(proposal, field.scale, successor),
  };
}

/** The untuned plans, each with the best of them after it, where it ends; and that best one. */
function placeUntuned(field: Field): {
  readonly untuned: readonly Contender[];
  readonly best: Proposal | null;
} {
  const { proposals, scale, keep, context } = field;
  const alone = proposals
    .filter(({ trained }) => !trained)
    .map((proposal) => place(proposal, field, null, isFeasible(proposal, scale, keep)));
  const best = choose(alone, context.current.provider)?.proposal ?? null;
  const untuned = alone.map((one) =>
    one.proposal.draft.end === undefined ? one : place(one.proposal, field, best, one.feasible),
  );
  return { untuned, best };
}

/**
 * Decides between the plans for a workload: the untuned ones among themselves first, then all of them, each that
 * ends followed by the best untuned one.
 *
 * @throws UnknownModelError when the present model or a named candidate is not in the price book.
 */
export function decide(workload: Workload, book: PriceBook, asOf: IsoDate): Decision {
  const field = fieldOf(workload, book, asOf);
  const { context, scale, assumptions, keep, proposals } = field;
  const { untuned, best } = placeUntuned(field);
  const tuned = proposals
    .filter(({ trained }) => trained)
    .map((proposal) => place(proposal, field, best, isFeasible(proposal, scale, keep)));
  const contenders = [...untuned, ...tuned];
  return {
    context,
    scale,
    assumptions,
    contenders,
    keep,
    bestUntuned: best,
    winner: choose(contenders, context.current.provider),
  };
}

/**
 * The winner of `decide` alone. Tunes that are too dear to win are not looked into.
 *
 * @param only leaves out every model and offer that is not listed.
 */
export function winnerOf(
  workload: Workload,
  book: PriceBook,
  asOf: IsoDate,
  only?: Shortlist,
): Contender | null {
  const field = fieldOf(workload, book, asOf, only);
  const { untuned, best } = placeUntuned(field);
  const lowest = Math.min(
    ...untuned.map((one) => (one.feasible ? one.horizonCostUsd : null) ?? Number.POSITIVE_INFINITY),
  );
  const contenders = [...untuned];
  for (const proposal of field.proposals) {
    if (!proposal.trained) continue;
    const one = place(proposal, field, best, true);
    if (one.horizonCostUsd === null || one.horizonCostUsd > lowest * (1 + WORTH_CHANGING)) continue;
    if (isFeasible(proposal, field.scale, field.keep)) contenders.push(one);
  }
  return choose(contenders, field.context.current.provider);
}

/** What a plan saves over the horizon against the present one, in present value; `null` when a cost is unknown or it is not proposed. */
export function savingOf(
  planId: string,
  workload: Workload,
  book: PriceBook,
  asOf: IsoDate,
  only: Shortlist,
): number | null {
  const field = fieldOf(workload, book, asOf, only);
  const { untuned, best } = placeUntuned(field);
  const present = untuned.find(({ id }) => id === 'keep')?.horizonCostUsd;
  const proposal = field.proposals.find(({ draft }) => draft.id === planId);
  if (present == null || proposal === undefined) return null;
  const cost = place(proposal, field, best, true).horizonCostUsd;
  return cost === null ? null : present - cost;
}
