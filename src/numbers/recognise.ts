import { isEvaluation } from './evals/read-evals.js';
import { FileError, type FileErrorCode } from './file-error.js';
import { isObject, jsonOf, MAX_DOCUMENT_BYTES, type Source } from './lines.js';
import { openRecords } from './records.js';
import { looksLikeTokenizer } from './tokens/own-tokenizer.js';
import { readExample } from './training/example.js';
import { isUsage, plainName } from './usage/read-usage.js';

/** Tells a training file, a usage export and an evaluation apart by what is in them, never by their names. */

export type FileKind = 'training' | 'usage' | 'evals';

/** A file of a known kind, with nothing of it lost: what was looked at comes first again. */
export interface Recognised {
  readonly kind: FileKind;
  readonly source: Source;
}

/** Enough of a file of lines to know it by, in bytes. */
const HEAD_BYTES = 64_000;
/** Records and lines that are looked at: a trace begins with spans of something else, a training file with faults. */
const LOOKED_AT = 200;

/** What no other look would make readable. */
const FINAL: ReadonlySet<FileErrorCode> = new Set(['compressed', 'not-text', 'empty']);

/**
 * Looks at the beginning of a file; one JSON document has to be looked at whole.
 *
 * @throws FileError when it is none of the three, no text or empty
 */
export async function recognise(source: Source): Promise<Recognised> {
  const { head, rest } = await headOf(source);
  const kind = await kindOf({ name: source.name, chunks: piecesOf(head) });
  async function* again() {
    yield* head;
    yield* rest;
  }
  return { kind, source: { ...source, chunks: again() } };
}

async function* piecesOf(pieces: readonly Uint8Array[]): AsyncGenerator<Uint8Array> {
  yield* pieces;
}

/** The beginning of a file, and what follows it. */
async function headOf({ chunks }: Source): Promise<{
  readonly head: readonly Uint8Array[];
  readonly rest: AsyncIterable<Uint8Array>;
}> {
  const iterator = chunks[Symbol.asyncIterator]();
  const decoder = new TextDecoder('utf-8');
  const head: Uint8Array[] = [];
  let bytes = 0;
  let text = '';
  while (bytes < MAX_DOCUMENT_BYTES && !(bytes >= HEAD_BYTES && isOfLines(text))) {
    const { value, done } = await iterator.next();
    if (done === true) break;
    head.push(value);
    bytes += value.byteLength;
    text += decoder.decode(value, { stream: true });
  }
  async function* rest() {
    try {
      for (let next = await iterator.next(); next.done !== true; next = await iterator.next())
        yield next.value;
    } finally {
      await iterator.return?.();
    }
  }
  return { head, rest: rest() };
}

/** Whether a text is no JSON document: a table, or an object on each line. */
function isOfLines(text: string): boolean {
  const start = text.trimStart();
  if (!start.startsWith('{') && !start.startsWith('[')) return true;
  const end = start.indexOf('\n');
  return end >= 0 && isObject(jsonOf(start.slice(0, end)));
}

async function kindOf(head: Source): Promise<FileKind> {
  let why: FileError | undefined;
  let columns: readonly string[] = [];
  const pieces: Uint8Array[] = [];
  for await (const piece of head.chunks) pieces.push(piece);
  if (looksLikeTokenizer(Buffer.concat(pieces, 2_000).toString('utf8'))) throw tokenizerHere(head.name);
  try {
    const { kind, header, records } = await openRecords(
      { ...head, chunks: piecesOf(pieces) },
      () => undefined,
    );
    columns = header;
    const ofHeader = kind === 'csv' ? kindOfFields(new Map(header.map((name) => [name, '']))) : undefined;
    if (ofHeader !== undefined) return ofHeader;
    let looked = 0;
    for await (const { fields } of records) {
      const ofRecord = kindOfFields(fields);
      if (ofRecord !== undefined) return ofRecord;
      looked += 1;
      if (looked === LOOKED_AT) break;
    }
  } catch (error) {
    // A beginning may end anywhere; whether the file does is for its reader to say.
    if (!(error instanceof FileError) || FINAL.has(error.code)) throw error;
    why = error;
  }
  const lines = Buffer.concat(pieces)
    .toString('utf8')
    .replace(/^\uFEFF/, '')
    .split('\n', LOOKED_AT);
  if (lines.some((text, at) => readExample({ number: at + 1, text }).example !== undefined))
    return 'training';
  throw why ?? unknown(head.name, columns);
}

function kindOfFields(fields: ReadonlyMap<string, unknown>): FileKind | undefined {
  if (isEvaluation(fields)) return 'evals';
  return isUsage(fields) ? 'usage' : undefined;
}

/** A tokenizer says nothing by itself, and a prompt is better counted where it lies. */
function tokenizerHere(name: string): FileError {
  return new FileError(
    'unknown-shape',
    `${name} is a tokenizer: it counts, and holds nothing to be counted. Where it and your prompt lie, run npm run ask -- tokens --tokenizer tokenizer.json --file prompt.txt, and write the count here, as 2k fixed + 200 in, 100 out.`,
  );
}

function unknown(name: string, columns: readonly string[]): FileError {
  const found =
    columns.length === 0
      ? ''
      : ` Its columns are ${columns.slice(0, 6).map(plainName).join(', ')}${columns.length > 6 ? ' ...' : ''}.`;
  return new FileError(
    'unknown-shape',
    `${name} is nothing that I can read.${found} I read training files (JSONL with messages, contents, prompt and completion, or input with preferred_output), usage exports as they come from OpenAI, Anthropic, a gateway or a cloud, and evaluations (item, model, correct; or the JSON of promptfoo).`,
  );
}
