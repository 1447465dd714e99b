import type { Box, Point } from '../geometry.js';
import type { Pen } from '../pen.js';
import { THEME } from '../theme.js';
import { amountFont, type EndLabel, LABELS, type MarkerLabel } from './labels.js';
import type { LineStyle } from './line-style.js';
import type { SavingsLine } from './savings.js';

function trace(pen: Pen, points: readonly Point[]): void {
  pen.beginPath();
  for (const [index, { x, y }] of points.entries()) {
    if (index === 0) pen.moveTo(x, y);
    else pen.lineTo(x, y);
  }
}

function drawMark(pen: Pen, { colour, mark, width }: LineStyle, { x, y }: Point): void {
  const r = mark === 'disc' ? 11 : 8 + width / 4;
  pen.fillStyle = colour;
  if (mark === 'disc') {
    pen.beginPath();
    pen.arc(x, y, r, 0, 2 * Math.PI);
  } else if (mark === 'square') {
    trace(pen, [
      { x: x - r, y: y - r },
      { x: x + r, y: y - r },
      { x: x + r, y: y + r },
      { x: x - r, y: y + r },
    ]);
  } else if (mark === 'triangle') {
    trace(pen, [
      { x, y: y - r * 1.2 },
      { x: x + r * 1.15, y: y + r * 0.8 },
      { x: x - r * 1.15, y: y + r * 0.8 },
    ]);
  } else {
    trace(pen, [
      { x, y: y - r * 1.25 },
      { x: x + r * 1.25, y },
      { x, y: y + r * 1.25 },
      { x: x - r * 1.25, y },
    ]);
  }
  pen.closePath();
  pen.fill();
}

/** Draws the mark at the end of a line, its label, and the leader between them. */
export function drawEndLabel(pen: Pen, label: EndLabel, line: SavingsLine, style: LineStyle): void {
  const { box, from, nameRows, amount } = label;
  pen.save();
  const middle = box.y + box.height / 2;
  const isOff = amount.startsWith('↑');
  if (!isOff) {
    if (Math.abs(middle - from.y) > LABELS.row / 2) {
      pen.strokeStyle = style.colour;
      pen.lineWidth = 2;
      trace(pen, [
        from,
        { x: from.x + 14, y: from.y },
        { x: box.x - 14, y: middle },
        { x: box.x - 8, y: middle },
      ]);
      pen.stroke();
    }
    drawMark(pen, style, from);
  }
  pen.textAlign = 'left';
  pen.textBaseline = 'middle';
  pen.fillStyle = style.colour;
  pen.font = LABELS.nameFont;
  let y = box.y + LABELS.row / 2;
  for (const row of nameRows) {
    pen.fillText(row, box.x, y);
    y += LABELS.row;
  }
  pen.font = amountFont(line);
  pen.fillStyle = line.role === 'winner' ? style.colour : THEME.ink;
  pen.fillText(amount, box.x, y);
  pen.restore();
}

/** Draws a marker on its lines, its label, and the leader between them. */
export function drawMarker(pen: Pen, { kind, rows, box, leader, points }: MarkerLabel): void {
  pen.save();
  const bottom = points.at(-1);
  pen.strokeStyle = THEME.leader;
  pen.lineWidth = 2;
  trace(pen, bottom === undefined ? leader : [bottom, ...leader]);
  pen.stroke();
  for (const point of points) {
    pen.fillStyle = THEME.card;
    pen.lineWidth = 4;
    if (kind === 'breakeven') {
      pen.strokeStyle = THEME.lines.winner;
      pen.beginPath();
      pen.arc(point.x, point.y, 10, 0, 2 * Math.PI);
      pen.fill();
      pen.stroke();
    } else {
      pen.strokeStyle = THEME.ink;
      trace(pen, [
        { x: point.x, y: point.y - 13 },
        { x: point.x, y: point.y + 13 },
      ]);
      pen.stroke();
    }
  }
  pen.font = LABELS.markerFont;
  pen.textAlign = 'left';
  pen.textBaseline = 'middle';
  for (const [index, row] of rows.entries()) {
    const y = box.y + (index + 0.5) * LABELS.row;
    pen.fillStyle = kind === 'breakeven' ? THEME.lines.winner : THEME.ink;
    pen.fillText(row, box.x, y);
  }
  pen.restore();
}

/** Tints the space between today's line and the winner's where the winner is cheaper: what is saved. */
export function drawSavings(pen: Pen, above: readonly Point[], below: readonly Point[]): void {
  pen.save();
  pen.fillStyle = THEME.savings;
  trace(pen, [...above, ...[...below].reverse()]);
  pen.closePath();
  pen.fill();
  pen.restore();
}

/** Shades where the winner lies in 8 of 10 scenarios, evenly, whatever was drawn there, grid lines apart. */
export function drawBand(
  pen: Pen,
  plot: Box,
  { upper, lower }: { readonly upper: readonly Point[]; readonly lower: readonly Point[] },
  gridLines: readonly number[],
): void {
  const { x, y, width, height } = plot;
  pen.save();
  pen.beginPath();
  pen.rect(x, y, width, height);
  pen.clip();
  trace(pen, [...upper, ...[...lower].reverse()]);
  pen.closePath();
  pen.clip();
  pen.fillStyle = THEME.card;
  pen.fillRect(x, y, width, height);
  pen.strokeStyle = THEME.grid;
  pen.lineWidth = 2;
  for (const at of gridLines) {
    trace(pen, [
      { x, y: at },
      { x: x + width, y: at },
    ]);
    pen.stroke();
  }
  pen.fillStyle = THEME.band;
  pen.fillRect(x, y, width, height);
  pen.restore();
}
