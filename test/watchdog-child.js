// @ts-check
import { setTimeout as sleep } from 'node:timers/promises';
import { startWatchdog } from '../dist/watchdog.js';

/** Blocks its event loop: for ever, or again and again for a while, as the first argument says. */

const stop = startWatchdog({ stuckAfterMs: 2_000, beatMs: 100 });
await sleep(300);
process.stdout.write('begun\n');

/** @param {number} forMs */
function block(forMs) {
  const until = performance.now() + forMs;
  while (performance.now() < until);
}

if (process.argv[2] === 'for-ever') block(Number.POSITIVE_INFINITY);
for (let time = 0; time < 8; time += 1) {
  block(250);
  await sleep(60);
}
await stop();
