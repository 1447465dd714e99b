import { fieldAt } from './fields.js';
import { writeFigure } from './figures.js';
import { type FlatValue, type FlatWorkload, isNames, numberAt } from './flat-workload.js';
import { groupDigits, writeNumber, writePoints, writeShare } from './numbers.js';
import { isTokenPrice, writeTokenPrice } from './token-price.js';

/** A value as a person would type it into its field: `500k`, `90%`, `182/200`, `1,234`. */
export function writeField(path: string, value: FlatValue): string {
  if (isNames(value)) return value.length === 0 ? 'none' : value.join(',');
  if (typeof value === 'boolean') return value ? 'yes' : 'no';
  if (isTokenPrice(value)) return writeTokenPrice(value);
  if (typeof value === 'object') return writeFigure(value);
  if (typeof value === 'string') return value;
  switch (fieldAt(path).kind) {
    case 'share':
      return writeShare(value);
    case 'figure':
    case 'figures':
      return writeFigure(value);
    case 'points':
      return writePoints(value);
    case 'days':
    case 'months':
    case 'milliseconds':
      return groupDigits(String(value));
    case 'usdPerHour':
      return `${writeNumber(value)}/h`;
    default:
      return writeNumber(value);
  }
}

const TOTAL = 'volume.oneOffQueries';
const PER_DAY = 'volume.queriesPerDay';

/** Where a volume stands: as a rate, or as one total. */
export const VOLUME_PATHS: readonly string[] = [PER_DAY, TOTAL];

/** What holds for one model only: another one has its own. */
export const OF_THE_MODEL: readonly string[] = [
  'current.effort',
  'current.p95LatencyMs',
  'current.price',
  'current.commitmentUsdPerMonth',
];

/** A volume as a person would type it: `500k a day`, `2M once`. */
export function writeVolume(flat: FlatWorkload): string | undefined {
  const total = numberAt(flat, TOTAL);
  if (total !== undefined) return `${writeNumber(total)} once`;
  const perDay = numberAt(flat, PER_DAY);
  return perDay === undefined ? undefined : `${writeNumber(perDay)} a day`;
}
