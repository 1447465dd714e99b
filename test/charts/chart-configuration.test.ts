import { describe, expect, it, test } from 'vitest';
import { chartConfiguration } from '../../src/charts/chart-configuration.js';
import { FONT_FAMILIES } from '../../src/charts/fonts.js';
import { lineStyles } from '../../src/charts/savings/line-style.js';
import { moneyMax } from '../../src/charts/savings/scale.js';
import { savingsChart } from '../../src/charts/savings-chart.js';
import { THEME } from '../../src/charts/theme.js';
import { contrast, distanceFor, VISIONS } from './colour.js';
import { SKETCHES, sketchAdvice } from './fixtures.js';

const measure = (text: string) => text.length * 14;
const classic = savingsChart(sketchAdvice(SKETCHES.classic));

describe('the configuration', () => {
  const { data, options } = chartConfiguration(classic, measure);

  it('draws one line per plan, the winner on top and thickest', () => {
    expect(data.datasets.map(({ label }) => label)).toEqual(classic.lines.map(({ name }) => name));
    const widths = data.datasets.map(({ borderWidth }) => Number(borderWidth));
    expect(Math.max(...widths)).toBe(widths[0]);
    expect(data.datasets[0]?.order).toBe(0);
  });

  it('has no legend, no animation and the bundled font', () => {
    expect(options?.plugins?.legend?.display).toBe(false);
    expect(options?.animation).toBe(false);
    expect(options?.scales?.x?.ticks?.font).toMatchObject({
      family: expect.stringContaining(`"${FONT_FAMILIES[0]}"`),
    });
  });
});

test('a line of many times the cost of the plans compared leaves the chart at the top', () => {
  const chart = savingsChart(sketchAdvice(SKETCHES.keepWinsByFar));
  expect(moneyMax(chart)).toBeLessThan(2_500);
  expect(Math.max(...chart.lines.map(({ totalUsd }) => totalUsd))).toBeGreaterThan(70_000);
});

test('plans of like cost all fit on the axis', () => {
  expect(moneyMax(classic)).toBeGreaterThan(270_000);
});

describe('the colours', () => {
  const colours = lineStyles(classic.lines).map(({ colour }) => colour);

  it('of lines and words stand out from the card by at least 4.5 to 1', () => {
    for (const colour of [...colours, THEME.ink, THEME.softInk]) {
      expect(contrast(colour, THEME.card)).toBeGreaterThanOrEqual(4.5);
    }
  });

  it.each(VISIONS)('of the four lines stay apart for %s', (vision) => {
    for (const [index, colour] of colours.entries()) {
      for (const other of colours.slice(index + 1))
        expect(distanceFor(vision, colour, other)).toBeGreaterThan(25);
    }
  });
});
