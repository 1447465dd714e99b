import type { IsoDate, PriceBook } from '../../prices/price-book.js';
import { addDays } from '../calendar.js';
import { follow, type Proposal, type Scale, scaleOf } from '../cost/follow.js';
import type { Assumption } from '../defaults.js';
import { type CompleteWorkload, completeWorkload, DAYS_PER_MONTH } from '../defaults.js';
import { type Futures, futuresOf, type Prospect, prospectOf } from '../odds/expected-cost.js';
import { isPresent, PLAN_KINDS } from '../plans/index.js';
import type { PlanContext } from '../plans/plan-kind.js';
import { isOpenTo, offersToWeigh } from '../plans/tuning-gates.js';
import type { Workload } from '../workload.js';
import { candidatesFor, requireModel } from './candidates.js';

/** What competes: every kind's plans for one workload, before any of them is weighed. */

/** Models and tuning offers that are looked at; others are left out to save time. The present model is always looked at. */
export interface Shortlist {
  readonly models: ReadonlySet<string>;
  readonly offers: ReadonlySet<string>;
}

/** How much of the field is wanted. */
export interface Scope {
  /** Leaves out every model and offer that is not listed. */
  readonly only?: Shortlist | undefined;
  /** Leaves out offers on which no tune can be recommended, whatever it is for: their plans are there to be explained. */
  readonly openOffersOnly?: boolean;
  /** The futures of a workload that may be much the same. */
  readonly futures?: Futures;
}

function contextOf(
  workload: CompleteWorkload,
  book: PriceBook,
  asOf: IsoDate,
  { only, openOffersOnly = false }: Scope,
): PlanContext {
  const current = requireModel(book, workload.current.model);
  const candidates = candidatesFor(workload, book, current, asOf);
  const context: PlanContext = {
    workload,
    book,
    asOf,
    horizonEnd: addDays(asOf, workload.horizonMonths * DAYS_PER_MONTH),
    current,
    candidates: only === undefined ? candidates : candidates.filter(({ id }) => only.models.has(id)),
    offers: offersToWeigh(book, current, asOf).filter(({ id }) => only === undefined || only.offers.has(id)),
  };
  if (!openOffersOnly) return context;
  return { ...context, offers: context.offers.filter((offer) => isOpenTo(context, offer)) };
}

/** The plans that compete for a workload, and what comparing them takes. */
export interface Field {
  readonly context: PlanContext;
  readonly scale: Scale;
  readonly assumptions: readonly Assumption[];
  readonly keep: Proposal;
  readonly proposals: readonly Proposal[];
  readonly prospect: Prospect;
}

/**
 * Every plan for a workload that is worth weighing.
 *
 * @throws UnknownModelError when the present model or a named candidate is not in the price book.
 */
export function fieldOf(workload: Workload, book: PriceBook, asOf: IsoDate, scope: Scope = {}): Field {
  const { complete, assumptions } = completeWorkload(workload);
  const context = contextOf(complete, book, asOf, scope);
  const drafts = PLAN_KINDS.flatMap(({ kind, propose }) =>
    propose(context).map((draft) => ({ draft, kind })),
  );
  const present = drafts.find(({ draft }) => isPresent(draft));
  if (present === undefined) throw new Error('No plan keeps the present model.');
  const scale = scaleOf(context.workload, asOf, present.draft);
  const keep = follow(present.draft, present.kind, scale);
  const proposals = drafts.map(({ draft, kind }) =>
    draft === present.draft ? keep : follow(draft, kind, scale),
  );
  const prospect = prospectOf(scale, keep, futuresOf(complete, scope.futures));
  return { context, scale, assumptions, keep, proposals, prospect };
}

/** What takes over from a plan that ends or fails: the best untuned plan. The present plan is followed as if it never ended. */
export function successorOf(proposal: Proposal, field: Field, next: Proposal | null): Proposal | null {
  return proposal === field.keep ? null : next;
}
