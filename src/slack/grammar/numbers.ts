/** Numbers as people type them, in the command and in the form: `500k`, `1,200`, `2_000`, `$0.08`, `1.5M`, `90%`. */

const SUFFIX_EXPONENTS: ReadonlyMap<string, number> = new Map(
  Object.entries({ '': 0, k: 3, m: 6, mio: 6, b: 9, bn: 9, t: 12 }),
);

const NUMBER =
  /^([+-]?)[$]?((?:\d{1,3}(?:[,_]\d{3})+|\d+)(?:\.\d+)?|\.\d+)(?:e([+-]?\d{1,3}))?(k|mio|m|bn|b|t)?$/i;

/**
 * Reads a number with an optional dollar sign, grouping commas or underscores, and a suffix k, M or B.
 * `undefined` when the text is not a number, or too large to be one.
 */
export function parseNumber(text: string): number | undefined {
  const match = NUMBER.exec(text.trim());
  if (!match) return undefined;
  const [, sign = '', digits = '', exponent = '0', suffix = ''] = match;
  const power = Number(exponent) + (SUFFIX_EXPONENTS.get(suffix.toLowerCase()) ?? 0);
  const value = Number(`${sign}${digits.replace(/[,_]/g, '')}e${power}`);
  return Number.isFinite(value) ? value : undefined;
}

/**
 * Reads a share: `90%` and `0.9` are 0.9; a bare number from 2 to 100 is taken as a percentage. A bare 1 could be
 * 1 % or all of it, so it is not read.
 */
export function parseShare(text: string): number | undefined {
  const trimmed = text.trim();
  if (trimmed.endsWith('%')) {
    const percent = parseNumber(trimmed.slice(0, -1).trim());
    return percent === undefined ? undefined : shiftDown(percent);
  }
  const value = parseNumber(trimmed);
  if (value === undefined || value === 1 || value === -1) return undefined;
  return Math.abs(value) > 1 ? shiftDown(value) : value;
}

/** A text that `parseShare` reads back as this share: 0.9 is `90%`. */
export function writeShare(share: number): string {
  return (
    [`${shiftUp(share)}%`, String(share)].find((text) => parseShare(text) === share) ?? `${share * 100}%`
  );
}

/**
 * Reads points of a hundred as a share: `1`, `1pt` and `1%` are 0.01. A bare 0.01 could be a hundredth of a point or a
 * point, so it is not read.
 */
export function parsePoints(text: string): number | undefined {
  const trimmed = text.trim();
  const [unit = ''] = /(?:%|pts?|pp|points?)$/i.exec(trimmed) ?? [];
  const points = parseNumber(trimmed.slice(0, trimmed.length - unit.length));
  if (points === undefined) return undefined;
  return unit === '' && points > 0 && points < 0.1 ? undefined : shiftDown(points);
}

/** A text that `parsePoints` reads back as this share: 0.01 is `1pt`. */
export function writePoints(share: number): string {
  return `${shiftUp(share)}pt`;
}

/** A hundredfold, exact in decimal. */
function shiftUp(share: number): number {
  const text = String(share);
  return text.includes('e') ? share * 100 : Number(`${text}e2`);
}

/** A hundredth, exact in decimal: 55 is 0.55, not 0.55000000000000004. */
function shiftDown(percent: number): number {
  const text = String(percent);
  return text.includes('e') ? percent / 100 : Number(`${text}e-2`);
}

/** A text that `parseNumber` reads back as exactly this number: 500000 is `500k`, 2300 is `2,300`. */
export function writeNumber(value: number): string {
  const plain = String(value);
  let shortest = plain;
  for (const [suffix, exponent] of [
    ['B', 9],
    ['M', 6],
    ['k', 3],
  ] as const) {
    if (Math.abs(value) < 10 ** exponent) continue;
    const text = `${Number((value / 10 ** exponent).toPrecision(15))}${suffix}`;
    if (text.length < shortest.length && parseNumber(text) === value) shortest = text;
  }
  return shortest === plain ? groupDigits(plain) : shortest;
}

/** Digits in groups of three: `2300` is `2,300`. What follows a point or an exponent stays as it is. */
export function groupDigits(digits: string): string {
  return digits.replace(/^-?\d{4,}(?=\.|$)/, (whole) => BigInt(whole).toLocaleString('en-US'));
}
