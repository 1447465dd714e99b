import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import {
  costsOf,
  type PlanCoefficients,
  type PlanInScenarios,
  totalUsd,
} from '../../../src/engine/odds/plan-costs.js';
import type { Distribution } from '../../../src/engine/odds/random.js';
import { type Scenarios, type Spread, scenariosOf } from '../../../src/engine/odds/scenarios.js';

const PRESENT: PlanCoefficients = {
  id: 'present',
  upfrontPeopleUsd: 0,
  upfrontOtherUsd: 0,
  bill: [{ fromDay: 0, usd: 0.001374 }],
  monthlyPeopleUsd: 0,
  monthlyOtherUsd: 0,
  goLiveDay: 0,
  endDay: Number.POSITIVE_INFINITY,
  tuned: false,
};

/** A tune that costs nothing per query, so that it saves what the present plan costs; its upfront and fixed costs are factors on $1. */
const TUNE: PlanCoefficients = {
  ...PRESENT,
  id: 'tune',
  tuned: true,
  bill: [{ fromDay: 0, usd: 0 }],
  upfrontPeopleUsd: 1,
  monthlyPeopleUsd: 1,
};

function fixed(value: number): Distribution {
  return { kind: 'fixed', value };
}

function triangular(low: number, mode: number, high: number): Distribution {
  return { kind: 'triangular', low, mode, high };
}

const CENTRAL: Spread = {
  volume: fixed(1),
  growth: fixed(0),
  tokens: fixed(1),
  decay: fixed(0),
  people: fixed(12_490),
  upkeep: fixed(0),
  lifeMonths: fixed(12),
};

const UNCERTAIN: Spread = {
  volume: { kind: 'lognormal', sd: 0.35 },
  growth: triangular(-0.03, 0.01, 0.08),
  tokens: { kind: 'lognormal', sd: 0.25 },
  decay: triangular(0.2, 0.6, 0.9),
  people: triangular(6_000, 12_490, 30_000),
  upkeep: triangular(0, 500, 3_750),
  lifeMonths: triangular(4, 9, 18),
};

function draw(queriesPerMonth: number, horizonMonths: number, spread: Spread, draws = 1): Scenarios {
  const demanded = { queriesPerDay: queriesPerMonth / 30, oneOff: false, horizonMonths, discountRate: 0.1 };
  return scenariosOf(demanded, spread, { draws, seed: 7 });
}

/** A plan that answers everything right. */
function rightly(plan: PlanCoefficients, scenarios: Scenarios): PlanInScenarios {
  return { plan, accuracy: new Float64Array(scenarios.count).fill(1) };
}

/** What a tune saves in each scenario; an untuned plan that costs what the present one does follows it. */
function savings(scenarios: Scenarios): Float64Array {
  const keep = rightly(PRESENT, scenarios);
  const around = { keep, successor: rightly({ ...PRESENT, id: 'next' }, scenarios) };
  const present = totalUsd(costsOf(keep, around, scenarios), 0);
  const tuned = totalUsd(costsOf(rightly(TUNE, scenarios), around, scenarios), 0);
  return tuned.map((usd, n) => (present[n] ?? 0) - usd);
}

describe('the joint simulation', () => {
  it.each([
    { name: 'frozen prices', spread: {}, usd: 3_174 },
    { name: 'prices that fall by 60% a year', spread: { decay: fixed(0.6) }, usd: -1_760 },
    { name: 'a quarter of an engineer', spread: { upkeep: fixed(3_750) }, usd: -39_578 },
  ])('gives the net present value of a tune at 1M queries a month with $name', ({ spread, usd }) => {
    const [saving = 0] = savings(draw(1e6, 12, { ...CENTRAL, ...spread }));
    expect(Math.abs(saving - usd)).toBeLessThan(1);
  });

  it('gives the same scenarios for the same seed, in whatever order they are asked for', () => {
    const one = draw(1e6, 12, UNCERTAIN, 50);
    const other = draw(1e6, 12, UNCERTAIN, 50);
    other.scores('benchmarks');
    expect(one.until(100, 'queries')).toEqual(other.until(100, 'queries'));
    expect(one.scores('today')).toEqual(other.scores('today'));
  });

  it('covers every figure evenly, so that few scenarios give the mean of many', () => {
    const few = savings(draw(15e6, 18, UNCERTAIN, 500));
    const many = savings(draw(15e6, 18, UNCERTAIN, 20_000));
    const mean = (values: Float64Array) => values.reduce((sum, usd) => sum + usd, 0) / values.length;
    expect(Math.abs(mean(few) / mean(many) - 1)).toBeLessThan(0.02);
  });

  it('counts wrong answers of who serves: the present plan before, the plan itself, and its successor after', () => {
    const scenarios = draw(30_000, 12, CENTRAL);
    const share = (value: number) => new Float64Array(1).fill(value);
    const keep = { plan: PRESENT, accuracy: share(0.9) };
    const successor = { plan: { ...PRESENT, id: 'next' }, accuracy: share(0.8) };
    const plan = { plan: { ...PRESENT, id: 'ends', goLiveDay: 30, endDay: 90 }, accuracy: share(0.5) };
    const { wrongAnswers, ownQueries } = costsOf(plan, { keep, successor }, scenarios);
    const [before = 0] = scenarios.until(30, 'queries');
    const [atEnd = 0] = scenarios.until(90, 'queries');
    const [all = 0] = scenarios.until(360, 'queries');
    expect(ownQueries[0]).toBeCloseTo(atEnd - before, 6);
    expect(wrongAnswers[0]).toBeCloseTo(0.1 * before + 0.5 * (atEnd - before) + 0.2 * (all - atEnd), 6);
  });

  it('changes the bill on the day on which a price does', () => {
    const scenarios = draw(30_000, 2, CENTRAL);
    const bill = [
      { fromDay: 0, usd: 1 },
      { fromDay: 30, usd: 2 },
    ];
    const dated = rightly({ ...PRESENT, id: 'dated', bill }, scenarios);
    const { invoiceUsd } = costsOf(dated, { keep: rightly(PRESENT, scenarios), successor: null }, scenarios);
    const [first = 0] = scenarios.until(30, 'queries');
    const [both = 0] = scenarios.until(60, 'queries');
    expect(invoiceUsd[0]).toBeCloseTo(first + 2 * (both - first), 6);
  });

  it('pays for a retraining and a successor only while the horizon lasts', () => {
    const scenarios = draw(30_000, 12, CENTRAL);
    const keep = rightly(PRESENT, scenarios);
    const successor = rightly({ ...PRESENT, id: 'next', upfrontOtherUsd: 1_000 }, scenarios);
    const again = { everyDays: 120, peopleUsd: 0, otherUsd: 10 };
    const tune = { ...TUNE, upfrontPeopleUsd: 0, monthlyPeopleUsd: 0, recurring: again };
    const { invoiceUsd } = costsOf(rightly(tune, scenarios), { keep, successor }, scenarios);
    // Retrained after 4 and 8 months; alive to the last day, so nothing follows.
    expect(invoiceUsd[0]).toBeCloseTo(10 * (1.1 ** (-4 / 12) + 1.1 ** (-8 / 12)), 9);
  });

  it('never costs less than nothing, nor less for more queries, whatever the plan', () => {
    const arbitrary = fc.record({
      usd: fc.double({ min: 0, max: 1, noNaN: true }),
      goLiveDay: fc.integer({ min: 0, max: 400 }),
      endDay: fc.oneof(fc.integer({ min: 0, max: 500 }), fc.constant(Number.POSITIVE_INFINITY)),
      tuned: fc.boolean(),
    });
    fc.assert(
      fc.property(arbitrary, ({ usd, ...rest }) => {
        const cost = (queries: number) => {
          const scenarios = draw(queries, 12, UNCERTAIN, 20);
          const around = {
            keep: rightly(PRESENT, scenarios),
            successor: rightly({ ...PRESENT, id: 'next' }, scenarios),
          };
          const plan = { ...PRESENT, id: 'plan', bill: [{ fromDay: 0, usd }], ...rest };
          return costsOf(rightly(plan, scenarios), around, scenarios);
        };
        const few = cost(1e5);
        const many = cost(2e5);
        for (let n = 0; n < 20; n++) {
          expect(few.invoiceUsd[n]).toBeGreaterThanOrEqual(0);
          expect(many.invoiceUsd[n]).toBeGreaterThanOrEqual(few.invoiceUsd[n] ?? 0);
          expect(few.ownQueries[n]).toBeGreaterThanOrEqual(0);
        }
      }),
    );
  });
});
