import { daysBetween } from '../calendar.js';
import { countsErrors } from '../cost/error-loss.js';
import { endDayOf, type Proposal, type Scale } from '../cost/follow.js';
import type { Ledger, LedgerLine } from '../cost/ledger.js';
import { billUsd } from '../cost/ledger.js';
import { isPeoplesTime } from '../cost/people.js';
import { DAYS_PER_MONTH } from '../defaults.js';
import { chanceOfSuccess } from '../quality/success.js';
import type { SimulatedPlan } from './future.js';
import type { SimulatedWorld } from './simulate.js';

/** From ledgers to the coefficients of the simulation. */

/** Error of a share of right answers: that of a test on 400 items at 90 % where it was measured; more where it was taken over from another model (stated assumption). */
export const MEASURED_ACCURACY_SD = 0.015;
export const ASSUMED_ACCURACY_SD = 0.04;

function sumOf(ledger: Ledger, counts: (line: LedgerLine) => boolean): number {
  return ledger.lines.reduce((sum, line) => (counts(line) ? sum + line.amountUsd : sum), 0);
}

function split(ledger: Ledger): { readonly peopleUsd: number; readonly otherUsd: number } {
  return {
    peopleUsd: sumOf(ledger, isPeoplesTime),
    otherUsd: sumOf(ledger, (line) => !isPeoplesTime(line)),
  };
}

/** The coefficients of one plan of known cost; `null` when a part of its cost is unknown. */
export function coefficientsOf(proposal: Proposal, scale: Scale): SimulatedPlan | null {
  const { draft, goLiveDay } = proposal;
  const { asOf, workload } = scale;
  if (!proposal.isKnown) return null;
  const upfront = split(draft.upfront);
  const monthly = split(draft.monthly);
  const again = draft.recurring;
  const { accuracy, basis } = draft.quality;
  const counted = accuracy !== null && countsErrors(workload);
  return {
    id: draft.id,
    upfrontPeopleUsd: upfront.peopleUsd,
    upfrontOtherUsd: upfront.otherUsd,
    bill: draft.perQuery.map(({ from, ledger }) => ({
      fromDay: daysBetween(asOf, from),
      usd: billUsd(ledger),
    })),
    ...(counted && {
      accuracy: {
        centre: accuracy,
        sd: basis === 'given' ? MEASURED_ACCURACY_SD : ASSUMED_ACCURACY_SD,
        stream: draft.accuracyOf,
      },
    }),
    monthlyPeopleUsd: monthly.peopleUsd,
    monthlyOtherUsd: monthly.otherUsd,
    ...(again?.ledger.totalUsd != null && {
      recurring: { everyDays: again.everyMonths * DAYS_PER_MONTH, ...split(again.ledger) },
    }),
    goLiveDay,
    endDay: endDayOf(proposal, asOf),
    tuned: draft.training !== undefined,
    ...(draft.training !== undefined && { chance: chanceOfSuccess(workload, draft.training.on).chance }),
  };
}

/** What plans are compared with. */
interface Compared {
  readonly scale: Scale;
  readonly keep: Proposal;
  readonly bestUntuned: Proposal | null;
}

/** The world of a decision with these plans in it; `null` when the cost of the present plan is unknown. */
export function worldOf(decision: Compared, proposals: readonly Proposal[]): SimulatedWorld | null {
  const { scale } = decision;
  const { workload } = scale;
  const keep = coefficientsOf(decision.keep, scale);
  if (keep === null) return null;
  return {
    plans: proposals.flatMap((proposal) => coefficientsOf(proposal, scale) ?? []),
    keep,
    successor: decision.bestUntuned && coefficientsOf(decision.bestUntuned, scale),
    horizonMonths: workload.horizonMonths,
    queriesPerDay: workload.volume.queriesPerDay,
    oneOff: workload.volume.oneOffQueries !== undefined,
    lossPerErrorUsd: workload.quality.lossPerErrorUsd ?? 0,
    discountRate: workload.discountRate,
  };
}
