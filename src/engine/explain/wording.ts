/** How numbers are said, in every message, chart and ledger alike. Rounded for reading, never for arithmetic. */

// Made once: making one costs a hundred times what using it does.
const WHOLE = new Intl.NumberFormat('en-US');
const CENTS = new Intl.NumberFormat('en-US', { minimumFractionDigits: 2, maximumFractionDigits: 2 });

function trimZeros(text: string): string {
  const [whole = '', fraction = ''] = text.split('.');
  const kept = fraction.replace(/(?<!0)0+$/, '');
  if (kept !== '') return `${whole}.${kept}`;
  // What is nothing after rounding has no sign.
  return whole === '-0' ? '0' : whole;
}

const SUFFIXES: readonly (readonly [number, string])[] = [
  [1e12, 'T'],
  [1e9, 'B'],
  [1e6, 'M'],
  [1e3, 'k'],
];

/** A number in at most three digits and a suffix: 999, 1.5k, 13.2k, 250k, 1.2M. */
function shorten(value: number): string {
  for (const [size, suffix] of SUFFIXES) {
    const scaled = value / size;
    if (scaled >= 0.9995) {
      const digits = scaled >= 99.95 ? 0 : 1;
      return `${trimZeros(scaled.toFixed(digits))}${suffix}`;
    }
  }
  return trimZeros(value.toFixed(value >= 99.5 ? 0 : 2));
}

/** Money for headlines: `$0.42`, `$950`, `$13.2k`, `$1.2M`; `-$3k`; fractions of a cent to three digits: `$0.00137`. */
export function formatUsd(usd: number): string {
  const sign = usd < 0 ? '-' : '';
  const size = Math.abs(usd);
  if (size === 0) return '$0';
  if (size < 0.095) return `${sign}$${trimZeros(Number(size.toPrecision(3)).toFixed(12))}`;
  if (size < 99.5) return `${sign}$${size.toFixed(2).replace(/\.00$/, '')}`;
  if (size < 10_000) return `${sign}$${WHOLE.format(Math.round(size))}`;
  return `${sign}$${shorten(size)}`;
}

/** Money to the cent for ledgers: `$22.50`, `$12,490.00`; below ten cents to six digits: `$0.0015`. */
export function formatUsdExactly(usd: number): string {
  const sign = usd < 0 ? '-' : '';
  const size = Math.abs(usd);
  if (size !== 0 && size < 0.1) return `${sign}$${trimZeros(Number(size.toPrecision(6)).toFixed(15))}`;
  return `${sign}$${CENTS.format(size)}`;
}

const RATE = new Intl.NumberFormat('en-US', { minimumFractionDigits: 2, maximumFractionDigits: 9 });

/** The price of a unit, to be multiplied by hand: never rounded to cents, `$0.125`, `$2.50`, `$800.00`. */
export function formatRate(usd: number): string {
  return `$${RATE.format(Number(usd.toPrecision(12)))}`;
}

/** How often, after *every*: `month`, `9 months`. */
export function formatMonths(count: number): string {
  return count === 1 ? 'month' : `${formatCount(count)} months`;
}

/** A price as published, never rounded; tenths of a dollar with their second digit: `0.4` is `$0.40`, `1.875` stays. */
export function formatAmount(amount: string): string {
  return `$${/^\d+\.\d$/.test(amount) ? `${amount}0` : amount}`;
}

/** A count for headlines: `500`, `16,376`, `500k`, `15M`. */
export function formatCount(count: number): string {
  return count < 100_000
    ? WHOLE.format(Number.isInteger(count) ? count : Number(count.toPrecision(3)))
    : shorten(count);
}

/** A share: 0.88 is `88%`, 0.904 is `90.4%`; more than all of it without decimals: 2.383 is `238%`. */
export function formatShare(share: number): string {
  return `${trimZeros((share * 100).toFixed(Math.abs(share) > 1 ? 0 : 1))}%`;
}

/** A share of scenarios: 0.873 is `87 of 100`, 0.004 is `fewer than 1 of 100`. */
export function formatOdds(share: number): string {
  if (share > 0 && share < 0.005) return 'fewer than 1 of 100';
  if (share < 1 && share >= 0.995) return 'more than 99 of 100';
  return `${Math.round(share * 100)} of 100`;
}

/** A difference between two shares in percentage points: 0.05 is `5 points`, 0.126 is `12.6 points`. */
export function formatPoints(difference: number): string {
  const text = trimZeros((difference * 100).toFixed(1));
  return `${text} point${text === '1' ? '' : 's'}`;
}

/** Two ends of a range, with what they have in common said once: `5 queries a day` and `5M queries a day` are `5 to 5M queries a day`. */
export function formatRange(low: string, high: string): string {
  const [from, to] = [low.split(' '), high.split(' ')];
  const shorter = Math.min(from.length, to.length);
  let before = 0;
  while (before < shorter - 1 && from[before] === to[before]) before++;
  let after = 0;
  while (after < shorter - before - 1 && from.at(-1 - after) === to.at(-1 - after)) after++;
  return [...from.slice(0, from.length - after), 'to', ...to.slice(before)].join(' ');
}

/** `a`, `a and b`, `a, b and c`; long phrases are told apart by another last link, such as `, and `. */
export function listed(words: readonly string[], and = ' and '): string {
  return words.length < 2 ? words.join('') : `${words.slice(0, -1).join(', ')}${and}${words.at(-1)}`;
}

/** Working days of a test: `half a day`, `a day`, `3.5 days`. */
export function formatWorkdays(days: number): string {
  if (days <= 0.75) return 'half a day';
  if (days < 1.25) return 'a day';
  return `${trimZeros(days.toFixed(days < 10 ? 1 : 0))} days`;
}

/** Words that stood at the beginning of a sentence, for use inside one. */
export function lowerFirst(words: string): string {
  return words.charAt(0).toLowerCase() + words.slice(1);
}

/** Names that their makers write small, at the beginning of a sentence, too: gpt-oss 20B, o4-mini. */
const WRITTEN_SMALL = /^(?:gpt-oss|o\d)\b/;

/** Words that begin a sentence now. */
export function upperFirst(words: string): string {
  return WRITTEN_SMALL.test(words) ? words : words.charAt(0).toUpperCase() + words.slice(1);
}

function counted(value: number, unit: string): string {
  const text = trimZeros(value.toFixed(value < 10 ? 1 : 0));
  return `${text} ${unit}${text === '1' ? '' : 's'}`;
}

/** A length of time given in days: `at once`, `47 minutes`, `9 days`, `3.5 months`, `4.2 years`. Months have 30 days, years 365. */
export function formatDuration(days: number): string {
  const minutes = days * 24 * 60;
  if (days === 0) return 'at once';
  if (minutes < 1) return 'less than a minute';
  if (minutes < 59.5) return counted(Math.round(minutes), 'minute');
  if (minutes < 23.5 * 60) return counted(minutes / 60, 'hour');
  if (days < 60) return counted(days < 10 ? days : Math.ceil(days), 'day');
  if (days < 730) return counted(days / 30, 'month');
  return counted(days / 365, 'year');
}

const MONTHS = ['Jan', 'Feb', 'Mar', 'Apr', 'May', 'Jun', 'Jul', 'Aug', 'Sep', 'Oct', 'Nov', 'Dec'] as const;

/** A day as people write it: `14 Jan 2027`. */
export function formatDay(day: string): string {
  const [year, month, date] = day.split('-').map(Number);
  return `${date} ${MONTHS[(month ?? 1) - 1]} ${year}`;
}
