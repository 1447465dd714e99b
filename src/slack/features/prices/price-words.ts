import { formatAmount, formatCount, formatDay, isStale, TYPICAL_USE } from '../../../engine/index.js';
import type {
  Confidence,
  IsoDate,
  PriceFact,
  PriceKind,
  PriceMark,
  PriceUnit,
  Source,
} from '../../../prices/price-book.js';
import { cut } from '../../kit/safe-text.js';

/** How prices and their sources are said. */

const KINDS: Readonly<Record<PriceKind, string>> = {
  input: 'Input',
  cachedInput: 'Cached input',
  cacheWrite: 'Cache write',
  output: 'Output',
  batchInput: 'Batch input',
  batchCachedInput: 'Batch cached input',
  batchOutput: 'Batch output',
  training: 'Training',
  hostingHour: 'Hosting',
  storageMonth: 'Storage',
  minimumFee: 'Minimum fee',
  gpuHour: 'GPU',
  embedding: 'Embedding',
  rerank: 'Re-ranking',
  vectorStorage: 'Vector storage',
};

const UNITS: Readonly<Record<PriceUnit, string>> = {
  usdPerMTok: 'per 1M tokens',
  usdPerHour: 'per hour',
  usdPerMonth: 'per month',
  usdPerJob: 'per job',
  usdPerGbMonth: 'per GB and month',
  usdPerThousandSearches: 'per 1,000 searches',
};

const CONFIDENCES: Readonly<Record<Confidence, string>> = {
  A: "provider's own page",
  B: 'third-party copy',
  C: 'unverified',
};

const WEAKEST_LAST: readonly Confidence[] = ['A', 'B', 'C'];

/** What a price is for: `Cached input`. */
export function kindWords(kind: PriceKind): string {
  return KINDS[kind];
}

/** What an amount buys: `per 1M tokens`. */
export function unitWords(unit: PriceUnit): string {
  return UNITS[unit];
}

/** How sure a price is: `provider's own page`. */
export function confidenceWords(confidence: Confidence): string {
  return CONFIDENCES[confidence];
}

/** The amount as published, never rounded: `$2.50`; `–` where there is none. */
export function amountWords(price: Pick<PriceFact, 'amount'> | undefined): string {
  return price === undefined ? '–' : formatAmount(cut(price.amount, 30));
}

/** The weakest of some prices and every mark on them: `third-party copy; disputed`. `unknown` for none. */
export function suretyWords(prices: readonly Pick<PriceFact, 'confidence' | 'marks'>[]): string {
  const listed = prices.filter((price) => !isOwn(price));
  const own = listed.length < prices.length ? [OWN_PRICE] : [];
  const weakest = WEAKEST_LAST.findLast((one) => listed.some(({ confidence }) => confidence === one));
  if (weakest === undefined) return own[0] ?? 'unknown';
  const marks = new Set<PriceMark>(listed.flatMap((price) => price.marks));
  return [CONFIDENCES[weakest], ...marks, ...own].join('; ');
}

/** The day of a source: `3 Sep 2026`, or `3 Sep 2026 or later` where the page carries none. */
export function sourceDay(source: Source): string {
  return source.dateIsNotBefore === true ? `${formatDay(source.date)} or later` : formatDay(source.date);
}

/** How models are ordered: `the cheapest first, by a call of 1,500 tokens in and 300 out`. */
export function orderWords(): string {
  const { staticPrompt, user, output } = TYPICAL_USE.tokens;
  return `the cheapest first, by a call of ${formatCount(staticPrompt + user)} tokens in and ${formatCount(output)} out`;
}

/** When a price was last compared with its source, and whether that is too long ago. */
export function checkedWords(checkedOn: IsoDate, asOf: IsoDate): string {
  return `checked ${formatDay(checkedOn)}${isStale(checkedOn, asOf) ? ', stale' : ''}`;
}

/** How sure a price is that the team pays by its own word. */
export const OWN_PRICE = 'your own price';

/** Whether a price is what the team pays, by its own word. */
export function isOwn({ marks }: Pick<PriceFact, 'marks'>): boolean {
  return marks.includes('own');
}

/** A change as a share with its sign: `+50%`, `-60%`; nothing where there is nothing to divide by. */
export function changeWords(before: number, after: number): string {
  if (before === 0) return '';
  const percent = Number((((after - before) / before) * 100).toFixed(1));
  return `${percent > 0 ? '+' : ''}${percent}%`;
}
