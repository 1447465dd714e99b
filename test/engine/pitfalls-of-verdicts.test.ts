import { describe, expect, it } from 'vitest';
import { type Workload, WorkloadSchema } from '../../src/engine/workload.js';
import { ask, outcomeOf, PLAIN_WORKLOAD, planOf } from './ask.js';
import { planBook } from './plans/plan-book.js';
import { bookWithOffers } from './test-book.js';

/** Mistakes that calculators of this kind make, in growth, in mistakes that cost, and in what a GPU can serve. */

/** $1.50 a thousand calls on `plain`. */
const MONTH_USD = 45;

describe('growth', () => {
  it('P22: acts month by month, and the first month is level', () => {
    const workload = {
      ...PLAIN_WORKLOAD,
      volume: { queriesPerDay: 1000, growthPerMonth: 0.1 },
      horizonMonths: 3,
    };
    const keep = planOf(outcomeOf(workload), 'keep');
    expect(keep.firstMonthUsd).toBeCloseTo(MONTH_USD, 9);
    expect(keep.horizonCostUsd).toBeCloseTo(MONTH_USD * (1 + 1.1 + 1.21), 9);
  });

  it('P22: is discounted month by month, from the end of the first on', () => {
    const workload = {
      ...PLAIN_WORKLOAD,
      volume: { queriesPerDay: 1000, growthPerMonth: 0.1 },
      horizonMonths: 2,
      discountRate: 0.1,
    };
    const expected = MONTH_USD / 1.1 ** (1 / 12) + (MONTH_USD * 1.1) / 1.1 ** (2 / 12);
    expect(planOf(outcomeOf(workload), 'keep').horizonCostUsd).toBeCloseTo(expected, 9);
  });
});

describe('what a wrong answer costs', () => {
  const measured: Workload = { ...PLAIN_WORKLOAD, quality: { current: 0.9, smallerModel: 0.5 } };

  it('P23: is never taken as nothing: without it bills are compared, and the verdict says so', () => {
    const { plans, verdict } = ask(measured);
    for (const { firstMonth, horizonCost } of plans) {
      expect(firstMonth?.mistakesUsd ?? null).toBeNull();
      expect(horizonCost?.mistakesUsd ?? null).toBeNull();
    }
    expect(verdict.cautions.join()).toContain('No loss per wrong answer is given, so this compares bills');
  });

  it('P23: of zero is a figure, and is not cautioned against', () => {
    const quality = { ...measured.quality, lossPerErrorUsd: 0 };
    expect(ask({ ...measured, quality }).verdict.cautions.join()).not.toContain('No loss per wrong answer');
  });

  it('P23: turns a cheaper model down that is wrong more often', () => {
    // Of 400 answers today's model had 360 right, the smaller one 200.
    const quality = { current: { right: 360, items: 400 }, smallerModel: { right: 200, items: 400 } };
    const busy: Workload = {
      ...PLAIN_WORKLOAD,
      quality,
      volume: { queriesPerDay: 100_000 },
      candidates: ['small'],
    };
    const taken = (given: Workload['quality']) => {
      const { planId, test } = outcomeOf({ ...busy, quality: given }, bookWithOffers()).verdict;
      return [planId, ...(test?.plans ?? []).map((one) => one.planId)];
    };
    // 40 points more mistakes at a cent each are $0.004 a call, and $0.00143 is all that is saved.
    expect(taken({ ...quality, lossPerErrorUsd: 0.01 })).not.toContain('switch-model:small');
    // Without a loss or a bar nothing that was measured worse is taken.
    expect(taken(quality)).not.toContain('switch-model:small');
  });
});

describe('own GPUs', () => {
  it.each([100_000, 10_000_000, 1_000_000_000])(
    'P24: never pay against a cheap model at %i calls a day: more calls need more GPUs',
    (queriesPerDay) => {
      // 100 tokens take 0.13 s of a GPU at $4 an hour, $0.000148 a call; a seller asks for $0.00007.
      const workload: Workload = {
        ...PLAIN_WORKLOAD,
        task: 'classification',
        volume: { queriesPerDay },
        current: { model: 'small' },
      };
      const { againstKeep } = planOf(outcomeOf(workload, planBook()), 'self-host:open-8b').breakeven;
      expect(againstKeep).toMatchObject({
        kind: 'never',
        why: 'what it saves per call does not carry its fixed costs',
      });
    },
  );
});

describe('a tune whose end is near', () => {
  it('P14: is no better for starting late: its life is counted from go-live to the end of the offer', () => {
    const tune: Workload = {
      ...PLAIN_WORKLOAD,
      data: { examples: 1000 },
      constraints: { existingFineTuningAccounts: ['openai'] },
    };
    const plan = planOf(
      outcomeOf(tune, bookWithOffers('openai/gpt-4o-mini')),
      'fine-tune:openai/gpt-4o-mini',
    );
    // 53 days from the decision, of which 13 working days, 19 in the calendar, are spent on the build.
    expect(plan.lifetime.months).toBeCloseTo(34 / 30, 9);
  });
});

describe('volume', () => {
  it('P15: is needed: neither a rate nor a backlog is no question', () => {
    expect(WorkloadSchema.safeParse({ ...PLAIN_WORKLOAD, volume: {} }).success).toBe(false);
  });
});

describe('falling prices', () => {
  const workload: Workload = {
    ...PLAIN_WORKLOAD,
    task: 'classification',
    volume: { queriesPerDay: 30_000 },
    tokens: { staticPrompt: 2_000, user: 200, output: 20 },
    current: { model: 'plain' },
    data: { examples: 2_000 },
    people: { upkeepFte: 0 },
  };

  it('P17: are warned of where the saving stated at frozen prices would shrink', () => {
    const advice = ask({ ...workload, volume: { queriesPerDay: 1_000_000 } }, bookWithOffers('lab/mini'));
    expect(advice.verdict.planId).toBe('fine-tune:lab/mini');
    expect(advice.verdict.cautions.join(' ')).toMatch(
      /If the prices of untuned models fall by 60% a year and the tuned model keeps its price, it saves \$/,
    );
  });

  it('are said of a tune together with what is left for those who wait, and of nothing else', () => {
    const busy = ask({ ...workload, volume: { queriesPerDay: 1_000_000 } }, bookWithOffers('lab/mini'));
    expect(busy.verdict.cautions.join(' ')).toMatch(
      /overtake it within 9 months: a chance of 52.8%, at 8% a month\. Begun 3 months later, with untuned prices falling by 60% a year, it saves \$[\d.,kM]+ instead of \$/,
    );
    const untuned = ask({ ...PLAIN_WORKLOAD, candidates: ['small'] });
    expect(untuned.verdict.cautions.join(' ')).not.toContain('Begun 3 months later');
  });

  it('P17: are in what decides: a tune saves less on average than at frozen prices', () => {
    const plans = outcomeOf(
      { ...workload, volume: { queriesPerDay: 1_000_000 } },
      bookWithOffers('lab/mini'),
    );
    const [tune, keep] = [planOf(plans, 'fine-tune:lab/mini'), planOf(plans, 'keep')];
    const average = ({ horizonCost }: typeof tune) =>
      (horizonCost?.invoiceUsd ?? 0) + (horizonCost?.peopleUsd ?? 0);
    const stated = (keep.horizonCostUsd ?? 0) - (tune.horizonCostUsd ?? 0);
    expect(average(keep) - average(tune)).toBeGreaterThan(0);
    expect(average(keep) - average(tune)).toBeLessThan(0.8 * stated);
  });
});
