import type { Ledger, LedgerLine } from '../advice.js';
import { ledger, ownLine } from './ledger.js';

/** People's time, in the ledger like everything else. */

/** Working days in a year, after holidays: $180k a year is $800 a day. */
const WORKING_DAYS_PER_YEAR = 225;

/** Units of the ledger lines that are people's time. */
const WORK_UNIT = 'days';
const UPKEEP_UNIT = 'engineers';

/** Whether a line is people's time: working days, or engineers kept on something. */
export function isPeoplesTime(line: LedgerLine): boolean {
  return line.unit === WORK_UNIT || line.unit === UPKEEP_UNIT;
}

/** What a working day costs, from the full cost of an engineer a month. */
export function dayRateUsd(engineerMonthlyUsd: number): number {
  return (engineerMonthlyUsd * 12) / WORKING_DAYS_PER_YEAR;
}

/** Days of work at the day rate. */
export function labour(item: string, days: number, engineerMonthlyUsd: number): Ledger {
  return ledger([ownLine(item, days, WORK_UNIT, dayRateUsd(engineerMonthlyUsd))]);
}

/** The share of an engineer that is kept on something, a month. */
export function upkeep(item: string, fte: number, engineerMonthlyUsd: number): Ledger {
  return ledger([ownLine(item, fte, UPKEEP_UNIT, engineerMonthlyUsd)]);
}

/** Calendar days that so many working days take: five a week, rounded up. */
export function calendarDays(workingDays: number): number {
  return Math.ceil((workingDays * 7) / 5);
}
