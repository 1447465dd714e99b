/** Writing CSV for spreadsheets, as RFC 4180 has it, with nothing in it that a spreadsheet would calculate. */

/** A cell: text, a number, or nothing. */
export type CsvCell = string | number | null;

/** Says that the file is UTF-8. Excel takes a file without it for the system's own code page. */
const BYTE_ORDER_MARK = '\uFEFF';

/**
 * What starts a formula, in plain and in full width, behind anything that a spreadsheet may skip. It is looked for
 * after separators and quotes, too: a spreadsheet that splits at semicolons begins a cell in the middle of ours.
 */
const FORMULA = /(?=[=+\-@＝＋－＠])(?<=(?:^|[,;|\t\r\n"])[\s\p{Cc}\p{Cf}]*)/gu;

/** Text from outside for a cell: an apostrophe keeps a spreadsheet from reading it as a formula. */
export function withoutFormulas(text: string): string {
  return text.replace(FORMULA, "'");
}

/**
 * Rows as a CSV file: byte order mark, commas, CRLF after every row, quotes where needed. Text is made harmless;
 * numbers stay numbers, with a point and twelve digits.
 */
export function csvFile(rows: readonly (readonly CsvCell[])[]): string {
  const lines = rows.map((row) => `${row.map(cellText).join(',')}\r\n`);
  return `${BYTE_ORDER_MARK}${lines.join('')}`;
}

function cellText(cell: CsvCell): string {
  if (cell === null) return '';
  if (typeof cell === 'number') return String(Number(cell.toPrecision(12)));
  const text = withoutFormulas(cell);
  return /[",;|\t\r\n]|^\s|\s$/.test(text) ? `"${text.replaceAll('"', '""')}"` : text;
}
