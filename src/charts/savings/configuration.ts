import type { ChartConfiguration, ChartDataset } from 'chart.js';
import type { Point } from '../geometry.js';
import { layoutHeader, MARGIN } from '../header.js';
import { NO_WORDS, STILL } from '../house-style.js';
import type { Measure } from '../pen.js';
import { moneyAxis, timeAxis } from '../time-and-money.js';
import { annotations } from './annotations.js';
import { timeTicks } from './axes.js';
import { endTexts, gutterFor } from './labels.js';
import { type LineStyle, lineStyles } from './line-style.js';
import type { SavingsChart, SavingsLine } from './savings.js';
import { moneyMax } from './scale.js';

function dataset(line: SavingsLine, style: LineStyle, order: number): ChartDataset<'line', Point[]> {
  const { endsAt } = line;
  return {
    label: line.name,
    data: line.points.map(({ x, y }) => ({ x, y })),
    order,
    borderColor: style.colour,
    borderWidth: style.width,
    borderCapStyle: 'butt',
    borderJoinStyle: 'round',
    pointRadius: 0,
    clip: { left: 0, top: 0, right: 0, bottom: 6 },
    segment: {
      borderDash: ({ p0 }) =>
        endsAt !== undefined && (p0.parsed.x ?? 0) >= endsAt - 1e-9
          ? [style.width * 2, style.width * 1.6]
          : undefined,
    },
  };
}

/** How Chart.js draws a savings chart: plain lines and axes by itself, title and labels by a plugin of ours. */
export function savingsConfiguration(
  chart: SavingsChart,
  measure: Measure,
): ChartConfiguration<'line', Point[]> {
  const max = moneyMax(chart);
  const styles = lineStyles(chart.lines);
  const texts = endTexts(chart.lines, max, measure);
  const header = layoutHeader(chart, measure);
  return {
    type: 'line',
    data: {
      datasets: chart.lines.flatMap((line, index) => {
        const style = styles[index];
        return style === undefined ? [] : [dataset(line, style, index)];
      }),
    },
    options: {
      ...STILL,
      parsing: false,
      events: [],
      layout: {
        padding: {
          left: MARGIN,
          right: MARGIN + gutterFor(texts),
          top: header.bottom + 36,
          bottom: MARGIN - 16,
        },
      },
      plugins: NO_WORDS,
      scales: { x: timeAxis(chart.months, timeTicks(chart.months)), y: moneyAxis(max) },
    },
    plugins: [annotations(chart, { header, texts, styles }, measure)],
  };
}
