import type { IsoDate } from '../../prices/price-book.js';
import { daysBetween } from '../calendar.js';

/** Prices checked longer ago than this are called stale. */
const STALE_AFTER_DAYS = 30;

/** Whether a price was last compared with its source too long ago to be taken for today's. */
export function isStale(checkedOn: IsoDate, asOf: IsoDate): boolean {
  return daysBetween(checkedOn, asOf) > STALE_AFTER_DAYS;
}
