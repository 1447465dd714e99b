import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { advise } from '../../../src/engine/advise.js';
import { decide } from '../../../src/engine/choose/decide.js';
import { worldOf } from '../../../src/engine/odds/coefficients.js';
import { simulate } from '../../../src/engine/odds/simulate.js';
import { centralSpread } from '../../../src/engine/odds/spread.js';
import { chanceOfSuccess } from '../../../src/engine/quality/success.js';
import { redecide } from '../../../src/engine/redecide.js';
import { runs } from '../../runs.js';
import { anyWorkload, book } from '../../slack/arbitraries.js';
import { AS_OF, testBook } from '../test-book.js';
import { uncertainWorkload } from '../uncertain-workload.js';

const BOOK = testBook();
const DRAWS = 200;

function everyNumber(value: unknown, path = ''): { path: string; value: number }[] {
  if (typeof value === 'number') return [{ path, value }];
  if (value === null || typeof value !== 'object') return [];
  return Object.entries(value).flatMap(([key, entry]) => everyNumber(entry, `${path}.${key}`));
}

describe('uncertainty', () => {
  it('costs every plan as the engine does when nothing is uncertain', () => {
    fc.assert(
      fc.property(uncertainWorkload, (workload) => {
        const decision = decide(workload, BOOK, AS_OF);
        const known = decision.contenders.filter((one) => one.horizonCostUsd !== null);
        const world = worldOf(
          decision,
          known.map(({ proposal }) => proposal),
        );
        if (world === null) return;
        const spread = centralSpread(decision.context.workload);
        const { costUsd } = simulate(world, spread, { draws: 1, seed: 1 });
        for (const [index, one] of known.entries()) {
          const exact = one.horizonCostUsd ?? 0;
          expect(Math.abs((costUsd[index] ?? 0) - exact)).toBeLessThanOrEqual(1e-9 * Math.abs(exact) + 1e-9);
        }
      }),
      { numRuns: runs(400) },
    );
  });

  it('gives figures that hang together', () => {
    fc.assert(
      fc.property(uncertainWorkload, (workload) => {
        const { uncertainty, plans, verdict } = advise(workload, BOOK, { asOf: AS_OF, draws: DRAWS });
        for (const { path, value } of everyNumber(uncertainty)) expect(value, path).not.toBeNaN();
        const { odds, band, information } = uncertainty;
        const competing = plans.filter((plan) => plan.feasible && plan.horizonCostUsd !== null);
        expect(odds.map((one) => one.planId).sort()).toEqual(competing.map((plan) => plan.id).sort());
        if (odds.length > 0) expect(odds.reduce((sum, one) => sum + one.pBest, 0)).toBeCloseTo(1, 9);
        for (const { savingUsd, regretUsd, pPaysBack, planId } of odds) {
          expect(savingUsd.p10).toBeLessThanOrEqual(savingUsd.p50);
          expect(savingUsd.p50).toBeLessThanOrEqual(savingUsd.p90);
          expect(regretUsd).toBeGreaterThanOrEqual(0);
          expect(pPaysBack === null).toBe(planId === 'keep');
        }
        for (const [index, point] of band.entries()) {
          expect(point.p10).toBeLessThanOrEqual(point.p90);
          const before = band[index - 1];
          if (before !== undefined) expect(point.p10).toBeGreaterThanOrEqual(before.p10);
        }
        expect(information.perfectUsd).toBeGreaterThanOrEqual(0);
        const tuned = competing.some(({ training }) => training !== undefined);
        expect(information.pilot !== null).toBe(tuned);
        expect(verdict.unresolved).toBe(odds.length === 0);
      }),
      { numRuns: runs(150) },
    );
  });

  it('depends on the seed and on nothing else', () => {
    fc.assert(
      fc.property(uncertainWorkload, fc.integer({ min: 0, max: 2 ** 32 - 1 }), (workload, seed) => {
        const options = { asOf: AS_OF, draws: DRAWS, seed };
        const once = advise(workload, BOOK, options);
        expect(advise(structuredClone(workload), testBook(), options)).toEqual(once);
        const reversed = testBook({
          models: [...BOOK.models].reverse(),
          tuningOffers: [...BOOK.tuningOffers].reverse(),
        });
        const candidates = [...(workload.candidates ?? [])].reverse();
        const again = advise({ ...workload, candidates }, reversed, options);
        expect(again.uncertainty).toEqual(once.uncertainty);
        expect(again.verdict).toEqual(once.verdict);
      }),
      { numRuns: runs(60) },
    );
  });

  it('refuses draws and seeds that make no sense', () => {
    const workload = {
      volume: { queriesPerDay: 1 },
      tokens: { user: 1, output: 1 },
      current: { model: 'plain' },
    };
    for (const options of [{ draws: 0 }, { draws: 1.5 }, { draws: 1e9 }, { seed: -1 }, { seed: 0.5 }]) {
      expect(() => advise(workload, BOOK, { asOf: AS_OF, ...options })).toThrow();
    }
  });

  it('leaves alone what a backlog makes certain', () => {
    const { uncertainty } = advise(
      { volume: { oneOffQueries: 1e6 }, tokens: { user: 100, output: 10 }, current: { model: 'plain' } },
      BOOK,
      { asOf: AS_OF },
    );
    const fields = uncertainty.distributions.map(({ field }) => field);
    expect(fields).not.toContain('volume.growthPerMonth');
    expect(fields).not.toContain('volume.queriesPerDay');
    expect(fields).not.toContain('price decay');
    expect(fields).toContain('tokens');
  });

  it('does not hold few examples of its own against a model that is distilled', () => {
    const few = {
      task: 'classification' as const,
      volume: { queriesPerDay: 100_000 },
      tokens: { user: 200, output: 20 },
      current: { model: 'plain' },
      data: { examples: 20 },
    };
    const decision = decide(few, BOOK, AS_OF);
    const { workload } = decision.context;
    expect(chanceOfSuccess(workload).chance).toBe(0.35);
    expect(chanceOfSuccess(workload, 'teacher-answers').chance).toBe(0.6);
    const world = worldOf(
      decision,
      decision.contenders.map(({ proposal }) => proposal),
    );
    const chances = new Map(world?.plans.map(({ id, chance }) => [id.split(':')[0], chance]));
    expect(chances.get('fine-tune')).toBe(0.35);
    expect(chances.get('distil')).toBe(0.6);
    expect(chances.get('keep')).toBeUndefined();
    const { assumptions } = redecide(few, BOOK, { asOf: AS_OF });
    expect(assumptions.find(({ field }) => field === 'futures')?.statement).toContain(
      'a tune succeeds with a chance of 35%, a distilled one with 60%',
    );
  });

  it('takes the chance of a tune from what the workload says', () => {
    function chance(change: Parameters<typeof decide>[0]): number {
      return chanceOfSuccess(decide(change, BOOK, AS_OF).context.workload).chance;
    }
    const plain = {
      volume: { queriesPerDay: 1000 },
      tokens: { user: 100, output: 10 },
      current: { model: 'plain' },
      data: { examples: 100 },
    };
    expect(chance(plain)).toBe(0.5);
    expect(chance({ ...plain, task: 'classification', data: { examples: 1000 } })).toBe(0.7);
    expect(chance({ ...plain, quality: { target: 0.9, fineTuned: 0.91 } })).toBe(0.65);
    expect(chance({ ...plain, task: 'agent', data: { examples: 10 } })).toBe(0.05);
    expect(chance({ ...plain, quality: { target: 0.9, current: 0.7 } })).toBe(0.35);
    expect(chance({ ...plain, knowledge: { kind: 'static' } })).toBe(0.3);
  });

  it('gives finite figures for anything that a person could describe', () => {
    fc.assert(
      fc.property(anyWorkload, (workload) => {
        const { uncertainty, sensitivity, flipPoints } = advise(workload, book, { asOf: AS_OF, draws: 20 });
        for (const { path, value } of everyNumber({ uncertainty, sensitivity, flipPoints })) {
          expect(Number.isFinite(value), path).toBe(true);
        }
        const words = [...flipPoints.map((one) => one.statement), ...sensitivity.map((one) => one.high)];
        for (const text of words) expect(text).not.toMatch(/NaN|Infinity|undefined|null/);
      }),
      { numRuns: runs(40), endOnFailure: true },
    );
  });

  it('is told with the verdict', () => {
    const { verdict, uncertainty } = advise(
      {
        task: 'classification',
        volume: { queriesPerDay: 200_000 },
        tokens: { staticPrompt: 900, user: 200, output: 20 },
        current: { model: 'plain' },
        candidates: [],
        data: { examples: 2_000 },
      },
      testBook({ tuningOffers: BOOK.tuningOffers.filter((offer) => offer.id === 'lab/mini') }),
      { asOf: AS_OF },
    );
    expect(verdict.planId).toBe('fine-tune:lab/mini');
    const own = uncertainty.odds.find((one) => one.planId === verdict.planId);
    expect(verdict.reasons.join(' ')).toContain(
      `In ${Math.round(100 * (own?.pBest ?? 0))} of 100 simulated futures it is the cheapest plan`,
    );
    expect(verdict.cautions.join(' ')).toMatch(/earns itself back within its life in \d+ of 100/);
    expect(verdict.cautions.join(' ')).toMatch(/If the prices of untuned models fall by 60% a year/);
    expect(own?.pPaysBack).toBeLessThan(1);
  });

  it('sends for a pilot where one is worth more than it costs', () => {
    const { verdict, uncertainty } = advise(
      {
        volume: { queriesPerDay: 200_000 },
        tokens: { staticPrompt: 900, user: 200, output: 20 },
        current: { model: 'plain' },
        candidates: [],
        data: { examples: 2_000 },
        task: 'classification',
      },
      testBook({ tuningOffers: BOOK.tuningOffers.filter((offer) => offer.id === 'lab/mini') }),
      { asOf: AS_OF },
    );
    const { pilot } = uncertainty.information;
    expect(pilot?.netUsd).toBeGreaterThan(0);
    expect(verdict.nextStep).toMatch(/^Run a pilot before deciding: tune Mini at Lab once/);
  });
});
