import type { IsoDate } from '../../prices/price-book.js';
import type { CostParts, Plan } from '../advice.js';
import { addDays, daysBetween } from '../calendar.js';
import { DAYS_PER_MONTH } from '../defaults.js';
import type { Workload } from '../workload.js';
import { type Demand, demandOf } from './demand.js';
import type { Ledger } from './ledger.js';
import { splitPeople } from './people.js';

/** What a plan bills in a month, and from that in a day and in a year: upfront costs and mistakes apart. */

/** What is paid while a plan serves. */
interface Running {
  /** The first entry holds on the first day; later ones are announced prices. */
  readonly perQuery: readonly { readonly from: IsoDate; readonly ledger: Ledger }[];
  readonly monthly: Ledger;
}

/**
 * One month of 30 days at its volume, fixed costs and announced changes of price included; `null` where a cost is unknown.
 *
 * @param month 0 is the first
 */
export function billInMonth(
  { perQuery, monthly }: Running,
  { asOf, demand }: { readonly asOf: IsoDate; readonly demand: Demand },
  month: number,
): Pick<CostParts, 'invoiceUsd' | 'peopleUsd'> | null {
  if (monthly.totalUsd === null) return null;
  const { peopleUsd, otherUsd } = splitPeople(monthly);
  const starts = addDays(asOf, month * DAYS_PER_MONTH);
  let invoiceUsd = otherUsd;
  for (const [index, { from, ledger }] of perQuery.entries()) {
    const next = perQuery[index + 1];
    const begins = Math.max(0, daysBetween(starts, from));
    const ends = Math.min(
      DAYS_PER_MONTH,
      next === undefined ? DAYS_PER_MONTH : daysBetween(starts, next.from),
    );
    if (ends <= begins) continue;
    if (ledger.totalUsd === null) return null;
    invoiceUsd += ledger.totalUsd * (demand.perDayInMonth(month) * (ends - begins));
  }
  return { invoiceUsd, peopleUsd };
}

/** A plan's bills, invoice and people together, in USD. */
export interface Bills {
  /** The mean of the first month. */
  readonly dayUsd: number;
  readonly monthUsd: number;
  /** The first 12 months of 30 days, growth and announced prices included. */
  readonly yearUsd: number;
  /** The sixth and the twelfth month. */
  readonly laterUsd: readonly { readonly month: number; readonly usd: number }[];
}

const MONTHS_OF_A_YEAR = 12;
/** Months of which the bill is told. */
const TOLD_MONTHS = [6, 12] as const;

/** The bills of a plan of a stream; `null` for a backlog, which is billed once, and where a cost is unknown. */
export function billsOf(
  { perQuery, perQueryLater, monthly }: Pick<Plan, 'perQuery' | 'perQueryLater' | 'monthly'>,
  { volume }: Pick<Workload, 'volume'>,
  asOf: IsoDate,
): Bills | null {
  const { queriesPerDay, growthPerMonth = 0 } = volume;
  if (queriesPerDay === undefined) return null;
  const running = { perQuery: [{ from: asOf, ledger: perQuery }, ...perQueryLater], monthly };
  const demand = demandOf({ queriesPerDay, growthPerMonth });
  const months: number[] = [];
  for (let month = 0; month < MONTHS_OF_A_YEAR; month++) {
    const bill = billInMonth(running, { asOf, demand }, month);
    if (bill === null) return null;
    months.push(bill.invoiceUsd + bill.peopleUsd);
  }
  const monthUsd = months[0] ?? 0;
  return {
    dayUsd: monthUsd / DAYS_PER_MONTH,
    monthUsd,
    yearUsd: months.reduce((sum, usd) => sum + usd, 0),
    laterUsd: TOLD_MONTHS.map((month) => ({ month, usd: months[month - 1] ?? 0 })),
  };
}
