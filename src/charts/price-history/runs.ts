import { daysBetween } from '../../engine/calendar.js';
import type { Point } from '../geometry.js';
import type { PriceHistoryChart, PriceLine } from '../price-history-chart.js';
import { THEME } from '../theme.js';

/** Colour and width of a line. */
export function lineStyle({ name }: PriceLine): { readonly colour: string; readonly width: number } {
  return name === 'Output'
    ? { colour: THEME.lines.winner, width: 8 }
    : { colour: THEME.lines.today, width: 6 };
}

/** The corners of a line, in days from the left end of the axis; prices that do not follow each other are apart. */
export function runsOf(line: PriceLine, { from, to, today, endsOn }: PriceHistoryChart): readonly Point[][] {
  const last = endsOn ?? to;
  const runs: Point[][] = [];
  let reached: string | undefined;
  for (const period of line.periods) {
    const until = period.until === undefined || period.until > last ? last : period.until;
    if (until <= period.from) continue;
    const days = [period.from, ...(period.from < today && today < until ? [today] : []), until];
    const points = days.map((day) => ({ x: daysBetween(from, day), y: period.usd }));
    const run = runs.at(-1);
    if (run !== undefined && reached === period.from) run.push(...points);
    else runs.push(points);
    reached = until;
  }
  return runs;
}

/** Whether a stretch of a line, in days, lies ahead. A step of today has been taken: only what leads past today is ahead. */
export function isAhead(
  { from, to }: { readonly from: number; readonly to: number },
  today: number,
): boolean {
  return from >= today && to > today;
}
