import { describe, expect, it } from 'vitest';
import { callCost } from '../../../src/engine/cost/call-cost.js';
import { tokenRatio } from '../../../src/engine/cost/token-families.js';
import type { Workload } from '../../../src/engine/workload.js';
import { CATALOGUE } from '../../catalogue.js';
import { EMPTY_CALL, outcomeOf, planOf } from '../ask.js';

const DAY = '2026-11-30';
const GPT_4O = { id: 'gpt-4o', provider: 'OpenAI' };

describe('tokens that another model counts', () => {
  it.each([
    // 4 KB counted once: o200k 1,350, cl100k 1,450, Qwen and Mistral 1,600, Gemini 1,550, DeepSeek 1,400.
    ['gpt-4.1-mini', 'OpenAI', 1],
    ['gpt-3.5-turbo', 'OpenAI', 1_450 / 1_350],
    ['gemini-3.5-flash', 'Google', 1_550 / 1_350],
    ['mistral-large-3', 'Mistral', 1_600 / 1_350],
    ['deepseek-v4-pro', 'DeepSeek', 1_400 / 1_350],
    ['claude-haiku-5.5', 'Anthropic', 1.06 * 1.15],
  ])('%s: %s', (id, provider, ratio) => {
    expect(tokenRatio({ id, provider }, GPT_4O)).toBeCloseTo(ratio, 9);
    expect(tokenRatio(GPT_4O, { id, provider })).toBeCloseTo(1 / ratio, 9);
  });

  it('are not known of a tokenizer that nobody has counted with', () => {
    expect(tokenRatio({ id: 'nova-micro', provider: 'Amazon' }, GPT_4O)).toBeNull();
    expect(tokenRatio({ id: 'gpt-6-luna', provider: 'OpenAI' }, GPT_4O)).toBeNull();
  });

  const workload: Workload = {
    task: 'classification',
    volume: { queriesPerDay: 1_000 },
    tokens: { staticPrompt: 500, user: 300, output: 100 },
    current: { model: 'gpt-4o' },
  };
  const switching = (untuned: Workload['untuned'], id: string) =>
    planOf(outcomeOf({ ...workload, ...(untuned && { untuned }) }, CATALOGUE, DAY), `switch-model:${id}`);

  it('are said of a switch, with the word that counts them', () => {
    const said = (untuned?: Workload['untuned']) =>
      switching(untuned, 'mistral-large-3')
        .assumptions.map(({ statement }) => statement)
        .join(' ');
    expect(said()).toContain('Its tokenizer counts about 18.5% more for the same text');
    expect(said()).toContain('with tokenfactor=1.19 the bill holds it');
    expect(said({ tokenFactor: 1.19 })).toContain('counts 1.19 tokens for one of GPT-4o: your own figure');
  });

  it('are billed where they are given, and leave today as it is', () => {
    const rates = CATALOGUE.ratesOf('mistral-large-3', DAY);
    const call = { ...EMPTY_CALL, staticPrompt: 600, user: 360, output: 120 };
    const plan = switching({ tokenFactor: 1.2 }, 'mistral-large-3');
    expect(plan.perQuery.totalUsd).toBeCloseTo(callCost(call, rates, undefined).totalUsd ?? 0, 12);
    const outcome = outcomeOf({ ...workload, untuned: { tokenFactor: 1.2 } }, CATALOGUE, DAY);
    expect(planOf(outcome, 'keep').perQuery).toEqual(
      planOf(outcomeOf(workload, CATALOGUE, DAY), 'keep').perQuery,
    );
  });
});
