import { type Figure, type TokenPrice, type Workload, WorkloadSchema } from '../../engine/index.js';

/**
 * A workload while it is being typed: a flat map from path (`tokens.user`) to value. It may be incomplete, which
 * is why the form and the command work on it, and only a complete one becomes a `Workload`.
 */
export type FlatWorkload = Readonly<Record<string, FlatValue>>;

/** What a path can hold. */
export type FlatValue = string | number | boolean | readonly string[] | Figure | TokenPrice;

/** Above the figures of named models, of which each has a path of its own: `quality.models.gpt-6-luna@low`. */
export const MODEL_FIGURES = 'quality.models';

/** Where the figure of a named model stands. */
export function modelFigurePath(name: string): string {
  return `${MODEL_FIGURES}.${name}`;
}

/** The model whose figure stands at a path, if it is such a path. */
export function modelOfPath(path: string): string | undefined {
  return path.startsWith(`${MODEL_FIGURES}.`) ? path.slice(MODEL_FIGURES.length + 1) : undefined;
}

/** Whether `path` is one of these, or below one of them. */
function isUnder(path: string, paths: readonly string[]): boolean {
  return paths.includes(path) || (modelOfPath(path) !== undefined && paths.includes(MODEL_FIGURES));
}

/** The paths and values of a workload; groups with nothing in them disappear. */
export function flatten({ quality = {}, ...groups }: Workload): FlatWorkload {
  const { models = {}, ...shares } = quality;
  const flat: Record<string, FlatValue> = {};
  for (const [group, entry] of Object.entries({ ...groups, quality: shares })) {
    if (entry === undefined) continue;
    if (typeof entry !== 'object' || Array.isArray(entry)) {
      flat[group] = entry;
      continue;
    }
    for (const [field, value] of Object.entries<FlatValue | undefined>(entry)) {
      if (value !== undefined) flat[`${group}.${field}`] = value;
    }
  }
  for (const [name, figure] of Object.entries(models)) flat[modelFigurePath(name)] = figure;
  return flat;
}

/** The nested form, not yet checked. */
function unflatten(flat: FlatWorkload): unknown {
  const single: Record<string, FlatValue> = {};
  const groups: Record<string, Record<string, unknown>> = { volume: {}, tokens: {}, current: {} };
  const models: [string, FlatValue][] = [];
  for (const [path, value] of Object.entries(flat)) {
    const model = modelOfPath(path);
    const [group = '', field] = path.split('.');
    if (model !== undefined) models.push([model, value]);
    else if (field === undefined) single[group] = value;
    else groups[group] = { ...groups[group], [field]: value };
  }
  if (models.length > 0) groups.quality = { ...groups.quality, models: Object.fromEntries(models) };
  return { ...single, ...groups };
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
  return isNames(value) ? [...value] : undefined;
}

/** Whether a value is a list of names. */
export function isNames(value: FlatValue | undefined): value is readonly string[] {
  return Array.isArray(value);
}

/** Whether there is a value at a path, or, for the figures of named models, below it. */
export function isGiven(flat: FlatWorkload, path: string): boolean {
  return Object.keys(flat).some((one) => isUnder(one, [path]));
}

/** Without the given paths. */
export function without(flat: FlatWorkload, paths: readonly string[]): FlatWorkload {
  return Object.fromEntries(Object.entries(flat).filter(([path]) => !isUnder(path, paths)));
}
