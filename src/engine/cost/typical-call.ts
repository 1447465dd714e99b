import type { Rates } from '../../prices/price-book.js';
import type { Workload } from '../workload.js';
import { type Call, callCost } from './call-cost.js';

/** What is taken where prices are to be compared and nobody has said for what: an assumption, stated wherever it is used. */
export const TYPICAL_USE = {
  volume: { queriesPerDay: 10_000 },
  tokens: { staticPrompt: 1_500, user: 500, output: 300 },
} as const satisfies Pick<Workload, 'volume' | 'tokens'>;

const TYPICAL_CALL: Call = {
  ...TYPICAL_USE.tokens,
  fewShot: 0,
  retrieved: 0,
  reasoning: 0,
  turns: 1,
  warmTurns: 0,
  cacheHitRate: 0,
  batchShare: 0,
  retryRate: 0,
};

/** What the typical call costs in USD, neither cached nor batched: one figure to order models by. `null` when a price is not known. */
export function typicalCallUsd(rates: Rates): number | null {
  return callCost(TYPICAL_CALL, rates, undefined).totalUsd;
}
