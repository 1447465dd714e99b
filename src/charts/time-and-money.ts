import type { ChartConfiguration } from 'chart.js';
import { TICK_FONT } from './house-style.js';
import { moneyTicks, type Tick } from './savings/axes.js';
import { THEME } from './theme.js';

/** The axes of the charts, with marks of our own choice and wording. */

type Options = NonNullable<ChartConfiguration<'line'>['options']>;
type Axis = NonNullable<NonNullable<Options['scales']>[string]>;

/** Both ends of an axis. */
interface Span {
  readonly min: number;
  readonly max: number;
}

/** A dark line below the plot, with the given marks. */
export function markedAxis({ min, max }: Span, marks: readonly Tick[]): Axis {
  return {
    type: 'linear',
    min,
    max,
    border: { color: THEME.leader, width: 2 },
    grid: { drawOnChartArea: false, color: THEME.leader, tickLength: 10, tickWidth: 2 },
    afterBuildTicks(axis) {
      axis.ticks = marks.map(({ value }) => ({ value }));
    },
    ticks: {
      color: THEME.softInk,
      font: TICK_FONT,
      padding: 4,
      maxRotation: 0,
      autoSkip: false,
      callback: (_value, index) => marks[index]?.label ?? '',
    },
  };
}

/** Faint lines across the plot at the given marks. @param marking how its marks stand */
export function linedAxis(
  { min, max }: Span,
  marks: readonly Tick[],
  marking: Axis['ticks'] = { padding: 14, autoSkip: false },
): Axis {
  return {
    type: 'linear',
    min,
    max,
    border: { display: false },
    grid: { color: THEME.grid, lineWidth: 2, drawTicks: false },
    afterBuildTicks(axis) {
      axis.ticks = marks.map(({ value }) => ({ value }));
    },
    ticks: {
      ...marking,
      color: THEME.softInk,
      font: TICK_FONT,
      callback: (_value, index) => marks[index]?.label ?? '',
    },
  };
}

/** The axis of time, from the decision on. */
export function timeAxis(max: number, marks: readonly Tick[]): Axis {
  return markedAxis({ min: 0, max }, marks);
}

/** The axis of money, from nothing to `max` USD. */
export function moneyAxis(max: number, marking?: Axis['ticks']): Axis {
  return linedAxis({ min: 0, max }, moneyTicks(max), marking);
}
