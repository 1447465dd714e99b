import { z } from 'zod';
import { addDays } from '../engine/calendar.js';
import { DAYS_PER_MONTH } from '../engine/defaults.js';

/** What the newest imported usage of a workload comes to. */
export const MeasuredSchema = z.object({
  /** Its spend over thirty days, in USD. */
  usdPerMonth: z.number().min(0),
  /** 0.05 is +5% a month; absent where no growth can be read from it. */
  growthPerMonth: z.number().optional(),
  fromDay: z.iso.date(),
  toDay: z.iso.date(),
});

export type Measured = z.infer<typeof MeasuredSchema>;

/** What a saved workload may cost a month, and what is seen of that. */
export interface Budget {
  readonly workspaceId: string;
  readonly estimateId: string;
  readonly usdPerMonth: number;
  readonly createdBy: string;
  readonly measured?: Measured;
  /** When it was first seen that the workload costs more; absent while it does not. */
  readonly passedAt?: Date;
  /** When it was first seen that it will cost more within three months, while it does not yet. */
  readonly trendAt?: Date;
}

/** A budget that the trend passes later than this is not told of, in months: no growth lasts. */
const AHEAD_MONTHS = 3;

/** What imported usage says of a budget. */
type BudgetState =
  | { readonly kind: 'within' | 'passed' }
  /** The trend passes it on that day. */
  | { readonly kind: 'trend'; readonly on: string };

/** What a spend over some days is in thirty, in USD. */
export function usdPerMonth(spendUsd: number, days: number): number {
  return (spendUsd / days) * DAYS_PER_MONTH;
}

/** Whether usage costs more than a budget of so much a month, or will within three months at the growth that it shows. */
export function stateOfBudget(
  budgetUsd: number,
  { usdPerMonth: spentUsd, growthPerMonth = 0, toDay }: Measured,
): BudgetState {
  if (spentUsd > budgetUsd) return { kind: 'passed' };
  if (growthPerMonth <= 0 || spentUsd === 0) return { kind: 'within' };
  const months = Math.log(budgetUsd / spentUsd) / Math.log(1 + growthPerMonth);
  if (months > AHEAD_MONTHS) return { kind: 'within' };
  return { kind: 'trend', on: addDays(toDay, Math.ceil(months * DAYS_PER_MONTH)) };
}
