import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { percentilesOf } from '../../../src/engine/odds/percentiles.js';
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

  /** Of ten tunes six work out; the others are lost with what was paid for them. */
  function savingsOfTenTunes(queriesPerMonth: number): Float64Array {
    const scenarios = draw(queriesPerMonth, 18, UNCERTAIN, 20_000);
    const works = savings(scenarios);
    const fails = scenarios.people.map((usd) => -usd);
    return Float64Array.from([works, works, works, fails, fails].flatMap((part) => [...part]));
  }

  it.each([
    { queries: 300_000, share: 0 },
    { queries: 1_000_000, share: 0.02 },
    { queries: 3_000_000, share: 0.29 },
    { queries: 15_000_000, share: 0.6 },
  ])('says how often a tune pays at $queries queries a month', ({ queries, share }) => {
    const all = savingsOfTenTunes(queries);
    const pays = all.reduce((sum, usd) => sum + Number(usd > 0), 0) / all.length;
    expect(Math.abs(pays - share)).toBeLessThan(0.01);
  });

  it('spreads the saving at 15M queries a month', () => {
    const { p10, p50, p90 } = percentilesOf(savingsOfTenTunes(15e6));
    expect(Math.abs(p10 / -19_800 - 1)).toBeLessThan(0.03);
    expect(Math.abs(p50 / 58_000 - 1)).toBeLessThan(0.03);
    expect(Math.abs(p90 / 197_000 - 1)).toBeLessThan(0.03);
  });

  it('ranks what drives one tune as on paper', () => {
    const base = {
      ...CENTRAL,
      growth: fixed(0.01),
      decay: fixed(0.6),
      upkeep: fixed(500),
      lifeMonths: fixed(9),
    };
    const saving = (change: Partial<Spread>) => savings(draw(3e6, 18, { ...base, ...change }))[0] ?? 0;
    expect(Math.abs(saving({}) - 11_027)).toBeLessThan(1);
    const ends: Record<string, readonly [Partial<Spread>, Partial<Spread>]> = {
      'fixed cost': [{ upkeep: fixed(0) }, { upkeep: fixed(7_500) }],
      volume: [{ volume: fixed(0.5) }, { volume: fixed(2) }],
      upfront: [{ people: fixed(6_000) }, { people: fixed(30_000) }],
      saving: [{ tokens: fixed(0.6) }, { tokens: fixed(1.4) }],
      life: [{ lifeMonths: fixed(4) }, { lifeMonths: fixed(18) }],
      decay: [{ decay: fixed(0.2) }, { decay: fixed(0.9) }],
      growth: [{ growth: fixed(-0.03) }, { growth: fixed(0.08) }],
    };
    const swings = Object.entries(ends)
      .map(([name, [low, high]]) => ({ name, usd: Math.abs(saving(high) - saving(low)) }))
      .sort((x, y) => y.usd - x.usd);
    expect(swings.map(({ name, usd }) => `${name} ${(usd / 1000).toFixed(1)}`)).toEqual([
      'fixed cost 64.9',
      'volume 41.8',
      'upfront 24.0',
      'saving 22.3',
      'life 21.0',
      'decay 15.1',
      'growth 11.5',
    ]);
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
