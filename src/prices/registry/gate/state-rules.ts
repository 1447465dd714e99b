import type { PriceKind } from '../../price-book.js';
import { isTunedRow, isTuningPrice, productOfRow } from '../catalogue-key.js';
import { sameAmount } from '../decimal-amount.js';
import { priceOf, type RegistryPrice, type RegistryRow, sortOf } from '../registry-row.js';
import type { GateContext, PriceFinding } from './gate-context.js';

/**
 * Rules that judge a price as it stands, with nothing to compare it with but the row it stands in and the
 * catalogue. They hold on first sight as well as for the new side of a change.
 */

/** USD per 1M tokens above which an input price is taken for a slip of the unit: the dearest true one seen is 150. */
const DEAREST_INPUT_USD_PER_MTOK = 200;

/** The same for output, where the dearest true one seen is 600. */
const DEAREST_OUTPUT_USD_PER_MTOK = 1000;

/** USD per 1,000 searches above which a re-ranker's price is taken for a slip: the dearest true one seen is 2.50. */
const DEAREST_RERANK_USD_PER_THOUSAND = 50;

/** A batch price outside these multiples of the standard one is not believed. */
const LEAST_TIER_RATIO = 0.2;
const GREATEST_TIER_RATIO = 4;

/** The standard price that each batch price belongs to. */
const STANDARD_OF_BATCH: Partial<Record<PriceKind, PriceKind>> = {
  batchInput: 'input',
  batchCachedInput: 'cachedInput',
  batchOutput: 'output',
};

type StateRule = (price: RegistryPrice, row: RegistryRow, context: GateContext) => PriceFinding | undefined;

/** The first rule that speaks decides. */
const STATE_RULES: readonly StateRule[] = [
  aliasHasNoPrice,
  sentinelIsUnknown,
  zeroIsUnknown,
  impossiblePriceIsUnknown,
  tuningPriceWaits,
  curatedTuneWins,
  wrongFieldIsUnknown,
  badServiceTierIsUnknown,
  swappedColumnsAreHeld,
];

/** What speaks against a price as it stands in its row; `undefined` when nothing does. */
export function judgeState(
  price: RegistryPrice,
  row: RegistryRow,
  context: GateContext,
): PriceFinding | undefined {
  for (const rule of STATE_RULES) {
    const finding = rule(price, row, context);
    if (finding) return finding;
  }
  return undefined;
}

/** T9: a name that means *latest* has no price of its own. */
function aliasHasNoPrice(_price: RegistryPrice, row: RegistryRow): PriceFinding | undefined {
  if (row.alias !== 'latest') return undefined;
  return unknown('alias', `${row.key} is an alias that may point to another model tomorrow.`);
}

/** T11: a negative amount stands for "varies". */
function sentinelIsUnknown(price: RegistryPrice): PriceFinding | undefined {
  return isSentinel(price) ? unknown('sentinel', 'A negative amount is not a price.') : undefined;
}

/** T7: zero is *not known*, unless the catalogue says that it is free. */
function zeroIsUnknown(
  price: RegistryPrice,
  row: RegistryRow,
  context: GateContext,
): PriceFinding | undefined {
  if (price.amount !== '0') return undefined;
  const { current } = context.findCurated(productOfRow(row, context.findProduct), price);
  if (current && sameAmount(current.amount, '0')) return undefined;
  return unknown('zero-price', 'Zero stands for a price that nobody has entered.');
}

/** T2: prices a thousand times too high are slips of the unit; then no price of the row can be trusted. */
function impossiblePriceIsUnknown(price: RegistryPrice, row: RegistryRow): PriceFinding | undefined {
  if (!isTooDear(price, row)) return undefined;
  const dear = row.prices.find(isAboveLimit) ?? price;
  return unknown('impossible-price', `${dear.amount} USD for ${nameOf(dear)} is far above any true price.`);
}

/** What a tune costs by the seller's own list, or its jobs by any, never takes effect unseen: a plan stands or falls with it. */
function tuningPriceWaits(
  price: RegistryPrice,
  row: RegistryRow,
  context: GateContext,
): PriceFinding | undefined {
  if (!isTuningPrice(price, row)) return undefined;
  const { current } = context.findCurated(productOfRow(row, context.findProduct), price);
  if (current && sameAmount(current.amount, price.amount)) return undefined;
  const known = current ? `says ${current.amount}` : 'knows none';
  return {
    rule: 'tuning-price',
    disposition: 'hold',
    reason: `The catalogue ${known}. A price of tuning waits for somebody who reads the seller's page.`,
  };
}

/** T15: what a tuned model costs is in the catalogue's own table; the registry's rows are often half mended. */
function curatedTuneWins(
  price: RegistryPrice,
  row: RegistryRow,
  context: GateContext,
): PriceFinding | undefined {
  if (!isTunedRow(row)) return undefined;
  const { current, earlier, later } = context.findCurated(productOfRow(row, context.findProduct), price);
  const curated = current ?? earlier.at(-1) ?? later[0];
  if (!curated || sameAmount(curated.amount, price.amount)) return undefined;
  return unknown('curated-tune', `The catalogue's own table says ${curated.amount}, and it stands.`);
}

/** T6: writing to a cache never costs less than reading fresh, and reading from it never costs more. */
function wrongFieldIsUnknown(price: RegistryPrice, row: RegistryRow): PriceFinding | undefined {
  const input = priceOf(row, 'input', price.aboveTokens);
  if (!input || Number(input.amount) <= 0) return undefined;
  const [amount, fresh] = [Number(price.amount), Number(input.amount)];
  const misplaced =
    (price.kind === 'cacheWrite' && amount < fresh) || (price.kind === 'cachedInput' && amount > fresh);
  if (!misplaced) return undefined;
  return unknown(
    'wrong-field',
    `${price.amount} for ${nameOf(price)} does not fit input at ${input.amount}: it seems to stand in the wrong field.`,
  );
}

/** T14: a batch price far from its standard price is not believed. */
function badServiceTierIsUnknown(price: RegistryPrice, row: RegistryRow): PriceFinding | undefined {
  const standardKind = STANDARD_OF_BATCH[price.kind];
  const standard = standardKind && priceOf(row, standardKind, price.aboveTokens);
  if (!standard || Number(standard.amount) <= 0) return undefined;
  const ratio = Number(price.amount) / Number(standard.amount);
  if (ratio >= LEAST_TIER_RATIO && ratio <= GREATEST_TIER_RATIO) return undefined;
  return unknown(
    'service-tier',
    `${price.amount} in a batch against ${standard.amount} otherwise is no discount that anybody gives.`,
  );
}

/** T5: a chat model whose output is cheaper than its input probably has its columns swapped. */
function swappedColumnsAreHeld(price: RegistryPrice, row: RegistryRow): PriceFinding | undefined {
  if (sortOf(row) !== 'call') return undefined;
  const input = priceOf(row, 'input', undefined);
  const output = priceOf(row, 'output', undefined);
  if (!input || !output || !looksSwapped(input.amount, output.amount)) return undefined;
  return {
    rule: 'swapped-columns',
    disposition: 'hold',
    reason: `Output at ${output.amount} is below input at ${input.amount}: the columns look swapped${price === input || price === output ? '' : ', so nothing of the row is taken'}.`,
  };
}

/** Whether a chat model's prices stand in each other's place: output is sold, and below input. */
function looksSwapped(input: string, output: string): boolean {
  return Number(output) > 0 && Number(output) < Number(input);
}

function isSentinel(price: RegistryPrice): boolean {
  return price.amount.startsWith('-');
}

function isTooDear(price: RegistryPrice, row: RegistryRow): boolean {
  return isAboveLimit(price) || row.prices.some((other) => other.kind === 'input' && isAboveLimit(other));
}

function isAboveLimit({ kind, unit, amount }: RegistryPrice): boolean {
  if (unit === 'usdPerThousandSearches') return Number(amount) > DEAREST_RERANK_USD_PER_THOUSAND;
  const isOutput = kind === 'output' || kind === 'batchOutput';
  return Number(amount) > (isOutput ? DEAREST_OUTPUT_USD_PER_MTOK : DEAREST_INPUT_USD_PER_MTOK);
}

function unknown(rule: PriceFinding['rule'], reason: string): PriceFinding {
  return { rule, disposition: 'unknown', reason };
}

const KIND_NAMES: Partial<Record<PriceKind, string>> = {
  cachedInput: 'cached input',
  cacheWrite: 'cache write',
  batchInput: 'batch input',
  batchCachedInput: 'batch cached input',
  batchOutput: 'batch output',
  rerank: 're-ranking',
};

function nameOf({ kind }: RegistryPrice): string {
  return KIND_NAMES[kind] ?? kind;
}
