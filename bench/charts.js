// @ts-check

import { createRequire } from 'node:module';
import { availableParallelism } from 'node:os';
import { monitorEventLoopDelay } from 'node:perf_hooks';
import { setTimeout as sleep } from 'node:timers/promises';
import { createChartRenderer } from '../dist/charts/renderer.js';
import { savingsChart } from '../dist/charts/savings-chart.js';
import { advise } from '../dist/engine/index.js';
import { AS_OF, BOOK, WORKLOAD } from './workload.js';

const CHARTS = 20;

/**
 * Runs `work` while the event loop's delay is watched.
 * @param {() => Promise<unknown>} work
 */
async function watched(work) {
  const delay = monitorEventLoopDelay({ resolution: 1 });
  await sleep(200);
  delay.enable();
  await sleep(20);
  const from = performance.now();
  await work();
  const seconds = (performance.now() - from) / 1000;
  await sleep(20);
  delay.disable();
  return { seconds, p99Ms: delay.percentile(99) / 1e6 };
}

/** Twenty charts through the worker pool, and the same on the main thread. */
export async function benchCharts() {
  const chart = savingsChart(advise(WORKLOAD, BOOK, { asOf: AS_OF }));
  const renderer = createChartRenderer({ threads: availableParallelism(), workMs: 60_000 });
  await Promise.all(Array.from({ length: 4 }, () => renderer.render(chart)));
  const pool = await watched(() => Promise.all(Array.from({ length: CHARTS }, () => renderer.render(chart))));
  await renderer.close();

  const { default: render } = await import(createRequire(import.meta.url).resolve('#render-worker'));
  render(chart);
  const main = await watched(async () => {
    for (let index = 0; index < CHARTS; index++) {
      render(chart);
      await new Promise((resolve) => setImmediate(resolve));
    }
  });

  const perSecond = { pool: CHARTS / pool.seconds, main: CHARTS / main.seconds };
  console.log(`Charts, ${CHARTS} of them, ${availableParallelism()} workers:`);
  console.log(
    `  charts a second   pool ${perSecond.pool.toFixed(1)}, main thread ${perSecond.main.toFixed(1)}: ratio ${(perSecond.pool / perSecond.main).toFixed(2)}`,
  );
  console.log(
    `  loop delay p99    pool ${pool.p99Ms.toFixed(1)} ms, main thread ${main.p99Ms.toFixed(1)} ms: ratio ${(pool.p99Ms / main.p99Ms).toFixed(3)} (goal: under 0.1)`,
  );
  return main.seconds / CHARTS;
}
