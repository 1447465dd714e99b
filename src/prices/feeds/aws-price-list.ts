import type { PriceKind } from '../price-book.js';
import { scaledAmount } from '../registry/decimal-amount.js';
import type { RegistryPrice } from '../registry/registry-row.js';
import { at, entriesOf, parseObject, type StatedRow, StatedRows, spellingOf } from './stated-row.js';

const PLATFORM = 'aws-bedrock';

/** Families whose usage types do not carry the model's id, and that id. */
const ID_OF_FAMILY: ReadonlyMap<string, string> = new Map([
  ['NovaMicro', 'amazon.nova-micro-v1:0'],
  ['NovaLite', 'amazon.nova-lite-v1:0'],
  ['NovaPro', 'amazon.nova-pro-v1:0'],
  ['Nova2.0Lite', 'amazon.nova-2-lite-v1:0'],
  ['Llama3-3-70B', 'meta.llama3-3-70b-instruct-v1:0'],
]);

/** What the end of a usage type says, and whether it is said of a tuned model. */
const ENDINGS: readonly (readonly [end: string, kind: PriceKind, isTuned: boolean])[] = [
  ['-Customization-Training', 'training', true],
  ['-Customization-Storage', 'storageMonth', true],
  ['-input-tokens-custom-model', 'input', true],
  ['-output-tokens-custom-model', 'output', true],
  // Routed to any region of the world is what the model's own id stands for; it comes before the region's own price.
  ['-input-tokens-cross-region-global', 'input', false],
  ['-output-tokens-cross-region-global', 'output', false],
  ['-input-tokens', 'input', false],
  ['-output-tokens', 'output', false],
  ['-mantle-input-tokens-standard', 'input', false],
  ['-mantle-output-tokens-standard', 'output', false],
  ['-cache-read-input-token-count', 'cachedInput', false],
  ['-cache-write-input-token-count', 'cacheWrite', false],
  ['-input-tokens-batch', 'batchInput', false],
  ['-output-tokens-batch', 'batchOutput', false],
];

/** The region in front of a usage type: `USE1-`, `USW2-`. */
const REGION = /^[A-Z]{2,4}\d-/;

/** Prices in the order in which endings are listed: what comes first counts. */
interface Dimension {
  readonly ending: number;
  readonly name: string;
  readonly price: RegistryPrice;
}

/**
 * Reads a region's file of the AWS price list for Bedrock: products with a usage type each, and their prices on
 * demand. Usage types that are not understood are passed over.
 *
 * @throws FeedError when the text is not such a file
 */
export function parseAwsPriceList(text: string): readonly StatedRow[] {
  const file = parseObject(text);
  const terms = at(file, 'terms', 'OnDemand');
  const dimensions = entriesOf(at(file, 'products')).flatMap(([sku, product]): readonly Dimension[] => {
    const usage = at(product, 'attributes', 'usagetype');
    const [dimension] = entriesOf(at(terms, sku)).flatMap(([, term]) =>
      entriesOf(at(term, 'priceDimensions')).map(([, one]) => one),
    );
    return typeof usage === 'string' ? dimensionOf(usage.replace(REGION, ''), dimension) : [];
  });
  const rows = new StatedRows();
  for (const { name, price } of dimensions.toSorted((a, b) => a.ending - b.ending)) {
    rows.add(PLATFORM, name, price);
  }
  return rows.rows();
}

function dimensionOf(usage: string, dimension: unknown): readonly Dimension[] {
  const ending = ENDINGS.findIndex(([end]) => usage.endsWith(end));
  const found = ENDINGS[ending];
  if (found === undefined) return [];
  const [end, kind, isTuned] = found;
  const family = usage.slice(0, -end.length);
  const id = ID_OF_FAMILY.get(family) ?? (/^[a-z0-9]+\./.test(family) ? family : undefined);
  const price = priceOf(kind, dimension);
  if (id === undefined || price === undefined) return [];
  return [{ ending, name: isTuned ? `ft:${id}` : id, price }];
}

function priceOf(kind: PriceKind, dimension: unknown): RegistryPrice | undefined {
  const spelling = spellingOf(at(dimension, 'pricePerUnit', 'USD')) ?? '';
  if (kind === 'storageMonth') {
    const amount = scaledAmount(spelling, 1);
    return amount === undefined ? undefined : { kind, unit: 'usdPerMonth', amount };
  }
  const factor = perMillion(at(dimension, 'unit'));
  const amount = factor === undefined ? undefined : scaledAmount(spelling, factor);
  return amount === undefined ? undefined : { kind, unit: 'usdPerMTok', amount };
}

/** From the unit of a dimension to 1M tokens; `undefined` for a unit that is not one of tokens. */
function perMillion(unit: unknown): number | undefined {
  if (typeof unit !== 'string') return undefined;
  if (/^1k tokens?$/i.test(unit)) return 1_000;
  return /^(1m tokens?|million tokens?)$/i.test(unit) ? 1 : undefined;
}
