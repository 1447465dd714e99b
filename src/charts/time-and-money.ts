import type { ChartConfiguration } from 'chart.js';
import { TICK_FONT } from './house-style.js';
import { moneyTicks, type Tick } from './savings/axes.js';
import { THEME } from './theme.js';

/** The two axes of a chart of money over time, with marks of our own choice and wording. */

type Options = NonNullable<ChartConfiguration<'line'>['options']>;
type Axis = NonNullable<NonNullable<Options['scales']>[string]>;

/** The axis of time: a dark line below the plot, with the given marks. */
export function timeAxis(max: number, marks: readonly Tick[]): Axis {
  return {
    type: 'linear',
    min: 0,
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

/** The axis of money: faint lines across the plot, from nothing to `max` USD. @param marking how its marks stand */
export function moneyAxis(max: number, marking: Axis['ticks'] = { padding: 14, autoSkip: false }): Axis {
  const marks = moneyTicks(max);
  return {
    type: 'linear',
    min: 0,
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
