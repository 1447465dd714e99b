import { describe, expect, it } from 'vitest';
import { parseCsv } from '../../src/playground/page/files/csv.js';
import { kindText, previewOf, sizeText } from '../../src/playground/page/files/file-facts.js';

describe('a CSV file', () => {
  it.each([
    [
      'a,b\n1,2\n',
      [
        ['a', 'b'],
        ['1', '2'],
      ],
    ],
    [
      'a,b\r\n1,2',
      [
        ['a', 'b'],
        ['1', '2'],
      ],
    ],
    ['"a, ""b""","c\nd"\n', [['a, "b"', 'c\nd']]],
    ['\uFEFFa,,c\n', [['a', '', 'c']]],
    ['a,', [['a', '']]],
    ['a\n\nb\n', [['a'], [''], ['b']]],
    ['', []],
  ])('is read by RFC 4180: %j', (text, rows) => {
    expect(parseCsv(text)).toEqual(rows);
  });

  it('keeps quotes that belong to no quoted cell', () => {
    expect(parseCsv('a"b,c\nd')).toEqual([['a"b', 'c'], ['d']]);
    expect(parseCsv('"a"b,c\n"d')).toEqual([['"a"b', 'c'], ['"d']]);
  });
});

it.each([
  [1, '1 byte'],
  [999, '999 bytes'],
  [4212, '4.2 kB'],
  [1_340_000, '1.3 MB'],
])('says the size of %d bytes as %s', (bytes, text) => {
  expect(sizeText(bytes)).toBe(text);
});

it.each([
  [{ name: 'chart.png', mimeType: 'image/png' }, 'PNG', 'picture'],
  [{ name: 'ledger.csv', mimeType: 'text/plain' }, 'CSV', 'table'],
  [{ name: 'advice.json', mimeType: '' }, 'JSON', 'json'],
  [{ name: 'advice', mimeType: 'application/json' }, 'JSON', 'json'],
  [{ name: 'notes.txt', mimeType: 'text/plain' }, 'TXT', 'text'],
  [{ name: 'blob', mimeType: '' }, 'File', 'none'],
])('knows what a file is and how to show it: %j', (file, kind, preview) => {
  expect(kindText(file)).toBe(kind);
  expect(previewOf(file)).toBe(preview);
});
