import type { CatalogueProblem } from './catalogue-error.js';
import type { CatalogueFile, PriceBlock, PriceEntry } from './catalogue-schema.js';
import { type PricedEntry, pricedEntriesOf } from './expand-catalogue.js';
import type { IsoDate, PriceKind, PriceUnit } from './price-book.js';
import { PRICE_KINDS, TOKEN_KINDS, UNITS_OF_KIND } from './price-kinds.js';

/** A well-shaped file and its name. */
export interface NamedFile {
  readonly name: string;
  readonly file: CatalogueFile;
}

/** USD per 1M tokens above which an input price is taken for a slip: the dearest true one seen is 150. */
const DEAREST_INPUT = 200;

const INPUT_KINDS: readonly PriceKind[] = [
  'input',
  'cachedInput',
  'cacheWrite',
  'batchInput',
  'batchCachedInput',
  'embedding',
];

/** One value of one block, and where it stands. */
interface PlacedPrice {
  readonly kind: PriceKind;
  readonly price: PriceEntry;
  /** Path below the entry: `prices[0].longPrompt.input`. */
  readonly path: string;
  readonly aboveTokens?: number;
}

/** Mistakes in the prices of one file: amounts that cannot be right, and spans of days that do not fit together. */
export function checkPrices({ name, file }: NamedFile): readonly CatalogueProblem[] {
  return pricedEntriesOf(file).flatMap((entry) => {
    const messages = [...blockMessages(entry), ...spanMessages(entry)];
    return messages.map(({ path, message }) => ({ file: name, place: `${entry.id}: ${path}`, message }));
  });
}

interface PathMessage {
  readonly path: string;
  readonly message: string;
}

function blockMessages(entry: PricedEntry): readonly PathMessage[] {
  return entry.prices.flatMap((block, index) => {
    const path = `prices[${index}]`;
    const prices = pricesIn(block, path);
    const messages = prices.flatMap(amountMessages);
    if (prices.length === 0)
      messages.push({ path, message: 'holds no price. Add one, or remove the block.' });
    if (block.until !== undefined && block.until <= block.from) {
      messages.push({
        path: `${path}.until`,
        message: `${block.until} is not after "from: ${block.from}". Write the first day on which the price no longer holds.`,
      });
    }
    const mayInvert = 'allowOutputBelowInput' in entry && entry.allowOutputBelowInput === true;
    return [
      ...messages,
      ...orderMessages(block, path, mayInvert),
      ...orderMessages(block.longPrompt, `${path}.longPrompt`, mayInvert),
    ];
  });
}

function pricesIn(block: PriceBlock, path: string): readonly PlacedPrice[] {
  const prices: PlacedPrice[] = [];
  for (const kind of PRICE_KINDS) {
    const price = block[kind];
    if (price) prices.push({ kind, price, path: `${path}.${kind}` });
  }
  for (const kind of TOKEN_KINDS) {
    const price = block.longPrompt?.[kind];
    const aboveTokens = block.longPrompt?.aboveTokens;
    if (price && aboveTokens !== undefined) {
      prices.push({ kind, price, path: `${path}.longPrompt.${kind}`, aboveTokens });
    }
  }
  return prices;
}

function amountMessages({ kind, price, path }: PlacedPrice): PathMessage[] {
  const usd = Number(price.amount);
  const messages: string[] = [];
  if (usd === 0 && price.free !== true) {
    messages.push(
      'is zero. Leave it out if it is not known; add "free: true" if the source says that it is free.',
    );
  }
  if (usd !== 0 && price.free === true) {
    messages.push(`is ${price.amount} and yet free. Remove "free", or write the amount as "0".`);
  }
  if (INPUT_KINDS.includes(kind) && usd > DEAREST_INPUT) {
    messages.push(
      `is ${price.amount} USD per 1M tokens, above ${DEAREST_INPUT}. Check the unit: prices are per 1M tokens.`,
    );
  }
  const units: readonly PriceUnit[] = UNITS_OF_KIND[kind];
  if (price.unit !== undefined && !units.includes(price.unit)) {
    messages.push(`is not sold in ${price.unit}. Use ${units.join(' or ')}.`);
  }
  return messages.map((message) => ({ path, message }));
}

/** Output is more expensive than input, and reading from the cache cheaper than input: anything else looks like swapped columns. */
function orderMessages(
  prices: Pick<PriceBlock, (typeof TOKEN_KINDS)[number]> | undefined,
  path: string,
  mayInvert: boolean,
): readonly PathMessage[] {
  if (!prices) return [];
  const messages: PathMessage[] = [];
  function expectOrder(
    low: (typeof TOKEN_KINDS)[number],
    high: (typeof TOKEN_KINDS)[number],
    advice: string,
  ): void {
    const [lower, higher] = [prices?.[low]?.amount, prices?.[high]?.amount];
    if (lower === undefined || higher === undefined || Number(lower) <= Number(higher)) return;
    messages.push({ path: `${path}.${high}`, message: `${higher} is below ${low} ${lower}. ${advice}` });
  }
  if (!mayInvert) {
    const advice =
      'Swap them, or add "allowOutputBelowInput: true" to the entry if the seller really charges so.';
    expectOrder('input', 'output', advice);
    expectOrder('batchInput', 'batchOutput', advice);
  }
  expectOrder('cachedInput', 'input', 'Check both: a cached read never costs more than a fresh one.');
  return messages;
}

/** Prices of one kind follow one another: each has to end before the next begins. */
function spanMessages(entry: PricedEntry): readonly PathMessage[] {
  const messages: PathMessage[] = [];
  const last = new Map<string, { from: IsoDate; until: IsoDate | undefined; path: string }>();
  for (const [index, block] of entry.prices.entries()) {
    for (const { kind, path, aboveTokens } of pricesIn(block, `prices[${index}]`)) {
      const key = `${kind}>${aboveTokens ?? ''}`;
      const before = last.get(key);
      last.set(key, { from: block.from, until: block.until, path });
      if (!before) continue;
      if (block.from <= before.from) {
        messages.push({
          path,
          message: `starts ${block.from}, not after ${before.path} (${before.from}). List prices from the oldest to the newest.`,
        });
      } else if (before.until === undefined || before.until > block.from) {
        const end = before.until === undefined ? 'has no end' : `lasts until ${before.until}`;
        messages.push({
          path,
          message: `starts ${block.from} while ${before.path} ${end}. Give the older one "until: ${block.from}".`,
        });
      }
    }
  }
  return messages;
}
