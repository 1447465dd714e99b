import Big from 'big.js';

/** A JSON number, whatever its spelling. */
const NUMBER = /^-?\d+(\.\d+)?([eE][+-]?\d{1,3})?$/;

/** Longest spelling taken for a price, and the largest power of ten in it: beyond them a number is an attack. */
const MAX_SPELLING_LENGTH = 40;
const LARGEST_EXPONENT = 30;

/**
 * Digits that a price can carry. A spelling with more is a binary fraction printed out (`2.9999900000000002e-06`),
 * and what stands past the fifteenth digit is no information.
 */
const SIGNIFICANT_DIGITS = 15;

/**
 * A price as a plain decimal string, worked out from its spelling without any rounding of binary fractions:
 * `7.9e-07` per token, times 1,000,000, is `0.79`. Equal prices give equal strings, however they are spelled.
 * `undefined` when the spelling is not a number.
 */
export function scaledAmount(spelling: string, factor: number): string | undefined {
  if (spelling.length > MAX_SPELLING_LENGTH || !NUMBER.test(spelling)) return undefined;
  const value = new Big(spelling);
  if (Math.abs(value.e) > LARGEST_EXPONENT) return undefined;
  return value.prec(SIGNIFICANT_DIGITS).times(factor).toFixed();
}

/** Whether two decimal strings are the same amount: `0.10` is `0.1`. */
export function sameAmount(one: string, other: string): boolean {
  return one === other || new Big(one).eq(other);
}

/** `after` divided by `before`. Only to be called with a `before` above zero. */
export function ratioOf(before: string, after: string): Big {
  return new Big(after).div(before);
}
