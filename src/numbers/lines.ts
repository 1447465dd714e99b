import { createReadStream } from 'node:fs';
import { FileError } from './file-error.js';

/** Reads text files piece by piece, within bounds: only the line that is read is ever in memory. */

/** One line, without its end. */
export interface Line {
  /** Counted from 1. */
  readonly number: number;
  readonly text: string;
}

/** Longest line, in characters: an example with pictures in it is shorter. */
const MAX_LINE_CHARACTERS = 16_000_000;

/** Largest file, in bytes: twice what OpenAI takes of a training file. */
export const MAX_FILE_BYTES = 1_000_000_000;

/** Largest file that has to be read in one piece, as one JSON document is, in bytes. */
export const MAX_DOCUMENT_BYTES = 32_000_000;

/** A file's content as it comes, and how far it has come. */
export interface Source {
  /** What people call it; only ever shown to whoever gave it. */
  readonly name: string;
  /** Its length in bytes, where it is known. */
  readonly bytes?: number;
  readonly chunks: AsyncIterable<Uint8Array>;
}

/** A file of this machine. */
export function fileSource(path: string, name: string, bytes: number): Source {
  return { name, bytes, chunks: createReadStream(path, { highWaterMark: 1 << 18 }) };
}

/** First bytes of what is no text, and what to do about it. */
const SIGNATURES: readonly (readonly [
  bytes: readonly number[],
  code: 'compressed' | 'not-text',
  mend: string,
])[] = [
  [
    [0x50, 0x4b, 0x03, 0x04],
    'compressed',
    'is a ZIP archive or a spreadsheet. Unpack it, or save the sheet as CSV, and give that file',
  ],
  [[0x1f, 0x8b], 'compressed', 'is compressed with gzip. Unpack it, and give the file in it'],
  [
    [0x28, 0xb5, 0x2f, 0xfd],
    'compressed',
    'is compressed with Zstandard. Unpack it, and give the file in it',
  ],
  [[0x42, 0x5a, 0x68], 'compressed', 'is compressed with bzip2. Unpack it, and give the file in it'],
  [[0x50, 0x41, 0x52, 0x31], 'not-text', 'is a Parquet file. Export it as JSONL or CSV, and give that file'],
  [[0x25, 0x50, 0x44, 0x46], 'not-text', 'is a PDF. Give JSONL, JSON or CSV'],
  [[0xff, 0xfe], 'not-text', 'is in UTF-16. Save it as UTF-8'],
  [[0xfe, 0xff], 'not-text', 'is in UTF-16. Save it as UTF-8'],
];

/** @throws FileError when these first bytes are those of an archive or of something else that is no text */
function checkFirstBytes(name: string, bytes: Uint8Array): void {
  for (const [signature, code, mend] of SIGNATURES) {
    if (signature.every((byte, index) => bytes[index] === byte))
      throw new FileError(code, `${name} ${mend}.`);
  }
  if (bytes.subarray(0, 4_096).includes(0)) {
    throw new FileError(
      'not-text',
      `${name} is no text: it holds zero bytes. Give JSONL, JSON or CSV in UTF-8.`,
    );
  }
}

/** How far the reading of a file is. Called for each piece; may throw to stop it. */
export type OnBytes = (bytes: number) => void;

/**
 * The text of a file, piece by piece, as UTF-8 without a byte order mark. Bytes that are no UTF-8 become U+FFFD.
 *
 * @throws FileError when it is no text, empty or too large
 */
export async function* readText({ name, chunks }: Source, onBytes: OnBytes): AsyncGenerator<string> {
  const decoder = new TextDecoder('utf-8');
  let bytes = 0;
  for await (const chunk of chunks) {
    if (bytes === 0) checkFirstBytes(name, chunk);
    bytes += chunk.byteLength;
    if (bytes > MAX_FILE_BYTES) {
      throw new FileError(
        'too-large',
        `${name} is larger than ${MAX_FILE_BYTES / 1e6} MB. Give a part of it: every tenth line tells as much.`,
      );
    }
    onBytes(chunk.byteLength);
    yield decoder.decode(chunk, { stream: true });
  }
  if (bytes === 0) throw new FileError('empty', `${name} is empty.`);
  yield decoder.decode();
}

/**
 * Lines of a text, in the pieces in which they come. Ends of lines may be LF or CRLF; empty lines are left out, but
 * counted.
 *
 * @throws FileError when a line is too long
 */
export async function* readLines(name: string, text: AsyncIterable<string>): AsyncGenerator<readonly Line[]> {
  let rest = '';
  let number = 0;
  for await (const piece of text) {
    const parts = `${rest}${piece}`.split('\n');
    rest = parts.pop() ?? '';
    if (rest.length > MAX_LINE_CHARACTERS) throw tooLong(name, number + 1);
    const lines: Line[] = [];
    for (const part of parts) {
      number += 1;
      if (part.length > MAX_LINE_CHARACTERS) throw tooLong(name, number);
      add(lines, number, part);
    }
    if (lines.length > 0) yield lines;
  }
  const last: Line[] = [];
  add(last, number + 1, rest);
  if (last.length > 0) yield last;
}

function add(lines: Line[], number: number, text: string): void {
  const line = text.endsWith('\r') ? text.slice(0, -1) : text;
  if (line.trim() !== '') lines.push({ number, text: line });
}

function tooLong(name: string, line: number): FileError {
  return new FileError(
    'line-too-long',
    `Line ${line.toLocaleString('en-US')} of ${name} is longer than ${MAX_LINE_CHARACTERS / 1e6}M characters. JSONL has one example on each line.`,
  );
}

/** What JSON.parse makes of a text, or `undefined` where it is no JSON. */
export function jsonOf(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch (error) {
    if (error instanceof SyntaxError) return undefined;
    throw error;
  }
}

/** Whether something is an object with keys, and no list. */
export function isObject(value: unknown): value is Readonly<Record<string, unknown>> {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}
