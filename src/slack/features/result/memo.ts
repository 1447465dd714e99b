import type { Memo, MemoLine, MemoSection } from '../../../charts/memo/memo.js';
import { resultChart } from '../../../charts/result-chart.js';
import { type Advice, formatDay, formatOdds, stepWords } from '../../../engine/index.js';
import type { PriceFact } from '../../../prices/price-book.js';
import { asOneLine } from '../../kit/safe-text.js';
import { sourceDay } from '../prices/price-words.js';
import { chanceCell, spreadOfAccuracy } from './accuracy-words.js';
import { firstThings } from './first-things.js';
import { flipSentences } from './flip-sentences.js';
import { sureWords } from './grade-words.js';
import {
  chosenPlan,
  headlineNumbers,
  isOneOff,
  money,
  paybackCell,
  workloadLine,
} from './headline-numbers.js';
import { pricesOfPlan } from './plan-parts.js';
import { listedPlans, titleInWords } from './plan-table.js';

/** A result as one page to forward to those who pay for it. */

/** Plans in its table. */
const MAX_OPTIONS = 6;

function section(heading: string, texts: readonly string[], rest: string): MemoSection {
  return { heading, lines: texts.map((text) => ({ text: asOneLine(text) })), rest };
}

/** The plans of the verdict, today's and the best of the others, with the three costs apart. */
function optionsOf(advice: Advice): Memo['options'] {
  const span = isOneOff(advice) ? ' in all' : ' a month';
  const hasLoss = advice.workload.quality?.lossPerErrorUsd !== undefined;
  return [
    [
      'Option',
      `Invoice${span}`,
      `People${span}`,
      ...(hasLoss ? [`Mistakes${span}`] : []),
      'Payback',
      'Right answers',
      'Good enough',
    ],
    ...listedPlans(advice, MAX_OPTIONS).map((plan) => [
      asOneLine(titleInWords(plan, advice)),
      money(plan.firstMonth?.invoiceUsd),
      money(plan.firstMonth?.peopleUsd),
      ...(hasLoss ? [money(plan.firstMonth?.mistakesUsd)] : []),
      paybackCell(plan, advice),
      spreadOfAccuracy(plan.accuracy),
      chanceCell(plan, advice.verdict),
    ]),
  ];
}

/** Sources of the prices and of the accuracy that the verdict rests on, each once. */
function sourceLines(advice: Advice): readonly MemoLine[] {
  const chosen = chosenPlan(advice);
  const lines = new Map<string, MemoLine>();
  const add = (text: string, address: string | undefined) => {
    const line = { text: asOneLine(text), ...(address !== undefined && { address }) };
    if (!lines.has(line.text)) lines.set(line.text, line);
  };
  const facts: readonly PriceFact[] = chosen === undefined ? [] : pricesOfPlan(chosen);
  for (const { source } of facts) add(`${source.title}, ${sourceDay(source)}`, source.address);
  for (const { name, date, address } of chosen?.accuracy.sources ?? [])
    add(`${name}, ${formatDay(date)}`, address);
  for (const { source, year, address } of advice.verdict.evidence) add(`${source}, ${year}`, address);
  return [...lines.values()];
}

/** The memo on an advice. */
export function memoOf(advice: Advice): Memo {
  const { verdict, asOf, workload, prices, uncertainty } = advice;
  const chosen = chosenPlan(advice);
  const assumptions = [...(chosen?.assumptions ?? []), ...advice.assumptions].map(
    ({ statement }) => statement,
  );
  const asks = [
    'The owner of the workload: is the bar right, and what does one wrong answer cost?',
    ...(workload.quality?.current === undefined
      ? ["Whoever judges answers: how many of today's are right?"]
      : []),
    'Finance: does the invoice of today match what is stated here, and is a discount missing?',
    `Security and legal: may the data go to ${chosen?.platform ?? 'the seller'}, and is it used for training? Not verified here.`,
  ];
  return {
    type: 'memo',
    title: asOneLine(verdict.action),
    subtitle: asOneLine(`${workloadLine(advice)} · decided ${formatDay(asOf)}`),
    summary: [asOneLine(verdict.outcome), sureWords(advice)],
    // The fonts of the page have no arrow.
    numbers: headlineNumbers(advice).map(({ label, value }) => ({
      label,
      value: asOneLine(value).replaceAll(' → ', ' to '),
    })),
    chart: resultChart(advice),
    options: optionsOf(advice),
    beside: [section('Before you act', firstThings(advice), ' in Slack, under Why')],
    left: [
      section('Why', verdict.reasons, ' in Slack, under Why'),
      section('Next step', verdict.facts.nextSteps.map(stepWords), ' in Slack, under Why'),
      section('What would change it', flipSentences(advice), ' in Slack, under Why'),
    ],
    right: [
      section('Whom to ask', asks, ''),
      { heading: 'Sources', lines: sourceLines(advice), rest: ' in Slack, under Working' },
      section('Assumptions', assumptions, ' in Slack, under Working'),
    ],
    footer: `ftcost · prices of ${formatDay(asOf)}, price book ${prices.bookVersion} · ${uncertainty.draws} scenarios, seed ${uncertainty.seed}; best or tied in ${formatOdds(verdict.pBestOrTied)}`,
  };
}
