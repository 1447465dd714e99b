import { Worker } from 'node:worker_threads';

/** A process whose event loop has not turned for so long will not by itself, in milliseconds. */
const STUCK_AFTER_MS = 30_000;

/** Between two signs of life, and between two looks, in milliseconds. */
const BEAT_MS = 1_000;

/** What the watching thread is given. */
export interface Watched {
  /** Counts signs of life of the event loop. */
  readonly beats: Int32Array;
  readonly beatMs: number;
  readonly stuckAfterMs: number;
}

/**
 * Ends the process with SIGKILL when its event loop is stuck, so that whatever supervises it starts another: a stuck
 * process cannot answer health checks, and neither can it be stopped by a signal that it would have to handle. A
 * thread of its own looks. Time in which the whole process was frozen does not count.
 *
 * @returns how to stop watching
 */
export function startWatchdog({ stuckAfterMs = STUCK_AFTER_MS, beatMs = BEAT_MS } = {}): () => Promise<void> {
  const beats = new Int32Array(new SharedArrayBuffer(Int32Array.BYTES_PER_ELEMENT));
  const workerData: Watched = { beats, beatMs, stuckAfterMs };
  const thread = new Worker(new URL('./watchdog-thread.js', import.meta.url), { workerData });
  thread.unref();
  const beating = setInterval(() => Atomics.add(beats, 0, 1), beatMs).unref();
  return async () => {
    clearInterval(beating);
    await thread.terminate();
  };
}
