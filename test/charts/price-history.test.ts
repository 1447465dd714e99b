import { describe, expect, it } from 'vitest';
import { chartConfiguration } from '../../src/charts/chart-configuration.js';
import { dayTicks } from '../../src/charts/price-history/day-ticks.js';
import { isAhead, runsOf } from '../../src/charts/price-history/runs.js';
import { type PriceHistory, priceHistoryChart } from '../../src/charts/price-history-chart.js';
import renderChart from '../../src/charts/render-worker.js';
import { THEME } from '../../src/charts/theme.js';
import { readPng } from './png.js';

const RISING: PriceHistory = {
  modelName: 'Rising',
  asOf: '2026-11-22',
  input: [{ from: '2026-06-01', usd: 1, amount: '1' }],
  output: [
    { from: '2026-06-01', until: '2026-09-01', usd: 6, amount: '6' },
    { from: '2026-09-01', until: '2027-01-11', usd: 4, amount: '4' },
    { from: '2027-01-11', usd: 8, amount: '8.00' },
  ],
};

function chartOf(change: Partial<PriceHistory> = {}) {
  const chart = priceHistoryChart({ ...RISING, ...change });
  if (chart === undefined) throw new Error('no chart');
  return chart;
}

describe('a price history', () => {
  it('has the next announced change for its title, else the last one, else that none is known', () => {
    expect(chartOf().title).toBe('Rising: output goes from $4 to $8.00 on 11 Jan 2027');
    expect(chartOf({ output: RISING.output.slice(0, 2) }).title).toBe(
      'Rising: output went from $6 to $4 on 1 Sep 2026',
    );
    expect(chartOf({ output: [] }).title).toBe('Rising: no change known since 1 Jun 2026');
  });

  it('tells every step to those who do not see it', () => {
    expect(chartOf({ endsOn: '2027-03-01' }).altText).toContain(
      'Output: $6 from 1 Jun 2026, $4 from 1 Sep 2026, $8.00 from 11 Jan 2027. Input: $1 from 1 Jun 2026. It stops answering on 1 Mar 2027.',
    );
  });

  it('is drawn as steps, with a corner today, up to the end of the model', () => {
    const chart = chartOf({ endsOn: '2027-03-01' });
    const [output] = chart.lines;
    if (output === undefined) throw new Error('no line');
    expect(runsOf(output, chart)).toEqual([
      [
        { x: 0, y: 6 },
        { x: 92, y: 6 },
        { x: 92, y: 4 },
        { x: 174, y: 4 },
        { x: 224, y: 4 },
        { x: 224, y: 8 },
        { x: 273, y: 8 },
      ],
    ]);
  });

  it('leaves a gap where there was no price', () => {
    const chart = chartOf({
      output: [
        { from: '2026-06-01', until: '2026-07-01', usd: 6, amount: '6' },
        { from: '2026-08-01', usd: 4, amount: '4' },
      ],
    });
    const [output] = chart.lines;
    expect(output && runsOf(output, chart)).toHaveLength(2);
    expect(chart.title).toBe('Rising: no change known since 1 Jun 2026');
  });

  it('is dashed ahead of today, and not where a step was taken today', () => {
    expect(isAhead({ from: 0, to: 174 }, 174)).toBe(false);
    expect(isAhead({ from: 174, to: 174 }, 174)).toBe(false);
    expect(isAhead({ from: 174, to: 219 }, 174)).toBe(true);
    const { data } = chartConfiguration(chartOf(), (text) => text.length * 14);
    expect(data.datasets.map(({ label }) => label)).toEqual(['Output', 'Input']);
  });

  it('has no chart without a price', () => {
    expect(priceHistoryChart({ ...RISING, input: [], output: [] })).toBeUndefined();
  });

  it('is a PNG in the colours of its two lines', async () => {
    const { width, height, colours } = await readPng(Buffer.from(renderChart(chartOf())));
    expect([width, height]).toEqual([1200, 675]);
    for (const colour of [THEME.lines.winner, THEME.lines.today, THEME.ink, THEME.softInk]) {
      expect(colours.get(`${colour}ff`) ?? 0).toBeGreaterThan(200);
    }
  });
});

describe('the time axis', () => {
  it.each([
    ['2026-11-01', '2027-02-01', ['Nov 2026', 'Dec 2026', 'Jan 2027']],
    ['2025-12-02', '2027-02-28', ['Jan 2026', 'Apr 2026', 'Jul 2026', 'Oct 2026', 'Jan 2027']],
    ['2020-03-10', '2027-02-28', ['Jan 2021', 'Jan 2022', 'Jan 2023', 'Jan 2024', 'Jan 2025', 'Jan 2026']],
  ])('from %s to %s has at most six marks at the first of months', (from, to, labels) => {
    const ticks = dayTicks(from, to);
    expect(ticks.length).toBeLessThanOrEqual(6);
    expect(ticks.map(({ label }) => label)).toEqual(labels);
  });
});
