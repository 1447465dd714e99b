import type { IsoDate, PriceBook } from '../prices/price-book.js';
import { type Choice, choose, WORTH_CHANGING } from './choose.js';
import type { Candidate } from './decide.js';
import { DAYS_PER_MONTH } from './defaults.js';
import { type Field, fieldOf, type Shortlist, successorOf } from './field.js';
import { firstQuery, horizonCost, type Proposal } from './follow.js';
import { outlookOf } from './outlook.js';
import { isFeasible, isOffered } from './weigh.js';
import type { Workload } from './workload.js';

/** The choice that `decide` makes, for those who ask it hundreds of times: only what can be chosen is costed. */

/** What a plan costs over the horizon by its first day's bill: rough, to begin with the cheap ones. */
function roughUsd({ draft }: Proposal, { scale }: Field): number {
  const queries = scale.demand.perDayInMonth(0) * DAYS_PER_MONTH;
  const monthlyUsd = (firstQuery(draft).totalUsd ?? 0) * queries + (draft.monthly.totalUsd ?? 0);
  return (draft.upfront.totalUsd ?? 0) + monthlyUsd * scale.workload.horizonMonths;
}

/**
 * The feasible plans that a choice can fall on: those that are not sure to cost more than a near tie with the
 * cheapest.
 *
 * @param next what follows a plan that ends or fails.
 */
function withinReach(proposals: readonly Proposal[], field: Field, next: Proposal | null): Candidate[] {
  const near: Candidate[] = [];
  let lowestUsd = Number.POSITIVE_INFINITY;
  for (const proposal of proposals) {
    const follower = successorOf(proposal, field, next);
    const outlook = outlookOf(proposal, follower, field.futures, lowestUsd * (1 + WORTH_CHANGING));
    if (outlook === null || !isFeasible(proposal, field.scale, field.keep)) continue;
    const { id, kind, provider } = proposal.draft;
    near.push({ id, kind, provider, proposal, feasible: true, outlook });
    lowestUsd = Math.min(lowestUsd, outlook.expectedUsd);
  }
  return near;
}

/** What is on offer, roughly cheapest first, and the best untuned plan of it. */
function offeredIn(field: Field): { readonly offered: readonly Proposal[]; readonly best: Proposal | null } {
  const offered = field.proposals
    .filter((proposal) => isOffered(proposal, field.keep))
    .map((proposal) => ({ proposal, usd: roughUsd(proposal, field) }))
    .sort((a, b) => a.usd - b.usd)
    .map(({ proposal }) => proposal);
  const untuned = offered.filter(({ trained }) => !trained);
  const best = choose(withinReach(untuned, field, null), field.context.current.provider);
  return { offered, best: best?.plan.proposal ?? null };
}

/**
 * The choice of `decide`, without the plans that were not chosen.
 *
 * @param only leaves out every model and offer that is not listed.
 * @throws UnknownModelError when the present model or a named candidate is not in the price book.
 */
export function choiceOf(
  workload: Workload,
  book: PriceBook,
  asOf: IsoDate,
  only?: Shortlist,
): Choice<Candidate> | null {
  const field = fieldOf(workload, book, asOf, { only, openOffersOnly: true });
  const { offered, best } = offeredIn(field);
  return choose(withinReach(offered, field, best), field.context.current.provider);
}

/** What a plan saves over the horizon against the present one, in present value; `null` when a cost is unknown or it is not proposed. */
export function savingOf(
  planId: string,
  workload: Workload,
  book: PriceBook,
  asOf: IsoDate,
  only: Shortlist,
): number | null {
  const field = fieldOf(workload, book, asOf, { only });
  const { best } = offeredIn(field);
  const proposal = field.proposals.find(({ draft }) => draft.id === planId);
  if (proposal === undefined) return null;
  const present = horizonCost(field.keep, field.scale, null);
  const cost = horizonCost(proposal, field.scale, successorOf(proposal, field, best)?.draft ?? null);
  return present === null || cost === null ? null : present - cost;
}
