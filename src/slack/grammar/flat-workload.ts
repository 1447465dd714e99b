import { type Workload, WorkloadSchema } from '../../engine/index.js';

/**
 * A workload while it is being typed: a flat map from path (`tokens.user`) to value. It may be incomplete, which
 * is why the form and the command work on it, and only a complete one becomes a `Workload`.
 */
export type FlatWorkload = Readonly<Record<string, FlatValue>>;

/** What a path can hold. */
export type FlatValue = string | number | boolean | readonly string[];

/** The paths and values of a workload; groups with nothing in them disappear. */
export function flatten(workload: Workload): FlatWorkload {
  const flat: Record<string, FlatValue> = {};
  collect(workload, '', flat);
  return flat;
}

function collect(value: object, prefix: string, flat: Record<string, FlatValue>): void {
  for (const [key, entry] of Object.entries(value)) {
    const path = prefix === '' ? key : `${prefix}.${key}`;
    if (entry === undefined || entry === null) continue;
    if (typeof entry === 'object' && !Array.isArray(entry)) collect(entry, path, flat);
    else flat[path] = entry;
  }
}

/** The nested form, not yet checked. */
function unflatten(flat: FlatWorkload): unknown {
  const nested: Record<string, unknown> = { volume: {}, tokens: {}, current: {} };
  for (const [path, value] of Object.entries(flat)) {
    const [group = '', field] = path.split('.');
    if (field === undefined) {
      nested[group] = value;
      continue;
    }
    const inner = nested[group];
    nested[group] = { ...(typeof inner === 'object' ? inner : {}), [field]: value };
  }
  return nested;
}

/** What is wrong with a flat workload as a whole, at one path. */
interface FlatIssue {
  readonly path: string;
  readonly message: string;
}

/** The outcome of `toWorkload`. */
export type FlatOutcome =
  | { readonly ok: true; readonly workload: Workload }
  | { readonly ok: false; readonly issues: readonly FlatIssue[] };

/** Parses a flat workload into a `Workload`. */
export function toWorkload(flat: FlatWorkload): FlatOutcome {
  const parsed = WorkloadSchema.safeParse(unflatten(flat));
  if (parsed.success) return { ok: true, workload: parsed.data };
  const issues = parsed.error.issues.map((issue) => ({ path: issue.path.join('.'), message: issue.message }));
  return { ok: false, issues };
}

/** The number at a path, if there is one. */
export function numberAt(flat: FlatWorkload, path: string): number | undefined {
  const value = flat[path];
  return typeof value === 'number' ? value : undefined;
}

/** The text at a path, if there is one. */
export function textAt(flat: FlatWorkload, path: string): string | undefined {
  const value = flat[path];
  return typeof value === 'string' ? value : undefined;
}

/** The names at a path, if there are any. */
export function namesAt(flat: FlatWorkload, path: string): string[] | undefined {
  const value = flat[path];
  return typeof value === 'object' ? [...value] : undefined;
}

/** Without the given paths. */
export function without(flat: FlatWorkload, paths: readonly string[]): FlatWorkload {
  return Object.fromEntries(Object.entries(flat).filter(([path]) => !paths.includes(path)));
}
