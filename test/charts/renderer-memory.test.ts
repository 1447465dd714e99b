import { expect, it } from 'vitest';
import { createChartRenderer } from '../../src/charts/renderer.js';
import { savingsChart } from '../../src/charts/savings-chart.js';
import { SKETCHES, sketchAdvice } from './fixtures.js';

it('returns the memory of the charts it has rendered', async ({ onTestFinished }) => {
  const renderer = createChartRenderer({ threads: 1, workMs: 15_000 });
  onTestFinished(() => renderer.close());
  const classic = savingsChart(sketchAdvice(SKETCHES.classic));
  const renderMany = async (charts: number) => {
    for (let index = 0; index < charts; index++) await renderer.render(classic);
  };
  // A process grows to its working size first: some 80 MB over its first charts, and it falls again with the next sweep.
  await renderMany(60);
  const before = process.memoryUsage().rss;
  await renderMany(120);
  // A canvas takes over 3 MB; kept, these would be 460 MB by now.
  expect(process.memoryUsage().rss - before).toBeLessThan(140e6);
});
