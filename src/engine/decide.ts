import type { IsoDate, PriceBook } from '../prices/price-book.js';
import type { Assumption } from './advice.js';
import { addDays } from './calendar.js';
import { candidatesFor, requireModel } from './candidates.js';
import { type Choice, choose, type Standing, WORTH_CHANGING } from './choose.js';
import { completeWorkload, DAYS_PER_MONTH } from './defaults.js';
import { follow, horizonCost, type Proposal, type Scale, scaleOf } from './follow.js';
import { type Futures, futuresOf, outlookOf } from './outlook.js';
import { PLAN_KINDS } from './plans/index.js';
import type { PlanContext } from './plans/plan-kind.js';
import { isFeasible } from './weigh.js';
import type { Workload } from './workload.js';

/** The pure core of an advice: which plan wins, without the words. Cheap enough to be asked many times. */

/** A plan among those to choose from. */
export interface Candidate extends Standing {
  readonly proposal: Proposal;
}

/** A plan with its place among the others. */
export interface Contender extends Candidate {
  /** Net present cost over the horizon, all as stated; `null` when a cost is unknown. */
  readonly horizonCostUsd: number | null;
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
  /** How it was found. */
  readonly choice: Choice<Contender> | null;
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
  readonly futures: Futures;
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
  return { context, scale, assumptions, keep, proposals, futures: futuresOf(scale, keep) };
}

/** What takes over from a plan that ends or fails: the best untuned plan. The present plan is followed as if it never ended. */
function successorOf(proposal: Proposal, field: Field, next: Proposal | null): Proposal | null {
  return proposal === field.keep ? null : next;
}

function candidate(proposal: Proposal, field: Field, next: Proposal | null, feasible: boolean): Candidate {
  const { id, kind, provider } = proposal.draft;
  const outlook = outlookOf(proposal, successorOf(proposal, field, next), field.futures);
  return { id, kind, provider, proposal, feasible, outlook };
}

/** The untuned plans, each with the best of them after it, where it ends; and that best one. */
function placeUntuned(field: Field): {
  readonly untuned: readonly Candidate[];
  readonly best: Proposal | null;
} {
  const { proposals, scale, keep, context } = field;
  const alone = proposals
    .filter(({ trained }) => !trained)
    .map((proposal) => candidate(proposal, field, null, isFeasible(proposal, scale, keep)));
  const best = choose(alone, context.current.provider)?.plan.proposal ?? null;
  const untuned = alone.map((one) =>
    one.proposal.draft.end === undefined ? one : candidate(one.proposal, field, best, one.feasible),
  );
  return { untuned, best };
}

/**
 * Decides between the plans for a workload: the untuned ones among themselves first, then all of them, each that
 * ends or fails followed by the best untuned one.
 *
 * @throws UnknownModelError when the present model or a named candidate is not in the price book.
 */
export function decide(workload: Workload, book: PriceBook, asOf: IsoDate): Decision {
  const field = fieldOf(workload, book, asOf);
  const { context, scale, assumptions, keep, proposals } = field;
  const { untuned, best } = placeUntuned(field);
  const tuned = proposals
    .filter(({ trained }) => trained)
    .map((proposal) => candidate(proposal, field, best, isFeasible(proposal, scale, keep)));
  const contenders = [...untuned, ...tuned].map((one): Contender => {
    const successor = successorOf(one.proposal, field, best);
    return { ...one, horizonCostUsd: horizonCost(one.proposal, scale, successor?.draft ?? null) };
  });
  const choice = choose(contenders, context.current.provider);
  return {
    context,
    scale,
    assumptions,
    contenders,
    keep,
    bestUntuned: best,
    winner: choice?.plan ?? null,
    choice,
  };
}

/**
 * The choice of `decide` alone. Tunes that are too dear to win are not looked into.
 *
 * @param only leaves out every model and offer that is not listed.
 */
export function choiceOf(
  workload: Workload,
  book: PriceBook,
  asOf: IsoDate,
  only?: Shortlist,
): Choice<Candidate> | null {
  const field = fieldOf(workload, book, asOf, only);
  const { untuned, best } = placeUntuned(field);
  const lowest = Math.min(
    ...untuned.map((one) => (one.feasible ? one.outlook?.expectedUsd : null) ?? Number.POSITIVE_INFINITY),
  );
  const open = [...untuned];
  for (const proposal of field.proposals) {
    if (!proposal.trained) continue;
    const one = candidate(proposal, field, best, true);
    if (one.outlook === null || one.outlook.expectedUsd > lowest * (1 + WORTH_CHANGING)) continue;
    if (isFeasible(proposal, field.scale, field.keep)) open.push(one);
  }
  return choose(open, field.context.current.provider);
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
  const { best } = placeUntuned(field);
  const proposal = field.proposals.find(({ draft }) => draft.id === planId);
  if (proposal === undefined) return null;
  const present = horizonCost(field.keep, field.scale, null);
  const cost = horizonCost(proposal, field.scale, successorOf(proposal, field, best)?.draft ?? null);
  return present === null || cost === null ? null : present - cost;
}
