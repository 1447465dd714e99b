import type { IsoDate, PriceBook } from '../../prices/price-book.js';
import type { Outcome, Plan } from '../advice.js';
import { pricesUsed } from '../cost/prices-used.js';
import { type Weighed, weigh } from '../cost/weigh.js';
import type { CompleteWorkload } from '../defaults.js';
import { verdictOn } from '../explain/verdict.js';
import { formatShare } from '../explain/wording.js';
import { FUTURES } from '../odds/expected-cost.js';
import { chanceOfSuccess } from '../quality/success.js';
import type { Workload } from '../workload.js';
import { rank, WORTH_CHANGING } from './choose.js';
import { type Decision, decide } from './decide.js';

/** A decision with every plan weighed: what every explanation starts from. */
export interface Settled {
  readonly decision: Decision;
  /** Ranked. */
  readonly weighed: readonly Weighed[];
  /** The plan to recommend; `null` when none is feasible. */
  readonly winner: Plan | null;
  readonly outcome: Outcome;
}

/** `60%`; where a distilled model has another one, `25%, a distilled one with 50%`. */
function chancesInWords(workload: CompleteWorkload, plans: readonly Plan[]): string {
  const { chance } = chanceOfSuccess(workload);
  const distilled = chanceOfSuccess(workload, 'teacher-answers').chance;
  return distilled === chance || plans.every(({ training }) => training?.on !== 'teacher-answers')
    ? formatShare(chance)
    : `${formatShare(chance)}, a distilled one with ${formatShare(distilled)}`;
}

/**
 * Decides on a workload that has been checked, and weighs every plan.
 *
 * @throws UnknownModelError when the present model or a named candidate is not in the price book.
 */
export function settle(workload: Workload, book: PriceBook, asOf: IsoDate): Settled {
  const decision = decide(workload, book, asOf);
  const { context, scale, keep, bestUntuned } = decision;
  const byId = new Map(
    decision.contenders.map(({ id, proposal, horizonCostUsd, outlook }) => {
      const costs = { horizonCostUsd, expectedCostUsd: outlook?.expectedUsd ?? null };
      return [id, weigh(proposal, costs, scale, keep, bestUntuned)];
    }),
  );
  const plans = rank([...byId.values()].map(({ plan }) => plan));
  const winner = plans.find((plan) => plan.id === decision.winner?.id) ?? null;
  const outcome: Outcome = {
    workload,
    asOf,
    verdict: verdictOn({ context, plans, winner }),
    plans,
    assumptions: [
      ...decision.assumptions,
      { field: 'month', statement: 'A month is 30 days of queries and 730 hours of hosting.' },
      {
        field: 'futures',
        statement: `Plans are compared by what they cost on average over ${FUTURES} futures that cover volume, growth, tokens, falling prices, people's time and the life of a tune evenly; a tune succeeds with a chance of ${chancesInWords(context.workload, plans)}.`,
      },
      {
        field: 'worthChanging',
        statement: `A plan has to be ${formatShare(WORTH_CHANGING)} cheaper there than one that changes less, or be clearly less to be regretted in the worst of them.`,
      },
    ],
    prices: pricesUsed(plans, book, asOf),
  };
  return { decision, weighed: plans.flatMap((plan) => byId.get(plan.id) ?? []), winner, outcome };
}
