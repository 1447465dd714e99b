import type { ChartConfiguration } from 'chart.js';
import { billsConfiguration } from './bills/configuration.js';
import type { Chart } from './chart.js';
import { comparisonConfiguration } from './comparison/configuration.js';
import { decisionConfiguration } from './decision/configuration.js';
import type { Measure } from './pen.js';
import { priceHistoryConfiguration } from './price-history/configuration.js';
import { routingConfiguration } from './routing/configuration.js';
import { savingsConfiguration } from './savings/configuration.js';

/** How Chart.js draws a chart. Pure, apart from the functions within, which draw on the canvas they are given. */
export function chartConfiguration(chart: Chart, measure: Measure): ChartConfiguration {
  switch (chart.type) {
    case 'savings':
      return savingsConfiguration(chart, measure);
    case 'decision':
      return decisionConfiguration(chart, measure);
    case 'comparison':
      return comparisonConfiguration(chart, measure);
    case 'price-history':
      return priceHistoryConfiguration(chart, measure);
    case 'bills':
      return billsConfiguration(chart, measure);
    case 'routing':
      return routingConfiguration(chart, measure);
  }
}
