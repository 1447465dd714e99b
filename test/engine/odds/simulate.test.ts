import { describe, expect, it } from 'vitest';
import type { SimulatedPlan } from '../../../src/engine/odds/future.js';
import {
  perfectInformation,
  requiredChance,
  USUAL_PILOT,
  valueOfPilot,
} from '../../../src/engine/odds/information.js';
import { percentilesOf } from '../../../src/engine/odds/odds.js';
import type { Distribution } from '../../../src/engine/odds/random.js';
import { type SimulatedWorld, type Spread, simulate } from '../../../src/engine/odds/simulate.js';
import { chanceOvertaken, savingAfter } from '../../../src/engine/odds/waiting.js';

const SAVING_PER_QUERY = 0.001374;

const PLAN: SimulatedPlan = {
  id: 'keep',
  upfrontPeopleUsd: 0,
  upfrontOtherUsd: 0,
  bill: [{ fromDay: 0, usd: SAVING_PER_QUERY }],
  monthlyPeopleUsd: 0,
  monthlyOtherUsd: 0,
  goLiveDay: 0,
  endDay: Number.POSITIVE_INFINITY,
  tuned: false,
};

/** A tune that costs nothing per query, so that it saves what the present plan costs; its upfront and fixed costs are factors on $1. */
const TUNE: SimulatedPlan = {
  ...PLAN,
  id: 'tune',
  tuned: true,
  chance: 0.6,
  bill: [{ fromDay: 0, usd: 0 }],
  upfrontPeopleUsd: 1,
  monthlyPeopleUsd: 1,
};

function worldOf(queriesPerMonth: number, horizonMonths: number): SimulatedWorld {
  return {
    plans: [TUNE],
    keep: PLAN,
    successor: PLAN,
    horizonMonths,
    queriesPerDay: queriesPerMonth / 30,
    oneOff: false,
    lossPerErrorUsd: 0,
    discountRate: 0.1,
  };
}

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
  accuracyError: 1,
  failures: false,
};

const UNCERTAIN: Spread = {
  volume: { kind: 'lognormal', sd: 0.35 },
  growth: triangular(-0.03, 0.01, 0.08),
  tokens: { kind: 'lognormal', sd: 0.25 },
  decay: triangular(0.2, 0.6, 0.9),
  people: triangular(6_000, 12_490, 30_000),
  upkeep: triangular(0, 500, 3_750),
  lifeMonths: triangular(4, 9, 18),
  accuracyError: 1,
  failures: true,
};

function savingsOf(world: SimulatedWorld, spread: Spread, draws: number): Float64Array {
  const { costUsd, keepUsd } = simulate(world, spread, { draws, seed: 7 });
  return costUsd.map((usd, n) => (keepUsd[n] ?? 0) - usd);
}

describe('the simulation', () => {
  it.each([
    { name: 'frozen prices', spread: {}, usd: 3_174 },
    { name: 'prices that fall by 60% a year', spread: { decay: fixed(0.6) }, usd: -1_760 },
    { name: 'a quarter of an engineer', spread: { upkeep: fixed(3_750) }, usd: -39_578 },
  ])('gives the net present value of a tune at 1M queries a month with $name', ({ spread, usd }) => {
    const [saving = 0] = savingsOf(worldOf(1e6, 12), { ...CENTRAL, ...spread }, 1);
    expect(Math.abs(saving - usd)).toBeLessThan(1);
  });

  it.each([
    { queries: 300_000, share: 0 },
    { queries: 1_000_000, share: 0.02 },
    { queries: 3_000_000, share: 0.29 },
    { queries: 15_000_000, share: 0.6 },
  ])('says how often a tune pays at $queries queries a month', ({ queries, share }) => {
    const savings = savingsOf(worldOf(queries, 18), UNCERTAIN, 20_000);
    const pays = savings.reduce((sum, usd) => sum + Number(usd > 0), 0) / savings.length;
    expect(Math.abs(pays - share)).toBeLessThan(0.01);
  });

  it('spreads the saving at 15M queries a month', () => {
    const { p10, p50, p90 } = percentilesOf(savingsOf(worldOf(15e6, 18), UNCERTAIN, 20_000));
    expect(Math.abs(p10 / -19_800 - 1)).toBeLessThan(0.03);
    expect(Math.abs(p50 / 58_000 - 1)).toBeLessThan(0.03);
    expect(Math.abs(p90 / 197_000 - 1)).toBeLessThan(0.03);
  });
});

describe('information', () => {
  it('is worth what the best choice in each future saves over the best choice on average', () => {
    const savings = savingsOf(worldOf(3e6, 18), UNCERTAIN, 20_000);
    const costs = new Float64Array(2 * savings.length);
    costs.set(savings.map((usd) => -usd));
    const gains = savings.reduce((sum, usd) => sum + Math.max(0, usd), 0) / savings.length;
    const mean = savings.reduce((sum, usd) => sum + usd, 0) / savings.length;
    const worth = perfectInformation(costs, savings.length);
    expect(worth).toBeCloseTo(gains - Math.max(0, mean), 6);
    expect(Math.abs(worth / 4_799 - 1)).toBeLessThan(0.03);
  });

  it('values a pilot by what it lets the team decide', () => {
    const pilot = valueOfPilot({ gainUsd: 14_000, lossUsd: 15_000, chance: 0.6 }, USUAL_PILOT);
    expect(pilot.withoutUsd).toBeCloseTo(2_400, 6);
    expect(pilot.withUsd).toBeCloseTo(6_960, 6);
    expect(pilot.worthUsd).toBeCloseTo(4_560, 6);
    expect(pilot.netUsd).toBeCloseTo(3_060, 6);
  });

  it('finds a pilot worthless where a tune gains nothing even if it succeeds', () => {
    expect(valueOfPilot({ gainUsd: -1, lossUsd: 10, chance: 0.9 }, USUAL_PILOT).worthUsd).toBe(0);
  });

  it('says from which chance of success on a tune pays', () => {
    expect(requiredChance(14_000, 15_000)).toBeCloseTo(0.517, 3);
    expect(requiredChance(40_000, 15_000)).toBeCloseTo(0.273, 3);
    expect(requiredChance(0, 15_000)).toBeNull();
  });
});

describe('the drivers of one tune', () => {
  const base: Spread = {
    ...CENTRAL,
    growth: fixed(0.01),
    decay: fixed(0.6),
    upkeep: fixed(500),
    lifeMonths: fixed(9),
  };

  function saving(change: Partial<Spread>): number {
    return savingsOf(worldOf(3e6, 18), { ...base, ...change }, 1)[0] ?? 0;
  }

  it('rank as they do on paper', () => {
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
      .sort((a, b) => b.usd - a.usd);
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

  it('leave less to who begins later', () => {
    expect(Math.abs(savingAfter(0, worldOf(3e6, 18), base, 0.6) - 11_027)).toBeLessThan(1);
    expect(Math.abs(savingAfter(3, worldOf(3e6, 18), base, 0.6) - 5_200)).toBeLessThan(50);
  });
});

describe('waiting', () => {
  it('brings announced prices and ends nearer, and leaves the price of a tune as it is', () => {
    const ending = {
      ...worldOf(1e6, 3),
      keep: {
        ...PLAN,
        bill: [
          { fromDay: 0, usd: 0.001 },
          { fromDay: 45, usd: 0.002 },
        ],
      },
      plans: [{ ...TUNE, upfrontPeopleUsd: 0, bill: [{ fromDay: 0, usd: 0.0005 }] }],
      discountRate: 0,
    };
    const spread = { ...CENTRAL, lifeMonths: fixed(Number.POSITIVE_INFINITY) };
    // 1M queries a month: 45 days at 0.001 and 45 at 0.002 cost $4,500, the tune $1,500.
    expect(savingAfter(0, ending, spread, 0)).toBeCloseTo(3_000, 6);
    // A month later 15 days are left at 0.001 and 75 come at 0.002.
    expect(savingAfter(1, ending, spread, 0)).toBeCloseTo(4_000, 6);
    expect(savingAfter(2, ending, spread, 0)).toBeCloseTo(4_500, 6);
  });

  it('lets a better base appear in 53 of 100 cases within nine months', () => {
    expect(chanceOvertaken(9)).toBeCloseTo(0.528, 3);
    expect(chanceOvertaken(0)).toBe(0);
  });
});
