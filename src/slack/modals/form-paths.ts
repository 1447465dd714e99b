import { CONDITIONS, DETAIL_TEXTS, LIST_FIELDS } from './detail-fields.js';
import { type FormField, TEXT_FIELDS, type TextField } from './form-fields.js';

const FIRST_PAGE: Readonly<Record<string, FormField>> = {
  task: 'task',
  'current.model': 'model',
  'volume.queriesPerDay': 'volume',
  'volume.oneOffQueries': 'volume',
  'knowledge.kind': 'knowledge',
  ...Object.fromEntries(TEXT_FIELDS.map(({ path, id }) => [path, id])),
};

const DETAILED: Readonly<Record<string, FormField>> = {
  ...FIRST_PAGE,
  ...Object.fromEntries(DETAIL_TEXTS.map(({ path, id }) => [path, id])),
  ...Object.fromEntries(LIST_FIELDS.map(({ path, id }) => [path, id])),
  ...Object.fromEntries(Object.keys(CONDITIONS).map((path) => [path, 'conditions' as const])),
};

/** The field of the form that shows a path of the workload, if one does. */
export function fieldOfPath(path: string, isDetailed: boolean): FormField | undefined {
  return (isDetailed ? DETAILED : FIRST_PAGE)[path];
}

/** The text fields that the form shows. */
export function textFieldsOf(isDetailed: boolean): readonly TextField[] {
  return isDetailed ? [...TEXT_FIELDS, ...DETAIL_TEXTS] : TEXT_FIELDS;
}
