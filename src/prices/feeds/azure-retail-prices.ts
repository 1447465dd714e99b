import type { PriceKind } from '../price-book.js';
import { scaledAmount } from '../registry/decimal-amount.js';
import type { RegistryPrice } from '../registry/registry-row.js';
import { at, parseObject, type StatedRow, StatedRows, spellingOf } from './stated-row.js';

const PLATFORM = 'azure-foundry';

/** How meters name models, in the words before what they measure, and the models' ids. */
const ID_OF_METER: ReadonlyMap<string, string> = new Map([
  ['gpt 4o 0806', 'gpt-4o-2024-08-06'],
  ['gpt 4o mini 0718', 'gpt-4o-mini-2024-07-18'],
  ['gpt 4.1', 'gpt-4.1-2025-04-14'],
  ['gpt 4.1 mini', 'gpt-4.1-mini-2025-04-14'],
  ['gpt 4.1 nano', 'gpt-4.1-nano-2025-04-14'],
]);

const INPUT = new Set(['inp', 'inpt', 'input']);
const OUTPUT = new Set(['outp', 'outpt', 'opt', 'out', 'output']);
const CACHED = new Set(['cached', 'cchd', 'cd']);
const TRAINING = new Set(['trng', 'training']);
const HOSTING = new Set(['hstng', 'hosting']);
const GLOBAL = new Set(['glbl', 'gl']);
/** Words that only say the unit. */
const UNITS = new Set(['tokens', 'tkn', 'unit', '1m', '1k']);

/** One meter, understood. */
interface Meter {
  readonly id: string;
  readonly kind: PriceKind;
  readonly isTuned: boolean;
}

/**
 * Reads pages of the Azure Retail Prices API for Foundry Models. Only meters of global deployments are heard: they
 * are what the catalogue prices. A meter with a word that is not understood (`dev`, `batch`, `DZ`) is passed over.
 *
 * @throws FeedError when a text is not such a page, or nothing is understood
 */
export function parseAzureRetailPrices(pages: readonly string[]): readonly StatedRow[] {
  const rows = new StatedRows();
  for (const page of pages) {
    const items = at(parseObject(page), 'Items');
    for (const item of Array.isArray(items) ? items : []) {
      const name = at(item, 'meterName');
      const meter = typeof name === 'string' ? meterOf(name) : undefined;
      if (meter === undefined || at(item, 'currencyCode') !== 'USD') continue;
      const { id, kind, isTuned } = meter;
      const price = priceOf(kind, at(item, 'retailPrice'), at(item, 'unitOfMeasure'));
      rows.add(PLATFORM, isTuned ? `ft:${id}` : id, price);
    }
  }
  return rows.rows();
}

/** Where the next page is, on the same host as the first. */
export function nextAzurePage(page: string, first: string): string | undefined {
  const next = at(parseObject(page), 'NextPageLink');
  if (typeof next !== 'string' || !URL.canParse(next)) return undefined;
  return new URL(next).origin === new URL(first).origin ? next : undefined;
}

function meterOf(name: string): Meter | undefined {
  const words = name
    .toLowerCase()
    .split(/[\s-]+/)
    .filter((word) => word !== '' && !UNITS.has(word));
  const model: string[] = [];
  let what: 'input' | 'output' | 'training' | 'hostingHour' | undefined;
  let isTuned = false;
  let isCached = false;
  let isGlobal = false;
  for (const word of words) {
    if (word === 'ft') isTuned = true;
    else if (CACHED.has(word)) isCached = true;
    else if (GLOBAL.has(word)) isGlobal = true;
    else if (INPUT.has(word)) what = 'input';
    else if (OUTPUT.has(word)) what = 'output';
    else if (TRAINING.has(word)) what = 'training';
    else if (HOSTING.has(word)) what = 'hostingHour';
    else model.push(word);
  }
  const id = ID_OF_METER.get(model.join(' '));
  if (id === undefined || what === undefined || !isGlobal) return undefined;
  if (!isCached) return { id, kind: what, isTuned };
  return what === 'input' ? { id, kind: 'cachedInput', isTuned } : undefined;
}

function priceOf(kind: PriceKind, price: unknown, unit: unknown): RegistryPrice | undefined {
  if (typeof unit !== 'string') return undefined;
  const spelling = spellingOf(price) ?? '';
  if (kind === 'hostingHour') {
    const amount = /^1(\s*(\/\s*)?hour)?$/i.test(unit) ? scaledAmount(spelling, 1) : undefined;
    return amount === undefined ? undefined : { kind, unit: 'usdPerHour', amount };
  }
  const factor = /^1k$/i.test(unit) ? 1_000 : /^1m$/i.test(unit) ? 1 : undefined;
  const amount = factor === undefined ? undefined : scaledAmount(spelling, factor);
  return amount === undefined ? undefined : { kind, unit: 'usdPerMTok', amount };
}
