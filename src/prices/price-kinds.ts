import type { PriceKind, PriceUnit } from './price-book.js';

/** Kinds that a single call is billed in. */
export const TOKEN_KINDS = [
  'input',
  'cachedInput',
  'cacheWrite',
  'output',
  'batchInput',
  'batchCachedInput',
  'batchOutput',
] as const satisfies readonly PriceKind[];

/** Kinds that belong to a tuning job or to keeping a tuned model. */
export const TUNING_KINDS = [
  'training',
  'minimumFee',
  'hostingHour',
  'storageMonth',
] as const satisfies readonly PriceKind[];

/** Whether a price is one of a tuning job, or of keeping a tuned model. */
export function isTuningKind(kind: PriceKind): boolean {
  return TUNING_KINDS.some((tuning) => tuning === kind);
}

/** Every kind, with the units in which it may be written; the first is meant when none is named. */
export const UNITS_OF_KIND = {
  input: ['usdPerMTok'],
  cachedInput: ['usdPerMTok'],
  cacheWrite: ['usdPerMTok'],
  output: ['usdPerMTok'],
  batchInput: ['usdPerMTok'],
  batchCachedInput: ['usdPerMTok'],
  batchOutput: ['usdPerMTok'],
  training: ['usdPerMTok', 'usdPerHour'],
  minimumFee: ['usdPerJob'],
  hostingHour: ['usdPerHour'],
  storageMonth: ['usdPerMonth', 'usdPerGbMonth'],
  gpuHour: ['usdPerHour'],
  embedding: ['usdPerMTok'],
  rerank: ['usdPerMTok', 'usdPerThousandSearches'],
  vectorStorage: ['usdPerGbMonth', 'usdPerMonth'],
} as const satisfies Record<PriceKind, readonly [PriceUnit, ...PriceUnit[]]>;

/** Every kind, in the order in which prices are listed. */
export const PRICE_KINDS = [
  ...TOKEN_KINDS,
  ...TUNING_KINDS,
  'gpuHour',
  'embedding',
  'rerank',
  'vectorStorage',
] as const satisfies readonly PriceKind[];
