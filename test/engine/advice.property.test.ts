import { describe, expect, it } from 'vitest';
import type { Advice, Plan } from '../../src/engine/advice.js';
import { advise } from '../../src/engine/advise.js';
import { WORTH_CHANGING } from '../../src/engine/choose/choose.js';
import { always } from './arbitrary-advice.js';
import { ask, ledgersOf } from './ask.js';
import { AS_OF, TEST_DATA, testBook } from './test-book.js';

/** What holds for every advice. */

/** Paths of numbers that are not finite, anywhere in plain data. */
function strangeNumbers(value: unknown, path = ''): string[] {
  if (typeof value === 'number') return Number.isFinite(value) ? [] : [`${path} = ${value}`];
  if (typeof value === 'string')
    return /NaN|Infinity|undefined|null/.test(value) ? [`${path}: ${value}`] : [];
  if (value === null || typeof value !== 'object') return [];
  return Object.entries(value).flatMap(([key, item]) => strangeNumbers(item, `${path}.${key}`));
}

function negatives(plan: Plan): string[] {
  const costs = [plan.firstMonthUsd, plan.horizonCostUsd, plan.timeToDeployDays, plan.lifetime.months];
  const amounts = ledgersOf(plan).flatMap((ledger) => [
    ledger.totalUsd,
    ...ledger.lines.flatMap((line) => [line.amountUsd, line.quantity, line.unitPriceUsd]),
  ]);
  return [...costs, ...amounts].flatMap((usd) => (usd !== null && usd < 0 ? [`${plan.id}: ${usd}`] : []));
}

function near(actual: number, expected: number, relative: number): boolean {
  return Math.abs(actual - expected) <= relative * Math.max(Math.abs(actual), Math.abs(expected));
}

describe('every advice', () => {
  it('holds finite numbers only, and no word such as NaN', () => {
    always((advice) => expect(strangeNumbers({ ...advice, workload: null })).toEqual([]));
  });

  it('has no negative cost, quantity, price or time', () => {
    always((advice) => expect(advice.plans.flatMap(negatives)).toEqual([]));
  });

  it('adds up every ledger, and every line is quantity x price / per', () => {
    always(({ plans }) => {
      for (const ledger of plans.flatMap(ledgersOf)) {
        const sum = ledger.lines.reduce((total, line) => total + line.amountUsd, 0);
        if (ledger.totalUsd === null) expect(ledger.unknown).not.toEqual([]);
        else expect(near(ledger.totalUsd, sum, 1e-9)).toBe(true);
        for (const { quantity, unitPriceUsd, per, amountUsd, price } of ledger.lines) {
          expect(near(amountUsd, (quantity * unitPriceUsd) / per, 1e-9)).toBe(true);
          if (price !== undefined) expect(unitPriceUsd).toBe(price.usd);
        }
      }
    });
  });

  it('has plans with ids of their own, the present one among them', () => {
    always(({ plans }) => {
      const ids = plans.map((plan) => plan.id);
      expect(new Set(ids).size).toBe(ids.length);
      expect(ids).toContain('keep');
    });
  });

  it('calls a plan feasible exactly when nothing blocks it', () => {
    always(({ plans }) => {
      for (const plan of plans) expect(plan.feasible).toBe(plan.blockers.length === 0);
    });
  });

  it('never recommends a blocked plan, unless it says that nothing passes', () => {
    always(({ plans, verdict }) => {
      const chosen = plans.find((plan) => plan.id === verdict.planId);
      if (verdict.unresolved) {
        expect(verdict.planId).toBe('keep');
        expect(plans.filter((plan) => plan.feasible && plan.horizonCostUsd !== null)).toEqual([]);
      } else {
        expect(chosen?.blockers).toEqual([]);
        expect(chosen?.approach).toBe(verdict.approach);
      }
    });
  });

  it('never recommends a plan of unknown cost or on an unverified price', () => {
    always(({ plans, verdict }) => {
      if (verdict.unresolved) return;
      const chosen = plans.find((plan) => plan.id === verdict.planId);
      expect(chosen?.horizonCostUsd).not.toBeNull();
      expect(chosen?.weakestConfidence).not.toBe('C');
      for (const ledger of chosen === undefined ? [] : ledgersOf(chosen)) expect(ledger.unknown).toEqual([]);
    });
  });

  it('recommends a plan whose expected cost is within 5% of the lowest of a feasible one', () => {
    always(({ plans, verdict }) => {
      if (verdict.unresolved) return;
      const costs = plans.filter((plan) => plan.feasible).map((plan) => plan.expectedCostUsd ?? 0);
      const chosen = plans.find((plan) => plan.id === verdict.planId)?.expectedCostUsd ?? Number.NaN;
      expect(chosen).toBeLessThanOrEqual(Math.min(...costs) * (1 + WORTH_CHANGING));
    });
  });

  it('lists feasible plans first, each group from cheap to dear and the unknown last', () => {
    always(({ plans }) => {
      const places = plans.map((plan) => [plan.feasible ? 0 : 1, plan.horizonCostUsd ?? 1e300] as const);
      for (const [index, [group, usd]] of places.entries()) {
        const next = places[index + 1];
        if (next !== undefined) expect(group < next[0] || (group === next[0] && usd <= next[1])).toBe(true);
      }
    });
  });

  it('lists every price of a ledger once, with the oldest check', () => {
    always(({ plans, prices }) => {
      const used = plans
        .flatMap(ledgersOf)
        .flatMap((ledger) => ledger.lines.flatMap((line) => line.price?.id ?? []));
      expect(prices.facts.map((fact) => fact.id).sort()).toEqual([...new Set(used)].sort());
      expect(prices.oldestCheckedOn).toBe(prices.facts.map((fact) => fact.checkedOn).sort()[0] ?? null);
    });
  });

  it('is the same for the same question, and the workload is handed back as given', () => {
    always((advice, workload) => {
      expect(advise(structuredClone(workload), testBook(), { asOf: AS_OF })).toEqual(advice);
      expect(advice.workload).toEqual(workload);
    });
  });

  it('does not depend on the order of the book or of the candidates', () => {
    const turned = testBook({
      facts: [...TEST_DATA.facts].reverse(),
      models: [...TEST_DATA.models].reverse(),
      tuningOffers: [...TEST_DATA.tuningOffers].reverse(),
      components: [...TEST_DATA.components].reverse(),
    });
    const byPlan = (one: { planId: string }, other: { planId: string }) =>
      one.planId < other.planId ? -1 : 1;
    const unordered = (advice: Advice) => ({
      verdict: advice.verdict,
      plans: advice.plans,
      assumptions: advice.assumptions,
      facts: advice.prices.facts,
      lines: [...advice.curve.lines].sort(byPlan),
      crossings: [...advice.curve.crossings].sort(byPlan),
    });
    always((advice, workload) => {
      const { candidates } = workload;
      const reordered = candidates === undefined ? {} : { candidates: [...candidates].reverse() };
      expect(unordered(ask({ ...workload, ...reordered }, turned))).toEqual(unordered(advice));
    });
  });
});
