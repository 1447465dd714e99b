import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { Advice, CurveLine } from '../../../src/engine/advice.js';
import { usdOn } from '../../../src/engine/cost/cost-path.js';
import { always, SEED } from '../arbitrary-advice.js';
import { askAll } from '../ask.js';
import { paybackQueries } from '../two-sides.js';

/** What holds for every breakeven, in closed form and on the curve. */

function lineOf(advice: Advice, id: string): CurveLine | undefined {
  return advice.curve.lines.find((line) => line.planId === id);
}

describe('breakeven queries', () => {
  it('are the fewest that earn the upfront cost back', () => {
    fc.assert(
      fc.property(
        fc.double({ min: 0.01, max: 1e5, noNaN: true }),
        fc.double({ min: 1e-5, max: 10, noNaN: true }),
        (upfrontUsd, savingUsd) => {
          const queries = paybackQueries(upfrontUsd, savingUsd) ?? Number.NaN;
          expect(Number.isInteger(queries)).toBe(true);
          expect(queries * savingUsd).toBeGreaterThanOrEqual(upfrontUsd * (1 - 1e-11));
          expect((queries - 1) * savingUsd).toBeLessThan(upfrontUsd * (1 + 1e-11));
        },
      ),
      { seed: SEED },
    );
  });

  it('do not exist where nothing is saved', () => {
    fc.assert(
      fc.property(
        fc.double({ min: 0, max: 1e7, noNaN: true }),
        fc.double({ max: 0, noNaN: true }),
        (usd, saving) => {
          expect(paybackQueries(usd, saving)).toBeNull();
        },
      ),
      { seed: SEED },
    );
  });
});

describe('every breakeven against the present plan', () => {
  it('lies where both curves meet: above before, below just after', () => {
    always((advice) => {
      const keep = lineOf(advice, 'keep');
      for (const { planId, day, usd } of advice.curve.crossings) {
        const line = lineOf(advice, planId);
        if (line === undefined || keep === undefined) throw new Error(`No line of ${planId}.`);
        const size = Math.max(1e-9, Math.abs(usdOn(keep, advice.curve.horizonDays)));
        expect(Math.abs(usdOn(line, day) - usd)).toBeLessThanOrEqual(1e-9 * size);
        expect(Math.abs(usdOn(keep, day) - usd)).toBeLessThanOrEqual(1e-6 * size);
        const goLive = advice.plans.find((plan) => plan.id === planId)?.timeToDeployDays ?? 0;
        for (const share of [0.1, 0.5, 0.9]) {
          const before = goLive < day ? goLive + (day - goLive) * share : day;
          expect(usdOn(line, before) - usdOn(keep, before)).toBeGreaterThanOrEqual(-1e-6 * size);
        }
      }
    });
  });

  it('begins to pay right after, until something is paid again', () => {
    always((advice) => {
      const keep = lineOf(advice, 'keep');
      for (const { planId, day } of advice.curve.crossings) {
        const line = lineOf(advice, planId);
        const next = [...(line?.points ?? []), ...(keep?.points ?? [])]
          .map((point) => point.day)
          .filter((one) => one > day * (1 + 1e-9) + 1e-9)
          .sort((a, b) => a - b)[0];
        if (line === undefined || keep === undefined || next === undefined) continue;
        const soon = (day + next) / 2;
        const slack = 1e-9 * Math.abs(usdOn(keep, soon));
        expect(usdOn(line, soon)).toBeLessThanOrEqual(usdOn(keep, soon) + slack);
      }
    });
  });

  it('counts whole queries and the calendar day of the end of the payback', () => {
    always((advice) => {
      for (const plan of advice.plans) {
        const { againstKeep } = plan.breakeven;
        if (againstKeep.kind === 'never') continue;
        expect(Number.isInteger(againstKeep.queries)).toBe(true);
        expect(againstKeep.days).toBeGreaterThanOrEqual(0);
        const exact = Date.parse(advice.asOf) / 86_400_000 + plan.timeToDeployDays + againstKeep.days;
        const told = Date.parse(againstKeep.date) / 86_400_000;
        expect(told - exact).toBeGreaterThanOrEqual(-1e-6);
        expect(told - exact).toBeLessThan(1);
      }
    });
  });

  it('serves no fewer queries than are needed, where the volume and the prices hold still', () => {
    always((advice, workload) => {
      const { queriesPerDay, growthPerMonth } = workload.volume;
      if (queriesPerDay === undefined || (growthPerMonth ?? 0) !== 0) return;
      if (workload.current.model === 'rising') return;
      for (const plan of advice.plans) {
        const { againstKeep } = plan.breakeven;
        const { totalUsd } = plan.upfront;
        const simple = plan.monthly.totalUsd === 0 && plan.perQueryLater.length === 0;
        if (againstKeep.kind === 'never' || totalUsd === null || !simple) continue;
        if (plan.recurring !== undefined && againstKeep.days > plan.recurring.everyMonths * 30 - 1) continue;
        const { queries, savingPerQueryUsd } = againstKeep;
        expect(queries * savingPerQueryUsd).toBeGreaterThanOrEqual(totalUsd * (1 - 1e-6));
        if (queries > 1) expect((queries - 1) * savingPerQueryUsd).toBeLessThan(totalUsd * (1 + 1e-6) + 1e-9);
      }
    });
  });

  it('is never for a plan that saves nothing, unless announced prices change that', () => {
    always((advice) => {
      if (advice.plans.some((plan) => plan.perQueryLater.length > 0)) return;
      for (const { breakeven } of advice.plans) {
        if (breakeven.againstKeep.kind === 'never') continue;
        expect(breakeven.againstKeep.savingPerQueryUsd).toBeGreaterThan(0);
      }
    });
  });

  it('says why, whenever it is never', () => {
    always((advice) => {
      for (const { breakeven } of advice.plans) {
        for (const one of [breakeven.againstKeep, breakeven.againstBestUntuned]) {
          if (one?.kind === 'never') expect(one.why).toMatch(/^[a-z].{10,}[^.]$/);
        }
      }
    });
  });
});

describe('every curve', () => {
  it('rises from day 0 to the horizon', () => {
    always(({ curve }) => {
      for (const { points } of curve.lines) {
        expect(points[0]).toEqual({ day: 0, usd: 0 });
        expect(points.at(-1)?.day).toBe(curve.horizonDays);
        for (const [index, point] of points.entries()) {
          const next = points[index + 1];
          if (next === undefined) continue;
          expect(next.day).toBeGreaterThanOrEqual(point.day);
          expect(next.usd).toBeGreaterThanOrEqual(point.usd);
        }
      }
    });
  });

  it('ends at the undiscounted horizon cost of a plan that does not end', () => {
    always((_, workload) => {
      const plain = askAll({ ...workload, discountRate: 0 });
      for (const plan of plain.plans) {
        const line = lineOf(plain, plan.id);
        if (line === undefined || plan.lifetime.months !== null) continue;
        const end = line.points.at(-1)?.usd ?? 0;
        expect(Math.abs(end - (plan.horizonCostUsd ?? Number.NaN))).toBeLessThanOrEqual(1e-9 * end + 1e-9);
      }
    });
  });
});
