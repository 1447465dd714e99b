import { currencyOf, OWN_CURRENCY } from '../../grammar/currencies.js';
import { parseNumber } from '../../grammar/numbers.js';
import { quote } from '../../grammar/text-problem.js';

/** Rates of other currencies as people type them: `EUR 1.08, GBP 1.27`. */

/** Longest text of rates. */
export const RATES_LENGTH = 500;

/** What one of a currency can be in US dollars, at most. */
const MAX_RATE = 1_000;

/** What a text of rates says, or what is wrong with it. */
export type RatesReading =
  | { readonly ok: true; readonly usdPer: Readonly<Record<string, number>> }
  | { readonly ok: false; readonly problem: string };

/** Reads what one of each currency is in US dollars. */
export function readRates(text: string): RatesReading {
  const rates = new Map<string, number>();
  for (const piece of text.split(/[,;\n]+/)) {
    const [name, amount, ...more] = piece.split(/[\s=:]+/).filter((word) => word !== '');
    if (name === undefined) continue;
    const code = currencyOf(name) ?? (/^[a-z]{3}$/i.test(name) ? name.toUpperCase() : undefined);
    const rate = parseNumber(amount ?? '');
    if (code === undefined || rate === undefined || more.length > 0) {
      return {
        ok: false,
        problem: `Write a currency and what one of it is in dollars, like EUR 1.08, not ${quote(piece)}.`,
      };
    }
    if (code === OWN_CURRENCY) return { ok: false, problem: 'A dollar is a dollar: leave USD out.' };
    if (!(rate > 0 && rate < MAX_RATE)) {
      return {
        ok: false,
        problem: `What one ${code} is in dollars must be more than 0 and less than 1,000.`,
      };
    }
    if (rates.has(code)) return { ok: false, problem: `${code} is there twice. Keep one of them.` };
    rates.set(code, rate);
  }
  return { ok: true, usdPer: Object.fromEntries(rates) };
}

/** The text that `readRates` reads back as these. */
export function writeRates(usdPer: Readonly<Record<string, number>> = {}): string {
  return Object.entries(usdPer)
    .map(([code, rate]) => `${code} ${rate}`)
    .join(', ');
}
