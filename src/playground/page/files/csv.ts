/** Reading CSV for a preview. */

const FIELD = /(?:"((?:[^"]|"")*)"|([^,\r\n]*))(,|\r?\n|$)/y;

/** Rows of cells, as RFC 4180 writes them: quoted cells may hold commas, line ends and doubled quotes. */
export function parseCsv(text: string): string[][] {
  const rows: string[][] = [];
  let row: string[] = [];
  FIELD.lastIndex = text.startsWith('\uFEFF') ? 1 : 0;
  while (FIELD.lastIndex < text.length) {
    const match = FIELD.exec(text);
    // A quote in the middle of a cell: no longer CSV, shown as it stands.
    if (match === null) return text.split(/\r?\n/).map((line) => [line]);
    const [, quoted, bare, end] = match;
    row.push(quoted?.replaceAll('""', '"') ?? bare ?? '');
    if (end === ',') {
      if (FIELD.lastIndex === text.length) row.push('');
      continue;
    }
    rows.push(row);
    row = [];
  }
  if (row.length > 0) rows.push(row);
  return rows;
}
