import type { ChartConfiguration, ChartDataset } from 'chart.js';
import { daysBetween } from '../../engine/calendar.js';
import type { Point } from '../geometry.js';
import { layoutHeader, MARGIN } from '../header.js';
import { NO_WORDS, STILL } from '../house-style.js';
import type { Measure } from '../pen.js';
import type { PriceHistoryChart, PriceLine } from '../price-history-chart.js';
import { moneyAxis, timeAxis } from '../time-and-money.js';
import { dayTicks } from './day-ticks.js';
import { isAhead, lineStyle, runsOf } from './runs.js';
import { gutterFor, stepWords } from './step-words.js';

const HEADROOM = 1.16;

function dataset(points: Point[], line: PriceLine, chart: PriceHistoryChart): ChartDataset<'line', Point[]> {
  const { colour, width } = lineStyle(line);
  const today = daysBetween(chart.from, chart.today);
  const unsure = new Set(
    line.periods.flatMap(({ from, fromIs }) => (fromIs === undefined ? [] : daysBetween(chart.from, from))),
  );
  return {
    label: line.name,
    data: points,
    borderColor: colour,
    borderWidth: width,
    borderCapStyle: 'butt',
    borderJoinStyle: 'miter',
    pointRadius: 0,
    clip: false,
    segment: {
      borderDash: ({ p0, p1 }) => {
        const [from, to] = [p0.parsed.x ?? 0, p1.parsed.x ?? 0];
        if (isAhead({ from, to }, today)) return [width * 1.8, width * 1.4];
        return from === to && unsure.has(from) ? [width * 0.5, width * 0.9] : undefined;
      },
    },
  };
}

/** How Chart.js draws a price history: lines and axes by itself, title, amounts and marks by a plugin of ours. */
export function priceHistoryConfiguration(
  chart: PriceHistoryChart,
  measure: Measure,
): ChartConfiguration<'line', Point[]> {
  const header = layoutHeader(chart, measure);
  const length = daysBetween(chart.from, chart.to);
  const highest = Math.max(0, ...chart.lines.flatMap(({ periods }) => periods.map(({ usd }) => usd)));
  const max = highest > 0 ? highest * HEADROOM : 1;
  return {
    type: 'line',
    data: {
      datasets: chart.lines.flatMap((line) => runsOf(line, chart).map((run) => dataset(run, line, chart))),
    },
    options: {
      ...STILL,
      parsing: false,
      events: [],
      layout: {
        padding: {
          left: MARGIN,
          right: MARGIN + gutterFor(chart, measure),
          top: header.bottom + 64,
          bottom: MARGIN - 16,
        },
      },
      plugins: NO_WORDS,
      scales: { x: timeAxis(length, dayTicks(chart.from, chart.to)), y: moneyAxis(max) },
    },
    plugins: [stepWords(chart, header, measure)],
  };
}
