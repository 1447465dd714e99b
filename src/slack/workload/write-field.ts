import { fieldAt } from './fields.js';
import type { FlatValue } from './flat-workload.js';
import { writeNumber } from './numbers.js';

/** A value as a person would type it into its field: `500k`, `90%`, `300`. Lists have fields of their own. */
export function writeField(path: string, value: FlatValue): string {
  if (typeof value !== 'number') return String(value);
  switch (fieldAt(path).kind) {
    case 'share':
      return `${Number((value * 100).toPrecision(12))}%`;
    case 'days':
    case 'months':
    case 'milliseconds':
      return String(value);
    default:
      return writeNumber(value);
  }
}
