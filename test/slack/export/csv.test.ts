import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { parseCsv } from '../../../src/playground/page/files/csv.js';
import { type CsvCell, csvFile, withoutFormulas } from '../../../src/slack/features/result/export-files.js';

/** Text with everything that CSV and spreadsheets trip over. */
const nastyText = fc
  .array(
    fc.oneof(
      fc.constantFrom(
        '"',
        ',',
        ';',
        '|',
        '\t',
        '\r\n',
        '\n',
        '\r',
        '=',
        '+',
        '-',
        '@',
        '＝',
        '＋',
        '－',
        '＠',
      ),
      fc.constantFrom('\u200b', '\ufeff', ' ', '=HYPERLINK("http://evil.example","x")', 'ticket', '🦜', '\0'),
      fc.string({ maxLength: 6 }),
    ),
    { maxLength: 8 },
  )
  .map((parts) => parts.join(''));
const cell: fc.Arbitrary<CsvCell> = fc.oneof(
  nastyText,
  fc.double({ noNaN: true, noDefaultInfinity: true }),
  fc.constant(null),
);
const rows = fc
  .integer({ min: 2, max: 6 })
  .chain((width) => fc.array(fc.array(cell, { minLength: width, maxLength: width }), { minLength: 1 }));

/** What a cell is in the file. */
function written(value: CsvCell): string {
  if (value === null) return '';
  return typeof value === 'number' ? String(Number(value.toPrecision(12))) : withoutFormulas(value);
}

describe('a CSV file', () => {
  test('is read back by a parser as it was written, whatever is in it', () => {
    fc.assert(
      fc.property(rows, (table) => {
        expect(parseCsv(csvFile(table))).toEqual(table.map((row) => row.map(written)));
      }),
    );
  });

  test('begins with a byte order mark and ends every row with CRLF', () => {
    expect(
      csvFile([
        ['a', 1],
        ['b', null],
      ]),
    ).toBe('\uFEFFa,1\r\nb,\r\n');
  });

  test('quotes commas, quotes and line ends, and doubles quotes', () => {
    expect(csvFile([['say "hi", now', 'two\nlines']])).toBe('\uFEFF"say ""hi"", now","two\nlines"\r\n');
  });

  test('keeps numbers as numbers, below zero too, without the noise of binary fractions', () => {
    expect(csvFile([[-5, 0.1 + 0.2, 1e-7]])).toBe('\uFEFF-5,0.3,1e-7\r\n');
  });
});

describe('text in a cell', () => {
  test.each([
    ['=1+1', "'=1+1"],
    ['+1', "'+1"],
    ['-1', "'-1"],
    ['@SUM(A1)', "'@SUM(A1)"],
    ['＝1+1', "'＝1+1"],
    ['＋1', "'＋1"],
    ['－1', "'－1"],
    ['＠x', "'＠x"],
    ['\t=1+1', "\t'=1+1"],
    ['\r=1+1', "\r'=1+1"],
    ['\u200b=1+1', "\u200b'=1+1"],
    ['a;=1+1', "a;'=1+1"],
    ['a\n=1+1', "a\n'=1+1"],
    ['"=1+1"', '"\'=1+1"'],
    ['gpt-4o = fine', 'gpt-4o = fine'],
    ['ada@example.com', 'ada@example.com'],
  ])('%j is no formula: %j', (text, harmless) => {
    expect(withoutFormulas(text)).toBe(harmless);
  });

  test('never starts a formula, at its start or behind anything that a spreadsheet splits at', () => {
    fc.assert(
      fc.property(nastyText, (text) => {
        for (const part of withoutFormulas(text).split(/[,;|\t\r\n"]/)) {
          expect(part.replace(/^[\s\p{Cc}\p{Cf}]*/u, '')).not.toMatch(/^[=+\-@＝＋－＠]/);
        }
      }),
    );
  });
});
