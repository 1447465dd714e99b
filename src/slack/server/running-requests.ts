import type { Layer } from '../entry/layered-app.js';

/** Counts the requests that are still at work, so that a stop can wait for them. */
export interface RunningRequests {
  /** Counts a request until all its listeners, and what a failure is answered with, have ended. */
  readonly layer: Layer;
  /** How many are at work. */
  count(): number;
  /** Waits until none is at work, at most this long. Returns how many were left. */
  drain(deadlineMs: number): Promise<number>;
}

/** Starts counting. */
export function countRunningRequests(): RunningRequests {
  let running = 0;
  const waiting = new Set<() => void>();
  return {
    async layer(event, run) {
      running += 1;
      try {
        await run(event);
      } finally {
        running -= 1;
        if (running === 0) for (const resume of waiting) resume();
      }
    },
    count: () => running,
    async drain(deadlineMs) {
      if (running === 0) return 0;
      await new Promise<void>((resolve) => {
        const timer = setTimeout(resolve, deadlineMs);
        waiting.add(() => {
          clearTimeout(timer);
          resolve();
        });
      });
      waiting.clear();
      return running;
    },
  };
}
