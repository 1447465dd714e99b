import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { advise } from '../../../src/engine/advise.js';
import { decide } from '../../../src/engine/choose/decide.js';
import { horizonCost } from '../../../src/engine/cost/follow.js';
import { DECISION_SAMPLE } from '../../../src/engine/defaults.js';
import { coefficientsOf } from '../../../src/engine/odds/coefficients.js';
import { costsOf, totalUsd } from '../../../src/engine/odds/plan-costs.js';
import { scenariosOf } from '../../../src/engine/odds/scenarios.js';
import { centralSpread } from '../../../src/engine/odds/spread.js';
import { NO_EVIDENCE } from '../../../src/engine/quality/no-evidence.js';
import type { Workload } from '../../../src/engine/workload.js';
import { runs } from '../../runs.js';
import { anyWorkload, book } from '../../slack/arbitraries.js';
import { AS_OF, testBook } from '../test-book.js';
import { uncertainWorkload } from '../uncertain-workload.js';

const BOOK = testBook();
const DRAWS = 200;

function decided(workload: Workload) {
  const question = { workload, book: BOOK, evidence: NO_EVIDENCE, asOf: AS_OF };
  return decide(question, { sample: { ...DECISION_SAMPLE, draws: 32 } }, false);
}

function everyNumber(value: unknown, path = ''): { path: string; value: number }[] {
  if (typeof value === 'number') return [{ path, value }];
  if (value === null || typeof value !== 'object') return [];
  return Object.entries(value).flatMap(([key, entry]) => everyNumber(entry, `${path}.${key}`));
}

describe('uncertainty', () => {
  it('costs every plan as the engine does when nothing is uncertain', () => {
    fc.assert(
      fc.property(uncertainWorkload, (workload) => {
        const { context, contenders, keep, bestUntuned, scale } = decided(workload);
        const complete = context.workload;
        const { queriesPerDay, oneOffQueries } = complete.volume;
        const { horizonMonths, discountRate } = complete;
        const scenarios = scenariosOf(
          { queriesPerDay, oneOff: oneOffQueries !== undefined, horizonMonths, discountRate },
          centralSpread(complete),
          { draws: 1, seed: 1 },
        );
        const accuracy = Float64Array.of(1);
        const present = coefficientsOf(keep, scale);
        const next = bestUntuned && coefficientsOf(bestUntuned, scale);
        if (present === null) return;
        const around = {
          keep: { plan: present, accuracy },
          successor: next && { plan: next, accuracy },
        };
        for (const { proposal } of contenders) {
          const plan = coefficientsOf(proposal, scale);
          const exact = horizonCost(proposal, scale, proposal === keep ? null : (bestUntuned?.draft ?? null));
          if (plan === null || exact === null) continue;
          const [usd = 0] = totalUsd(costsOf({ plan, accuracy }, around, scenarios), 0);
          expect(Math.abs(usd - exact), plan.id).toBeLessThanOrEqual(1e-9 * Math.abs(exact) + 1e-9);
        }
      }),
      { numRuns: runs(300) },
    );
  });

  it('gives figures that hang together', () => {
    fc.assert(
      fc.property(uncertainWorkload, (workload) => {
        const { uncertainty, plans, verdict } = advise(workload, BOOK, { asOf: AS_OF, draws: DRAWS });
        for (const { path, value } of everyNumber(uncertainty)) expect(value, path).not.toBeNaN();
        const { odds, band } = uncertainty;
        const competing = plans.filter((plan) => plan.feasible && plan.horizonCostUsd !== null);
        expect(odds.map((one) => one.planId).sort()).toEqual(competing.map((plan) => plan.id).sort());
        if (odds.length > 0) expect(odds.reduce((sum, one) => sum + one.pBest, 0)).toBeCloseTo(1, 9);
        for (const { savingUsd, regretUsd, pPaysBack, planId } of odds) {
          expect(savingUsd.p10).toBeLessThanOrEqual(savingUsd.p50);
          expect(savingUsd.p50).toBeLessThanOrEqual(savingUsd.p90);
          expect(regretUsd).toBeGreaterThanOrEqual(0);
          expect(pPaysBack === null).toBe(planId === 'keep');
          expect(plans.find(({ id }) => id === planId)?.feasible).toBe(true);
        }
        for (const [index, point] of band.entries()) {
          expect(point.p10).toBeLessThanOrEqual(point.p90);
          const before = band[index - 1];
          if (before !== undefined) expect(point.p10).toBeGreaterThanOrEqual(before.p10);
        }
        expect(verdict.unresolved).toBe(odds.length === 0);
      }),
      { numRuns: runs(100) },
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
      { numRuns: runs(20) },
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

  it('draws plans on one accuracy together: a safe step is right where today is', () => {
    const { contenders, joint } = decided({
      volume: { queriesPerDay: 10_000 },
      tokens: { staticPrompt: 2_000, user: 100, output: 100 },
      current: { model: 'frontier' },
      candidates: ['small'],
    });
    const arrayOf = (id: string) => contenders.find((one) => one.id === id)?.accuracy;
    expect(arrayOf('optimise')).toBe(arrayOf('keep'));
    expect(arrayOf('switch-model:small')).not.toBe(arrayOf('keep'));
    expect(joint.rightIn(joint.accuracies.today)).toBe(arrayOf('keep'));
  });

  it('knows a tune better with more examples, and least for an agent', () => {
    const mean = (task: Workload['task'], examples: number) =>
      decided({
        task,
        volume: { queriesPerDay: 1000 },
        tokens: { user: 100, output: 10 },
        current: { model: 'plain' },
        data: { examples },
        quality: { current: 0.7 },
      }).joint.accuracies.tuned('gpt-4o', 'none').accuracy;
    const share = (one: ReturnType<typeof mean>) => one.logits[32] ?? Number.NaN;
    expect(share(mean('classification', 5_000))).toBeGreaterThan(share(mean('classification', 100)));
    expect(share(mean('classification', 1_000))).toBeGreaterThan(share(mean('agent', 1_000)));
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

  /** A busy classifier with one tune on offer. */
  const TUNE: Workload = {
    task: 'classification',
    volume: { queriesPerDay: 200_000 },
    // Too short a prompt to be worth shortening: the tune is what there is to find out.
    tokens: { staticPrompt: 400, user: 700, output: 20 },
    current: { model: 'plain' },
    candidates: [],
    data: { examples: 2_000 },
  };
  const LAB = testBook({ tuningOffers: BOOK.tuningOffers.filter((offer) => offer.id === 'lab/mini') });

  it('is told with the verdict, and sends for a pilot where one is worth more than it costs', () => {
    const { verdict, uncertainty } = advise(TUNE, LAB, { asOf: AS_OF });
    expect(verdict).toMatchObject({ planId: 'fine-tune:lab/mini', grade: 'test-first' });
    const { test } = verdict;
    expect(test?.trainingUsd).toBeGreaterThan(0);
    expect(test?.netUsd).toBeGreaterThan(0);
    expect(test?.people.days).toBeGreaterThan(1);
    expect(verdict.action).toMatch(/^Test a tune of Mini at Lab first: /);
    const own = uncertainty.odds.find((one) => one.planId === verdict.planId);
    expect(own?.pPaysBack).toBeLessThan(1);
    expect(verdict.cautions.join(' ')).toMatch(/If the prices of untuned models fall by 60% a year/);
  });
});
