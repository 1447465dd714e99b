import type { ChartConfiguration, ChartDataset, Plugin } from 'chart.js';
import { font } from '../fonts.js';
import type { Point } from '../geometry.js';
import { drawCard, layoutHeader, MARGIN } from '../header.js';
import { NO_WORDS, STILL } from '../house-style.js';
import type { Measure, Pen } from '../pen.js';
import type { RoutingChart, RoutingLine } from '../routing-chart.js';
import type { Tick } from '../savings/axes.js';
import { THEME } from '../theme.js';
import { linedAxis, markedAxis } from '../time-and-money.js';

const KEY_FONT = font(600, 26);
const COST_FONT = font(400, 26);
/** Room for a row of words, in pixels. */
const ROW = 40;
const DISC = 11;

const STYLES: Readonly<Record<RoutingLine['kind'], { readonly colour: string; readonly dash: number[] }>> = {
  perfect: { colour: THEME.lines.others[0], dash: [16, 10] },
  scores: { colour: THEME.lines.winner, dash: [] },
  chance: { colour: THEME.lines.today, dash: [] },
};

/** Whole shares, every 5 or 10 points. */
function accuracyTicks({ from, to }: RoutingChart): readonly Tick[] {
  const step = to - from > 0.4 ? 10 : 5;
  const ticks: Tick[] = [];
  for (let points = Math.ceil(from * 100 - 1e-9); points <= Math.round(to * 100); points += 1) {
    if (points % step === 0) ticks.push({ value: points / 100, label: `${points}%` });
  }
  return ticks;
}

function dataset({ kind, name, points }: RoutingLine): ChartDataset<'line', Point[]> {
  const { colour, dash } = STYLES[kind];
  return {
    label: name,
    data: points.map(({ kept, accuracy }) => ({ x: kept, y: accuracy })),
    borderColor: colour,
    backgroundColor: colour,
    borderWidth: kind === 'scores' ? 7 : 5,
    borderDash: dash,
    pointRadius: kind === 'scores' ? 8 : 0,
    clip: false,
  };
}

/** How Chart.js draws a routing curve: lines and axes by itself, the key and what calls cost by a plugin of ours. */
export function routingConfiguration(
  chart: RoutingChart,
  measure: Measure,
): ChartConfiguration<'line', Point[]> {
  const header = layoutHeader(chart, measure);
  const hasCosts = chart.marks.some(({ cost }) => cost !== '');
  return {
    type: 'line',
    data: { datasets: chart.lines.map(dataset) },
    options: {
      ...STILL,
      parsing: false,
      events: [],
      layout: {
        padding: {
          left: MARGIN,
          right: MARGIN + 30,
          top: header.bottom + ROW + 34,
          bottom: MARGIN - 16 + (hasCosts ? ROW : 0),
        },
      },
      plugins: NO_WORDS,
      scales: {
        x: markedAxis(
          { min: 0, max: 1 },
          [...chart.marks].reverse().map(({ kept, label }) => ({ value: kept, label })),
        ),
        y: linedAxis({ min: chart.from, max: chart.to }, accuracyTicks(chart)),
      },
    },
    plugins: [drawWords(chart, header)],
  };
}

function drawWords(chart: RoutingChart, header: Parameters<typeof drawCard>[1]): Plugin<'line'> {
  return {
    id: 'routing-words',
    beforeDraw({ ctx }) {
      drawCard(ctx, header);
    },
    afterDatasetsDraw({ ctx, height, scales }) {
      const pen: Pen = ctx;
      pen.save();
      pen.textBaseline = 'middle';
      drawKey(pen, chart, header.bottom + ROW / 2 + 14, (text) => ctx.measureText(text).width);
      pen.font = COST_FONT;
      pen.textAlign = 'center';
      pen.fillStyle = THEME.ink;
      for (const { kept, cost } of chart.marks) {
        pen.fillText(cost, scales.x?.getPixelForValue(kept) ?? 0, height - MARGIN + 4);
      }
      pen.restore();
    },
  };
}

function drawKey(pen: Pen, { lines }: RoutingChart, y: number, widthOf: (text: string) => number): void {
  pen.font = KEY_FONT;
  pen.textAlign = 'left';
  let x = MARGIN + DISC;
  for (const { kind, name } of lines) {
    pen.fillStyle = STYLES[kind].colour;
    pen.beginPath();
    pen.arc(x, y, DISC, 0, 2 * Math.PI);
    pen.fill();
    pen.fillText(name, x + 22, y);
    x += widthOf(name) + 70;
  }
}
