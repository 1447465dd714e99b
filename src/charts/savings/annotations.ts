import type { ChartArea, Plugin } from 'chart.js';
import type { Box, Point } from '../geometry.js';
import { drawCard, type Header } from '../header.js';
import type { Measure, Pen } from '../pen.js';
import { drawBand, drawEndLabel, drawMarker, drawSavings } from './draw.js';
import { type EndText, placeEndLabels, placeMarkerLabels, type ToPixels } from './labels.js';
import type { LineStyle } from './line-style.js';
import type { SavingsChart, SavingsLine } from './savings.js';

/** The stretch of a line from `from` on, with a point there. */
function stretch(line: SavingsLine, from: number, to: ToPixels): Point[] {
  const points: { x: number; y: number }[] = [];
  for (const [index, point] of line.points.entries()) {
    const before = line.points[index - 1];
    if (before !== undefined && before.x < from && point.x > from) {
      const share = (from - before.x) / (point.x - before.x);
      points.push({ x: from, y: before.y + share * (point.y - before.y) });
    }
    if (point.x >= from) points.push(point);
  }
  return points.map(({ x, y }) => ({ x: to.x(x), y: to.y(y) }));
}

function boxOf({ left, top, width, height }: ChartArea): Box {
  return { x: left, y: top, width, height };
}

/** What has been laid out before the plot is known. */
export interface Prepared {
  readonly header: Header;
  /** One for each line. */
  readonly texts: readonly EndText[];
  /** One for each line. */
  readonly styles: readonly LineStyle[];
}

/** Draws everything but lines and axes: the card and its header, what is saved, the markers, the labels. */
export function annotations(
  chart: SavingsChart,
  { header, texts, styles }: Prepared,
  measure: Measure,
): Plugin<'line'> {
  const scaled = (scales: { [axis: string]: { getPixelForValue(value: number): number } }): ToPixels => ({
    x: (months) => scales.x?.getPixelForValue(months) ?? 0,
    y: (usd) => scales.y?.getPixelForValue(usd) ?? 0,
  });
  return {
    id: 'annotations',
    beforeDraw({ ctx }) {
      drawCard(ctx, header);
    },
    beforeDatasetsDraw({ ctx, chartArea, scales }) {
      const pen: Pen = ctx;
      const to = scaled(scales);
      const today = chart.lines.find(({ role }) => role === 'today');
      const winner = chart.lines.find(({ role }) => role === 'winner');
      const breakeven = chart.markers.find(({ kind }) => kind === 'breakeven')?.points[0]?.x;
      if (today !== undefined && winner !== undefined && breakeven !== undefined) {
        drawSavings(pen, stretch(today, breakeven, to), stretch(winner, breakeven, to));
      }
      if (chart.band.length === 0) return;
      const edge = (of: 'low' | 'high'): Point[] =>
        chart.band.map((one) => ({ x: to.x(one.x), y: to.y(one[of]) }));
      const gridLines = scales.y?.ticks.map(({ value }) => to.y(value)) ?? [];
      drawBand(pen, boxOf(chartArea), { upper: edge('high'), lower: edge('low') }, gridLines);
    },
    afterDatasetsDraw({ ctx, chartArea, scales }) {
      const pen: Pen = ctx;
      const to = scaled(scales);
      const plot = boxOf(chartArea);
      // The breakeven is the first marker: drawn last, it stays on top.
      for (const marker of placeMarkerLabels(chart, plot, to, measure).reverse()) drawMarker(pen, marker);
      const labels = placeEndLabels(chart.lines, texts, plot, to);
      // The winner is the first line: drawn last, its mark stays on top.
      for (const [index, label] of [...labels.entries()].reverse()) {
        const line = chart.lines[index];
        const style = styles[index];
        if (line !== undefined && style !== undefined) drawEndLabel(pen, label, line, style);
      }
    },
  };
}
