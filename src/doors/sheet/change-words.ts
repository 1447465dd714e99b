import { lowerFirst } from '../../engine/explain/wording.js';
import type { Changes } from './changes.js';
import { FLAG_FIELDS, LIST_FIELDS, NUMBER_FIELDS, sayNumber } from './fields.js';
import { EFFORT_PATH, type Path } from './paths.js';

/** What was changed in a live sheet, in words: `queries a day 1M; loss per wrong answer $2`. Pure. */
export function changeWords(changes: Changes): string {
  return Object.entries(changes)
    .map(([path, value]) => `${lowerFirst(labelOf(path))} ${valueWords(path, value)}`)
    .join('; ');
}

function labelOf(path: string): string {
  const labels: readonly { readonly path: Path; readonly label: string }[] = [
    ...NUMBER_FIELDS,
    ...FLAG_FIELDS,
    ...LIST_FIELDS,
    { path: EFFORT_PATH, label: 'Reasoning effort' },
  ];
  return labels.find((one) => one.path === path)?.label ?? path;
}

function valueWords(path: string, value: Changes[Path]): string {
  const number = NUMBER_FIELDS.find((one) => one.path === path);
  if (typeof value === 'number') return number === undefined ? `${value}` : sayNumber(number, value);
  if (typeof value === 'boolean') return value ? 'yes' : 'no';
  if (Array.isArray(value)) return value.length === 0 ? 'none' : value.join(', ');
  return typeof value === 'string' ? value : (number?.unset ?? 'not given');
}
