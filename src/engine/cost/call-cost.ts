import type { PriceFact, Rates } from '../../prices/price-book.js';
import type { CompleteWorkload } from '../defaults.js';
import { historyTokens, longestHistoryTokens, repeatedTokens, warmTurnShare } from './conversation.js';
import type { Ledger, LedgerLine, LinePart } from './ledger.js';
import { ledger, ownLine, pricedLine } from './ledger.js';

/** The tokens of one call and how it is sent. */
export interface Call {
  /** Instructions that are the same in every call. */
  readonly staticPrompt: number;
  /** Examples in the prompt, also the same in every call. */
  readonly fewShot: number;
  readonly user: number;
  readonly retrieved: number;
  readonly output: number;
  /** Hidden reasoning, billed as output. */
  readonly reasoning: number;
  /** Calls of a conversation, each of which sends the earlier ones again; 1 where each call stands alone. */
  readonly turns: number;
  /** Share of turns that find the turn before in the cache; 0 means that conversations are not cached. */
  readonly warmTurns: number;
  /** Share of unbatched calls that read the fixed part from the cache; 0 means that caching is off. */
  readonly cacheHitRate: number;
  /** Share of calls sent through the batch interface. */
  readonly batchShare: number;
  /** Share of calls that are sent a second time. */
  readonly retryRate: number;
}

/**
 * The call of today, with today's caching and batching. Who caches caches conversations, too.
 *
 * @param cacheLifeMinutes how long the seller keeps what is cached.
 */
export function presentCall(workload: CompleteWorkload, cacheLifeMinutes?: number): Call {
  const { task, turns } = workload;
  const { staticPrompt, fewShot, user, retrieved, output, reasoning } = workload.tokens;
  const { cacheHitRate, batchShare, retryRate } = workload.current;
  // Written out, as spreading objects is a good part of what a decision costs.
  return {
    staticPrompt,
    fewShot,
    user,
    retrieved,
    output,
    reasoning,
    turns,
    warmTurns: turns > 1 && cacheHitRate > 0 ? warmTurnShare(task, cacheLifeMinutes) : 0,
    cacheHitRate,
    batchShare,
    retryRate,
  };
}

/** All prompt tokens of a call; of a conversation those of the average one. */
export function promptTokens(call: Call): number {
  return call.staticPrompt + call.fewShot + call.user + call.retrieved + historyTokens(call);
}

/** Prompt tokens of the longest call: the last of a conversation. */
export function longestPromptTokens(call: Call): number {
  return call.staticPrompt + call.fewShot + call.user + call.retrieved + longestHistoryTokens(call);
}

/** The rates that apply to a prompt of this length: a step reprices the whole call, not only the part above it. */
function ratesFor(rates: Rates, prompt: number): Rates {
  return rates.longPrompt !== undefined && prompt > rates.longPrompt.aboveTokens
    ? rates.longPrompt.rates
    : rates;
}

/**
 * Whether caching can apply: a cached price exists, and what calls begin with alike reaches the floor (exactly at the
 * floor counts): the fixed part and, in a conversation, what the call before has sent.
 */
export function canCache(call: Call, rates: Rates, floorTokens: number | undefined): boolean {
  const alike = call.staticPrompt + call.fewShot + repeatedTokens(call);
  return rates.cachedInput !== undefined && floorTokens !== undefined && alike >= floorTokens && alike > 0;
}

/**
 * What one call costs: every kind of token at its own price.
 *
 * - The fixed part is read from the cache in `cacheHitRate` of the calls and written to it in the others; a
 *   write costs the write price where the seller has one, else the input price.
 * - In a conversation a call sends the earlier turns again. What the call before has sent is read from the cache in
 *   `warmTurns` of them; all the rest, the last answer and the new question, is written to it for the next turn.
 * - The batched share is billed at batch prices. A cached batch price applies only where one is published. A
 *   seller without batch prices bills the batched share like the rest.
 * - A retry bills the whole call again.
 *
 * @param floorTokens shortest fixed part that the seller caches; `undefined` where caching is not offered.
 * @returns a ledger for one query; a missing price makes it unknown, never zero.
 */
export function callCost(call: Call, allRates: Rates, floorTokens: number | undefined): Ledger {
  const rates = ratesFor(allRates, promptTokens(call));
  const unknown: string[] = [];
  const lines: LedgerLine[] = [];

  function add(
    part: LinePart,
    item: string,
    tokens: number,
    price: PriceFact | undefined,
    priceName: string,
  ): void {
    if (tokens === 0) return;
    if (price === undefined) {
      if (!unknown.includes(priceName)) unknown.push(priceName);
      return;
    }
    lines.push(pricedLine(part, item, tokens, 'tokens', price));
  }

  const fixed = call.staticPrompt + call.fewShot;
  const hasBatch = rates.batchInput !== undefined && rates.batchOutput !== undefined;
  const batched = hasBatch ? call.batchShare : 0;
  const direct = 1 - batched;
  const caches = canCache(call, rates, floorTokens);
  const hit = caches ? call.cacheHitRate : 0;
  const history = historyTokens(call);
  const repeated = caches ? repeatedTokens(call) * call.warmTurns : 0;
  const write = rates.cacheWrite ?? rates.input;

  if (hit > 0) {
    add(
      'cache-read',
      'Fixed prompt, read from cache',
      fixed * direct * hit,
      rates.cachedInput,
      'cached input price',
    );
    add(
      'cache-write',
      'Fixed prompt, written to cache',
      fixed * direct * (1 - hit),
      write,
      'cache write price',
    );
  } else {
    add('fixed-prompt', 'Fixed prompt', fixed * direct, rates.input, 'input price');
  }
  if (repeated > 0) {
    add(
      'cache-read',
      'Earlier turns, read from cache',
      repeated * direct,
      rates.cachedInput,
      'cached input price',
    );
    const fresh = history + call.user - repeated;
    add('cache-write', 'New turn, written to cache', fresh * direct, write, 'cache write price');
  } else {
    add('varying-prompt', 'Earlier turns', history * direct, rates.input, 'input price');
    add('varying-prompt', 'Varying prompt', call.user * direct, rates.input, 'input price');
  }
  add('passages', 'Retrieved passages', call.retrieved * direct, rates.input, 'input price');
  add('answer', 'Answer', call.output * direct, rates.output, 'output price');
  add('reasoning', 'Reasoning', call.reasoning * direct, rates.output, 'output price');

  if (batched > 0) {
    const batchHit = hit > 0 && rates.batchCachedInput !== undefined ? call.cacheHitRate : 0;
    add(
      'cache-read',
      'Fixed prompt, cached batch',
      fixed * batched * batchHit,
      rates.batchCachedInput,
      'cached batch price',
    );
    add(
      'fixed-prompt',
      'Fixed prompt, batch',
      fixed * batched * (1 - batchHit),
      rates.batchInput,
      'batch input price',
    );
    add('varying-prompt', 'Earlier turns, batch', history * batched, rates.batchInput, 'batch input price');
    add(
      'varying-prompt',
      'Varying prompt, batch',
      call.user * batched,
      rates.batchInput,
      'batch input price',
    );
    add(
      'passages',
      'Retrieved passages, batch',
      call.retrieved * batched,
      rates.batchInput,
      'batch input price',
    );
    add('answer', 'Answer, batch', call.output * batched, rates.batchOutput, 'batch output price');
    add('reasoning', 'Reasoning, batch', call.reasoning * batched, rates.batchOutput, 'batch output price');
  }

  if (call.retryRate > 0 && unknown.length === 0) {
    const once = lines.reduce((sum, line) => sum + line.amountUsd, 0);
    lines.push(ownLine('retries', 'Retries', call.retryRate, 'calls', once));
  }
  return ledger(lines, unknown);
}
