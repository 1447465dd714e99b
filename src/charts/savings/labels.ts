import { font } from '../fonts.js';
import { type Box, grow, type Point, type Segment, segmentsOf } from '../geometry.js';
import type { Measure } from '../pen.js';
import { placeLabels } from '../place-labels.js';
import { spreadLabels } from '../spread-labels.js';
import { wrapText } from '../text-layout.js';
import type { SavingsChart, SavingsLine } from './savings.js';

/** Fonts and measures of the labels, in pixels. */
export const LABELS = {
  nameFont: font(600, 27),
  winnerAmountFont: font(700, 31),
  amountFont: font(400, 27),
  markerFont: font(600, 26),
  row: 32,
  gap: 10,
  /** From the end of a line to its label: room for the mark and a short leader. */
  leader: 44,
  widest: 290,
  /** Height that the labels may take together; every plot is at least as high. */
  column: 400,
} as const;

/** What is written at the end of a line. */
export interface EndText {
  readonly nameRows: readonly string[];
  readonly amount: string;
  readonly width: number;
  readonly height: number;
}

/** A label at the end of a line and where it goes. */
export interface EndLabel extends EndText {
  readonly box: Box;
  /** End of the line, or where it leaves the chart. */
  readonly from: Point;
}

/** A label beside a marker and where it goes. */
export interface MarkerLabel {
  readonly kind: SavingsChart['markers'][number]['kind'];
  readonly rows: readonly string[];
  readonly box: Box;
  /** Path from the topmost point to the label. */
  readonly leader: readonly Point[];
  /** Where the lines are marked, topmost first. */
  readonly points: readonly Point[];
}

/** Maps months and USD to pixels. */
export interface ToPixels {
  readonly x: (months: number) => number;
  readonly y: (usd: number) => number;
}

/** Font of the amount below a line's name: the winner's is larger. */
export function amountFont(line: SavingsLine): string {
  return line.role === 'winner' ? LABELS.winnerAmountFont : LABELS.amountFont;
}

function endText(line: SavingsLine, top: number, maxRows: number, measure: Measure): EndText {
  const nameRows = wrapText(line.name, LABELS.nameFont, LABELS.widest, maxRows, measure);
  const isOff = line.totalUsd > top;
  const amount = isOff ? `↑ ${line.amount}${line.blocked ? '' : ', off scale'}` : line.amount;
  const widths = [...nameRows.map((row) => measure(row, LABELS.nameFont)), measure(amount, amountFont(line))];
  return { nameRows, amount, width: Math.max(...widths), height: (nameRows.length + 1) * LABELS.row };
}

/**
 * Breaks the labels of the lines into rows: names in up to three, or two where that is too high for the plot.
 * `top` is the upper end of the money axis: beyond it an arrow points up.
 */
export function endTexts(lines: readonly SavingsLine[], top: number, measure: Measure): EndText[] {
  const roomy = lines.map((line) => endText(line, top, 3, measure));
  const height = roomy.reduce((sum, text) => sum + text.height + LABELS.gap, 0);
  return height <= LABELS.column ? roomy : lines.map((line) => endText(line, top, 2, measure));
}

/** Room that the labels need to the right of the plot. */
export function gutterFor(texts: readonly EndText[]): number {
  return Math.max(60, ...texts.map(({ width }) => LABELS.leader + width));
}

/** Stacks the labels at the right of the plot, each as near to the end of its line as the others allow. */
export function placeEndLabels(
  lines: readonly SavingsLine[],
  texts: readonly EndText[],
  plot: Box,
  to: ToPixels,
): EndLabel[] {
  const ends = lines.map(({ totalUsd }) => Math.max(plot.y, Math.min(to.y(totalUsd), plot.y + plot.height)));
  const middles = spreadLabels(
    ends,
    texts.map(({ height }) => height + LABELS.gap),
    plot.y - 26,
    plot.y + plot.height + 10,
  );
  const right = plot.x + plot.width;
  return texts.map((text, index) => ({
    ...text,
    box: {
      x: right + LABELS.leader,
      y: (middles[index] ?? 0) - text.height / 2,
      width: text.width,
      height: text.height,
    },
    from: { x: right, y: ends[index] ?? 0 },
  }));
}

/** Enough pieces of a line to keep labels off it. */
const PIECES = 48;

function piecesOf(lines: readonly SavingsLine[], to: ToPixels): Segment[] {
  return lines.flatMap(({ points }) => {
    const every = Math.ceil(points.length / PIECES);
    const kept = points.filter((_, index) => index % every === 0 || index === points.length - 1);
    return segmentsOf(kept.map(({ x, y }) => ({ x: to.x(x), y: to.y(y) })));
  });
}

/** The same label in one, two and three rows, without repeating a shape. */
function shapesOf(label: string, widest: number, measure: Measure): string[][] {
  const oneRow = measure(label, LABELS.markerFont);
  const shapes: string[][] = [];
  for (const rows of [1, 2, 3]) {
    const width = rows === 3 ? widest : Math.min(widest, Math.max(oneRow / rows + 60, 0));
    const shape = wrapText(label, LABELS.markerFont, width, 3, measure);
    if (shape.every((row) => !row.endsWith('…')) && !shapes.some((other) => other.length === shape.length)) {
      shapes.push(shape);
    }
  }
  return shapes.length > 0 ? shapes : [wrapText(label, LABELS.markerFont, widest, 3, measure)];
}

/** Finds free places for the labels of the markers. */
export function placeMarkerLabels(
  chart: SavingsChart,
  plot: Box,
  to: ToPixels,
  measure: Measure,
): MarkerLabel[] {
  const marks = chart.markers.map(({ kind, label, points }) => {
    const shapes = shapesOf(label, plot.width * 0.6, measure);
    // The topmost point first: the label is tied to that one.
    const pixels = points.map(({ x, y }) => ({ x: to.x(x), y: Math.max(plot.y, to.y(y)) }));
    return { kind, shapes, points: pixels.sort((a, b) => a.y - b.y) };
  });
  const requests = marks.map(({ shapes, points }) => ({
    anchor: points[0] ?? { x: plot.x, y: plot.y },
    sizes: shapes.map((rows) => ({
      width: Math.max(...rows.map((row) => measure(row, LABELS.markerFont))),
      height: rows.length * LABELS.row,
    })),
  }));
  const placed = placeLabels(requests, {
    bounds: { x: plot.x + 12, y: plot.y - 12, width: plot.width - 26, height: plot.height + 4 },
    segments: piecesOf(chart.lines, to),
    boxes: marks.flatMap(({ points }) => points.map((point) => grow({ ...point, width: 0, height: 0 }, 12))),
  });
  return placed.flatMap(({ box, shape, leader }, index) => {
    const mark = marks[index];
    return mark === undefined
      ? []
      : [{ kind: mark.kind, rows: mark.shapes[shape] ?? [], box, leader, points: mark.points }];
  });
}
