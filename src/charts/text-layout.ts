import type { Measure } from './pen.js';

function clipToWidth(text: string, font: string, width: number, measure: Measure): string {
  if (measure(text, font) <= width) return text;
  const letters = [...text];
  while (letters.length > 1 && measure(`${letters.join('').trimEnd()}…`, font) > width) letters.pop();
  return `${letters.join('').trimEnd()}…`;
}

/** Words with the space behind them. Only a word that is wider than a row is split, after a hyphen, slash or colon. */
function breakable(text: string, font: string, width: number, measure: Measure): string[] {
  const words = text.match(/\S+\s*/g) ?? [];
  return words.flatMap((word) =>
    measure(word.trimEnd(), font) <= width ? [word] : (word.match(/[^-/:]+[-/:]*\s*|[-/:]+\s*/g) ?? [word]),
  );
}

function fill(parts: readonly string[], font: string, width: number, measure: Measure): string[] {
  const rows: string[] = [];
  let row = '';
  for (const part of parts) {
    if (row !== '' && measure((row + part).trimEnd(), font) > width) {
      rows.push(row);
      row = part;
    } else {
      row += part;
    }
  }
  return row === '' ? rows : [...rows, row];
}

/**
 * Breaks a text into at most `maxRows` rows of about the same length; what does not fit ends in an ellipsis.
 * No row is wider than `width`, unless a single letter is.
 */
export function wrapText(
  text: string,
  font: string,
  width: number,
  maxRows: number,
  measure: Measure,
): string[] {
  const parts = breakable(text.trim(), font, width, measure);
  let rows = fill(parts, font, width, measure);
  if (rows.length > maxRows) {
    rows = [...rows.slice(0, maxRows - 1), rows.slice(maxRows - 1).join('')];
  } else {
    // Balance: the narrowest column that needs no more rows.
    for (let narrow = width - 16; narrow > width / 2; narrow -= 16) {
      const balanced = fill(parts, font, narrow, measure);
      if (balanced.length > rows.length || balanced.some((row) => measure(row.trimEnd(), font) > narrow))
        break;
      rows = balanced;
    }
  }
  return rows.map((row) => clipToWidth(row.trimEnd(), font, width, measure));
}
