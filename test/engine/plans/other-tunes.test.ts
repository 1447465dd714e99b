import { describe, expect, it } from 'vitest';
import type { Workload } from '../../../src/engine/workload.js';
import { CATALOGUE } from '../../catalogue.js';
import { amountsOf, outcomeOf, PLAIN_WORKLOAD, planOf } from '../ask.js';
import { planBook } from './plan-book.js';

const DAY = '2026-11-30';

const ASKED: Workload = {
  ...PLAIN_WORKLOAD,
  task: 'classification',
  volume: { queriesPerDay: 10_000 },
  current: { model: 'gpt-4o' },
};

function plansOf(kind: string, workload: Workload) {
  return outcomeOf(workload, CATALOGUE, DAY).plans.filter((plan) => plan.kind === kind);
}

describe('a tune on pairs of answers', () => {
  const paired: Workload = { ...ASKED, data: { preferencePairs: 2_000, tokensPerExample: 500, runs: 1 } };

  it('trains on the prompt and both answers, at the price of pairs', () => {
    const plan = planOf(outcomeOf(paired, CATALOGUE, DAY), 'preference-tune:together/up-to-16b/dpo-lora');
    const amounts = amountsOf(plan.upfront);
    // 2,000 pairs of 600 tokens, 3 times, and a fifth as many read 4 times: 3.6M and 0.96M at $1.20 are $5.47.
    expect(amounts.Training).toBeCloseTo(4.32, 9);
    expect(amounts.Validation).toBeCloseTo(1.152, 9);
    expect(plan.title).toBe('Tune an open model up to 16B (DPO, LoRA) on Together on pairs of answers');
  });

  it('is proposed where there are pairs, once for each size, and more doubted than a tune on examples', () => {
    expect(plansOf('preference-tune', ASKED)).toEqual([]);
    const plans = plansOf('preference-tune', paired);
    expect(plans.map(({ id }) => id.replace('preference-tune:', ''))).toEqual([
      'together/up-to-16b/dpo-lora',
      'together/17b-to-69b/dpo-lora',
    ]);
    const [plan] = plans;
    expect(plan?.accuracy.basis).toBe('prior');
    expect((plan?.accuracy.p90 ?? 0) - (plan?.accuracy.p10 ?? 0)).toBeGreaterThan(0.1);
  });
});

describe('a tune by a grader', () => {
  const graded: Workload = { ...ASKED, data: { grader: true, tokensPerExample: 500, runs: 2 } };

  it('is billed for every answer that it writes and scores', () => {
    const plan = planOf(
      outcomeOf(graded, CATALOGUE, DAY),
      'reinforcement-tune:google-cloud/gemini-3.5-flash/reinforcement',
    );
    // 2 runs of 24,000 answers of 500 tokens at $10 for a million.
    expect(amountsOf(plan.upfront).Training).toBeCloseTo(240, 9);
    // Tuned rates 2.25 and 13.50, and Gemini counts 1,550 tokens for 1,350.
    expect(plan.perQuery.totalUsd).toBeCloseTo((((200 * 2.25 + 100 * 13.5) / 1e6) * 1_550) / 1_350, 12);
  });

  it('is proposed where a program scores answers, and a base that is sometimes right', () => {
    expect(plansOf('reinforcement-tune', ASKED)).toEqual([]);
    expect(plansOf('reinforcement-tune', graded).length).toBeGreaterThan(0);
    const figure = (right: number) => ({
      ...graded,
      quality: { models: { 'gemini-3.5-flash': { right, items: 1_000 } } },
    });
    const bases = (workload: Workload) =>
      plansOf('reinforcement-tune', workload).map(({ id }) => id.split('/').slice(0, 2).join('/'));
    const flash = 'reinforcement-tune:google-cloud/gemini-3.5-flash';
    expect(bases(figure(800))).toContain(flash);
    expect(bases(figure(999))).not.toContain(flash);
    expect(bases(figure(3))).not.toContain(flash);
  });
});

describe('tunes of one base on the same GPUs', () => {
  const busy: Workload = {
    ...PLAIN_WORKLOAD,
    task: 'classification',
    volume: { queriesPerDay: 100_000 },
    data: { examples: 5000, tokensPerExample: 500, epochs: 3, runs: 4 },
    people: { upkeepFte: 0 },
  };
  const tuned = (sharingTunes: number) =>
    planOf(outcomeOf({ ...busy, gpus: { copies: 1, sharingTunes } }, planBook()), 'self-host:open-8b-tuned');

  it('pay a part each of the machines that all of them need, and of the people', () => {
    // One needs 0.186 of a GPU and pays for a whole one: 730 hours at $4, and half an engineer.
    expect(amountsOf(tuned(1).monthly)).toEqual({ 'Rented GPUs': 2920, 'Keeping the model running': 7500 });
    // Four need 0.74, one GPU: a quarter of it and of the engineer.
    expect(amountsOf(tuned(4).monthly)).toEqual({
      'One of 4 parts: Rented GPUs': 730,
      'Keeping the model running': 1875,
    });
    // Eight need 1.48: two.
    expect(amountsOf(tuned(8).monthly)['One of 8 parts: Rented GPUs']).toBeCloseTo((2 * 2920) / 8, 9);
    expect(tuned(8).title).toBe('Run a tuned open 8B model on 2 rented GPUs that 8 tunes share');
  });

  it('say so, and a model that is taken as it is shares nothing', () => {
    expect(tuned(4).assumptions.map(({ field }) => field)).toContain('gpus.sharingTunes');
    const plain = outcomeOf({ ...busy, gpus: { copies: 1, sharingTunes: 4 } }, planBook());
    expect(amountsOf(planOf(plain, 'self-host:open-8b').monthly)['Rented GPUs']).toBe(2920);
  });
});
