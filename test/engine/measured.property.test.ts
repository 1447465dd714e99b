import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { Outcome } from '../../src/engine/advice.js';
import type { Workload } from '../../src/engine/workload.js';
import { runs } from '../runs.js';
import { outcomeOf, planOf } from './ask.js';
import { bookWithOffers } from './test-book.js';

/** What judged answers may and may not do to a verdict. */

const BOOK = bookWithOffers('lab/mini');
const PLAN = 'switch-model:small';

/** Plans that a course of action takes up: today, by a test or until it is passed. */
function takenUp({ verdict }: Outcome): string[] {
  return [
    verdict.planId,
    verdict.meanwhilePlanId,
    ...(verdict.test?.plans ?? []).map(({ planId }) => planId),
  ];
}

/** How much is at stake, and what was judged. */
interface Situation {
  readonly task: 'classification' | 'generation' | 'agent' | 'extraction';
  readonly queriesPerDay: number;
  readonly items: number;
  readonly todayShare: number;
  readonly share: number;
  readonly lossPerErrorUsd: number | undefined;
  readonly target: number | undefined;
}

const situation: fc.Arbitrary<Situation> = fc.record({
  task: fc.constantFrom<Situation['task']>('classification', 'generation', 'agent', 'extraction'),
  queriesPerDay: fc.constantFrom(100, 5_000, 200_000, 3_000_000),
  items: fc.constantFrom(40, 200, 1_000),
  todayShare: fc.constantFrom(0.7, 0.85, 0.93),
  share: fc.double({ min: 0.3, max: 1, noNaN: true }),
  lossPerErrorUsd: fc.constantFrom(undefined, 0.001, 0.1, 10),
  target: fc.constantFrom(undefined, 0.8, 0.9),
});

function workloadOf(
  { task, queriesPerDay, items, todayShare, lossPerErrorUsd, target }: Situation,
  right: number,
): Workload {
  return {
    task,
    volume: { queriesPerDay },
    tokens: { staticPrompt: 1_500, user: 200, output: 50 },
    current: { model: 'frontier' },
    candidates: ['small', 'stepped'],
    data: { examples: 500 },
    quality: {
      current: { right: Math.round(todayShare * items), items },
      models: { small: { right, items } },
      ...(lossPerErrorUsd !== undefined && { lossPerErrorUsd }),
      ...(target !== undefined && { target }),
    },
  };
}

describe('answers that were judged', () => {
  it('help a plan the more of them were right, whatever is at stake', () => {
    fc.assert(
      fc.property(situation, fc.integer({ min: 1, max: 30 }), (one, fewer) => {
        const right = Math.round(one.share * one.items);
        const less = Math.max(0, right - fewer);
        const [better, worse] = [right, less].map((count) => outcomeOf(workloadOf(one, count), BOOK));
        if (better === undefined || worse === undefined) return;
        const [was, is] = [planOf(better, PLAN), planOf(worse, PLAN)];
        expect(is.accuracy.mean).toBeLessThanOrEqual(was.accuracy.mean);
        expect(is.pGoodEnough).toBeLessThanOrEqual(was.pGoodEnough + 1e-9);
        // What is recommended with fewer right answers was recommended with more, or as good as what was.
        if (worse.verdict.planId === PLAN && worse.verdict.test === null)
          expect([better.verdict.planId, ...better.verdict.tiedPlanIds]).toContain(PLAN);
      }),
      { numRuns: runs(120) },
    );
  });

  it('leave the less doubt the more of them there are', () => {
    fc.assert(
      fc.property(situation, (one) => {
        const few = { ...one, items: 100 };
        const many = { ...one, items: 1_000 };
        const spread = (of: Situation) => {
          const { p10, p90 } = planOf(outcomeOf(workloadOf(of, one.share * of.items), BOOK), PLAN).accuracy;
          return p90 - p10;
        };
        expect(spread(many)).toBeLessThan(spread(few));
      }),
      { numRuns: runs(40) },
    );
  });

  it('that show a drop rule a plan out while no bar and no loss is given', () => {
    fc.assert(
      fc.property(situation, ({ lossPerErrorUsd: _, target: __, ...one }) => {
        const asked = { ...one, items: 1_000, lossPerErrorUsd: undefined, target: undefined };
        const right = Math.round((one.todayShare - 0.08) * 1_000);
        const outcome = outcomeOf(workloadOf(asked, right), BOOK);
        expect(takenUp(outcome)).not.toContain(PLAN);
      }),
      { numRuns: runs(40) },
    );
  });

  it('block a plan only where they were its own', () => {
    fc.assert(
      fc.property(situation, (one) => {
        const outcome = outcomeOf(workloadOf(one, Math.round(one.share * one.items)), BOOK);
        for (const { id, blockers, accuracy } of outcome.plans)
          if (blockers.some(({ code }) => code === 'below-quality-bar'))
            expect(accuracy.basis, id).toBe('measured');
      }),
      { numRuns: runs(40) },
    );
  });
});

describe('a safe step', () => {
  it('that saves more than it costs is in every answer', () => {
    fc.assert(
      fc.property(situation, (one) => {
        const outcome = outcomeOf(workloadOf(one, Math.round(one.share * one.items)), BOOK);
        const keep = planOf(outcome, 'keep');
        const step = outcome.plans.find(({ id }) => id === 'optimise');
        if (step === undefined) return;
        const usd = ({ horizonCost }: typeof keep) =>
          (horizonCost?.invoiceUsd ?? 0) + (horizonCost?.peopleUsd ?? 0);
        const moved = Math.abs((keep.horizonCost?.invoiceUsd ?? 0) - (step.horizonCost?.invoiceUsd ?? 0));
        const paysOff = usd(keep) - usd(step) > 0.06 * (moved + Math.abs(step.horizonCost?.peopleUsd ?? 0));
        const { safeStep, planId } = outcome.verdict;
        if (paysOff) expect([safeStep?.planId, planId]).toContain('optimise');
        else if (usd(step) > usd(keep)) expect(safeStep).toBeNull();
      }),
      { numRuns: runs(60) },
    );
  });
});
