import type { CostParts, Outcome, Plan } from '../advice.js';
import { horizonCost } from '../cost/follow.js';
import { bookAsPaid, ownPriceStatements } from '../cost/own-prices.js';
import { pricesUsed } from '../cost/prices-used.js';
import { type Weighed, weigh } from '../cost/weigh.js';
import { saidBlocker } from '../explain/blocker-words.js';
import { verdictOn } from '../explain/verdict.js';
import { formatPoints, formatShare } from '../explain/wording.js';
import type { Sample } from '../odds/joint.js';
import { meanOf } from '../odds/plan-costs.js';
import { shareGoodEnough } from '../quality/good-enough.js';
import type { Contender } from './competing-plans.js';
import { type Question, successorOf } from './competing-plans.js';
import { WORTH_CHANGING } from './course-of-action.js';
import { type Decision, decide } from './decide.js';
import { rank } from './rank.js';

/** A decision with every plan weighed: what every explanation starts from. */
export interface Settled {
  readonly decision: Decision;
  /** Ranked. */
  readonly weighed: readonly Weighed[];
  /** The plan aimed at; `null` where facts exclude every plan. */
  readonly winner: Plan | null;
  readonly outcome: Outcome;
}

/** What a plan costs on average over the scenarios, in its parts. */
function expectedCost({ costs }: Contender, lossPerErrorUsd: number | undefined): CostParts | null {
  if (costs === null) return null;
  return {
    invoiceUsd: meanOf(costs.invoiceUsd),
    peopleUsd: meanOf(costs.peopleUsd),
    mistakesUsd: lossPerErrorUsd === undefined ? null : lossPerErrorUsd * meanOf(costs.wrongAnswers),
  };
}

/** What a bar is, in words. */
function barStatement({ context }: Decision): string {
  const { bar } = context.accuracies;
  return bar.kind === 'target'
    ? `An answer counts as good enough where the plan is right ${formatShare(bar.accuracy)} of the time.`
    : `A plan counts as good enough where it is right at most ${formatPoints(bar.tolerance)} less often than today's.`;
}

/**
 * Decides on a workload that has been checked, and weighs every plan.
 *
 * @throws UnknownModelError when a model that the workload names is not in the price book.
 */
export function settle(asked: Question, sample: Sample): Settled {
  const question = { ...asked, book: bookAsPaid(asked.book, asked.workload, asked.asOf) };
  const decision = decide(question, { sample });
  const { context, scale, keep, bestUntuned, contenders } = decision;
  const { lossPerErrorUsd } = context.workload.quality;
  const byId = new Map(
    contenders.map((one) => {
      const { id, proposal, blockers } = one;
      const successor = successorOf(proposal, keep, bestUntuned);
      const known = {
        blockers: blockers.map(saidBlocker),
        horizonCostUsd: horizonCost(proposal, scale, successor?.draft ?? null),
        horizonCost: expectedCost(one, lossPerErrorUsd),
        pGoodEnough: shareGoodEnough(one.accuracy, decision.stakes.bar),
      };
      return [id, weigh(proposal, known, scale, keep, bestUntuned)];
    }),
  );
  const plans = rank([...byId.values()].map(({ plan }) => plan));
  const winner = plans.find((plan) => plan.id === decision.winner?.id) ?? null;
  const outcome: Outcome = {
    workload: question.workload,
    asOf: question.asOf,
    verdict: verdictOn(decision, plans),
    plans,
    assumptions: [
      ...ownPriceStatements(question.workload, context.current),
      ...decision.assumptions,
      { field: 'month', statement: 'A month is 30 days of queries and 730 hours of hosting.' },
      { field: 'quality.target', statement: barStatement(decision) },
      {
        field: 'scenarios',
        statement: `Plans are compared over ${sample.draws} scenarios that cover volume, growth, tokens, falling prices, people's time, the life of a tune and how often each plan is right.`,
      },
      {
        field: 'worthChanging',
        statement: `A change has to save more than ${formatShare(WORTH_CHANGING)} of what differs between the two plans.`,
      },
    ],
    prices: pricesUsed(plans, question.book, question.asOf),
  };
  return { decision, weighed: plans.flatMap((plan) => byId.get(plan.id) ?? []), winner, outcome };
}
