import { describe, expect, it } from 'vitest';
import {
  binomialTail,
  classesOf,
  earlyStopOf,
  JUDGING,
  outcomeOf,
  planTest,
  type TestQuestion,
} from '../../../src/engine/quality/index.js';

/** Even numbers of draws of either kind: 95% right in half of them, 85% in the other half. */
const DRAWS = 640;
const accuracy = Float64Array.from({ length: DRAWS }, (_, n) => (n % 2 === 0 ? 0.95 : 0.85));
const all = (value: number) => new Float64Array(DRAWS).fill(value);
const noise = Float64Array.from({ length: 4 * DRAWS }, (_, n) => Math.sin(12.9898 * n) * 1.4);

function question(changes: Partial<TestQuestion> = {}): TestQuestion {
  return {
    stay: { planId: 'keep', accuracy: all(0.93), fixedUsd: all(1_000) },
    candidates: [{ planId: 'switch', accuracy, fixedUsd: all(0), itemUsd: 0.01 }],
    bar: all(0.9),
    againstToday: false,
    queries: all(100_000),
    judging: JUDGING['exact-match'],
    dayRateUsd: 40,
    noise,
    ...changes,
  };
}

function classes() {
  const good = accuracy.map((share) => (share >= 0.9 ? 1 : 0));
  const gainUsd = all(1_000);
  const itemSd = accuracy.map((share) => Math.sqrt(share * (1 - share)));
  return classesOf({ seen: accuracy, itemSd, gainUsd, good, countedUsd: good.map((one) => 1_000 * one) });
}

describe('a test by hand: 95% or 85% right, even odds, $1,000 to save, 90% wanted', () => {
  it('passes with 20 of 20', () => {
    // Odds after k of 20: (95/85)^k x (5/15)^(20-k). 20 right: 9.25 to 1, 90.2%. 19 right: 2.76 to 1, 73%.
    const outcome = outcomeOf(classes(), 20, false, 0);
    expect(outcome?.mark).toBe(20);
    // Half of 0.95^20 and half of 0.85^20.
    expect(outcome?.pPass).toBeCloseTo((0.358486 + 0.03876) / 2, 4);
    expect(outcome?.pWrongPass).toBeCloseTo(0.03876 / 2, 4);
    expect(outcome?.valueUsd).toBeCloseTo(179.24, 1);
  });

  it('passes with 39 of 40, and is worth more', () => {
    const outcome = outcomeOf(classes(), 40, false, 0);
    expect(outcome?.mark).toBe(39);
    // 0.95^40 + 40 x 0.95^39 x 0.05 = 0.39906, and 0.85^40 + 40 x 0.85^39 x 0.15 = 0.01211.
    expect(outcome?.pPass).toBeCloseTo((0.39906 + 0.01211) / 2, 4);
    expect(outcome?.valueUsd).toBeCloseTo(199.53, 1);
  });

  it('stops half-way when the mark cannot be reached any more', () => {
    const set = classes();
    const outcome = outcomeOf(set, 40, false, 0);
    if (outcome === null) throw new Error('The test of 40 items has an outcome.');
    const stop = earlyStopOf(set, outcome, false);
    expect(stop.afterItems).toBe(20);
    // 39 of 40 allows one mistake: 18 of the first 20 leaves none.
    expect(stop.stopAtOrBelow).toBe(18);
  });
});

describe('chances of counts', () => {
  it('are those of the binomial distribution', () => {
    expect(binomialTail(20, 20, 0.95)).toBeCloseTo(0.358486, 6);
    expect(binomialTail(40, 39, 0.95)).toBeCloseTo(0.399063, 5);
    // Exactly 0.0929; the normal that stands in for large tests says 0.0974.
    expect(Math.abs(binomialTail(200, 186, 0.9) - 0.0929)).toBeLessThan(0.005);
    // 0.99^240 + 240 x 0.99^239 x 0.01 + 28,680 x 0.99^238 x 0.0001.
    expect(binomialTail(240, 238, 0.99)).toBeCloseTo(0.569_18, 4);
    expect(binomialTail(240, 3, 0.01)).toBeCloseTo(1 - 0.569_18, 4);
    expect(binomialTail(10, 0, 0.3)).toBe(1);
    expect(binomialTail(10, 11, 0.3)).toBe(0);
  });
});

describe('a planned test', () => {
  it('takes the smallest size that settles the choice, with its bill', () => {
    const test = planTest(question());
    expect(test?.plans.map(({ planId }) => planId)).toEqual(['switch']);
    const size = test?.items ?? 0;
    const outcome = outcomeOf(classes(), size, false, 0);
    expect(test?.plans[0]?.passMark).toBe(outcome?.mark);
    expect(test?.worthUsd).toBeCloseTo(outcome?.valueUsd ?? 0, 6);
    expect(test?.tokensUsd).toBeCloseTo(size * 0.01, 9);
    // Half a day to set up, at $40 a day.
    expect(test?.people.usd).toBeCloseTo(20, 9);
    expect(test?.netUsd).toBeCloseTo((test?.worthUsd ?? 0) - size * 0.01 - 20, 6);
    // 500 x 97% is nearly all that perfect knowledge would be worth.
    expect(test?.worthUsd).toBeGreaterThan(0.9 * 485);
    expect(test?.plans[0]?.pWrongPass).toBeLessThan(0.05);
  });

  it('needs more items when the judge errs', () => {
    const sure = planTest(question());
    const unsure = planTest(question({ judging: { ...JUDGING['exact-match'], errorShare: 0.1 } }));
    expect(unsure?.items).toBeGreaterThan(sure?.items ?? 0);
  });

  it('is not invented where nothing hangs on it', () => {
    const sure = all(0.97);
    const clear = { planId: 'switch', accuracy: sure, fixedUsd: all(0), itemUsd: 0.01 };
    expect(planTest(question({ candidates: [clear] }))).toBeNull();
    const hopeless = { ...clear, accuracy: all(0.5) };
    expect(planTest(question({ candidates: [hopeless] }))).toBeNull();
    expect(planTest(question({ candidates: [] }))).toBeNull();
  });

  it('is not taken when it costs more than it is worth', () => {
    expect(planTest(question({ dayRateUsd: 5_000 }))).toBeNull();
  });

  it('pays for the training of a pilot only where that is worth it', () => {
    const tune = {
      planId: 'tune',
      accuracy,
      fixedUsd: all(0),
      itemUsd: 0.01,
      trainingUsd: 300,
      pilotDays: 1,
    };
    const test = planTest(question({ candidates: [tune] }));
    expect(test?.trainingUsd).toBe(300);
    expect(test?.people.days).toBeCloseTo(1.5, 9);
    expect(planTest(question({ candidates: [{ ...tune, trainingUsd: 600 }] }))).toBeNull();
  });

  it('covers a second plan on the same items where that adds to its worth', () => {
    const other = accuracy.map((_, n) => (Math.floor(n / 2) % 2 === 0 ? 0.95 : 0.85));
    const candidates = [
      { planId: 'one', accuracy, fixedUsd: all(0), itemUsd: 0.01 },
      { planId: 'other', accuracy: other, fixedUsd: all(50), itemUsd: 0.01 },
    ];
    const single = planTest(question());
    const both = planTest(question({ candidates }));
    expect(both?.plans.map(({ planId }) => planId)).toEqual(['one', 'other']);
    // One of two is good enough in three of four draws.
    expect(both?.pPass).toBeGreaterThan(0.65);
    expect(both?.worthUsd).toBeGreaterThan(single?.worthUsd ?? 0);
  });

  it('counts right answers against those of today where today is the bar', () => {
    const test = planTest(question({ bar: all(0.92), againstToday: true }));
    const mark = test?.plans[0]?.passMark ?? 0;
    expect(Math.abs(mark)).toBeLessThan((test?.items ?? 0) / 10);
  });

  it('weighs mistakes where an error has a price', () => {
    // Ten points of accuracy are worth 100,000 x 0.1 x $0.20 = $2,000: at 85% the switch loses, at 95% it gains more.
    const test = planTest(question({ lossPerErrorUsd: 0.2 }));
    expect(test?.plans[0]?.gainIfPassUsd).toBeGreaterThan(1_000);
  });
});
