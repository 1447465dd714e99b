import { CHART_SIZE } from './chart.js';
import { font } from './fonts.js';
import type { Measure, Pen } from './pen.js';
import { wrapText } from './text-layout.js';
import { THEME } from './theme.js';
import { partsOf, type Titled } from './title.js';

/** Distance of everything from the edge of the card, in pixels. */
export const MARGIN = 44;

const SUBTITLE_SIZES = [27, 26, 25, 24];
const TITLE_SIZES = [42, 40, 38, 36];

/** Title and subtitle, broken into rows. */
export interface Header {
  readonly titleRows: readonly string[];
  /** True when the first row names the plan: it takes the colour of that plan's line. */
  readonly hasTopic: boolean;
  readonly titleSize: number;
  readonly subtitle: string;
  readonly subtitleSize: number;
  /** Lower edge, in pixels. */
  readonly bottom: number;
}

/**
 * Fits title and subtitle into the width of the card: smaller type first, an ellipsis last. A title that names its
 * topic has a row for each, so that a long name never pushes out the finding.
 */
export function layoutHeader(chart: Titled, measure: Measure): Header {
  const { subtitle } = chart;
  const width = CHART_SIZE.width - 2 * MARGIN;
  const parts = partsOf(chart);
  const titleSize =
    TITLE_SIZES.find((size) => parts.every((part) => measure(part, font(700, size)) <= width)) ?? 36;
  const titleRows = parts.flatMap((part) =>
    wrapText(part, font(700, titleSize), width, parts.length === 1 ? 2 : 1, measure),
  );
  const subtitleSize = SUBTITLE_SIZES.find((size) => measure(subtitle, font(400, size)) <= width) ?? 24;
  const [subtitleRow = ''] = wrapText(subtitle, font(400, subtitleSize), width, 1, measure);
  const bottom = MARGIN + titleRows.length * titleSize * 1.2 + subtitleSize * 1.5;
  return { titleRows, hasTopic: parts.length > 1, titleSize, subtitle: subtitleRow, subtitleSize, bottom };
}

/** Draws the card and the header upon it. */
export function drawCard(pen: Pen, header: Header): void {
  const { width, height } = CHART_SIZE;
  pen.save();
  pen.fillStyle = THEME.card;
  pen.fillRect(0, 0, width, height);
  pen.strokeStyle = THEME.border;
  pen.lineWidth = 3;
  pen.strokeRect(1.5, 1.5, width - 3, height - 3);
  pen.textAlign = 'left';
  pen.textBaseline = 'alphabetic';
  pen.font = font(700, header.titleSize);
  let y = MARGIN + header.titleSize * 0.82;
  for (const [index, row] of header.titleRows.entries()) {
    pen.fillStyle = header.hasTopic && index === 0 ? THEME.lines.winner : THEME.ink;
    pen.fillText(row, MARGIN, y);
    y += header.titleSize * 1.2;
  }
  pen.fillStyle = THEME.softInk;
  pen.font = font(400, header.subtitleSize);
  pen.fillText(header.subtitle, MARGIN, y + 2);
  pen.restore();
}
