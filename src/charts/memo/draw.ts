import { loadImage, PDFDocument, type SKRSContext2D } from '@napi-rs/canvas';
import { CHART_SIZE } from '../chart.js';
import { type FontWeight, font } from '../fonts.js';
import type { Box } from '../geometry.js';
import type { Measure } from '../pen.js';
import { wrapText } from '../text-layout.js';
import { THEME } from '../theme.js';
import type { Memo, MemoLine, MemoSection } from './memo.js';

/** Draws a memo on one page. */

/** A4, in points. */
const PAGE = { width: 595, height: 842 } as const;
const MARGIN = 40;
const WIDTH = PAGE.width - 2 * MARGIN;
const GAP = 16;
/** Width of the picture: the rest of its row is for words. */
const CHART_WIDTH = 350;
const FOOT = PAGE.height - MARGIN;
/** Rows of one line of a section; the rest of the line ends in an ellipsis. */
const MAX_ROWS = 6;

interface Face {
  readonly size: number;
  readonly weight?: FontWeight;
  readonly colour?: string;
}

const TITLE: Face = { size: 17, weight: 700, colour: THEME.lines.winner };
const SUBTITLE: Face = { size: 8.5, colour: THEME.softInk };
const BODY: Face = { size: 9 };
const LABEL: Face = { size: 8, weight: 600, colour: THEME.softInk };
const FIGURE: Face = { size: 10.5, weight: 600 };
const HEADING: Face = { size: 8.5, weight: 700 };
const SMALL: Face = { size: 7.5 };
const LINK: Face = { size: 7.5, colour: THEME.lines.winner };

function rowHeight({ size }: Face): number {
  return size * 1.32;
}

/** What is drawn with: a page, and how wide a text is on it. */
interface Sheet {
  readonly page: SKRSContext2D;
  readonly measure: Measure;
}

function rowsOf({ measure }: Sheet, text: string, { size, weight = 400 }: Face, width: number, most: number) {
  return wrapText(text, font(weight, size), width, most, measure);
}

/** Writes rows from `y` down. @returns the lower edge */
function write({ page }: Sheet, rows: readonly string[], face: Face, x: number, y: number): number {
  page.font = font(face.weight ?? 400, face.size);
  page.fillStyle = face.colour ?? THEME.ink;
  page.textBaseline = 'alphabetic';
  rows.forEach((row, index) => {
    page.fillText(row, x, y + face.size + index * rowHeight(face));
  });
  return y + rows.length * rowHeight(face);
}

function paragraph(sheet: Sheet, text: string, face: Face, x: number, y: number, width: number, most = 6) {
  return write(sheet, rowsOf(sheet, text, face, width, most), face, x, y);
}

function rule({ page }: Sheet, y: number): number {
  page.fillStyle = THEME.border;
  page.fillRect(MARGIN, y, WIDTH, 0.75);
  return y + 8;
}

/** The numbers beside each other. @returns the lower edge */
function numbers(sheet: Sheet, memo: Memo, y: number): number {
  const width = (WIDTH - GAP * (memo.numbers.length - 1)) / Math.max(1, memo.numbers.length);
  const edges = memo.numbers.map(({ label, value }, index) => {
    const x = MARGIN + index * (width + GAP);
    const below = paragraph(sheet, label, LABEL, x, y, width, 2);
    return paragraph(sheet, value, FIGURE, x, below + 1, width, 4);
  });
  return Math.max(y, ...edges) + 8;
}

/** Widths of the table's columns, as shares: the plan has most. */
function columnsOf(count: number): readonly number[] {
  const first = 0.36;
  return Array.from({ length: count }, (_, index) => (index === 0 ? first : (1 - first) / (count - 1)));
}

function table(sheet: Sheet, rows: Memo['options'], y: number): number {
  const shares = columnsOf(rows[0]?.length ?? 1);
  let below = y;
  for (const [index, cells] of rows.entries()) {
    const face = index === 0 ? { ...LABEL, size: 7.5 } : SMALL;
    let x = MARGIN;
    const edges = cells.map((cell, column) => {
      const width = WIDTH * (shares[column] ?? 0);
      const edge = paragraph(sheet, cell, face, x, below, width - 6, 2);
      x += width;
      return edge;
    });
    below = Math.max(...edges) + 2.5;
  }
  return below + 4;
}

function lineRows(sheet: Sheet, { text, address }: MemoLine, width: number) {
  return rowsOf(sheet, text, address === undefined ? SMALL : LINK, width, MAX_ROWS);
}

/** A line behind its bullet, with the place that it leads to. @returns the lower edge */
function bullet(sheet: Sheet, line: MemoLine, x: number, y: number, width: number): number {
  const rows = lineRows(sheet, line, width - 8);
  write(sheet, ['·'], { ...SMALL, weight: 700 }, x, y);
  const below = write(sheet, rows, line.address === undefined ? SMALL : LINK, x + 8, y);
  if (line.address !== undefined) sheet.page.annotateLinkUrl(x + 8, y, x + width, below, line.address);
  return below + 1.5;
}

/** Below a section. */
const SECTION_GAP = 7;

/** Room that a line takes with its bullet. */
function lineHeight(sheet: Sheet, line: MemoLine, width: number): number {
  return lineRows(sheet, line, width - 8).length * rowHeight(SMALL) + 1.5;
}

/** How many lines of each section have room: one more of each in turn, as long as there is some. */
function fitting(sheet: Sheet, sections: readonly MemoSection[], width: number, height: number): number[] {
  const shown = sections.map(() => 0);
  // Headings, and for each section a row that says how much is left out.
  let room = height - sections.length * (rowHeight(HEADING) + 1 + SECTION_GAP + rowHeight(SMALL));
  for (let grew = true; grew; ) {
    grew = false;
    for (const [index, { lines }] of sections.entries()) {
      const line = lines[shown[index] ?? 0];
      const needed = line === undefined ? Number.POSITIVE_INFINITY : lineHeight(sheet, line, width);
      if (needed > room) continue;
      room -= needed;
      shown[index] = (shown[index] ?? 0) + 1;
      grew = true;
    }
  }
  return shown;
}

/** Sections below each other, with as many lines as have room. */
function column(sheet: Sheet, all: readonly MemoSection[], { x, y, width, height }: Box): void {
  const sections = all.filter(({ lines }) => lines.length > 0);
  const shown = fitting(sheet, sections, width, height);
  let below = y;
  for (const [index, { heading, lines, rest }] of sections.entries()) {
    const most = shown[index] ?? 0;
    below = paragraph(sheet, heading, HEADING, x, below, width, 1) + 1;
    for (const line of lines.slice(0, most)) below = bullet(sheet, line, x, below, width);
    const hidden = lines.length - most;
    const more = `And ${hidden} more${rest}.`;
    if (hidden > 0)
      below = paragraph(sheet, more, { ...SMALL, colour: THEME.softInk }, x + 8, below, width, 1);
    below += SECTION_GAP;
  }
}

/** A page draws pictures and links, too; the declaration of the package leaves that out. */
function isWhole(page: object): page is SKRSContext2D {
  return 'drawImage' in page && 'annotateLinkUrl' in page;
}

/** A memo as the bytes of a PDF with its fonts, text that can be selected, and links. */
export async function drawMemo(memo: Memo, chartPng: Uint8Array, measure: Measure): Promise<Uint8Array> {
  const document = new PDFDocument({ title: memo.title, creator: 'ftcost', subject: memo.subtitle });
  const page = document.beginPage(PAGE.width, PAGE.height);
  if (!isWhole(page)) throw new Error('The canvas gives no page to draw on.');
  const sheet: Sheet = { page, measure };
  let y = paragraph(sheet, memo.title, TITLE, MARGIN, MARGIN, WIDTH, 3) + 2;
  y = paragraph(sheet, memo.subtitle, SUBTITLE, MARGIN, y, WIDTH, 2) + 6;
  for (const text of memo.summary) y = paragraph(sheet, text, BODY, MARGIN, y, WIDTH) + 3;
  y = numbers(sheet, memo, rule(sheet, y + 4));
  const height = (CHART_WIDTH * CHART_SIZE.height) / CHART_SIZE.width;
  page.drawImage(await loadImage(chartPng), MARGIN, y, CHART_WIDTH, height);
  const side = MARGIN + CHART_WIDTH + GAP;
  column(sheet, memo.beside, { x: side, y, width: PAGE.width - MARGIN - side, height });
  y = table(sheet, memo.options, rule(sheet, y + height + 10));
  y = rule(sheet, y);
  const half = (WIDTH - GAP) / 2;
  const room = FOOT - 14 - y;
  column(sheet, memo.left, { x: MARGIN, y, width: half, height: room });
  column(sheet, memo.right, { x: MARGIN + half + GAP, y, width: half, height: room });
  paragraph(sheet, memo.footer, { size: 7, colour: THEME.softInk }, MARGIN, FOOT - 6, WIDTH, 1);
  document.endPage();
  return document.close();
}
