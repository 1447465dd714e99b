import { describe, expect, it } from 'vitest';
import type { Workload } from '../../../src/engine/workload.js';
import { amountsOf, ask, outcomeOf, PLAIN_WORKLOAD, planOf } from '../ask.js';

/** The day rate is $800; judging a plan takes 3 days. */

/** 300,000 calls a month on Frontier: 2,700 x 2 + 100 x 10 are 0.0064 a call. */
const LONG_PROMPT: Workload = {
  ...PLAIN_WORKLOAD,
  volume: { queriesPerDay: 10_000 },
  tokens: { staticPrompt: 2000, fewShot: 500, user: 200, output: 100 },
  current: { model: 'frontier' },
};

const SHORTER = 'optimise:shorter-prompt';
const STRUCTURED = 'optimise:structured-outputs';

function idsOf(workload: Workload): string[] {
  return outcomeOf(workload).plans.map((plan) => plan.id);
}

describe('a shorter prompt', () => {
  it('is 40% off the fixed prompt, with caching on', () => {
    const plan = planOf(outcomeOf(LONG_PROMPT), SHORTER);
    expect(plan.title).toBe('Keep Frontier, shorten the fixed prompt and turn on caching');
    // 1,200 + 300 fixed tokens: 1,350 x 0.20 read, 150 x 2.50 written, 200 x 2 and 100 x 10, per million.
    const amounts = Object.values(amountsOf(plan.perQuery));
    [0.000_27, 0.000_375, 0.0004, 0.001].forEach((usd, index) => {
      expect(amounts[index]).toBeCloseTo(usd, 12);
    });
    expect(plan.perQuery.totalUsd).toBeCloseTo(0.002_045, 12);
    // 2 days of writing, 3 of judging, 1 to turn caching on.
    expect(plan.upfront.totalUsd).toBe(4800);
    expect(plan.monthly.totalUsd).toBe(0);
    expect(plan.firstMonthUsd).toBeCloseTo(613.5, 9);
    expect(plan.timeToDeployDays).toBe(9);
  });

  it('may answer worse than today, while caching alone cannot', () => {
    const advice = outcomeOf({ ...LONG_PROMPT, quality: { current: 0.9 } });
    expect(planOf(advice, SHORTER).accuracy.basis).not.toBe('stated');
    expect(planOf(advice, SHORTER).pGoodEnough).toBeLessThan(1);
    expect(planOf(advice, 'optimise').accuracy).toEqual(planOf(advice, 'keep').accuracy);
    expect(planOf(advice, 'optimise')).toMatchObject({ pGoodEnough: 1, answersAsToday: true });
  });

  it('that falls below the floor of the cache costs more than caching alone, and is not recommended', () => {
    const advice = outcomeOf({ ...LONG_PROMPT, tokens: { staticPrompt: 1500, user: 200, output: 100 } });
    // 1,500 cached: 1,500 x 0.43 + 400 + 1,000; 900 uncached: 900 x 2 + 400 + 1,000.
    expect(planOf(advice, 'optimise').perQuery.totalUsd).toBeCloseTo(0.002_045, 12);
    expect(planOf(advice, SHORTER).perQuery.totalUsd).toBeCloseTo(0.0032, 12);
    expect(advice.verdict.planId).toBe('optimise');
  });

  it('reads nothing from a cache that calls are too rare for, whatever was typed', () => {
    const rare: Workload = {
      ...LONG_PROMPT,
      volume: { queriesPerDay: 100 },
      current: { model: 'frontier', cacheHitRate: 0.9 },
    };
    // 1,500 x 2 + 200 x 2 + 100 x 10, per million.
    expect(planOf(outcomeOf(rare), SHORTER).perQuery.totalUsd).toBeCloseTo(0.0044, 12);
  });

  it('is proposed from 500 fixed tokens on', () => {
    const fixed = (staticPrompt: number) => ({
      ...LONG_PROMPT,
      tokens: { ...LONG_PROMPT.tokens, staticPrompt, fewShot: 0 },
    });
    expect(idsOf(fixed(499))).not.toContain(SHORTER);
    expect(idsOf(fixed(500))).toContain(SHORTER);
  });
});

describe('structured outputs', () => {
  const retried: Workload = {
    ...PLAIN_WORKLOAD,
    task: 'extraction',
    current: { model: 'plain', retryRate: 0.25 },
  };

  it('end the retries', () => {
    const advice = outcomeOf(retried);
    // 200 x 2.50 + 100 x 10 are 0.0015, a quarter more with retries.
    expect(planOf(advice, 'keep').perQuery.totalUsd).toBeCloseTo(0.001_875, 12);
    const plan = planOf(advice, STRUCTURED);
    expect(plan.perQuery.totalUsd).toBeCloseTo(0.0015, 12);
    expect(plan.upfront.totalUsd).toBe(800);
    expect(plan.monthly.totalUsd).toBe(0);
    expect(plan.firstMonthUsd).toBeCloseTo(45, 9);
    expect(plan.assumptions[0]?.statement).toContain('25% of calls are sent again');
  });

  it('are proposed only where there are retries, and answers with a form', () => {
    expect(idsOf({ ...retried, current: { model: 'plain' } })).not.toContain(STRUCTURED);
    expect(idsOf({ ...retried, task: 'chat' })).not.toContain(STRUCTURED);
  });

  it('need nothing judged: the next step is a day of counting', () => {
    const advice = ask({ ...retried, volume: { queriesPerDay: 100_000 } });
    expect(advice.verdict.planId).toBe(STRUCTURED);
    expect(advice.verdict.nextStep).toContain('count the calls');
    expect(advice.verdict.cautions.join(' ')).not.toContain('Nobody has measured');
  });
});

describe('a shorter prompt and structured outputs together', () => {
  const retried: Workload = {
    ...LONG_PROMPT,
    task: 'extraction',
    current: { model: 'frontier', retryRate: 0.25 },
    quality: { current: 0.9 },
  };
  const BOTH = 'optimise:shorter-prompt+structured-outputs';

  it('cost a call as the shorter prompt without its retries, and the work of both', () => {
    const advice = outcomeOf(retried);
    const plan = planOf(advice, BOTH);
    expect(plan.title).toBe(
      'Keep Frontier, shorten the fixed prompt, have answers follow a schema and turn on caching',
    );
    expect(planOf(advice, SHORTER).perQuery.totalUsd).toBeCloseTo(0.002_045 * 1.25, 12);
    expect(plan.perQuery.totalUsd).toBeCloseTo(0.002_045, 12);
    // 2 days of writing, 3 of judging, 1 for the schema, 1 to turn caching on.
    expect(plan.upfront.totalUsd).toBe(5600);
    expect(plan.upfront.lines[0]?.item).toBe(
      'Shortening the fixed prompt and evaluating it, writing a schema for the answers and checking it, and turning on caching',
    );
    // The prompt changes, so that answers may.
    expect(plan.answersAsToday).toBe(false);
    expect(plan.pGoodEnough).toBeLessThan(1);
  });

  it('are recommended where both pay, and judged beside the present prompt', () => {
    const { verdict } = ask({ ...retried, candidates: [], volume: { queriesPerDay: 200_000 } });
    expect(verdict).toMatchObject({
      planId: BOTH,
      safeStep: { planId: expect.stringContaining('optimise') },
    });
    if (verdict.test === null)
      expect(verdict.nextStep).toContain('with the shorter prompt beside the present one');
    else expect(verdict.test.plans.map(({ planId }) => planId)).toContain(BOTH);
  });

  it('are proposed only where each is', () => {
    expect(idsOf({ ...retried, current: { model: 'frontier' } })).not.toContain(BOTH);
    expect(idsOf({ ...retried, tokens: { staticPrompt: 400, user: 200, output: 100 } })).not.toContain(BOTH);
  });
});

describe('a switch where answers are sent again for their form', () => {
  const FORMED: Workload = {
    ...PLAIN_WORKLOAD,
    task: 'extraction',
    volume: { queriesPerDay: 1_000_000 },
    current: { model: 'plain', retryRate: 0.1 },
    candidates: ['small'],
  };

  it('takes a schema along where that saves more than a day of work', () => {
    const plan = planOf(outcomeOf(FORMED), 'switch-model:small');
    // 0.00007 a call; a tenth of 360M calls over the year is $2,520, against $800.
    expect(plan.perQuery.totalUsd).toBeCloseTo(0.000_07, 12);
    expect(plan.upfront.totalUsd).toBeCloseTo(4 * 800, 9);
    expect(plan.assumptions.map(({ field }) => field)).toContain('structuredOutputs');
  });

  it('leaves it where it saves less, and where answers have no form', () => {
    const few = planOf(outcomeOf({ ...FORMED, volume: { queriesPerDay: 100_000 } }), 'switch-model:small');
    expect(few.perQuery.totalUsd).toBeCloseTo(0.000_077, 12);
    expect(few.upfront.totalUsd).toBeCloseTo(3 * 800, 9);
    const chat = planOf(outcomeOf({ ...FORMED, task: 'chat' }), 'switch-model:small');
    expect(chat.perQuery.totalUsd).toBeCloseTo(0.000_077, 12);
  });
});
