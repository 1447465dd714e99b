import { daysBetween } from '../engine/calendar.js';
import type { IsoDate } from '../prices/price-book.js';
import type { Estimate } from '../workspace/estimate.js';
import { type Digest, MAX_KEPT } from './digest.js';

/** Days without a touch after which a decision is told to be left alone, and again after as many more. */
const QUARTER_DAYS = 90;

/**
 * Estimates that nobody has opened or changed for another 90 days by the end of the window. Each is told once a
 * quarter, by windows that follow one another.
 */
export function untouchedOf(
  estimates: readonly Estimate[],
  { from, until }: { readonly from: IsoDate; readonly until: IsoDate },
): Digest['untouched'] {
  const quarters = (since: IsoDate, day: IsoDate) => Math.floor(daysBetween(since, day) / QUARTER_DAYS);
  const untouched = estimates
    .map((estimate) => ({ name: estimate.name, since: touchedOn(estimate) }))
    .filter(({ since }) => quarters(since, until) > Math.max(0, quarters(since, from)))
    .sort((a, b) => a.since.localeCompare(b.since) || a.name.localeCompare(b.name));
  return { estimates: untouched.slice(0, MAX_KEPT), count: untouched.length };
}

function touchedOn({ updatedAt, lastLookedAt = updatedAt }: Estimate): IsoDate {
  return new Date(Math.max(updatedAt.getTime(), lastLookedAt.getTime())).toISOString().slice(0, 10);
}
