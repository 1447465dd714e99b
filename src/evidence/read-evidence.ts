import { readFileSync } from 'node:fs';
import type { z } from 'zod';
import { buildEvidenceBook, type EvidenceData, joinEvidence } from './build-evidence-book.js';
import type { EvidenceBook } from './evidence-book.js';
import { EvidenceError, type EvidenceProblem } from './evidence-error.js';
import {
  BenchmarksSchema,
  ModelMapSchema,
  OperatorFileSchema,
  PrintedSchema,
  SourcesSchema,
  TableSchema,
  TunesSchema,
} from './evidence-schema.js';
import { expandEvidence } from './expand-evidence.js';

/** Tables of boards that ship; the model map names them without their ending. */
const TABLES = ['livebench', 'bfcl', 'tau2', 'vectara', 'aider'] as const;

const SHIPPED = new URL('./data/', import.meta.url);

/**
 * Reads the shipped evidence, and an operator's own file beside it, once, synchronously. Meant for the start of the
 * program; keep the book.
 *
 * @param operatorFile Address of a JSON file of the form of `OperatorFileSchema`.
 * @throws {EvidenceError} naming every mistake of every file, when one of them cannot be trusted.
 */
export function loadEvidence({ directory = SHIPPED, operatorFile }: EvidenceFiles = {}): EvidenceBook {
  const shipped = readEvidence(directory);
  return buildEvidenceBook(
    operatorFile === undefined ? shipped : joinEvidence(shipped, readOperatorFile(operatorFile, shipped)),
  );
}

/** Where evidence is read. */
export interface EvidenceFiles {
  /** Folder of the shipped files, with a slash at its end. */
  readonly directory?: URL;
  readonly operatorFile?: URL;
}

/** The shipped figures, without an index. */
function readEvidence(directory: URL): EvidenceData {
  const problems: EvidenceProblem[] = [];
  const read = <S extends z.ZodType>(file: string, schema: S) =>
    parsed(file, readText(new URL(file, directory)), schema, problems);
  const sources = read('sources.json', SourcesSchema);
  const benchmarks = read('benchmarks.json', BenchmarksSchema);
  const printed = read('printed.json', PrintedSchema);
  const map = read('model-map.json', ModelMapSchema);
  const tunes = read('tunes.json', TunesSchema);
  const tables = TABLES.map((name) => ({ name, table: read(`${name}.json`, TableSchema) }));
  if (!sources || !benchmarks || !printed || !map || !tunes) throw new EvidenceError(problems);
  const data = expandEvidence(
    {
      sources: sources.sources,
      benchmarks: benchmarks.benchmarks,
      printed: { file: 'printed.json', rows: printed.rows },
      map,
      tunes,
      tables: tables.flatMap(({ name, table }) => (table ? [{ name, table }] : [])),
    },
    problems,
  );
  if (problems.length > 0) throw new EvidenceError(problems);
  return data;
}

/** An operator's own results. They may lean on shipped sources and benchmarks. */
function readOperatorFile(address: URL, shipped: EvidenceData): EvidenceData {
  const problems: EvidenceProblem[] = [];
  const file = address.pathname.split('/').at(-1) ?? '';
  const own = parsed(file, readText(address), OperatorFileSchema, problems);
  if (!own) throw new EvidenceError(problems);
  const data = expandEvidence(
    {
      sources: [...shipped.sources, ...(own.sources ?? [])],
      benchmarks: [...shipped.benchmarks, ...(own.benchmarks ?? [])],
      printed: { file, rows: own.results },
      tables: [],
    },
    problems,
  );
  if (problems.length > 0) throw new EvidenceError(problems);
  return data;
}

function readText(address: URL): string {
  try {
    return readFileSync(address, 'utf8');
  } catch (error) {
    const file = address.pathname.split('/').at(-1) ?? '';
    const message = 'cannot be read. Check that it exists and that this user may read it.';
    throw new EvidenceError([{ file, place: '', message }], { cause: error });
  }
}

/** The content of a file, or `undefined` with its mistakes noted. */
function parsed<S extends z.ZodType>(
  file: string,
  text: string,
  schema: S,
  problems: EvidenceProblem[],
): z.infer<S> | undefined {
  let data: unknown;
  try {
    data = JSON.parse(text);
  } catch (error) {
    const why = error instanceof Error ? error.message : String(error);
    problems.push({ file, place: '', message: `is not valid JSON: ${why}` });
    return undefined;
  }
  const result = schema.safeParse(data);
  if (result.success) return result.data;
  for (const issue of result.error.issues) {
    problems.push({ file, place: placeOf(data, issue.path), message: messageOf(issue) });
  }
  return undefined;
}

function messageOf(issue: z.core.$ZodIssue): string {
  if (issue.code === 'unrecognized_keys')
    return `has no field ${issue.keys.map((key) => `"${key}"`).join(', ')}. Check the spelling, or remove it.`;
  return issue.message.startsWith('Invalid input')
    ? `does not have the right shape (${issue.message}).`
    : issue.message;
}

/** Where in the file: the row by its own name where it has one, then the path inside it. */
function placeOf(data: unknown, path: readonly PropertyKey[]): string {
  let value: unknown = data;
  let name = '';
  for (const step of path) {
    value = typeof value === 'object' && value !== null ? Reflect.get(value, step) : undefined;
    name = nameOf(value) ?? name;
  }
  const written = path.map((step) => (typeof step === 'number' ? `[${step}]` : `.${String(step)}`)).join('');
  return name === '' ? written.replace(/^\./, '') : `${name} (${written.replace(/^\./, '')})`;
}

/** How a row is known: its first column, its id or name, or its model and benchmark. */
function nameOf(row: unknown): string | undefined {
  if (Array.isArray(row)) return typeof row[0] === 'string' ? row[0] : undefined;
  if (typeof row !== 'object' || row === null) return undefined;
  const part = (key: string): string | undefined => {
    const value: unknown = Reflect.get(row, key);
    return typeof value === 'string' ? value : undefined;
  };
  const [model, benchmark] = [part('model'), part('benchmark')];
  return (
    part('id') ?? (model !== undefined && benchmark !== undefined ? `${model}, ${benchmark}` : part('name'))
  );
}
