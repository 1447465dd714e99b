import { describe, expect, it } from 'vitest';
import { historyTokens, repeatedTokens, warmTurnShare } from '../../../src/engine/cost/conversation.js';
import { WorkloadSchema } from '../../../src/engine/workload.js';
import { amountsOf, outcomeOf, PLAIN_WORKLOAD, planOf } from '../ask.js';

/** Eight turns of 200 new tokens and 300 of answer each: a turn leaves 500 tokens behind. */
const EIGHT = { turns: 8, user: 200, retrieved: 0, output: 300 };

/** What each call of a conversation sends again and finds in a warm cache, counted call by call. */
function counted({ turns, user, output }: typeof EIGHT) {
  let history = 0;
  let repeated = 0;
  for (let call = 1; call <= turns; call += 1) {
    history += (call - 1) * (user + output);
    // The prompt of the call before: its own history, and its question.
    repeated += call === 1 ? 0 : (call - 2) * (user + output) + user;
  }
  return { history: history / turns, repeated: repeated / turns };
}

const CHAT = {
  ...PLAIN_WORKLOAD,
  task: 'chat' as const,
  volume: { queriesPerDay: 10_000 },
  tokens: { staticPrompt: 1000, user: 200, output: 300 },
  turns: 8,
  current: { model: 'frontier' },
};

describe('a conversation', () => {
  it.each([1, 2, 3, 8, 40])('of %i turns sends again what counting call by call gives', (turns) => {
    const turn = { ...EIGHT, turns };
    expect(historyTokens(turn)).toBeCloseTo(counted(turn).history, 9);
    expect(repeatedTokens(turn)).toBeCloseTo(counted(turn).repeated, 9);
  });

  it('begins as before up to the passages that were found for the last turn', () => {
    // Of 7 later calls the question of the turn before is no longer in its place: 7 x 200 / 8 fewer.
    expect(repeatedTokens({ ...EIGHT, retrieved: 2000 })).toBeCloseTo(repeatedTokens(EIGHT) - 175, 9);
  });

  it('is warm as long as the seller keeps it: 5 or 30 minutes, turns 2 or half a minute apart', () => {
    expect(warmTurnShare('chat', 5)).toBeCloseTo(1 - Math.exp(-2.5), 12);
    expect(warmTurnShare('chat', 30)).toBeCloseTo(1 - Math.exp(-15), 12);
    expect(warmTurnShare('agent', 5)).toBeCloseTo(1 - Math.exp(-10), 12);
  });

  it('is billed in full while nothing is cached', () => {
    // 1,000 fixed, 1,750 earlier, 200 new at 2; 300 at 10, per million.
    expect(amountsOf(planOf(outcomeOf(CHAT), 'keep').perQuery)).toEqual({
      'Fixed prompt': 0.002,
      'Earlier turns': 0.0035,
      'Varying prompt': 0.0004,
      Answer: 0.003,
    });
  });

  it('is read from the cache at its price once caching is on, and what is new is written at the price of a write', () => {
    const plan = planOf(outcomeOf(CHAT), 'optimise');
    const warm = 1 - Math.exp(-5 / 2);
    const read = 1487.5 * warm;
    const amounts = amountsOf(plan.perQuery);
    expect(amounts['Fixed prompt, read from cache']).toBeCloseTo((900 * 0.2) / 1e6, 12);
    expect(amounts['Fixed prompt, written to cache']).toBeCloseTo((100 * 2.5) / 1e6, 12);
    expect(amounts['Earlier turns, read from cache']).toBeCloseTo((read * 0.2) / 1e6, 12);
    expect(amounts['New turn, written to cache']).toBeCloseTo(((1950 - read) * 2.5) / 1e6, 12);
    expect(plan.perQuery.totalUsd).toBeCloseTo((430 + read * 0.2 + (1950 - read) * 2.5 + 3000) / 1e6, 12);
    expect(plan.assumptions.find(({ field }) => field === 'turns.cached')?.statement).toBe(
      "Turns come 2 minutes apart on average, so 91.8% of them find the turn before in Frontier's cache, which keeps it for 5 minutes. What is new in a turn is written to the cache.",
    );
  });

  it('reads its fixed prompt again even where conversations are rare, in all turns but the first', () => {
    const rare = { ...CHAT, volume: { queriesPerDay: 80 } };
    const hit = (7 / 8) * (1 - Math.exp(-5 / 2));
    const amounts = amountsOf(planOf(outcomeOf(rare), 'optimise').perQuery);
    expect(amounts['Fixed prompt, read from cache']).toBeCloseTo((1000 * hit * 0.2) / 1e6, 12);
  });

  it('is cached today where its fixed prompt is', () => {
    const cached = outcomeOf({ ...CHAT, current: { model: 'frontier', cacheHitRate: 0.5 } });
    expect(amountsOf(planOf(cached, 'keep').perQuery)).toHaveProperty('Earlier turns, read from cache');
  });

  it('is never put into batches: a turn cannot wait for the one before', () => {
    const patient = outcomeOf({ ...CHAT, constraints: { batchable: true } });
    expect(planOf(patient, 'optimise').title).not.toContain('batching');
  });

  it('needs a model that holds its last turn', () => {
    // The mean is 60 + 7 / 2 x 120 = 480 tokens, the last turn sends 60 + 7 x 120 = 900 and, with 9 turns, 1,020.
    const tight = { ...CHAT, tokens: { user: 60, output: 60 }, current: { model: 'short' } };
    const tooLong = (turns: number) =>
      planOf(outcomeOf({ ...tight, turns }), 'keep').blockers.filter(
        ({ code }) => code === 'prompt-too-long',
      );
    expect(tooLong(8)).toEqual([]);
    const [blocker] = tooLong(9);
    expect(blocker?.message).toContain('1,020 tokens');
    expect(
      WorkloadSchema.safeParse({ ...CHAT, tokens: { user: 20_000, output: 0 }, turns: 500 }).error?.issues[0]
        ?.message,
    ).toContain('more than 2,000,000 tokens again');
  });
});
