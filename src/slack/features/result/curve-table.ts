import { type Advice, addDays, usdOn } from '../../../engine/index.js';
import type { CsvCell } from './csv.js';

/** Days between two rows: a month. */
const DAYS_BETWEEN = 30;

/**
 * What every plan has cost in all by the end of each month of 30 days, from the decision on. `runs` is `no` from the
 * day on which the plan's model or offer has ended: what stands there would be paid if it went on.
 */
export function curveTable({ curve, plans, asOf }: Advice): CsvCell[][] {
  const titles = new Map(plans.map(({ id, title }) => [id, title]));
  const days = monthEnds(curve.horizonDays);
  const rows = curve.lines.flatMap((line) =>
    days.map((day) => [
      titles.get(line.planId) ?? line.planId,
      Number((day / DAYS_BETWEEN).toFixed(2)),
      addDays(asOf, Math.ceil(day)),
      usdOn(line, day),
      line.endsOnDay === undefined || day < line.endsOnDay ? 'yes' : 'no',
    ]),
  );
  return [['plan', 'month', 'date', 'cost_so_far_usd', 'runs'], ...rows];
}

/** Day 0, the end of each month, and the end of the horizon. */
function monthEnds(horizonDays: number): number[] {
  const days: number[] = [];
  for (let day = 0; day < horizonDays; day += DAYS_BETWEEN) days.push(day);
  return [...days, horizonDays];
}
