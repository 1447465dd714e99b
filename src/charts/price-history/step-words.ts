import type { Plugin } from 'chart.js';
import { daysBetween } from '../../engine/calendar.js';
import { formatAmount, formatDay } from '../../engine/explain/wording.js';
import { font } from '../fonts.js';
import { drawCard, type Header } from '../header.js';
import type { Measure, Pen } from '../pen.js';
import type { PriceHistoryChart, PriceLine, PricePeriod } from '../price-history-chart.js';
import { spreadLabels } from '../spread-labels.js';
import { THEME } from '../theme.js';
import { lineStyle } from './runs.js';

/** Fonts and measures of the words, in pixels. */
const WORDS = {
  name: font(600, 27),
  amount: font(700, 31),
  step: font(600, 26),
  mark: font(400, 26),
  row: 33,
  gap: 18,
} as const;

/** Room that the names and last prices need to the right of the plot. */
export function gutterFor({ lines }: PriceHistoryChart, measure: Measure): number {
  const widths = lines.flatMap(({ name, periods }) => [
    measure(name, WORDS.name),
    measure(amountOf(periods.at(-1)), WORDS.amount),
  ]);
  return Math.max(0, ...widths) + WORDS.gap;
}

function amountOf(period: PricePeriod | undefined): string {
  return period === undefined ? '' : formatAmount(period.amount);
}

/** Card and header, the marks of today and of the end, earlier prices upon their lines, the last ones beside them. */
export function stepWords(chart: PriceHistoryChart, header: Header, measure: Measure): Plugin<'line'> {
  return {
    id: 'step-words',
    beforeDraw({ ctx }) {
      drawCard(ctx, header);
    },
    beforeDatasetsDraw({ ctx, chartArea, scales }) {
      const at = (day: string): number => scales.x?.getPixelForValue(daysBetween(chart.from, day)) ?? 0;
      const { endsOn, today } = chart;
      const marks = [
        { x: at(today), words: 'today' },
        ...(endsOn === undefined || endsOn === today
          ? []
          : [{ x: at(endsOn), words: `${endsOn > today ? 'ends' : 'ended'} ${formatDay(endsOn)}` }]),
      ];
      drawMarks(ctx, marks, chartArea, measure);
    },
    afterDatasetsDraw({ ctx, chartArea, scales }) {
      const x = (day: string): number => scales.x?.getPixelForValue(daysBetween(chart.from, day)) ?? 0;
      const y = (usd: number): number => scales.y?.getPixelForValue(usd) ?? 0;
      for (const line of chart.lines) drawEarlier(ctx, line, { x, y }, measure);
      drawLast(ctx, chart.lines, y, chartArea);
    },
  };
}

interface Area {
  readonly left: number;
  readonly right: number;
  readonly top: number;
  readonly bottom: number;
}

/** Upright lines with their words above the plot, apart from each other. */
function drawMarks(
  pen: Pen,
  marks: readonly { readonly x: number; readonly words: string }[],
  area: Area,
  measure: Measure,
): void {
  const widths = marks.map(({ words }) => measure(words, WORDS.mark) + WORDS.gap);
  const middles = spreadLabels(
    marks.map(({ x }) => x),
    widths,
    area.left,
    area.right + WORDS.gap * 4,
  );
  pen.save();
  pen.font = WORDS.mark;
  pen.textAlign = 'center';
  pen.textBaseline = 'alphabetic';
  for (const [index, { x, words }] of marks.entries()) {
    pen.strokeStyle = THEME.leader;
    pen.lineWidth = 2;
    pen.beginPath();
    pen.moveTo(x, area.bottom);
    pen.lineTo(x, area.top - 8);
    pen.stroke();
    pen.fillStyle = THEME.softInk;
    pen.fillText(words, middles[index] ?? x, area.top - 18);
  }
  pen.restore();
}

/** Prices before the last, each above the beginning of its step where there is room for it. */
function drawEarlier(
  pen: Pen,
  line: PriceLine,
  to: { x(day: string): number; y(usd: number): number },
  measure: Measure,
): void {
  const { colour, width } = lineStyle(line);
  pen.save();
  pen.font = WORDS.step;
  pen.textAlign = 'left';
  pen.textBaseline = 'alphabetic';
  pen.fillStyle = colour;
  for (const period of line.periods.slice(0, -1)) {
    const from = to.x(period.from);
    const room = (period.until === undefined ? from : to.x(period.until)) - from;
    const amount = amountOf(period);
    if (measure(amount, WORDS.step) + 12 <= room) {
      pen.fillText(amount, from + 4, to.y(period.usd) - width / 2 - 8);
    }
  }
  pen.restore();
}

/** Name and last price of each line, to the right of the plot. */
function drawLast(pen: Pen, lines: readonly PriceLine[], y: (usd: number) => number, area: Area): void {
  const middles = spreadLabels(
    lines.map(({ periods }) => y(periods.at(-1)?.usd ?? 0)),
    lines.map(() => WORDS.row * 2 + 10),
    area.top - WORDS.row,
    area.bottom + WORDS.row,
  );
  pen.save();
  pen.textAlign = 'left';
  pen.textBaseline = 'middle';
  for (const [index, line] of lines.entries()) {
    const middle = middles[index] ?? 0;
    pen.fillStyle = lineStyle(line).colour;
    pen.font = WORDS.name;
    pen.fillText(line.name, area.right + WORDS.gap, middle - WORDS.row / 2);
    pen.font = WORDS.amount;
    pen.fillText(amountOf(line.periods.at(-1)), area.right + WORDS.gap, middle + WORDS.row / 2);
  }
  pen.restore();
}
