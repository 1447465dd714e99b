import type { Glance } from '../engine/advice.js';
import { type DecisionChart, decisionChart } from './decision-chart.js';
import { type SavingsChart, savingsChart } from './savings-chart.js';

/** The picture of an advice: what accuracy decides where the verdict turns on it, else money over time. */
export function resultChart(advice: Glance): DecisionChart | SavingsChart {
  return decisionChart(advice) ?? savingsChart(advice);
}
