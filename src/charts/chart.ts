import type { BillsChart } from './bills-chart.js';
import type { ComparisonChart } from './comparison-chart.js';
import type { DecisionChart } from './decision-chart.js';
import type { PriceHistoryChart } from './price-history-chart.js';
import type { RoutingChart } from './routing-chart.js';
import type { SavingsChart } from './savings/savings.js';

/** Every chart that we can draw, as plain data told apart by `type`. A new one is a new member and a new configuration. */
export type Chart =
  | SavingsChart
  | DecisionChart
  | ComparisonChart
  | PriceHistoryChart
  | BillsChart
  | RoutingChart;

/** Size of every chart, in pixels of the PNG. Slack shows it at about a third: text below 26 px is lost there. */
export const CHART_SIZE = { width: 1200, height: 675 } as const;
