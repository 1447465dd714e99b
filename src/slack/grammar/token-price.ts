import { LIMITS, type TokenPrice } from '../../engine/index.js';
import type { Field, Reading } from './field.js';
import type { FlatValue } from './flat-workload.js';
import { parseNumber, writeNumber } from './numbers.js';

/** What a team pays for a million tokens: `2/10`, in and out, or `2/0.2/10`, with what is read from the cache between. */

const LIKE = 'write what 1M tokens cost you, in and out, like 2/10, or with cached tokens between, 2/0.2/10.';

/** Reads the parts of a price; `undefined` where they are not two or three numbers. */
export function parseTokenPrice(typed: string): TokenPrice | undefined {
  const [input, second, third, ...more] = typed.split('/').map(parseNumber);
  if (input === undefined || second === undefined || more.length > 0) return undefined;
  if (typed.split('/').length === 2) return { inputUsdPerMTok: input, outputUsdPerMTok: second };
  return third === undefined
    ? undefined
    : { inputUsdPerMTok: input, cachedInputUsdPerMTok: second, outputUsdPerMTok: third };
}

/** What is wrong with a price that could be read, or nothing. */
export function problemOfTokenPrice({
  inputUsdPerMTok: input,
  cachedInputUsdPerMTok: cached,
  outputUsdPerMTok: output,
}: TokenPrice): string | undefined {
  const all = [input, output, ...(cached === undefined ? [] : [cached])];
  if (all.some((usd) => usd < 0)) return 'no price can be below 0.';
  const most = LIMITS.usdPerMTok;
  if (all.some((usd) => usd > most)) return `a price must be at most ${writeNumber(most)} for 1M tokens.`;
  if (cached !== undefined && cached > input)
    return 'what is read from the cache costs no more than what is not: the order is in, cached, out, like 2/0.2/10.';
  return undefined;
}

/** Reads the price at a field. */
export function readTokenPrice({ path }: Field, typed: string): Reading {
  const price = parseTokenPrice(typed);
  if (price === undefined) return { ok: false, problem: LIKE };
  const problem = problemOfTokenPrice(price);
  return problem === undefined ? { ok: true, values: { [path]: price } } : { ok: false, problem };
}

/** The text that `parseTokenPrice` reads back as this price. */
export function writeTokenPrice({
  inputUsdPerMTok,
  cachedInputUsdPerMTok: cached,
  outputUsdPerMTok,
}: TokenPrice): string {
  return [inputUsdPerMTok, ...(cached === undefined ? [] : [cached]), outputUsdPerMTok]
    .map(writeNumber)
    .join('/');
}

/** Whether a value is a price. */
export function isTokenPrice(value: FlatValue): value is TokenPrice {
  return typeof value === 'object' && 'outputUsdPerMTok' in value;
}
