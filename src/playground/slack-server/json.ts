/** A JSON object whose fields are not known yet. */
export type JsonObject = Readonly<Record<string, unknown>>;

/** Whether a value is a JSON object: not null and not a list. */
export function isObject(value: unknown): value is JsonObject {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

/** Parses JSON, answering `undefined` for text that is none. */
export function parseJson(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}

/** The JSON pointer of a path, for example `/blocks/0/text`. */
export function pointerOf(path: readonly PropertyKey[]): string {
  return path.map((step) => `/${String(step).replaceAll('~', '~0').replaceAll('/', '~1')}`).join('');
}

/** Visits every object inside a value, parents first, with its path. */
export function* objectsIn(
  value: unknown,
  path: readonly PropertyKey[] = [],
): Generator<readonly [JsonObject, readonly PropertyKey[]]> {
  if (Array.isArray(value)) {
    for (const [index, item] of value.entries()) yield* objectsIn(item, [...path, index]);
    return;
  }
  if (!isObject(value)) return;
  yield [value, path];
  for (const [key, item] of Object.entries(value)) yield* objectsIn(item, [...path, key]);
}
