/** What was read, as words for people: sections with lines and tables, to be shown in a terminal or in Slack. */
export interface Report {
  readonly title: string;
  readonly sections: readonly Section[];
}

export interface Section {
  readonly heading?: string;
  readonly lines: readonly string[];
  readonly table?: ReportTable;
}

export interface ReportTable {
  readonly head: readonly string[];
  readonly rows: readonly (readonly string[])[];
  /** Columns of numbers, which stand on the right. */
  readonly numbers: readonly number[];
}

/** `3 examples`, `1 example`. */
export function counted(count: number, one: string, many = `${one}s`): string {
  return `${count.toLocaleString('en-US')} ${count === 1 ? one : many}`;
}

/** Lines that are named in a sentence. */
const LINES_NAMED = 6;

/** `line 4`, `lines 4, 9 and 12`, `lines 4, 9, 12, 13, 14, 15 and 80 more`. */
export function lineWords(lines: readonly number[], count: number): string {
  const named = lines.slice(0, LINES_NAMED).map((line) => line.toLocaleString('en-US'));
  const more = count - named.length;
  if (named.length === 1 && more <= 0) return `line ${named[0]}`;
  const last = more > 0 ? `${more.toLocaleString('en-US')} more` : named.pop();
  return `lines ${named.join(', ')} and ${last}`;
}

/** A report as text, at most `width` characters wide where words allow it. */
export function reportText({ title, sections }: Report, width: number): string {
  const head = `${title}\n${'='.repeat(Math.min(width, title.length))}`;
  return [head, ...sections.map((section) => sectionText(section, width))].join('\n\n');
}

/** One section as text. */
export function sectionText({ heading, lines, table }: Section, width: number): string {
  const isList = heading !== undefined && lines.length > 1;
  const body = lines.map((line) =>
    isList ? `  - ${wrap(line, width - 4).replaceAll('\n', '\n    ')}` : wrap(line, width),
  );
  return [
    ...(heading === undefined ? [] : [heading]),
    ...body,
    ...(table === undefined ? [] : [tableText(table, width)]),
  ].join('\n');
}

function wrap(text: string, width: number): string {
  const lines: string[] = [];
  let line = '';
  for (const word of text.split(' ')) {
    if (line !== '' && line.length + word.length + 1 > width) {
      lines.push(line);
      line = word;
    } else line = line === '' ? word : `${line} ${word}`;
  }
  lines.push(line);
  return lines.join('\n');
}

/** Narrowest that the last column is wrapped to. */
const NARROWEST = 24;

function tableText({ head, rows, numbers }: ReportTable, width: number): string {
  const widths = head.map((_, column) => Math.max(...[head, ...rows].map((row) => row[column]?.length ?? 0)));
  const before = widths.slice(0, -1).reduce((sum, one) => sum + one + 2, 0);
  return [head, ...rows]
    .map((row) =>
      row
        .map((text, column) => {
          const isNumber = numbers.includes(column);
          if (column < head.length - 1)
            return isNumber
              ? `${text.padStart(widths[column] ?? 0)}  `
              : text.padEnd((widths[column] ?? 0) + 2);
          if (isNumber) return text.padStart(widths[column] ?? 0);
          return wrap(text, Math.max(NARROWEST, width - before)).replaceAll('\n', `\n${' '.repeat(before)}`);
        })
        .join('')
        .trimEnd(),
    )
    .join('\n');
}
