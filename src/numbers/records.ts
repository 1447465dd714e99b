import { Readable } from 'node:stream';
import { parse } from 'csv-parse';
import { FileError } from './file-error.js';
import {
  isObject,
  jsonOf,
  MAX_DOCUMENT_BYTES,
  type OnBytes,
  readLines,
  readText,
  type Source,
} from './lines.js';

/** Files of records, whether they are CSV, JSONL or one JSON document: one record after the other, by the names of its fields. */

/** A record. A map, so that a field that is called like a part of every object is a field like any other. */
export type Fields = ReadonlyMap<string, unknown>;

export interface FileRecord {
  readonly fields: Fields;
  /** Where it stands: a line of JSONL or CSV, or the place in a document, counted from 1. */
  readonly line: number;
}

/** What is known of a file before its first record. */
export interface RecordFile {
  readonly kind: 'csv' | 'jsonl' | 'json';
  /** The header of a CSV file. */
  readonly header: readonly string[];
  readonly records: AsyncIterable<FileRecord>;
}

/** Longest record of a CSV file, in characters. */
const MAX_RECORD = 4_000_000;

/**
 * Opens a file of records. A CSV file is parted by commas, semicolons or tabs, whichever its header has most of.
 *
 * @throws FileError when it is no text, or empty
 */
export async function openRecords(source: Source, onBytes: OnBytes): Promise<RecordFile> {
  const text = readText(source, onBytes);
  const first = await firstText(text);
  const start = first.trimStart();
  if (start === '') throw new FileError('empty', `${source.name} is empty.`);
  const whole = () => joined(first, text);
  if (!start.startsWith('{') && !start.startsWith('['))
    return openCsv(source.name, start, joined(start, text));
  const firstLine = start.slice(0, lineEnd(start));
  const isLines = firstLine.length < start.length && isObject(jsonOf(firstLine));
  return isLines
    ? { kind: 'jsonl', header: [], records: jsonLines(source.name, whole()) }
    : { kind: 'json', header: [], records: document(source.name, whole()) };
}

/** Enough of the text to know it by: its first line, or all of it. */
async function firstText(text: AsyncGenerator<string>): Promise<string> {
  let first = '';
  while (!first.trimStart().includes('\n') && first.length < MAX_RECORD) {
    const { value, done } = await text.next();
    if (done === true) return first;
    first += value;
  }
  return first;
}

async function* joined(first: string, rest: AsyncIterable<string>): AsyncGenerator<string> {
  yield first;
  yield* rest;
}

function lineEnd(text: string): number {
  const end = text.indexOf('\n');
  return end < 0 ? text.length : end;
}

/** @throws FileError when a record is too long, or quotes do not close */
function openCsv(name: string, start: string, text: AsyncIterable<string>): RecordFile {
  const headerLine = start.slice(0, lineEnd(start));
  const delimiter = delimiterOf(headerLine);
  const header = headerLine
    .trimEnd()
    .split(delimiter)
    .map((field) => field.trim().replace(/^"|"$/g, ''));
  async function* records(): AsyncGenerator<FileRecord> {
    const parser = Readable.from(text).compose(
      parse({
        delimiter,
        relax_column_count: true,
        relax_quotes: true,
        skip_empty_lines: true,
        max_record_size: MAX_RECORD,
        info: true,
      }),
    );
    let isHeader = true;
    try {
      for await (const { record, info } of parser) {
        if (!isHeader)
          yield { fields: new Map(header.map((field, at) => [field, record[at] ?? ''])), line: info.lines };
        isHeader = false;
      }
    } catch (error) {
      if (error instanceof FileError || !(error instanceof Error) || !('code' in error)) throw error;
      throw new FileError(
        'cut-short',
        `${name} is no whole CSV file: a quote does not close, or a row is too long. Export it again.`,
      );
    }
  }
  return { kind: 'csv', header, records: records() };
}

function delimiterOf(headerLine: string): string {
  const counted = [',', ';', '\t'].map((sign) => ({ sign, count: headerLine.split(sign).length }));
  counted.sort((a, b) => b.count - a.count);
  return counted[0]?.sign ?? ',';
}

async function* jsonLines(name: string, text: AsyncIterable<string>): AsyncGenerator<FileRecord> {
  let broken: number | undefined;
  for await (const lines of readLines(name, text)) {
    for (const line of lines) {
      if (broken !== undefined) throw notJson(name, broken);
      const value = jsonOf(line.text);
      if (value === undefined) broken = line.number;
      else for (const fields of recordsIn(value)) yield { fields, line: line.number };
    }
  }
  if (broken !== undefined) {
    throw new FileError(
      'cut-short',
      `${name} is cut short: its last line, ${broken}, ends in the middle. Copy it again.`,
    );
  }
}

function notJson(name: string, line: number): FileError {
  return new FileError(
    'unknown-shape',
    `Line ${line} of ${name} is no JSON. JSONL has one whole object on each line.`,
  );
}

async function* document(name: string, text: AsyncIterable<string>): AsyncGenerator<FileRecord> {
  let whole = '';
  for await (const piece of text) {
    whole += piece;
    if (whole.length > MAX_DOCUMENT_BYTES) {
      throw new FileError(
        'too-large',
        `${name} is one JSON document of more than ${MAX_DOCUMENT_BYTES / 1e6} MB, which has to be read in one piece. Export it as JSONL or CSV.`,
      );
    }
  }
  const value = jsonOf(whole);
  if (value === undefined) {
    throw new FileError(
      'cut-short',
      `${name} begins like JSON and is none as a whole: it is cut short, or not JSON. Export it again.`,
    );
  }
  let line = 0;
  for (const fields of recordsIn(value)) {
    line += 1;
    yield { fields, line };
  }
}

/**
 * The records in a JSON value: the items of a list; the results of a report, those in the time buckets of a usage API
 * with the times of their bucket; the spans of an OpenTelemetry export; or the object itself.
 */
function* recordsIn(value: unknown): Generator<Fields> {
  if (Array.isArray(value)) {
    for (const item of value) yield* recordsIn(item);
    return;
  }
  if (!isObject(value)) return;
  for (const key of ['data', 'resourceSpans', 'scopeSpans', 'spans'] as const) {
    const items = value[key];
    if (!Array.isArray(items)) continue;
    yield* recordsIn(items);
    return;
  }
  const { results, ...bucket } = value;
  if (isObject(results)) {
    yield* recordsIn(results);
  } else if (!Array.isArray(results)) {
    yield new Map(Object.entries(value));
  } else if (!('start_time' in bucket || 'starting_at' in bucket)) {
    yield* recordsIn(results);
  } else {
    for (const result of results) {
      if (isObject(result)) yield new Map([...Object.entries(bucket), ...Object.entries(result)]);
    }
  }
}

/** The number in a field: `3.0`, `1,234` and `"12"` are numbers; nothing is 0. */
export function numberIn(fields: Fields, name: string): number {
  return optionalNumber(fields.get(name)) ?? 0;
}

/** A number, or `undefined` where there is none. */
export function optionalNumber(value: unknown): number | undefined {
  if (typeof value === 'number') return Number.isFinite(value) ? value : undefined;
  if (typeof value !== 'string') return undefined;
  const text = value.trim().replaceAll(',', '');
  if (text === '') return undefined;
  const number = Number(text);
  return Number.isFinite(number) ? number : undefined;
}

/** Longest text of a field that means something: names of models, meters and units are far shorter. */
const LONGEST_TEXT = 500;

/** The text in a field, no longer than any name is; nothing is ''. */
export function textIn(fields: Fields, name: string): string {
  const value = fields.get(name);
  if (typeof value === 'number') return String(value);
  return typeof value === 'string' ? value.slice(0, LONGEST_TEXT).trim() : '';
}
