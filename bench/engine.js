// @ts-check
import { Bench } from 'tinybench';
import { advise } from '../dist/engine/index.js';
import { AS_OF, BOOK, WORKLOAD } from './workload.js';

/**
 * One advice, as a share of one chart.
 * @param {number} chartSeconds what one chart takes on the main thread
 */
export async function benchAdvise(chartSeconds) {
  const bench = new Bench({ time: 2_000, warmupTime: 500 });
  let plans = 0;
  bench.add('advise', () => {
    plans = advise(WORKLOAD, BOOK, { asOf: AS_OF }).plans.length;
  });
  await bench.run();
  const [task] = bench.tasks;
  const result = task?.result;
  if (result === undefined || !('latency' in result)) throw new Error('advise was not measured.');
  const ms = result.latency.mean;
  console.log(
    `One advise over ${plans} plans: ${ms.toFixed(2)} ms, ${(ms / 1000 / chartSeconds).toFixed(3)} of one chart.`,
  );
}
