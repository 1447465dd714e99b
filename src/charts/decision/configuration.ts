import type { ChartConfiguration, Plugin } from 'chart.js';
import { CHART_SIZE } from '../chart.js';
import type { AccuracyMark, DecisionChart } from '../decision-chart.js';
import { font } from '../fonts.js';
import type { Box, Point } from '../geometry.js';
import { drawCard, layoutHeader, MARGIN } from '../header.js';
import { NO_WORDS, STILL } from '../house-style.js';
import type { Measure, Pen } from '../pen.js';
import { moneyTicks, type Tick } from '../savings/axes.js';
import { wrapText } from '../text-layout.js';
import { THEME } from '../theme.js';
import { linedAxis, markedAxis } from '../time-and-money.js';

const LABEL_FONT = font(600, 27);
const NOTE_FONT = font(400, 26);
const ROW = 36;
const LINE = 7;
/** Share of the plot's height that the likeliest accuracy takes. */
const SHADE_HEIGHT = 0.55;
/** Room above the highest saving and below the lowest, as a share of the span. */
const HEADROOM = 0.12;
const DISC = 13;

/** Round amounts on both sides of nothing. */
function savingTicks(low: number, high: number): readonly Tick[] {
  const ticks = moneyTicks(Math.max(-low, high));
  const below = ticks
    .filter(({ value }) => value > 0)
    .map(({ value, label }) => ({ value: -value, label: `-${label}` }));
  return [...below.reverse(), ...ticks].filter(({ value }) => value >= low && value <= high);
}

/** Whole shares: every 5, 10 or 20 points. */
function accuracyTicks(from: number, to: number): readonly Tick[] {
  const step = to - from <= 0.4 ? 5 : to - from <= 0.7 ? 10 : 20;
  const ticks: Tick[] = [];
  for (let points = Math.ceil(from * 100 - 1e-9); points <= Math.round(to * 100); points++) {
    if (points % step === 0) ticks.push({ value: points / 100, label: `${points}%` });
  }
  return ticks;
}

function markColour({ kind }: AccuracyMark): string {
  return kind === 'bar' ? THEME.ink : THEME.lines.others[0];
}

/** How Chart.js draws a decision: the axes by itself, line, shade and marks by a plugin of ours. */
export function decisionConfiguration(
  chart: DecisionChart,
  measure: Measure,
): ChartConfiguration<'line', Point[]> {
  const header = layoutHeader(chart, measure);
  const ends = [0, chart.savingAtFromUsd, chart.savingAtToUsd];
  const [low, high] = [Math.min(...ends), Math.max(...ends)];
  const room = Math.max(high - low, 1) * HEADROOM;
  const [min, max] = [low < 0 ? low - room : -room, high + room];
  return {
    type: 'line',
    data: { datasets: [] },
    options: {
      ...STILL,
      parsing: false,
      events: [],
      layout: {
        padding: {
          left: MARGIN,
          right: MARGIN + 20,
          top: header.bottom + 18 + ROW * chart.marks.length,
          bottom: MARGIN - 16,
        },
      },
      plugins: NO_WORDS,
      scales: {
        x: markedAxis({ min: chart.from, max: chart.to }, accuracyTicks(chart.from, chart.to)),
        y: linedAxis({ min, max }, savingTicks(min, max)),
      },
    },
    plugins: [drawDecision(chart, header, measure)],
  };
}

/** Pixels of a share and of an amount. */
interface Place {
  x(share: number): number;
  y(usd: number): number;
  readonly area: Box;
}

function drawDecision(
  chart: DecisionChart,
  header: Parameters<typeof drawCard>[1],
  measure: Measure,
): Plugin<'line'> {
  return {
    id: 'decision',
    beforeDraw({ ctx }) {
      drawCard(ctx, header);
    },
    afterDatasetsDraw({ ctx, chartArea, scales }) {
      const pen: Pen = ctx;
      const { left, top, width, height } = chartArea;
      const place: Place = {
        x: (share) => scales.x?.getPixelForValue(share) ?? 0,
        y: (usd) => scales.y?.getPixelForValue(usd) ?? 0,
        area: { x: left, y: top, width, height },
      };
      pen.save();
      drawShade(pen, chart, place);
      drawNothing(pen, place);
      drawSaving(pen, chart, place);
      drawMarks(pen, chart, place, measure);
      drawMeanwhile(pen, chart, place, measure);
      drawMeasured(pen, chart, place, measure);
      pen.restore();
    },
  };
}

function drawShade(pen: Pen, { likely }: DecisionChart, { x, area }: Place): void {
  const bottom = area.y + area.height;
  pen.fillStyle = THEME.band;
  pen.beginPath();
  pen.moveTo(area.x, bottom);
  for (const { accuracy, height } of likely) {
    pen.lineTo(x(accuracy), bottom - height * SHADE_HEIGHT * area.height);
  }
  pen.lineTo(area.x + area.width, bottom);
  pen.closePath();
  pen.fill();
}

/** The line of what is done meanwhile: above it something is saved. */
function drawNothing(pen: Pen, { area, y }: Place): void {
  const path = [
    { x: area.x, y: y(0) },
    { x: area.x + area.width, y: y(0) },
  ];
  stroke(pen, path, { colour: THEME.lines.today, width: 4 });
}

/** What is done meanwhile, in words beside its line, away from the line of savings. */
function drawMeanwhile(
  pen: Pen,
  { meanwhile, savingAtFromUsd }: DecisionChart,
  { area, y }: Place,
  measure: Measure,
): void {
  const [words = ''] = wrapText(meanwhile, NOTE_FONT, area.width - 24, 1, measure);
  pen.font = NOTE_FONT;
  pen.textAlign = 'left';
  pen.textBaseline = 'middle';
  const isAbove = savingAtFromUsd < 0 || y(0) + 44 > area.y + area.height;
  halo(pen, words, { x: area.x + 12, y: y(0) + (isAbove ? -24 : 26) }, THEME.lines.today);
}

function drawSaving(pen: Pen, chart: DecisionChart, { x, y }: Place): void {
  const { from, to, savingAtFromUsd, savingAtToUsd } = chart;
  const turn = Math.min(to, Math.max(from, chart.passesFrom));
  const at = (share: number): Point => ({
    x: x(share),
    y: y(savingAtFromUsd + ((savingAtToUsd - savingAtFromUsd) * (share - from)) / (to - from)),
  });
  const style = { colour: THEME.lines.winner, width: LINE };
  stroke(pen, [at(from), at(turn)], { ...style, width: LINE - 2, dash: [12, 12] });
  stroke(pen, [at(turn), at(to)], style);
}

/** Marks from left to right: the words of the left one end at its line, those of the right one begin at its own, a row higher. */
function drawMarks(pen: Pen, chart: DecisionChart, place: Place, measure: Measure): void {
  const marks = [...chart.marks].sort((a, b) => a.accuracy - b.accuracy);
  for (const [row, mark] of marks.entries()) {
    const x = place.x(mark.accuracy);
    const top = place.area.y - 10 - ROW * row;
    const path = [
      { x, y: top },
      { x, y: place.area.y + place.area.height },
    ];
    const colour = markColour(mark);
    stroke(pen, path, { colour, width: 4, ...(mark.kind === 'break-even' && { dash: [14, 8] }) });
    const width = measure(mark.label, LABEL_FONT);
    const left = marks.length === 1 ? x - width / 2 : row === 0 ? x - width + 8 : x - 8;
    const start = Math.min(CHART_SIZE.width - MARGIN - width, Math.max(MARGIN, left));
    pen.font = LABEL_FONT;
    pen.textAlign = 'left';
    pen.textBaseline = 'middle';
    halo(pen, mark.label, { x: start, y: top - 16 }, colour);
  }
}

function drawMeasured(pen: Pen, chart: DecisionChart, place: Place, measure: Measure): void {
  const { measured, from, to, savingAtFromUsd, savingAtToUsd } = chart;
  if (measured === undefined) return;
  const share = (measured.accuracy - from) / (to - from);
  const y = place.y(savingAtFromUsd + (savingAtToUsd - savingAtFromUsd) * share);
  const x = place.x(measured.accuracy);
  const colour = THEME.ink;
  stroke(
    pen,
    [
      { x: place.x(measured.low), y },
      { x: place.x(measured.high), y },
    ],
    { colour, width: 5 },
  );
  pen.fillStyle = colour;
  pen.beginPath();
  pen.arc(x, y, DISC, 0, 2 * Math.PI);
  pen.fill();
  const half = measure(measured.label, NOTE_FONT) / 2;
  const centre = Math.min(CHART_SIZE.width - MARGIN - half, Math.max(MARGIN + half, x));
  pen.font = NOTE_FONT;
  pen.textAlign = 'center';
  halo(pen, measured.label, { x: centre, y: y - 36 }, colour);
}

function stroke(
  pen: Pen,
  path: readonly Point[],
  { colour, width, dash = [] }: { readonly colour: string; readonly width: number; readonly dash?: number[] },
): void {
  pen.strokeStyle = colour;
  pen.lineWidth = width;
  pen.lineCap = 'butt';
  pen.setLineDash(dash);
  pen.beginPath();
  for (const [index, { x, y }] of path.entries()) {
    if (index === 0) pen.moveTo(x, y);
    else pen.lineTo(x, y);
  }
  pen.stroke();
  pen.setLineDash([]);
}

/** Words that stay legible on lines and shades. */
function halo(pen: Pen, text: string, { x, y }: Point, colour: string): void {
  pen.strokeStyle = THEME.card;
  pen.lineWidth = 8;
  pen.lineJoin = 'round';
  pen.strokeText(text, x, y);
  pen.fillStyle = colour;
  pen.fillText(text, x, y);
}
