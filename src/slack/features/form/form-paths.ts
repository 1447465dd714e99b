import { MODEL_FIGURES, modelOfPath } from '../../grammar/flat-workload.js';
import { CHOICE_FIELDS, CONDITIONS, DETAIL_TEXTS, LIST_FIELDS } from './detail-fields.js';
import { type FormField, TEXT_FIELDS, type TextField } from './form-fields.js';

const FIRST_PAGE: Readonly<Record<string, FormField>> = {
  task: 'task',
  'current.model': 'model',
  volume: 'volume',
  ...fieldsOf(TEXT_FIELDS),
};

const DETAILED: Readonly<Record<string, FormField>> = {
  ...FIRST_PAGE,
  ...fieldsOf(DETAIL_TEXTS),
  ...Object.fromEntries([...CHOICE_FIELDS, ...LIST_FIELDS].map(({ path, id }) => [path, id])),
  ...Object.fromEntries(Object.keys(CONDITIONS).map((path) => [path, 'conditions' as const])),
};

function fieldsOf(fields: readonly TextField[]): Record<string, FormField> {
  return Object.fromEntries(fields.flatMap(({ id, paths }) => paths.map((path) => [path, id])));
}

/** The field of the form that shows a path of the workload, if one does. */
export function fieldOfPath(path: string, isDetailed: boolean): FormField | undefined {
  return (isDetailed ? DETAILED : FIRST_PAGE)[modelOfPath(path) === undefined ? path : MODEL_FIGURES];
}

/** The text field behind *More detail* that shows a path. */
export function detailAt(path: string): TextField | undefined {
  return DETAIL_TEXTS.find((field) => field.path === path);
}

/** The text fields that the form shows. */
export function textFieldsOf(isDetailed: boolean): readonly TextField[] {
  return isDetailed ? [...TEXT_FIELDS, ...DETAIL_TEXTS] : TEXT_FIELDS;
}
