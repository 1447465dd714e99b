import type { DecisionChart } from '../../../charts/decision-chart.js';
import { resultChart } from '../../../charts/result-chart.js';
import { type SavingsChart, savingsChart } from '../../../charts/savings-chart.js';
import type { Glance } from '../../../engine/index.js';
import { firstThings } from '../../../slack/features/result/first-things.js';
import { shortOdds } from '../../../slack/features/result/grade-words.js';
import {
  type HeadlineNumber,
  headlineNumbers,
  workloadLine,
} from '../../../slack/features/result/headline-numbers.js';

/** What the page shows of an answer: the words of the card in Slack, and the data of its pictures. */
export interface SheetView {
  /** What to do, and what comes of it. */
  readonly action: string;
  readonly outcome: string;
  /** How sure that is: the grade, and the odds behind it. */
  readonly sure: string;
  readonly workload: string;
  /** Invoice, people, mistakes, each now and then; and when it has paid back. */
  readonly numbers: readonly HeadlineNumber[];
  /** What to know before acting. */
  readonly before: readonly string[];
  readonly charts: readonly (DecisionChart | SavingsChart)[];
}

/** The view of an answer. Pure. */
export function viewOf(advice: Glance): SheetView {
  const { action, outcome } = advice.verdict;
  const chart = resultChart(advice);
  return {
    action,
    outcome,
    sure: shortOdds(advice),
    workload: workloadLine(advice),
    numbers: headlineNumbers(advice),
    before: firstThings(advice),
    charts: chart.type === 'savings' ? [chart] : [chart, savingsChart(advice)],
  };
}
