import type { IsoDate, PriceBook } from '../../prices/price-book.js';
import { horizonCost, type Proposal, type Scale } from '../cost/follow.js';
import { isFeasible } from '../cost/weigh.js';
import type { Assumption } from '../defaults.js';
import { type Futures, outlookOf } from '../odds/expected-cost.js';
import type { PlanContext } from '../plans/plan-kind.js';
import type { Workload } from '../workload.js';
import { type Choice, choose, type Standing } from './choose.js';
import { type Field, fieldOf, successorOf } from './competing-plans.js';

/** The pure core of an advice: which plan wins, and how every other stands, without the words. */

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
  /** The futures over which the plans were compared. */
  readonly futures: Futures;
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

function candidate(proposal: Proposal, field: Field, next: Proposal | null, feasible: boolean): Candidate {
  const { kind, draft } = proposal;
  const { id, provider } = draft;
  const outlook = outlookOf(proposal, successorOf(proposal, field, next), field.prospect);
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
    futures: field.prospect.futures,
    assumptions,
    contenders,
    keep,
    bestUntuned: best,
    winner: choice?.plan ?? null,
    choice,
  };
}
