import type { ChartConfiguration, Plugin } from 'chart.js';
import type { BillRow, BillsChart } from '../bills-chart.js';
import { font } from '../fonts.js';
import type { Point } from '../geometry.js';
import { drawCard, layoutHeader, MARGIN } from '../header.js';
import { NO_WORDS, STILL } from '../house-style.js';
import type { Measure, Pen } from '../pen.js';
import { wrapText } from '../text-layout.js';
import { THEME } from '../theme.js';
import { moneyAxis } from '../time-and-money.js';

const NAME_FONT = font(600, 27);
const NOTE_FONT = font(400, 24);
const AMOUNT_FONT = font(600, 27);
/** Widest column of names, in pixels. */
const WIDEST_NAMES = 340;
const GAP = 28;
const DISC = 13;
/** Room above the largest amount, so that its disc is whole. */
const HEADROOM = 1.04;

/** What is written beside the rows, and how much room it takes, in pixels. */
interface Columns {
  readonly names: readonly string[];
  readonly notes: readonly string[];
  readonly left: number;
  readonly right: number;
}

function layoutColumns(rows: readonly BillRow[], measure: Measure): Columns {
  const oneRow = (text: string, style: string): string =>
    wrapText(text, style, WIDEST_NAMES, 1, measure)[0] ?? '';
  const names = rows.map(({ name }) => oneRow(name, NAME_FONT));
  const notes = rows.map(({ note }) => (note === undefined ? '' : oneRow(note, NOTE_FONT)));
  const widths = [
    ...names.map((text) => measure(text, NAME_FONT)),
    ...notes.map((text) => measure(text, NOTE_FONT)),
  ];
  return {
    names,
    notes,
    left: Math.max(...widths),
    right: Math.max(...rows.map(({ amounts }) => measure(amounts, AMOUNT_FONT))),
  };
}

/** How Chart.js draws bills before and after: the money axis by itself, rows and words by a plugin of ours. */
export function billsConfiguration(chart: BillsChart, measure: Measure): ChartConfiguration<'line', Point[]> {
  const { rows } = chart;
  const max = Math.max(...rows.flatMap(({ beforeUsd, afterUsd }) => [beforeUsd, afterUsd])) * HEADROOM;
  const columns = layoutColumns(rows, measure);
  const header = layoutHeader(chart, measure);
  return {
    type: 'line',
    data: { datasets: [] },
    options: {
      ...STILL,
      parsing: false,
      events: [],
      layout: {
        padding: {
          left: MARGIN + columns.left + GAP,
          right: MARGIN + columns.right + GAP,
          top: header.bottom + 58,
          bottom: MARGIN - 16,
        },
      },
      plugins: NO_WORDS,
      scales: {
        x: moneyAxis(max, { padding: 10, maxRotation: 0, autoSkip: true, autoSkipPadding: 24 }),
        y: { type: 'linear', min: 0, max: rows.length, reverse: true, display: false },
      },
    },
    plugins: [drawRows(chart, columns, header)],
  };
}

function drawRows(
  chart: BillsChart,
  columns: Columns,
  header: Parameters<typeof drawCard>[1],
): Plugin<'line'> {
  return {
    id: 'rows',
    beforeDraw({ ctx }) {
      drawCard(ctx, header);
      drawKey(ctx, header);
    },
    afterDatasetsDraw({ ctx, chartArea, scales }) {
      const pen: Pen = ctx;
      for (const [index, row] of chart.rows.entries()) {
        const y = scales.y?.getPixelForValue(index + 0.5) ?? 0;
        const x = (usd: number): number => scales.x?.getPixelForValue(usd) ?? 0;
        drawMove(pen, { x: x(row.beforeUsd), y }, { x: x(row.afterUsd), y });
        const note = columns.notes[index] ?? '';
        pen.save();
        pen.textBaseline = 'middle';
        pen.textAlign = 'left';
        pen.fillStyle = THEME.ink;
        pen.font = NAME_FONT;
        pen.fillText(columns.names[index] ?? '', MARGIN, note === '' ? y : y - 15);
        pen.font = AMOUNT_FONT;
        pen.fillText(row.amounts, chartArea.right + GAP, y);
        pen.fillStyle = THEME.lines.winner;
        pen.font = NOTE_FONT;
        pen.fillText(note, MARGIN, y + 17);
        pen.restore();
      }
    },
  };
}

/** A ring for before, a disc for after, and a bar between them: cheaper and more expensive have colours of their own. */
function drawMove(pen: Pen, before: Point, after: Point): void {
  const colour = colourOf(after.x - before.x);
  pen.save();
  pen.strokeStyle = colour;
  pen.fillStyle = colour;
  pen.lineWidth = 8;
  pen.lineCap = 'butt';
  const gap = Math.sign(after.x - before.x) * DISC;
  if (Math.abs(after.x - before.x) > DISC) {
    pen.beginPath();
    pen.moveTo(before.x + gap, before.y);
    pen.lineTo(after.x, after.y);
    pen.stroke();
  }
  disc(pen, after);
  ring(pen, before);
  pen.restore();
}

function disc(pen: Pen, { x, y }: Point): void {
  pen.beginPath();
  pen.arc(x, y, DISC, 0, 2 * Math.PI);
  pen.fill();
}

function ring(pen: Pen, { x, y }: Point): void {
  pen.strokeStyle = THEME.lines.today;
  pen.lineWidth = 4;
  pen.beginPath();
  pen.arc(x, y, DISC - 2, 0, 2 * Math.PI);
  pen.stroke();
}

function colourOf(move: number): string {
  return move <= 0 ? THEME.lines.winner : THEME.lines.others[0];
}

/** What ring and disc stand for, below the subtitle. */
function drawKey(pen: Pen, header: Parameters<typeof drawCard>[1]): void {
  pen.save();
  pen.textBaseline = 'middle';
  pen.textAlign = 'left';
  pen.font = NOTE_FONT;
  const y = header.bottom + 26;
  let x = MARGIN + DISC;
  ring(pen, { x, y });
  pen.fillStyle = THEME.softInk;
  pen.fillText('before', x + 24, y);
  x += 150;
  pen.fillStyle = THEME.lines.winner;
  disc(pen, { x, y });
  pen.fillStyle = THEME.softInk;
  pen.fillText('after, cheaper', x + 24, y);
  x += 230;
  pen.fillStyle = THEME.lines.others[0];
  disc(pen, { x, y });
  pen.fillStyle = THEME.softInk;
  pen.fillText('after, more expensive', x + 24, y);
  pen.restore();
}
