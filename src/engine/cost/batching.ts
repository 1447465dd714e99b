import type { Assumption } from '../advice.js';

/** How long sellers take for a batch at the most, in milliseconds: a day. */
const BATCH_WAIT_MS = 86_400_000;

/** Why a latency bar rules out batching, or `null` where it does not. */
export function batchingRuledOut(maxLatencyMs: number | undefined): Assumption | null {
  if (maxLatencyMs === undefined || maxLatencyMs >= BATCH_WAIT_MS) return null;
  return {
    field: 'constraints.maxLatencyMs',
    statement: `A bar of ${maxLatencyMs.toLocaleString('en-US')} ms rules out batching, whose answers may take a day.`,
  };
}
