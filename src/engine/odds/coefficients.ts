import { daysBetween } from '../calendar.js';
import { endDayOf, type Proposal, type Scale } from '../cost/follow.js';
import { splitPeople } from '../cost/people.js';
import { DAYS_PER_MONTH } from '../defaults.js';
import type { PlanCoefficients } from './plan-costs.js';

/** From ledgers to the coefficients of the simulation. */

/** The coefficients of one plan of known cost; `null` when a part of its cost is unknown. */
export function coefficientsOf(proposal: Proposal, { asOf }: Scale): PlanCoefficients | null {
  const { draft, goLiveDay } = proposal;
  if (!proposal.isKnown) return null;
  const upfront = splitPeople(draft.upfront);
  const monthly = splitPeople(draft.monthly);
  const again = draft.recurring;
  return {
    id: draft.id,
    upfrontPeopleUsd: upfront.peopleUsd,
    upfrontOtherUsd: upfront.otherUsd,
    bill: draft.perQuery.map(({ from, ledger }) => ({
      fromDay: daysBetween(asOf, from),
      usd: ledger.totalUsd ?? 0,
    })),
    monthlyPeopleUsd: monthly.peopleUsd,
    monthlyOtherUsd: monthly.otherUsd,
    ...(again?.ledger.totalUsd != null && {
      recurring: { everyDays: again.everyMonths * DAYS_PER_MONTH, ...splitPeople(again.ledger) },
    }),
    goLiveDay,
    endDay: endDayOf(proposal, asOf),
    tuned: draft.training !== undefined,
  };
}
