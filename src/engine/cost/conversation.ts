import type { Task } from '../workload.js';

/** What the calls of one conversation send again: each turn repeats all turns before it, and sellers cache what begins alike. */

/** The part of a call that decides what its conversation sends again. */
interface Turn {
  /** Calls of a conversation, on average; 1 where each call stands alone. */
  readonly turns: number;
  readonly user: number;
  /** Passages that were found for this turn: they are not sent again, and nothing after them begins as the call before did. */
  readonly retrieved: number;
  readonly output: number;
}

/** Tokens of earlier turns, questions and answers, that a call sends again, on average over a conversation. Hidden reasoning is not sent again. */
export function historyTokens({ turns, user, output }: Turn): number {
  return ((turns - 1) / 2) * (user + output);
}

/** The same in the last and longest call of a conversation. */
export function longestHistoryTokens({ turns, user, output }: Turn): number {
  return (turns - 1) * (user + output);
}

/**
 * Tokens, beside the fixed prompt, that the call before has sent in the same place, on average over a conversation: in
 * call k the first k - 2 turns and the question of the one before. That is what a warm cache holds.
 */
export function repeatedTokens({ turns, user, retrieved, output }: Turn): number {
  if (turns <= 1) return 0;
  const earlier = ((turns - 1) * (turns - 2)) / 2;
  const before = retrieved > 0 ? 0 : turns - 1;
  return (earlier * (user + output) + before * user) / turns;
}

/** How long a cached prompt lives where the seller does not say, in minutes: the shortest life on sale. */
export const CACHE_LIFE_MINUTES = 5;

/** Minutes from one turn to the next, on average: of an agent that works by itself, and of people who write (stated assumptions). */
const AGENT_TURN_MINUTES = 0.5;
const WRITTEN_TURN_MINUTES = 2;

/** Minutes from one turn of a conversation to the next. */
export function turnMinutes(task: Task): number {
  return task === 'agent' || task === 'code' ? AGENT_TURN_MINUTES : WRITTEN_TURN_MINUTES;
}

/** Share of turns that come while the cache still holds the one before: waits are taken as exponential. */
export function warmTurnShare(task: Task, lifeMinutes: number = CACHE_LIFE_MINUTES): number {
  return 1 - Math.exp(-lifeMinutes / turnMinutes(task));
}
