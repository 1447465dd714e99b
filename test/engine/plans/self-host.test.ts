import { describe, expect, it } from 'vitest';
import type { Workload } from '../../../src/engine/workload.js';
import { amountsOf, ask, blockersOf, outcomeOf, PLAIN_WORKLOAD, planOf } from '../ask.js';
import { planBook } from './plan-book.js';

const BOOK = planBook();
const OPEN = 'self-host:open-8b';
const TUNED = 'self-host:open-8b-tuned';

/**
 * 5.787 calls a second. Each reads 200 tokens in (2 x 8e9 x 200 + 2 x 32 x 4,096 x 200^2) / 3.956e14 = 0.0081155 s of a
 * GPU and writes 100 in 100 / 2,500 = 0.04 s: 0.278 of a GPU, and 0.3 of one is used. A GPU-hour costs $4.
 */
const BUSY: Workload = {
  ...PLAIN_WORKLOAD,
  task: 'classification',
  volume: { queriesPerDay: 500_000 },
  data: { examples: 5000, tokensPerExample: 500, epochs: 3, runs: 4 },
  gpus: { copies: 1 },
};

function gpuHours(workload: Workload): number | undefined {
  return planOf(outcomeOf(workload, BOOK), OPEN).monthly.lines[0]?.quantity;
}

describe('an open model on rented GPUs', () => {
  it('costs its GPU-hours and half an engineer, and nothing a call', () => {
    const plan = planOf(outcomeOf(BUSY, BOOK), OPEN);
    expect(plan).toMatchObject({ kind: 'self-host', approach: 'self-host' });
    expect(plan.title).toBe('Run an open 8B model on 1 rented GPU');
    expect(amountsOf(plan.monthly)).toEqual({ 'Rented GPUs': 2920, 'Keeping the model running': 7500 });
    expect(plan.monthly.totalUsd).toBe(10_420);
    expect(plan.perQuery.totalUsd).toBe(0);
    // 5 days of setting up, 3 of judging, at $800.
    expect(plan.upfront.totalUsd).toBe(6400);
    expect(plan.firstMonthUsd).toBe(10_420);
    expect(plan.recurring).toBeUndefined();
  });

  it('takes more GPUs where the volume grows', () => {
    // 5.787 x 1.1^11 = 16.51 calls a second in the last month, 0.794 of a GPU, at 30%.
    expect(gpuHours({ ...BUSY, volume: { queriesPerDay: 500_000, growthPerMonth: 0.1 } })).toBe(3 * 730);
    // 0.3 / 0.0481155 x 86,400 = 538,704.
    expect(gpuHours({ ...BUSY, volume: { queriesPerDay: 538_600 } })).toBe(730);
    expect(gpuHours({ ...BUSY, volume: { queriesPerDay: 538_800 } })).toBe(2 * 730);
  });

  it('runs a second copy, so that one may fail, unless answers may wait', () => {
    const { gpus: _, ...usual } = BUSY;
    expect(gpuHours(usual)).toBe(2 * 730);
    expect(gpuHours({ ...usual, constraints: { batchable: true } })).toBe(730);
    expect(gpuHours({ ...usual, volume: { oneOffQueries: 1_000_000 } })).toBe(730);
  });

  it('comes in three sizes, the larger on more GPUs', () => {
    const ids = outcomeOf(BUSY, BOOK).plans.map(({ id }) => id);
    expect(ids).toEqual(expect.arrayContaining([OPEN, 'self-host:open-32b', 'self-host:open-70b']));
    const hours = [OPEN, 'self-host:open-32b', 'self-host:open-70b'].map(
      (id) => planOf(outcomeOf(BUSY, BOOK), id).monthly.lines[0]?.quantity ?? 0,
    );
    expect(hours).toEqual([...hours].sort((a, b) => a - b));
  });

  it('costs its power on GPUs that the team owns, and rents what it lacks', () => {
    const two = { ...BUSY, gpus: { copies: 2, owned: 1, usdPerKwh: 0.2 } };
    // 1.05 kW x 730 h x $0.20; the other at $4.
    expect(amountsOf(planOf(outcomeOf(two, BOOK), OPEN).monthly)).toMatchObject({
      'Power of own GPUs': 153.3,
      'Rented GPUs': 2_920,
    });
    const all = planOf(outcomeOf({ ...BUSY, gpus: { copies: 2, owned: 8 } }, planBook([], 'unknown')), OPEN);
    // 2 x 1.05 x 730 x 0.12.
    expect(amountsOf(all.monthly)['Power of own GPUs']).toBeCloseTo(183.96, 9);
    expect(all.title).toBe('Run an open 8B model on 2 GPUs of your own');
  });

  it('takes an engineer for 64 GPUs where there are many', () => {
    const plan = planOf(outcomeOf({ ...BUSY, gpus: { copies: 128 } }, BOOK), OPEN);
    expect(amountsOf(plan.monthly)['Keeping the model running']).toBe(30_000);
  });

  it('says from which bill of today on it pays', () => {
    const plan = planOf(outcomeOf(BUSY, BOOK), OPEN);
    const said = plan.assumptions.find(({ field }) => field === 'gpus.crossover')?.statement;
    expect(said).toMatch(/^It pays (?:from a bill of about \$|at no volume)/);
  });

  it('keeps as many people busy as a tuned model does, if that is more than half of one', () => {
    const plan = planOf(outcomeOf({ ...BUSY, people: { upkeepFte: 1 } }, BOOK), OPEN);
    expect(plan.monthly.totalUsd).toBe(17_920);
  });

  it('has the accuracy of a smaller model, where somebody has a figure, else nearly any', () => {
    const known = planOf(outcomeOf({ ...BUSY, quality: { current: 0.9, smallerModel: 0.85 } }, BOOK), OPEN);
    expect(known.accuracy.basis).toBe('stated');
    expect(Math.abs(known.accuracy.mean - 0.85)).toBeLessThan(0.02);
    const { accuracy } = planOf(outcomeOf({ ...BUSY, quality: { current: 0.9 } }, BOOK), OPEN);
    expect(accuracy.basis).toBe('none');
    expect(accuracy.p90 - accuracy.p10).toBeGreaterThan(0.3);
  });

  it('is the only one that keeps data in house', () => {
    const advice = ask({ ...BUSY, constraints: { dataStaysInHouse: true } }, BOOK);
    expect(advice.plans.filter(({ feasible }) => feasible).map(({ kind }) => kind)).toEqual(
      Array(6).fill('self-host'),
    );
    expect(advice.verdict).toMatchObject({ approach: 'self-host' });
    expect(advice.verdict.nextStep).toContain('Rent one GPU for a day, about $96,');
  });

  it('is weighed for broad tasks, too, and not taken for as good as the model in use', () => {
    const chat: Workload = { ...BUSY, task: 'chat' };
    const advice = outcomeOf(chat, BOOK);
    expect(planOf(advice, OPEN).accuracy.mean).toBeLessThan(planOf(advice, 'keep').accuracy.mean);
    expect(planOf(advice, OPEN).pGoodEnough).toBeLessThan(0.5);
  });

  it('without a price of the GPU is of unknown cost', () => {
    const advice = outcomeOf(BUSY, planBook([], 'unknown'));
    expect(planOf(advice, OPEN).monthly.totalUsd).toBeNull();
    expect(planOf(advice, TUNED).upfront.totalUsd).toBeNull();
    expect(blockersOf(advice, OPEN)).toContain('unknown-cost');
  });
});

describe('a tuned open model on rented GPUs', () => {
  it('is trained by the GPU-hour', () => {
    const plan = planOf(outcomeOf(BUSY, BOOK), TUNED);
    // 5,000 x 500 x 3 x 4 = 30M tokens at 0.06 GPU-hours a million: 1.8 hours.
    expect(plan.upfront.lines[0]).toMatchObject({ item: 'Training', unit: 'GPU-hours' });
    expect(plan.upfront.lines[0]?.amountUsd).toBeCloseTo(7.2, 12);
    // 5 + 10 + 3 days at $800.
    expect(plan.upfront.totalUsd).toBeCloseTo(14_407.2, 9);
    expect(plan.monthly.totalUsd).toBe(10_420);
    expect(plan.perQuery.totalUsd).toBe(0);
    expect(plan.firstMonthUsd).toBe(10_420);
    expect(plan.recurring?.ledger.totalUsd).toBeCloseTo(2407.2, 9);
  });

  it('needs examples, and data that may be trained on', () => {
    const { data: _, ...bare } = BUSY;
    expect(outcomeOf(bare, BOOK).plans.map((plan) => plan.id)).not.toContain(TUNED);
    const few = outcomeOf({ ...BUSY, data: { examples: 9 } }, BOOK);
    expect(blockersOf(few, TUNED)).toContain('too-few-examples');
    const kept = outcomeOf({ ...BUSY, constraints: { noTrainingOnData: true } }, BOOK);
    expect(blockersOf(kept, TUNED)).toContain('not-applicable');
  });
});

describe('an open model with retrieval on own GPUs', () => {
  const missing: Workload = {
    ...PLAIN_WORKLOAD,
    volume: { queriesPerDay: 20_000 },
    knowledge: { kind: 'static', mustCite: true },
    constraints: { dataStaysInHouse: true },
    gpus: { copies: 1 },
  };

  it('is the plan where facts are missing and data has to stay in house', () => {
    const advice = ask(missing, BOOK);
    expect(advice.verdict.planId).toMatch(/^self-host:open-\d+b-rag$/);
    expect(advice.verdict.unresolved).toBe(false);
    expect(advice.verdict.cautions.join(' ')).not.toContain('which this plan does not bring');
    const plan = planOf(advice, 'self-host:open-8b-rag');
    expect(plan.title).toBe('Run an open 8B model with retrieval on 1 rented GPU');
    // 5 days of setting up, 8 of building retrieval, 3 of judging, at $800.
    expect(plan.upfront.totalUsd).toBe(12_800);
    expect(amountsOf(plan.monthly)).toEqual({ 'Rented GPUs': 2920, 'Keeping the model running': 7500 });
  });

  it('is not proposed where a seller may be asked, or no facts are missing', () => {
    const ids = (workload: Workload) => outcomeOf(workload, BOOK).plans.map(({ id }) => id);
    expect(ids({ ...missing, constraints: {} })).not.toContain('self-host:open-8b-rag');
    expect(ids({ ...missing, knowledge: { kind: 'none' } })).not.toContain('self-host:open-8b-rag');
  });
});
