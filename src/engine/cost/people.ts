import type { Ledger, LedgerLine } from './ledger.js';
import { ledger, ownLine } from './ledger.js';

/** People's time, in the ledger like everything else. */

/** Working days in a year, after holidays: $180k a year is $800 a day. */
const WORKING_DAYS_PER_YEAR = 225;

/** Whether a line is people's time: working days, or engineers kept on something. */
export function isPeoplesTime({ part }: LedgerLine): boolean {
  return part === 'work' || part === 'upkeep';
}

function sumOf(ledger: Ledger, counts: (line: LedgerLine) => boolean): number {
  return ledger.lines.reduce((sum, line) => (counts(line) ? sum + line.amountUsd : sum), 0);
}

/** A ledger's people's time, and the rest of it. */
export function splitPeople(ledger: Ledger): { readonly peopleUsd: number; readonly otherUsd: number } {
  return {
    peopleUsd: sumOf(ledger, isPeoplesTime),
    otherUsd: sumOf(ledger, (line) => !isPeoplesTime(line)),
  };
}

/** What a working day costs, from the full cost of an engineer a month. */
export function dayRateUsd(engineerMonthlyUsd: number): number {
  return (engineerMonthlyUsd * 12) / WORKING_DAYS_PER_YEAR;
}

/** Days of work at the day rate. */
export function labour(item: string, days: number, engineerMonthlyUsd: number): Ledger {
  return ledger([ownLine('work', item, days, 'days', dayRateUsd(engineerMonthlyUsd))]);
}

/** The share of an engineer that is kept on something, a month. */
export function upkeep(item: string, fte: number, engineerMonthlyUsd: number): Ledger {
  return ledger([ownLine('upkeep', item, fte, 'engineers', engineerMonthlyUsd)]);
}

/** Calendar days that so many working days take: five a week, rounded up. */
export function calendarDays(workingDays: number): number {
  return Math.ceil((workingDays * 7) / 5);
}
