import type { Blocker, Ledger, Plan } from '../advice.js';
import { isPeoplesTime } from '../cost/people.js';
import { DAYS_PER_MONTH } from '../defaults.js';
import { bestFineTune } from './among-plans.js';
import type { Findings } from './findings.js';
import type { Reason } from './reason-words.js';

/** How much of a tune's cost is people's time: the part that price lists leave out. */

const MONTHS_PER_YEAR = 12;
/** Less than half is no news. */
const WORTH_SAYING = 0.5;
/** With these there is no tune to cost. */
const NO_TUNE: readonly Blocker['code'][] = [
  'not-for-sale',
  'too-few-examples',
  'knowledge-gap',
  'in-house-only',
  'not-applicable',
];

function peopleUsd(ledger: Ledger): number {
  return ledger.lines.filter(isPeoplesTime).reduce((sum, line) => sum + line.amountUsd, 0);
}

/** The share of people's time in the first year's cost of a tune at today's volume; `null` where a cost is unknown. */
function peopleShare(tune: Plan, queriesPerDay: number): number | null {
  const { upfront, monthly, recurring } = tune;
  if (upfront.totalUsd === null || monthly.totalUsd === null || tune.perQuery.totalUsd === null) return null;
  const retrains =
    recurring === undefined ? 0 : Math.max(0, Math.ceil(MONTHS_PER_YEAR / recurring.everyMonths) - 1);
  const again = recurring?.ledger ?? { lines: [], totalUsd: 0, unknown: [] };
  if (again.totalUsd === null) return null;
  const tokens = tune.perQuery.totalUsd * queriesPerDay * DAYS_PER_MONTH;
  const total = upfront.totalUsd + MONTHS_PER_YEAR * (monthly.totalUsd + tokens) + retrains * again.totalUsd;
  const people = peopleUsd(upfront) + MONTHS_PER_YEAR * peopleUsd(monthly) + retrains * peopleUsd(again);
  return total === 0 ? null : people / total;
}

/** Says it where people are the larger part of what the tune in question costs. */
export function peopleReasons(winner: Plan, { plans, context }: Findings): Reason[] {
  const { queriesPerDay, oneOffQueries } = context.workload.volume;
  const tune = winner.training !== undefined ? winner : bestFineTune(plans);
  if (tune === undefined || oneOffQueries !== undefined) return [];
  if (tune.blockers.some(({ code }) => NO_TUNE.includes(code))) return [];
  const share = peopleShare(tune, queriesPerDay);
  if (share === null || share < WORTH_SAYING) return [];
  return [{ code: 'people-share', share: Math.floor(share * 100) / 100 }];
}
