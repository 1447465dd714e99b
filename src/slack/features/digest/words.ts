import { formatUsd } from '../../../engine/index.js';
import { asOneLine, cut } from '../../kit/safe-text.js';

/** How the parts of a digest are said. Plain text throughout: what shows it must not have it interpreted. */

/** One thing told: what it is about, and what there is to say of it. */
export interface Line {
  readonly lead: string;
  readonly rest: string;
}

/** A name from outside, short enough for a line. */
export function nameWords(name: string, length = 80): string {
  return cut(asOneLine(name), length) || '(without a name)';
}

/** Names in a row, and how many more there are: `A, B and 3 more`. */
export function namesWords(names: readonly string[], count: number, most: number): string {
  const shown = names.slice(0, most).map((name) => nameWords(name, 60));
  const more = count - shown.length;
  const last = more > 0 ? `${more} more` : shown.pop();
  if (last === undefined) return '';
  return shown.length === 0 ? last : `${shown.join(', ')} and ${last}`;
}

/** An amount, or that it is unknown. */
export function usdWords(usd: number | null): string {
  return usd === null ? 'unknown' : formatUsd(usd);
}

/** Two amounts: `$1,050 → $840`. */
export function fromTo(before: number | null, after: number | null): string {
  return `${usdWords(before)} → ${usdWords(after)}`;
}

/** A share with its sign: `-80%`, `+9.1%`; several shares as a span: `-80% to -20%`. */
export function sharesWords(least: number, most: number): string {
  const [low, high] = [signed(least), signed(most)];
  return low === high ? low : `${low} to ${high}`;
}

function signed(share: number): string {
  const percent = share * 100;
  const text = Number(percent.toFixed(Math.abs(percent) < 10 ? 1 : 0));
  return `${text > 0 ? '+' : ''}${text.toLocaleString('en-US')}%`;
}

/** The period of a bill. */
export function periodWords(oneOff: boolean): string {
  return oneOff ? 'in all' : 'a month';
}
