import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { courseOfAction } from '../../../src/engine/choose/course-of-action.js';
import { breakEvenDrop, type Competitor, type Stakes } from '../../../src/engine/choose/pursue.js';

const COUNT = 200;

function filled(value: number): Float64Array {
  return new Float64Array(COUNT).fill(value);
}

/** Even steps from `low` to `high`. */
function spread(low: number, high: number): Float64Array {
  return Float64Array.from({ length: COUNT }, (_, n) => low + ((high - low) * (n + 0.5)) / COUNT);
}

interface Sketch {
  readonly id: string;
  readonly invoiceUsd: number | Float64Array;
  readonly accuracy?: Float64Array;
  readonly change?: number;
  readonly safe?: boolean;
  readonly feasible?: boolean;
  readonly trains?: boolean;
  readonly testUsd?: number;
  readonly queries?: number;
}

function plan(sketch: Sketch): Competitor {
  const { id, invoiceUsd, accuracy = filled(0.9), queries = 1_000_000, safe = false } = sketch;
  return {
    id,
    change: sketch.change ?? (safe ? 1 : 2),
    sameProvider: false,
    feasible: sketch.feasible ?? true,
    safe,
    servesMeanwhile: sketch.feasible ?? true,
    trains: sketch.trains ?? false,
    costs: {
      invoiceUsd: typeof invoiceUsd === 'number' ? filled(invoiceUsd) : invoiceUsd,
      peopleUsd: filled(0),
      wrongAnswers: accuracy.map((share) => (1 - share) * queries),
      ownQueries: filled(queries),
    },
    accuracy,
    testUsd: sketch.testUsd ?? (safe ? 0 : 2_000),
  };
}

const KEEP = plan({ id: 'keep', invoiceUsd: 100_000, safe: true, change: 0 });
const STAKES: Stakes = {
  bar: filled(0.88),
  barIsRequired: false,
  presentId: 'keep',
  successorIds: [],
  mustMove: false,
};

describe('the course of action', () => {
  it('takes a cheaper plan that is as good as measured, clearly', () => {
    const course = courseOfAction([KEEP, plan({ id: 'cheap', invoiceUsd: 50_000 })], STAKES);
    expect(course).toMatchObject({ grade: 'clear', planId: 'cheap', testId: null, meanwhileId: 'keep' });
  });

  it('tests a cheaper plan of which nobody knows whether it is good enough', () => {
    const unknown = plan({ id: 'cheap', invoiceUsd: 50_000, accuracy: spread(0.7, 0.99) });
    const course = courseOfAction([KEEP, unknown], STAKES);
    expect(course).toMatchObject({ grade: 'test-first', planId: 'cheap', testId: 'cheap' });
    expect(course.standings.get('cheap')?.pGoodEnough).toBeCloseTo(0.38, 2);
  });

  it('leaves a plan alone whose test costs more than it can save', () => {
    const unknown = plan({
      id: 'cheap',
      invoiceUsd: 99_000,
      accuracy: spread(0.7, 0.99),
      testUsd: 2_000,
    });
    expect(courseOfAction([KEEP, unknown], STAKES)).toMatchObject({ planId: 'keep', testId: null });
  });

  it('never recommends without a bar or a loss what was measured worse', () => {
    const worse = plan({ id: 'tune', invoiceUsd: 10_000, accuracy: spread(0.5, 0.6), trains: true });
    expect(courseOfAction([KEEP, worse], STAKES)).toMatchObject({ planId: 'keep', testId: null });
  });

  it('names the safe step beside a test', () => {
    const cached = plan({ id: 'optimise', invoiceUsd: 80_000, safe: true });
    const unknown = plan({ id: 'cheap', invoiceUsd: 20_000, accuracy: spread(0.7, 0.99) });
    expect(courseOfAction([KEEP, cached, unknown], STAKES)).toMatchObject({
      grade: 'test-first',
      planId: 'cheap',
      safeStepId: 'optimise',
      meanwhileId: 'optimise',
    });
  });

  it('takes the safe step of a workload whose mistakes are most of its cost', () => {
    const stakes = { ...STAKES, lossPerErrorUsd: 30 };
    const cached = plan({ id: 'optimise', invoiceUsd: 90_000, safe: true });
    const course = courseOfAction([KEEP, cached], stakes);
    expect(course).toMatchObject({ grade: 'clear', planId: 'optimise', safeStepId: 'optimise' });
  });

  it('goes to what reaches a bar that the present plan misses', () => {
    const stakes: Stakes = { ...STAKES, bar: filled(0.93), barIsRequired: true };
    const tune = plan({ id: 'tune', invoiceUsd: 150_000, accuracy: spread(0.9, 0.97), trains: true });
    const hopeless = plan({ id: 'cheap', invoiceUsd: 1_000, accuracy: spread(0.5, 0.94) });
    const course = courseOfAction([{ ...KEEP, feasible: false }, tune, hopeless], stakes);
    expect(course).toMatchObject({ grade: 'test-first', planId: 'tune', testId: 'tune' });
  });

  it('moves where staying is impossible, and tests what is not proved afterwards', () => {
    const stakes: Stakes = { ...STAKES, mustMove: true, successorIds: ['next'] };
    const next = plan({ id: 'next', invoiceUsd: 120_000, accuracy: spread(0.89, 0.97) });
    const cheap = plan({ id: 'cheap', invoiceUsd: 20_000, accuracy: spread(0.7, 0.99) });
    const course = courseOfAction(
      [{ ...KEEP, feasible: false, servesMeanwhile: false }, next, cheap],
      stakes,
    );
    expect(course).toMatchObject({
      grade: 'must-move',
      planId: 'next',
      forcedMoveId: 'next',
      testId: 'cheap',
    });
  });

  it('calls plans within 5% of what they move too close, and takes what changes least', () => {
    const one = plan({ id: 'one', invoiceUsd: 50_000, change: 3 });
    const other = plan({ id: 'other', invoiceUsd: 51_000, change: 2 });
    const course = courseOfAction([KEEP, one, other], STAKES);
    expect(course).toMatchObject({ grade: 'too-close', planId: 'other', tiedIds: ['other', 'one'] });
  });

  it('shares the odds among plans that cost the same', () => {
    const twins = ['a', 'b'].map((id) => plan({ id, invoiceUsd: 50_000 }));
    const { standings } = courseOfAction([KEEP, ...twins], STAKES);
    expect(standings.get('a')?.pBest).toBe(0.5);
    expect(standings.get('b')?.pBest).toBe(0.5);
  });

  it('is not clear of a plan that a bar stands above, and gives no odds to what may not go on', () => {
    const stakes: Stakes = { ...STAKES, bar: filled(0.95), barIsRequired: true };
    expect(courseOfAction([KEEP], stakes)).toMatchObject({
      grade: 'leaning',
      planId: 'keep',
    });
    const other = plan({ id: 'other', invoiceUsd: 150_000, accuracy: spread(0.9, 0.99) });
    const stuck = { ...KEEP, feasible: false };
    const { standings } = courseOfAction([stuck, other], STAKES);
    expect(standings.get('keep')?.pBest).toBe(0);
    expect(standings.get('other')?.pBest).toBe(1);
  });

  it('has no plan where facts exclude every one', () => {
    const course = courseOfAction([{ ...KEEP, feasible: false, servesMeanwhile: true }], STAKES);
    expect(course).toMatchObject({ grade: 'no-plan', planId: null, meanwhileId: 'keep' });
  });

  it('says how many points the saving pays for', () => {
    const cheap = plan({ id: 'cheap', invoiceUsd: 50_000 });
    if (cheap.costs === null || KEEP.costs === null) throw new Error('costs are known');
    // 50,000 saved over 1,000,000 queries at $1 an error: five points.
    expect(breakEvenDrop(cheap.costs, KEEP.costs, 1)).toBeCloseTo(-0.05, 12);
  });
});

const arbitraryPlans = fc
  .array(
    fc.record({
      usd: fc.integer({ min: 1_000, max: 200_000 }),
      low: fc.double({ min: 0.3, max: 0.95, noNaN: true }),
      width: fc.double({ min: 0, max: 0.3, noNaN: true }),
      safe: fc.boolean(),
    }),
    { minLength: 1, maxLength: 8 },
  )
  .map((sketches) =>
    sketches.map(({ usd, low, width, safe }, index) =>
      plan({
        id: `plan-${index}`,
        invoiceUsd: spread(usd * 0.8, usd * 1.2),
        safe,
        ...(safe ? {} : { accuracy: spread(low, Math.min(0.99, low + width)) }),
      }),
    ),
  );
const arbitraryStakes = fc.constantFrom<Stakes>(STAKES, { ...STAKES, lossPerErrorUsd: 0.5 });

describe('whatever the plans are, the course of action', () => {
  it('does not change when every plan costs the same amount more', () => {
    fc.assert(
      fc.property(
        arbitraryPlans,
        arbitraryStakes,
        fc.integer({ min: 1, max: 1_000_000 }),
        (plans, stakes, more) => {
          const raised = [KEEP, ...plans].map((one) => ({
            ...one,
            costs: one.costs && { ...one.costs, invoiceUsd: one.costs.invoiceUsd.map((usd) => usd + more) },
          }));
          const { standings: _, ...before } = courseOfAction([KEEP, ...plans], stakes);
          const { standings: __, ...after } = courseOfAction(raised, stakes);
          expect({ ...after, hurdleUsd: Math.round(after.hurdleUsd) }).toEqual({
            ...before,
            hurdleUsd: Math.round(before.hurdleUsd),
          });
        },
      ),
    );
  });

  it('does not depend on the order of the plans', () => {
    fc.assert(
      fc.property(arbitraryPlans, arbitraryStakes, (plans, stakes) => {
        expect(courseOfAction([...plans].reverse().concat(KEEP), stakes)).toEqual(
          courseOfAction([KEEP, ...plans], stakes),
        );
      }),
    );
  });

  it('never prefers a plan because it got worse', () => {
    fc.assert(
      fc.property(
        arbitraryPlans,
        arbitraryStakes,
        fc.double({ min: 0, max: 0.2, noNaN: true }),
        (plans, stakes, by) => {
          const [first, ...others] = plans;
          if (first === undefined || first.safe || first.costs === null) return;
          const accuracy = first.accuracy.map((share) => share - by);
          const worse = {
            ...first,
            accuracy,
            costs: { ...first.costs, wrongAnswers: accuracy.map((share) => (1 - share) * 1_000_000) },
          };
          const before = courseOfAction([KEEP, first, ...others], stakes);
          const after = courseOfAction([KEEP, worse, ...others], stakes);
          const stood = before.standings.get(first.id);
          const stands = after.standings.get(first.id);
          expect(stands?.pGoodEnough).toBeLessThanOrEqual(stood?.pGoodEnough ?? 0);
          expect(stands?.meanUsd).toBeGreaterThanOrEqual(stood?.meanUsd ?? 0);
          if (after.planId === first.id) expect(before.tiedIds).toContain(first.id);
        },
      ),
    );
  });

  it('shares all odds out, and never leaves a worthwhile safe step unsaid', () => {
    fc.assert(
      fc.property(arbitraryPlans, arbitraryStakes, (plans, stakes) => {
        const course = courseOfAction([KEEP, ...plans], stakes);
        const sum = [...course.standings.values()].reduce((all, { pBest }) => all + pBest, 0);
        expect(sum).toBeCloseTo(1, 9);
        const safe = plans.filter(
          (one) => one.safe && (course.standings.get(one.id)?.meanUsd ?? 1e9) < 95_000,
        );
        if (safe.length > 0) expect(course.safeStepId).not.toBeNull();
      }),
    );
  });
});
