import { type CompleteWorkload, DAYS_PER_MONTH } from '../defaults.js';

/**
 * How many queries there are on which day, counted from the decision. The volume is level within a month of 30
 * days and grows from one to the next; a one-off backlog is worked off in the first month and counted once.
 */
export interface Demand {
  /** Queries a day in the month that starts at `month * 30` days. */
  perDayInMonth(month: number): number;
}

export function demandOf(volume: CompleteWorkload['volume']): Demand {
  const { queriesPerDay, growthPerMonth, oneOffQueries } = volume;
  const perDay: number[] = [];
  return {
    perDayInMonth(month) {
      if (oneOffQueries !== undefined) return month === 0 ? oneOffQueries / DAYS_PER_MONTH : 0;
      const known = perDay[month] ?? queriesPerDay * (1 + growthPerMonth) ** month;
      perDay[month] = known;
      return known;
    },
  };
}
