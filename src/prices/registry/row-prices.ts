import { isLosslessNumber } from 'lossless-json';
import type { PriceKind } from '../price-book.js';
import { scaledAmount } from './decimal-amount.js';
import type { RegistryPrice, RegistryUnit, RowMode } from './registry-row.js';

/** A price field of the registry and what it is to us. The first field of a kind that is there is taken. */
interface PriceField {
  readonly field: string;
  readonly kind: PriceKind;
  readonly aboveTokens?: number;
  readonly unit: RegistryUnit;
  /** From the registry's unit to ours. */
  readonly factor: number;
}

/** Prompt lengths, in thousands of tokens, past which the registry may state other prices. */
const STEPS = [128, 200, 256, 272];

const TOKENS_PER_MILLION = 1_000_000;
const SEARCHES_PER_THOUSAND = 1000;

const CALL_FIELDS: readonly (readonly [field: string, kind: PriceKind])[] = [
  ['input_cost_per_token', 'input'],
  ['output_cost_per_token', 'output'],
  ['cache_read_input_token_cost', 'cachedInput'],
  ['cache_creation_input_token_cost', 'cacheWrite'],
];

const CHAT_FIELDS: readonly PriceField[] = [
  ...CALL_FIELDS.map(([field, kind]) => perToken(field, kind)),
  perToken('input_cost_per_token_cache_hit', 'cachedInput'),
  perToken('input_cost_per_token_batches', 'batchInput'),
  perToken('input_cost_per_token_batch_requests', 'batchInput'),
  perToken('cache_read_input_token_cost_batches', 'batchCachedInput'),
  perToken('output_cost_per_token_batches', 'batchOutput'),
  ...STEPS.flatMap((thousands) =>
    CALL_FIELDS.map(([field, kind]) => ({
      ...perToken(`${field}_above_${thousands}k_tokens`, kind),
      aboveTokens: thousands * 1000,
    })),
  ),
];

/**
 * The fields that are read, by mode. All others are left out on purpose: flex and priority tiers, cache writes
 * of an hour, audio, images, characters, seconds and price steps by array are nothing that a plan is billed in.
 */
const FIELDS: Record<RowMode, readonly PriceField[]> = {
  chat: CHAT_FIELDS,
  completion: CHAT_FIELDS,
  responses: CHAT_FIELDS,
  embedding: [perToken('input_cost_per_token', 'embedding')],
  rerank: [
    {
      field: 'input_cost_per_query',
      kind: 'rerank',
      unit: 'usdPerThousandSearches',
      factor: SEARCHES_PER_THOUSAND,
    },
    perToken('input_cost_per_token', 'rerank'),
  ],
};

/** What a row's price fields hold: the prices, and the fields whose content is no number. */
export interface RowPrices {
  readonly prices: readonly RegistryPrice[];
  readonly refusedFields: readonly string[];
}

/** Reads the price fields of one row. A field that holds no number is refused; the others are still taken. */
export function rowPrices(row: object, mode: RowMode): RowPrices {
  const prices: RegistryPrice[] = [];
  const refusedFields: string[] = [];
  for (const { field, kind, aboveTokens, unit, factor } of FIELDS[mode]) {
    const value: unknown = Object.hasOwn(row, field) ? Reflect.get(row, field) : undefined;
    if (value === undefined || value === null) continue;
    const spelling = spellingOf(value);
    const amount = spelling === undefined ? undefined : scaledAmount(spelling, factor);
    if (amount === undefined) refusedFields.push(field);
    else prices.push({ kind, ...(aboveTokens !== undefined && { aboveTokens }), unit, amount });
  }
  return { prices: firstOfEach(prices), refusedFields };
}

function perToken(field: string, kind: PriceKind): PriceField {
  return { field, kind, unit: 'usdPerMTok', factor: TOKENS_PER_MILLION };
}

/** A number keeps its spelling; a text is tried, for some copies quote their numbers. */
function spellingOf(value: unknown): string | undefined {
  if (isLosslessNumber(value)) return value.value;
  return typeof value === 'string' ? value.trim() : undefined;
}

/** One price of each kind and band. A re-ranker's token price of 0 beside a price per query is not a price. */
function firstOfEach(prices: readonly RegistryPrice[]): readonly RegistryPrice[] {
  const taken = new Map<string, RegistryPrice>();
  for (const price of prices) {
    const key = `${price.kind}>${price.aboveTokens ?? ''}`;
    const before = taken.get(key);
    if (before === undefined || (before.amount === '0' && price.amount !== '0')) taken.set(key, price);
  }
  return [...taken.values()];
}
