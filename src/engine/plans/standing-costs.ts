import { presentCall } from '../cost/call-cost.js';
import { joinLedgers, type Ledger, ledger, NOTHING, ownLine } from '../cost/ledger.js';
import { upkeep } from '../cost/people.js';
import { DAYS_PER_MONTH } from '../defaults.js';
import type { PlanContext, PlanDraft } from './plan-kind.js';
import { sellersFixedCosts } from './tuned.js';

/** What a month costs because of what a team has today, beside the calls: a tuned model in use, a commitment to its seller. */

/** Whether the model in use answers under a plan, alone or with another. */
function goesOn({ productId, modelName }: PlanDraft, { current }: PlanContext): boolean {
  return productId === current.id || modelName.includes(current.name);
}

/** Hosting, storage and upkeep of the tuned model in use; nothing where it is not a tuned one. */
function tuneInUse(context: PlanContext): Ledger {
  const { book, asOf, workload } = context;
  const { tunedOn } = workload.current;
  const offer = book.tuningOffers.find(({ id }) => id === tunedOn);
  if (offer === undefined) return NOTHING;
  const { upkeepFte, engineerMonthlyUsd } = workload.people;
  return joinLedgers(
    sellersFixedCosts(context, offer, book.tuningPricesOf(offer.id, asOf), presentCall(workload)),
    upkeep('Looking after the tuned model', upkeepFte, engineerMonthlyUsd),
  );
}

/** What of the commitment a plan does not use up in its first month: all of it with another seller. */
function unusedCommitment(draft: PlanDraft, { workload, current }: PlanContext): Ledger {
  const { commitmentUsdPerMonth: committed } = workload.current;
  if (committed === undefined) return NOTHING;
  const perQueryUsd = draft.platform === current.platform ? draft.perQuery[0]?.ledger.totalUsd : 0;
  if (perQueryUsd == null) return NOTHING;
  const unused = committed - perQueryUsd * workload.volume.queriesPerDay * DAYS_PER_MONTH;
  return unused <= 0
    ? NOTHING
    : ledger([ownLine('commitment', `Committed to ${current.provider} and not used`, 1, 'months', unused)]);
}

/** A plan with what is paid beside it: the tuned model in use where it goes on, and what of the commitment is not used. */
export function withStandingCosts(draft: PlanDraft, context: PlanContext): PlanDraft {
  const { tunedOn, commitmentUsdPerMonth: committed } = context.workload.current;
  if (tunedOn === undefined && committed === undefined) return draft;
  const isGoingOn = goesOn(draft, context);
  return {
    ...draft,
    monthly: joinLedgers(
      draft.monthly,
      isGoingOn ? tuneInUse(context) : NOTHING,
      unusedCommitment(draft, context),
    ),
    assumptions: () => [
      ...draft.assumptions(),
      ...(tunedOn !== undefined && isGoingOn
        ? [
            {
              field: 'current.tune',
              statement:
                'The tuned model in use is hosted and looked after as before, and not trained again.',
            },
          ]
        : []),
    ],
  };
}
