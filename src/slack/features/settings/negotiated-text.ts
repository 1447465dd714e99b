import { PLATFORM_PREFIX } from '../../../prices/negotiated-prices.js';
import { OWN_PREFIX } from '../../../prices/own-models.js';
import type { PriceBook } from '../../../prices/price-book.js';
import { suggestModels } from '../../../prices/suggest-model.js';
import { MAX_NEGOTIATED, type NegotiatedPrice } from '../../../workspace/settings.js';
import { parseShare } from '../../grammar/numbers.js';
import { quote } from '../../grammar/text-problem.js';
import { parseTokenPrice, problemOfTokenPrice, writeTokenPrice } from '../../grammar/token-price.js';
import { nearestWord } from '../../kit/nearest.js';
import { asOneLine } from '../../kit/safe-text.js';

/** Negotiated prices as people type them, one a line: `gpt-4o 15% Contract 2026-114`. */

/** Longest text: the most that a field of Slack holds. */
export const NEGOTIATED_LENGTH = 3_000;

/** Problems that are named at once: nothing is read behind them. */
const PROBLEMS_NAMED = 3;

/** Longest note on a negotiated price. */
const NOTE_LENGTH = 200;

/** The discount of a line: its name stands before it, its note behind. */
const PERCENT = / (\d{1,3}(?:\.\d{1,4})?) ?%/;
/** The price of a line, in its place: `2/10` or `2/0.2/10`. */
const PRICE = / (\$?\d[\d.,]{0,12}\/\$?\d[\d.,]{0,12}(?:\/\$?\d[\d.,]{0,12})?)(?: |$)/;
const EXAMPLE = 'gpt-4o 15% Contract 114, or gpt-4o 2/0.2/10';

/** What a text of negotiated prices says, or everything that is wrong with it, in one text. */
export type NegotiatedReading =
  | { readonly ok: true; readonly negotiated: readonly NegotiatedPrice[] }
  | { readonly ok: false; readonly problem: string };

/** The text that `readNegotiated` reads back as these. */
export function writeNegotiated(negotiated: readonly NegotiatedPrice[]): string {
  return negotiated
    .map((one) => {
      const { product, note } = one;
      const name = product.startsWith(PLATFORM_PREFIX) ? product.slice(PLATFORM_PREFIX.length) : product;
      return [
        name,
        'price' in one ? writeTokenPrice(one.price) : `${Number((one.discount * 100).toPrecision(12))}%`,
        ...(note === undefined ? [] : [note]),
      ].join(' ');
    })
    .join('\n');
}

/** Reads negotiated prices. A name is that of a platform, or an id or alias of something sold by the token. */
export function readNegotiated(text: string, book: PriceBook): NegotiatedReading {
  const names = namesIn(book);
  const negotiated = new Map<string, NegotiatedPrice>();
  const problems: string[] = [];
  for (const [index, raw] of text.split('\n').entries()) {
    const line = asOneLine(raw);
    if (line === '') continue;
    if (problems.length === PROBLEMS_NAMED) break;
    const read = readLine(line, names, book);
    if (typeof read === 'string') problems.push(`Line ${index + 1}: ${read}`);
    else if (negotiated.has(read.product)) problems.push(`Line ${index + 1}: this is there twice.`);
    else negotiated.set(read.product, read);
  }
  if (negotiated.size > MAX_NEGOTIATED) problems.push(`There may be at most ${MAX_NEGOTIATED} lines.`);
  const prices = [...negotiated.values()];
  if (problems.length === 0 && writeNegotiated(prices).length > NEGOTIATED_LENGTH) {
    problems.push('This is too long. Shorten the notes.');
  }
  return problems.length === 0
    ? { ok: true, negotiated: prices }
    : { ok: false, problem: problems.slice(0, PROBLEMS_NAMED).join(' ') };
}

/** What can be named, in lower case, and the product that it stands for. */
function namesIn(book: PriceBook): ReadonlyMap<string, string> {
  const names = new Map<string, string>();
  for (const { platform, product, unit } of book.facts) {
    if (unit !== 'usdPerMTok') continue;
    names.set(platform.toLowerCase(), `${PLATFORM_PREFIX}${platform}`);
    names.set(product.toLowerCase(), product);
  }
  return names;
}

function readLine(
  line: string,
  names: ReadonlyMap<string, string>,
  book: PriceBook,
): NegotiatedPrice | string {
  const [match] = [PERCENT.exec(line), PRICE.exec(line)]
    .filter((found) => found !== null)
    .sort((a, b) => a.index - b.index);
  if (match === undefined) return `write a name and a percentage, or a price, like ${EXAMPLE}.`;
  const [said, amount = ''] = match;
  const name = line.slice(0, match.index);
  const note = line.slice(match.index + said.length).trim();
  const product = names.get(name.toLowerCase().replace(PLATFORM_PREFIX, '')) ?? book.findModel(name)?.id;
  if (product === undefined) return unknownName(name, names, book);
  if (note.length > NOTE_LENGTH) return `the note may have at most ${NOTE_LENGTH} characters.`;
  const agreed = { product, ...(note === '' ? {} : { note }) };
  if (amount.includes('/')) return readPrice(amount, agreed);
  if (product.startsWith(OWN_PREFIX)) return `a model of your own has a price, like ${name} 0.4/1.2.`;
  const discount = parseShare(`${amount}%`) ?? 0;
  if (discount <= 0 || discount >= 1) return 'the discount must be more than 0% and less than 100%.';
  return { ...agreed, discount };
}

function readPrice(
  typed: string,
  agreed: { readonly product: string; readonly note?: string },
): NegotiatedPrice | string {
  if (agreed.product.startsWith(PLATFORM_PREFIX)) {
    return 'a price is that of one model. For everything that a platform sells, write a percentage.';
  }
  const price = parseTokenPrice(typed);
  if (price === undefined) return `write a price like 2/10 or 2/0.2/10, USD for 1M tokens.`;
  return problemOfTokenPrice(price) ?? { ...agreed, price };
}

function unknownName(name: string, names: ReadonlyMap<string, string>, book: PriceBook): string {
  const typed = name.slice(0, 120);
  const near = nearestWord(typed, [...names.keys()]) ?? suggestModels(book, typed, 1)[0];
  const own = 'A model of your own is written own/name.';
  const mend = near === undefined ? `Write it like ${EXAMPLE}. ${own}` : `Did you mean ${near}?`;
  return `no platform and no model is called ${quote(name)}. ${mend}`;
}
