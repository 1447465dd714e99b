import type { IsoDate } from '../../prices/price-book.js';
import { firstQuery, horizonCost, type Proposal } from '../cost/follow.js';
import { isFeasible, isOffered } from '../cost/weigh.js';
import { DAYS_PER_MONTH } from '../defaults.js';
import type { Question } from '../odds/driver.js';
import { outlookOf } from '../odds/expected-cost.js';
import { type Choice, choose, WORTH_CHANGING } from './choose.js';
import { type Field, fieldOf, type Scope, successorOf } from './competing-plans.js';
import type { Candidate } from './decide.js';

/** The choice that `decide` makes, for those who ask it hundreds of times: only what can be chosen is costed. */

/** What a plan costs over the horizon by its first day's bill: rough, to begin with the cheap ones. */
function roughUsd({ draft }: Proposal, { scale }: Field): number {
  const queries = scale.demand.perDayInMonth(0) * DAYS_PER_MONTH;
  const monthlyUsd = (firstQuery(draft).totalUsd ?? 0) * queries + (draft.monthly.totalUsd ?? 0);
  return (draft.upfront.totalUsd ?? 0) + monthlyUsd * scale.workload.horizonMonths;
}

/**
 * Those of the plans, and of `near`, that a choice can fall on: feasible, and not sure to cost more than a near tie
 * with the cheapest.
 *
 * @param next what follows a plan that ends or fails.
 */
function withinReach(
  proposals: readonly Proposal[],
  field: Field,
  next: Proposal | null,
  near: readonly Candidate[] = [],
): readonly Candidate[] {
  const reached = [...near];
  let lowestUsd = Math.min(...near.map(({ outlook }) => outlook?.expectedUsd ?? Number.POSITIVE_INFINITY));
  for (const proposal of proposals) {
    const follower = successorOf(proposal, field, next);
    const outlook = outlookOf(proposal, follower, field.prospect, lowestUsd * (1 + WORTH_CHANGING));
    if (outlook === null || !isFeasible(proposal, field.scale, field.keep)) continue;
    const { kind, draft } = proposal;
    const { id, provider } = draft;
    reached.push({ id, kind, provider, proposal, feasible: true, outlook });
    lowestUsd = Math.min(lowestUsd, outlook.expectedUsd);
  }
  return reached;
}

/** What is on offer, roughly cheapest first. */
function offeredIn(field: Field): readonly Proposal[] {
  return field.proposals
    .filter((proposal) => isOffered(proposal, field.keep))
    .map((proposal) => ({ proposal, usd: roughUsd(proposal, field) }))
    .sort((a, b) => a.usd - b.usd)
    .map(({ proposal }) => proposal);
}

/** The untuned plans within reach, each with the best of them after it, where it ends; and that best one. */
function placeUntuned(
  untuned: readonly Proposal[],
  field: Field,
): { readonly near: readonly Candidate[]; readonly best: Proposal | null } {
  const alone = withinReach(untuned, field, null);
  const best = choose(alone, field.context.current.provider)?.plan.proposal ?? null;
  const someEnd = untuned.some(({ draft }) => draft.end !== undefined);
  return { near: someEnd ? withinReach(untuned, field, best) : alone, best };
}

/**
 * The choice of `decide`, without the plans that were not chosen.
 *
 * @throws UnknownModelError when the present model or a named candidate is not in the price book.
 */
export function choiceOf(
  { workload, book }: Question,
  asOf: IsoDate,
  scope: Pick<Scope, 'only' | 'futures'>,
): Choice<Candidate> | null {
  const field = fieldOf(workload, book, asOf, { ...scope, openOffersOnly: true });
  const offered = offeredIn(field);
  const { near, best } = placeUntuned(
    offered.filter(({ trained }) => !trained),
    field,
  );
  const tunes = offered.filter(({ trained }) => trained);
  return choose(withinReach(tunes, field, best, near), field.context.current.provider);
}

/** What a plan saves over the horizon against the present one, in present value; `null` when a cost is unknown or it is not proposed. */
export function savingOf(
  planId: string,
  { workload, book }: Question,
  asOf: IsoDate,
  scope: Pick<Scope, 'only' | 'futures'>,
): number | null {
  const field = fieldOf(workload, book, asOf, scope);
  const untuned = offeredIn(field).filter(({ trained }) => !trained);
  const { best } = placeUntuned(untuned, field);
  const proposal = field.proposals.find(({ draft }) => draft.id === planId);
  if (proposal === undefined) return null;
  const present = horizonCost(field.keep, field.scale, null);
  const cost = horizonCost(proposal, field.scale, successorOf(proposal, field, best)?.draft ?? null);
  return present === null || cost === null ? null : present - cost;
}
