import { CALL_FIELDS } from './call-fields.js';
import { CIRCUMSTANCE_FIELDS } from './circumstance-fields.js';
import type { Field } from './field.js';
import { MODEL_FIGURES, modelOfPath } from './flat-workload.js';

/**
 * Every field of a workload that people can say, once: its path, the words for it, its bounds and an example. The
 * command reads its keys from here and the form its bounds, so that both accept and refuse the same things.
 */
export const FIELDS: readonly Field[] = [...CALL_FIELDS, ...CIRCUMSTANCE_FIELDS];

const BY_KEY = new Map(FIELDS.flatMap((field) => field.keys.map((key) => [key, field] as const)));
const BY_PATH = new Map(FIELDS.map((field) => [field.path, field] as const));

/** The field that `key=` names, in any case. */
export function fieldOfKey(key: string): Field | undefined {
  return BY_KEY.get(key.toLowerCase());
}

/** The field at a path; the figures of named models are one field. */
export function fieldAt(path: string): Field {
  const field = BY_PATH.get(modelOfPath(path) === undefined ? path : MODEL_FIGURES);
  if (!field) throw new Error(`There is no field at ${path}.`);
  return field;
}

/** Every key, for suggestions. */
export const FIELD_KEYS: readonly string[] = [...BY_KEY.keys()];
