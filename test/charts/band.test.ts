import { describe, expect, test } from 'vitest';
import renderInThisThread from '../../src/charts/render-worker.js';
import { moneyMax } from '../../src/charts/savings/scale.js';
import { type SavingsChart, savingsChart } from '../../src/charts/savings-chart.js';
import { THEME } from '../../src/charts/theme.js';
import type { Advice } from '../../src/engine/advice.js';
import { contrast } from './colour.js';
import { type AdviceSketch, SKETCHES, sketchAdvice } from './fixtures.js';
import { readPng } from './png.js';

/** The band's colour upon the card, as it is drawn. */
const BAND = '#d1e2f2';

/** A chart whose winner ends between `low` and `high`, USD. */
function banded(sketch: AdviceSketch, low: number, high: number): SavingsChart {
  const advice: Advice = sketchAdvice(sketch);
  const days = [0, 0.5, 1, 1.5].map((share) => share * advice.curve.horizonDays);
  const band = days.map((day) => {
    const share = day / advice.curve.horizonDays;
    return { day, p10: low * share, p90: high * share };
  });
  return savingsChart({ ...advice, uncertainty: { ...advice.uncertainty, band } });
}

async function bandPixels(chart: SavingsChart): Promise<number> {
  const { colours } = await readPng(Buffer.from(renderInThisThread(chart)));
  const near = (colour: string): boolean =>
    [1, 3, 5].every(
      (at) =>
        Math.abs(
          Number.parseInt(colour.slice(at, at + 2), 16) - Number.parseInt(BAND.slice(at, at + 2), 16),
        ) <= 2,
    );
  return [...colours].filter(([colour]) => near(colour)).reduce((sum, [, count]) => sum + count, 0);
}

describe('the band of the winner', () => {
  test('ends with the chart, in months', () => {
    expect(banded(SKETCHES.late, 30_000, 80_000).band).toEqual([
      { x: 0, low: 0, high: 0 },
      { x: 6, low: 15_000, high: 40_000 },
      { x: 12, low: 30_000, high: 80_000 },
    ]);
  });

  test('is absent without a simulation, and without a line that it belongs to', () => {
    expect(savingsChart(sketchAdvice(SKETCHES.late)).band).toEqual([]);
    const [keep, winner] = SKETCHES.late.plans;
    expect(banded({ plans: [keep, { ...winner, unknown: true }], winner: 1 }, 1, 2).band).toEqual([]);
  });

  test.each<[keyof typeof SKETCHES, string]>([
    ['classic', 'Cumulative cost of Ticket triage, prices of 22 Nov 2026; blue band: 8 of 10 scenarios'],
    [
      'keepWins',
      'Cumulative cost at 500k queries a day, prices of 22 Nov 2026; blue band: 8 of 10 scenarios',
    ],
    ['moreExpensive', 'Cumulative cost, prices last checked 30 Sep 2026; blue band: 8 of 10 scenarios'],
  ])('is named in the subtitle, for %s with as much of the workload as has room', (name, subtitle) => {
    expect(banded(SKETCHES[name], 1_000, 2_000).subtitle).toBe(subtitle);
  });

  test('is told with its numbers in the alternative text', () => {
    expect(banded(SKETCHES.classic, 14_000, 22_000).altText).toContain(
      'Blue band: GPT-6 Luna ends between $14k and $22k in 8 of 10 scenarios.',
    );
  });

  test('raises the axis a little and no more: a band beyond that leaves the chart', () => {
    const plain = moneyMax(savingsChart(sketchAdvice(SKETCHES.late)));
    expect(moneyMax(banded(SKETCHES.late, 40_000, 50_000))).toBe(plain);
    expect(moneyMax(banded(SKETCHES.late, 40_000, 80_000))).toBeGreaterThan(80_000);
    expect(moneyMax(banded(SKETCHES.late, 40_000, 9e6))).toBeCloseTo(1.25 * plain, 6);
  });

  test.each([
    ['wide', SKETCHES.late, 30_000, 80_000, 30_000],
    ['narrow', SKETCHES.late, 46_000, 51_000, 500],
    ['off scale', SKETCHES.late, 30_000, 9e6, 30_000],
    ['of thirty days', SKETCHES.oneOff, 3_000, 6_000, 10_000],
  ])('is drawn where it is %s', async (_, sketch, low, high, atLeast) => {
    expect(await bandPixels(savingsChart(sketchAdvice(sketch)))).toBeLessThan(300);
    expect(await bandPixels(banded(sketch, low, high))).toBeGreaterThan(atLeast);
  });

  test('leaves labels and lines readable upon it', () => {
    expect(contrast(THEME.lines.winner, BAND)).toBeGreaterThan(4.5);
    expect(contrast(THEME.ink, BAND)).toBeGreaterThan(4.5);
    for (const colour of THEME.lines.others) expect(contrast(colour, BAND)).toBeGreaterThan(3);
  });
});
