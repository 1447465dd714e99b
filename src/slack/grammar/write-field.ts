import { fieldAt } from './fields.js';
import { type FlatValue, type FlatWorkload, numberAt } from './flat-workload.js';
import { groupDigits, writeNumber } from './numbers.js';

/** A value as a person would type it into its field: `500k`, `90%`, `1,234`. Lists have fields of their own. */
export function writeField(path: string, value: FlatValue): string {
  if (typeof value !== 'number') return String(value);
  switch (fieldAt(path).kind) {
    case 'share':
      return `${Number((value * 100).toPrecision(12))}%`;
    case 'days':
    case 'months':
    case 'milliseconds':
      return groupDigits(String(value));
    default:
      return writeNumber(value);
  }
}

const TOTAL = 'volume.oneOffQueries';
const PER_DAY = 'volume.queriesPerDay';

/** Where a volume stands: as a rate, or as one total. */
export const VOLUME_PATHS: readonly string[] = [PER_DAY, TOTAL];

/** A volume as a person would type it: `500k a day`, `2M once`. */
export function writeVolume(flat: FlatWorkload): string | undefined {
  const total = numberAt(flat, TOTAL);
  if (total !== undefined) return `${writeNumber(total)} once`;
  const perDay = numberAt(flat, PER_DAY);
  return perDay === undefined ? undefined : `${writeNumber(perDay)} a day`;
}
