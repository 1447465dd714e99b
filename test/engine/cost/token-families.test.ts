import { describe, expect, it } from 'vitest';
import { callCost } from '../../../src/engine/cost/call-cost.js';
import { tokenRatio } from '../../../src/engine/cost/token-families.js';
import type { Workload } from '../../../src/engine/workload.js';
import { CATALOGUE } from '../../catalogue.js';
import { ask, EMPTY_CALL, outcomeOf, planOf } from '../ask.js';

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
    ['claude-haiku-4.5', 'Anthropic', 1.06],
    ['claude-haiku-5.5', 'Anthropic', 1.06 * 1.3],
    ['claude-opus-4.7', 'Anthropic', 1.06 * 1.3],
    ['claude-opus-4-20250514', 'Anthropic', 1.06],
  ])('%s: %s', (id, provider, ratio) => {
    expect(tokenRatio({ id, provider }, GPT_4O)?.factor).toBeCloseTo(ratio, 9);
    expect(tokenRatio(GPT_4O, { id, provider })?.factor).toBeCloseTo(1 / ratio, 9);
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

  const said = (untuned: Workload['untuned'], id: string) =>
    switching(untuned, id)
      .assumptions.filter(({ field }) => field === 'untuned.tokenFactor')
      .map(({ statement }) => statement);
  const billed = (id: string, factor: number) => {
    const rates = CATALOGUE.ratesOf(id, DAY);
    const call = { ...EMPTY_CALL, staticPrompt: 500 * factor, user: 300 * factor, output: 100 * factor };
    return callCost(call, rates, undefined).totalUsd ?? 0;
  };

  it('are billed by what was counted, and said with who counted', () => {
    // 1,600 of Mistral's for 1,350 of o200k.
    expect(switching(undefined, 'mistral-large-3').perQuery.totalUsd).toBeCloseTo(
      billed('mistral-large-3', 1_600 / 1_350),
      12,
    );
    expect(said(undefined, 'mistral-large-3')).toEqual([
      'Mistral Large 3 counts 1.19 tokens for one of GPT-4o, and is billed so, by one text of 4 KB, counted on 30 Nov 2026, give or take a tenth; tokenfactor= sets your own.',
    ]);
  });

  it('are billed as they are given, and leave today as it is', () => {
    expect(said({ tokenFactor: 1.2 }, 'mistral-large-3')).toEqual([
      'Mistral Large 3 counts 1.2 tokens for one of GPT-4o: your own figure.',
    ]);
    expect(switching({ tokenFactor: 1.2 }, 'mistral-large-3').perQuery.totalUsd).toBeCloseTo(
      billed('mistral-large-3', 1.2),
      12,
    );
    const outcome = outcomeOf({ ...workload, untuned: { tokenFactor: 1.2 } }, CATALOGUE, DAY);
    expect(planOf(outcome, 'keep').perQuery).toEqual(
      planOf(outcomeOf(workload, CATALOGUE, DAY), 'keep').perQuery,
    );
  });

  it('are as many as today where nobody has counted, with a caution', () => {
    const luna = switching(undefined, 'gpt-6-luna');
    expect(luna.assumptions.map(({ statement }) => statement).join(' ')).toContain(
      'nobody has published how its tokenizer differs',
    );
    const only = (id: string) =>
      ask(
        { ...workload, candidates: [id], quality: { current: 0.8, models: { [id]: 0.9 } } },
        CATALOGUE,
        DAY,
      ).verdict.cautions.join(' ');
    expect(only('gpt-6-luna')).toContain('Nobody has published how many tokens');
    expect(only('gemini-3.5-flash-lite')).not.toContain('Nobody has published how many tokens');
  });

  it('are those of the base where a tune answers; what is trained on is taken as it was counted', () => {
    const asked = { ...workload, data: { examples: 2_000 } };
    const tune = planOf(outcomeOf(asked, CATALOGUE, DAY), 'fine-tune:google-cloud/gemini-3.1-flash-lite');
    const training = tune.upfront.lines.find(({ part }) => part === 'training');
    // 4 runs, 3 times over 2,000 examples of 900 tokens of GPT-4o.
    expect(training?.quantity).toBeCloseTo(4 * 3 * 2_000 * 900, 3);
    // No fixed prompt but a tenth: 50 + 300 in, 100 out.
    expect(tune.perQuery.totalUsd).toBeCloseTo((((350 * 0.375 + 100 * 2.25) / 1e6) * 1_550) / 1_350, 12);
  });
});
