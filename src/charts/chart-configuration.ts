import type { ChartConfiguration } from 'chart.js';
import type { Chart } from './chart.js';
import type { Point } from './geometry.js';
import type { Measure } from './pen.js';
import { savingsConfiguration } from './savings/configuration.js';

/** How Chart.js draws a chart. Pure, apart from the functions within, which draw on the canvas they are given. */
export function chartConfiguration(chart: Chart, measure: Measure): ChartConfiguration<'line', Point[]> {
  switch (chart.type) {
    case 'savings':
      return savingsConfiguration(chart, measure);
  }
}
