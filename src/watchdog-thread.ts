import { writeSync } from 'node:fs';
import { workerData } from 'node:worker_threads';
import type { Watched } from './watchdog.js';

/** Looks whether the event loop of the process still turns, and ends the process when it does not. */

const { beats, beatMs, stuckAfterMs }: Watched = workerData;

let seen = Atomics.load(beats, 0);
let silentLooks = 0;

setInterval(() => {
  const now = Atomics.load(beats, 0);
  silentLooks = now === seen ? silentLooks + 1 : 0;
  seen = now;
  if (silentLooks * beatMs < stuckAfterMs) return;
  const msg = `The event loop has not turned for ${stuckAfterMs} ms: the process is ended`;
  // Past the log and past process.stderr: both are the stuck thread's.
  writeSync(2, `${JSON.stringify({ level: 60, time: Date.now(), pid: process.pid, msg })}\n`);
  process.kill(process.pid, 'SIGKILL');
}, beatMs);
