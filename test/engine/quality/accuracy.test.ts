import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import {
  accuracyAtScore,
  betaAccuracy,
  correlationOf,
  drawAccuracy,
  expit,
  logit,
  logitMoments,
  mapped,
  meanOf,
  mixed,
  normalAccuracy,
  normalScore,
  normalShare,
  pAtLeast,
  pWithin,
  shifted,
  summaryOf,
  updated,
  updatedTogether,
} from '../../../src/engine/quality/index.js';

const ORIGIN = { basis: 'prior', sources: [], note: 'For a test.' } as const;
const share = fc.double({ min: 0.02, max: 0.98, noNaN: true });

function around(centre: number, sd: number) {
  return normalAccuracy(logit(centre), [{ factor: 'today', sd }], ORIGIN);
}

describe('the normal distribution', () => {
  it('agrees with printed tables', () => {
    expect(normalShare(1.96)).toBeCloseTo(0.9750021, 6);
    expect(normalShare(-0.5)).toBeCloseTo(0.3085375, 6);
    expect(normalScore(0.9)).toBeCloseTo(1.2815516, 6);
    expect(normalScore(0.001)).toBeCloseTo(-3.0902323, 6);
  });
});

describe('an accuracy', () => {
  it('is the Beta distribution of what was judged: 182 of 200 right', () => {
    const { mean, p10, p90 } = summaryOf(betaAccuracy({ right: 182, items: 200 }, 'today', ORIGIN));
    // Beta(183, 19): mean 183/202; the quantiles come from the incomplete beta function.
    expect(mean).toBeCloseTo(183 / 202, 3);
    expect(p10).toBeCloseTo(0.8789242, 4);
    expect(p90).toBeCloseTo(0.931225, 4);
  });

  it('keeps its mean even where all answers were right', () => {
    const all = betaAccuracy({ right: 100, items: 100 }, 'today', ORIGIN);
    expect(meanOf(all)).toBeCloseTo(101 / 102, 3);
    expect(summaryOf(all).p10).toBeCloseTo(0.1 ** (1 / 101), 3);
  });

  it('adds independent doubts as normals do', () => {
    const sum = shifted(around(0.8, 0.3), 0.5, [{ sd: 0.4 }], ORIGIN);
    const { mean, sd } = logitMoments(sum);
    expect(mean).toBeCloseTo(logit(0.8) + 0.5, 3);
    expect(sd).toBeCloseTo(0.5, 2);
    expect(sum.loadings.map(({ factor }) => factor)).toEqual(['today']);
    expect(sum.loadings[0]?.weight).toBeCloseTo(0.6, 2);
  });

  it('is as likely above a bar as its parts are, when one of two things holds', () => {
    fc.assert(
      fc.property(share, share, share, share, (one, other, chance, bar) => {
        const [a, b] = [around(one, 0.3), around(other, 0.8)];
        const either = mixed(
          [
            { chance, accuracy: a },
            { chance: 1 - chance, accuracy: b },
          ],
          ORIGIN,
        );
        const expected = chance * pAtLeast(a, bar) + (1 - chance) * pAtLeast(b, bar);
        expect(Math.abs(pAtLeast(either, bar) - expected)).toBeLessThan(0.04);
      }),
      { numRuns: 60 },
    );
  });

  it('rises with every answer more that is right, at the same number of items', () => {
    fc.assert(
      fc.property(
        share,
        fc.double({ min: 0.1, max: 1.5, noNaN: true }),
        fc.integer({ min: 1, max: 400 }),
        fc.double({ min: 0, max: 1, noNaN: true }),
        share,
        (centre, sd, items, part, bar) => {
          const right = Math.floor(part * (items - 1));
          const origin = { basis: 'measured', note: 'Judged.' } as const;
          const fewer = updated(around(centre, sd), { right, items }, origin);
          const more = updated(around(centre, sd), { right: right + 1, items }, origin);
          expect(pAtLeast(more, bar)).toBeGreaterThanOrEqual(pAtLeast(fewer, bar) - 2e-3);
          expect(meanOf(more)).toBeGreaterThan(meanOf(fewer) - 1e-4);
        },
      ),
      { numRuns: 100 },
    );
  });

  it('is known better the more answers are judged', () => {
    fc.assert(
      fc.property(share, fc.integer({ min: 10, max: 200 }), (centre, items) => {
        const judge = (times: number) =>
          updated(
            around(centre, 1),
            { right: Math.round(items * centre) * times, items: items * times },
            { basis: 'measured', note: 'Judged.' },
          );
        expect(logitMoments(judge(4)).sd).toBeLessThan(logitMoments(judge(1)).sd);
      }),
      { numRuns: 60 },
    );
  });

  it('learns less from a judge who errs', () => {
    const prior = around(0.85, 1);
    const origin = { basis: 'measured', note: 'Judged.' } as const;
    const sure = updated(prior, { right: 180, items: 200 }, origin);
    const unsure = updated(prior, { right: 180, items: 200, judgeErrorShare: 0.08 }, origin);
    expect(logitMoments(unsure).sd).toBeGreaterThan(logitMoments(sure).sd);
    // A judge who calls 8 of 100 right answers wrong makes 90% look worse than it is.
    expect(meanOf(unsure)).toBeGreaterThan(meanOf(sure));
  });

  it('moves with every share that it is made of', () => {
    const halved = mapped(around(0.8, 0.4), (right) => right / 2, ORIGIN);
    expect(accuracyAtScore(halved, 0)).toBeCloseTo(0.4, 6);
    expect(pAtLeast(halved, 0.5)).toBeLessThan(1e-3);
  });
});

describe('two accuracies together', () => {
  const today = around(0.9, 0.3);

  it('tie where they are the same, whatever the tolerance', () => {
    expect(pWithin(today, today, 0)).toBeCloseTo(1, 6);
  });

  it('are as likely near each other as their draws say', () => {
    const other = shifted(today, -0.2, [{ factor: 'benchmarks', sd: 0.4 }, { sd: 0.2 }], ORIGIN);
    const draws = 4_000;
    const even = Float64Array.from({ length: draws }, (_, n) => normalScore((n + 0.5) / draws));
    const shuffled = (step: number) => even.map((_, n) => even[(n * step) % draws] ?? 0);
    const factors = new Map([
      ['today', even],
      ['benchmarks', shuffled(1_471)],
    ]);
    const scoresOf = (factor: string) => factors.get(factor) ?? even;
    const [a, b] = [today, other].map((one) => drawAccuracy(one, scoresOf, shuffled(2_503)));
    const near = a?.filter((present, n) => (b?.[n] ?? 0) >= present - 0.01).length ?? 0;
    expect(near / draws).toBeCloseTo(pWithin(other, today, 0.01), 1);
    expect(correlationOf(today, other)).toBeCloseTo(0.3 / Math.hypot(0.3, 0.4, 0.2), 2);
  });

  it('are known better apart when they were judged on the same items', () => {
    const origin = { basis: 'measured', note: 'Judged.' } as const;
    const measured = betaAccuracy({ right: 180, items: 200 }, 'today', ORIGIN);
    const prior = shifted(around(0.9, 0.1), 0, [{ sd: 1 }], ORIGIN);
    const apart = updated(prior, { right: 181, items: 200 }, origin);
    const table = { bothRight: 176, onlyTodayRight: 4, onlyOtherRight: 5, bothWrong: 15 };
    const together = updatedTogether(prior, measured, table, origin);
    expect(pWithin(together, measured, 0.02)).toBeGreaterThan(pWithin(apart, measured, 0.02));
    expect(meanOf(together)).toBeCloseTo(meanOf(apart), 6);
  });

  it('draws the same numbers for plans with the same accuracy', () => {
    const scores = Float64Array.from([-1, 0, 0.5, 2]);
    const draw = (own: Float64Array) => drawAccuracy(today, () => scores, own);
    expect([...draw(scores)]).toEqual([...draw(new Float64Array(4))]);
    expect(draw(scores)[1]).toBeCloseTo(expit(logit(0.9)), 6);
  });
});
