import type { ChartConfiguration, Plugin } from 'chart.js';
import { CHART_SIZE } from '../chart.js';
import type { ComparisonBar, ComparisonChart } from '../comparison-chart.js';
import { font } from '../fonts.js';
import { drawCard, layoutHeader, MARGIN } from '../header.js';
import { NO_WORDS, STILL } from '../house-style.js';
import type { Measure, Pen } from '../pen.js';
import { wrapText } from '../text-layout.js';
import { THEME } from '../theme.js';

/** Fonts and measures of the words beside the bars, in pixels. */
const WORDS = {
  name: font(600, 27),
  amount: font(700, 28),
  note: font(400, 26),
  row: 31,
  gap: 14,
  widestName: 370,
  widestNote: 440,
} as const;

/** With more bars than this a name and the words at its bar have one row. */
const ROOMY = 6;

/** A bill that is nothing beside the largest one still shows as a sliver of this many pixels. */
const SLIVER = 4;

interface Words {
  readonly nameRows: readonly string[];
  readonly note: string;
  readonly width: number;
}

/** Whether the notes stand under the amounts, which leaves more room for bars. */
function isStacked({ bars }: ComparisonChart): boolean {
  return bars.length <= ROOMY;
}

function wordsOf(bar: ComparisonBar, stacked: boolean, measure: Measure): Words {
  const nameRows = wrapText(bar.name, WORDS.name, WORDS.widestName, stacked ? 2 : 1, measure);
  const [note = ''] = bar.note === '' ? [] : wrapText(bar.note, WORDS.note, WORDS.widestNote, 1, measure);
  const amountWidth = measure(bar.amount, WORDS.amount);
  const noteWidth = note === '' ? 0 : measure(note, WORDS.note);
  const beside = note === '' ? amountWidth : amountWidth + WORDS.gap + noteWidth;
  return { nameRows, note, width: WORDS.gap + (stacked ? Math.max(amountWidth, noteWidth) : beside) };
}

/** Colour of a bar and of its amount. */
function barColour({ role, isFirst }: ComparisonBar): string {
  if (role === 'cheapest') return THEME.lines.winner;
  if (isFirst) return THEME.lines.today;
  return role === 'blocked' ? THEME.border : THEME.leader;
}

/** Length of the longest bar: as long as every bar, from a share of it, leaves room for its words, in pixels. */
function plotWidth(shares: readonly number[], words: readonly number[], room: number): number {
  const most = shares.map((share, index) => {
    const left = room - (words[index] ?? 0) - SLIVER;
    return share > 0 ? left / share : room;
  });
  return Math.max(SLIVER, Math.min(room, ...most));
}

/** How Chart.js draws a comparison: plain bars from zero by itself, all words by a plugin of ours. */
export function comparisonConfiguration(
  chart: ComparisonChart,
  measure: Measure,
): ChartConfiguration<'bar', number[], string> {
  const header = layoutHeader(chart, measure);
  const words = chart.bars.map((bar) => wordsOf(bar, isStacked(chart), measure));
  const names = Math.max(
    0,
    ...words.flatMap(({ nameRows }) => nameRows.map((row) => measure(row, WORDS.name))),
  );
  const largest = Math.max(0, ...chart.bars.map(({ usd }) => usd ?? 0));
  const room = CHART_SIZE.width - 2 * MARGIN - names - WORDS.gap;
  const plot = plotWidth(
    chart.bars.map(({ usd }) => (largest > 0 ? (usd ?? 0) / largest : 0)),
    words.map(({ width }) => width),
    room,
  );
  return {
    type: 'bar',
    data: {
      labels: chart.bars.map(({ name }) => name),
      datasets: [
        {
          data: chart.bars.map(({ usd }) => usd ?? 0),
          backgroundColor: chart.bars.map(barColour),
          borderColor: THEME.leader,
          borderWidth: chart.bars.map((bar) => (barColour(bar) === THEME.border ? 2 : 0)),
          minBarLength: SLIVER,
          maxBarThickness: 56,
          categoryPercentage: 0.86,
          barPercentage: 0.8,
        },
      ],
    },
    options: {
      ...STILL,
      events: [],
      indexAxis: 'y',
      layout: {
        padding: {
          left: MARGIN + names + WORDS.gap,
          right: MARGIN + room - plot,
          top: header.bottom + 24,
          bottom: MARGIN - 12,
        },
      },
      plugins: NO_WORDS,
      scales: {
        x: { type: 'linear', min: 0, max: largest > 0 ? largest : 1, display: false },
        y: { display: false },
      },
    },
    plugins: [barWords(chart, words, { draw: (pen) => drawCard(pen, header) })],
  };
}

function barWords(
  chart: ComparisonChart,
  words: readonly Words[],
  card: { draw(pen: Pen): void },
): Plugin<'bar'> {
  return {
    id: 'bar-words',
    beforeDraw({ ctx }) {
      card.draw(ctx);
    },
    afterDatasetsDraw(drawing) {
      const { ctx, chartArea, scales } = drawing;
      const pen: Pen = ctx;
      const drawn = drawing.getDatasetMeta(0).data;
      pen.save();
      pen.textBaseline = 'middle';
      for (const [index, bar] of chart.bars.entries()) {
        const y = drawn[index]?.y ?? 0;
        const { nameRows, note } = words[index] ?? { nameRows: [], note: '' };
        pen.textAlign = 'right';
        pen.font = WORDS.name;
        pen.fillStyle = bar.role === 'cheapest' ? THEME.lines.winner : THEME.ink;
        for (const [row, text] of nameRows.entries()) {
          const offset = (row - (nameRows.length - 1) / 2) * WORDS.row;
          pen.fillText(text, chartArea.left - WORDS.gap, y + offset);
        }
        const end = Math.max(scales.x?.getPixelForValue(bar.usd ?? 0) ?? 0, chartArea.left + SLIVER);
        const from = (bar.usd === null ? chartArea.left : end) + WORDS.gap;
        pen.textAlign = 'left';
        pen.font = WORDS.amount;
        const below = isStacked(chart) && note !== '' ? WORDS.row : 0;
        pen.fillText(bar.amount, from, y - below / 2);
        const beside = below === 0 ? ctx.measureText(bar.amount).width + WORDS.gap : 0;
        pen.fillStyle = THEME.softInk;
        pen.font = WORDS.note;
        pen.fillText(note, from + beside, y + below / 2);
      }
      pen.restore();
    },
  };
}
