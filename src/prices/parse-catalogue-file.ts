import { parseDocument } from 'yaml';
import type { z } from 'zod';
import type { CatalogueProblem } from './catalogue-error.js';
import { type CatalogueFile, CatalogueFileSchema } from './catalogue-schema.js';

/** A file of the catalogue as it was read. */
export interface ParsedFile {
  readonly name: string;
  /** Absent when the file has problems of shape. */
  readonly file?: CatalogueFile;
  readonly problems: readonly CatalogueProblem[];
}

/** Reads the text of one catalogue file. Never throws: mistakes come back as problems. */
export function parseCatalogueFile(name: string, content: string): ParsedFile {
  const document = parseDocument(content, { strict: true, uniqueKeys: true });
  if (document.errors.length > 0) {
    const problems = document.errors.map((error) =>
      problem(name, '', `is not valid YAML: ${firstLine(error.message)}`),
    );
    return { name, problems };
  }
  const data: unknown = document.toJS();
  const parsed = CatalogueFileSchema.safeParse(data);
  if (parsed.success) return { name, file: parsed.data, problems: [] };
  return { name, problems: parsed.error.issues.map((issue) => problemOf(name, data, issue)) };
}

type Issue = z.core.$ZodIssue;

function problemOf(name: string, data: unknown, issue: Issue): CatalogueProblem {
  return problem(name, placeOf(data, issue.path), messageOf(issue, valueAt(data, issue.path)));
}

function problem(file: string, place: string, message: string): CatalogueProblem {
  return { file, place, message };
}

function messageOf(issue: Issue, value: unknown): string {
  if (issue.code === 'unrecognized_keys') {
    const keys = issue.keys.map((key) => `"${key}"`).join(', ');
    return `has no field ${keys}. Check the spelling against catalogue-schema.ts, or remove it.`;
  }
  if (value === undefined && issue.code !== 'custom') return 'is missing. Add it.';
  if (issue.message.startsWith('Invalid input')) return `does not have the right shape (${issue.message}).`;
  return issue.message;
}

/** Where in the file: the entry by its own id where it has one, then the path inside it. */
function placeOf(data: unknown, path: readonly PropertyKey[]): string {
  const entry = valueAt(data, path.slice(0, 2));
  const id = propertyOf(entry, 'id');
  if (path.length >= 2 && typeof id === 'string') {
    const inside = written(path.slice(2));
    return inside === '' ? id : `${id}: ${inside}`;
  }
  return written(path);
}

function written(path: readonly PropertyKey[]): string {
  const withoutAmount = path.at(-1) === 'amount' ? path.slice(0, -1) : path;
  return withoutAmount
    .map((step) => (typeof step === 'number' ? `[${step}]` : `.${String(step)}`))
    .join('')
    .replace(/^\./, '');
}

function valueAt(data: unknown, path: readonly PropertyKey[]): unknown {
  let value = data;
  for (const step of path) {
    if (step === 'amount' && typeof value !== 'object') return value;
    value = propertyOf(value, step);
  }
  return value;
}

function propertyOf(value: unknown, key: PropertyKey): unknown {
  return typeof value === 'object' && value !== null ? Reflect.get(value, key) : undefined;
}

function firstLine(message: string): string {
  return message.split('\n', 1)[0] ?? message;
}
