import { describe, expect, test } from 'vitest';
import { chartConfiguration } from '../../src/charts/chart-configuration.js';
import { decisionChart } from '../../src/charts/decision-chart.js';
import { resultChart } from '../../src/charts/result-chart.js';
import type { PlannedTest } from '../../src/engine/advice.js';
import { SKETCHES, sketchAdvice } from './fixtures.js';

const LUNA = 'switch-model:GPT-6 Luna';
const TEST: PlannedTest = {
  planId: LUNA,
  plans: [{ planId: LUNA, passMark: 231, pPass: 0.4 }],
  items: 250,
  passMark: 231,
  againstToday: false,
  earlyStop: null,
  judging: 'labels',
  tokensUsd: 1.5,
  trainingUsd: 0,
  people: { days: 2, usd: 1_600 },
  costUsd: 1_601.5,
  pPass: 0.4,
  worthUsd: 9_000,
  netUsd: 7_398.5,
  gainIfPassUsdPerMonth: 13_700,
  breakEvenAccuracy: null,
};

const [gpt4o, luna] = SKETCHES.classic.plans;
const judged = { ...luna, right: [0.9, 0.96] as const, judged: { right: 187, items: 200 } };
const tested = sketchAdvice({
  ...SKETCHES.classic,
  plans: [gpt4o, judged],
  verdict: {
    grade: 'test-first',
    meanwhilePlanId: 'keep',
    test: TEST,
    bar: { kind: 'target', accuracy: 0.93 },
  },
});
const priced = sketchAdvice({
  ...SKETCHES.classic,
  plans: [gpt4o, luna],
  workload: { quality: { lossPerErrorUsd: 0.01 } },
  verdict: { grade: 'test-first', meanwhilePlanId: 'keep', test: { ...TEST, breakEvenAccuracy: 0.84 } },
});

describe('the decision chart', () => {
  test('is drawn where the verdict turns on accuracy, and money over time elsewhere', () => {
    expect(resultChart(tested).type).toBe('decision');
    expect(resultChart(sketchAdvice(SKETCHES.classic)).type).toBe('savings');
  });

  test('without a loss saves the same at any accuracy, and passes from the bar on', () => {
    const chart = decisionChart(tested);
    const saved = 22_500 * 12 - 1_050 * 12 - 2_400;
    expect(chart?.savingAtFromUsd).toBeCloseTo(saved, 6);
    expect(chart?.savingAtToUsd).toBeCloseTo(saved, 6);
    expect(chart?.passesFrom).toBe(0.93);
    expect(chart?.marks.map(({ label }) => label)).toEqual(['good enough: 93%']);
    expect(chart?.measured).toMatchObject({ accuracy: 0.935, low: 0.9, high: 0.96 });
    expect(chart?.altText).toContain('measured: 187 of 200');
  });

  test('with a loss saves nothing at the break-even accuracy, and what all answers cost more over a whole', () => {
    const chart = decisionChart(priced);
    if (chart === undefined) throw new Error('no chart');
    const { from, to, savingAtFromUsd, savingAtToUsd } = chart;
    const slope = (savingAtToUsd - savingAtFromUsd) / (to - from);
    expect(slope).toBeCloseTo(500_000 * 360 * 0.01, 4);
    expect(savingAtFromUsd + slope * (0.84 - from)).toBeCloseTo(0, 4);
    expect(chart.passesFrom).toBe(0.84);
  });

  test('shows all that matters inside its axis, and the likeliest accuracy as the top of the shade', () => {
    for (const chart of [decisionChart(tested), decisionChart(priced)]) {
      if (chart === undefined) throw new Error('no chart');
      for (const { accuracy } of chart.marks) {
        expect(accuracy).toBeGreaterThan(chart.from);
        expect(accuracy).toBeLessThan(chart.to);
      }
      expect(Math.max(...chart.likely.map(({ height }) => height))).toBe(1);
      expect(chartConfiguration(chart, (text) => text.length * 14).plugins).toHaveLength(1);
    }
  });
});
