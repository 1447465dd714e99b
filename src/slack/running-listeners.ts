import { setImmediate as nextTurn } from 'node:timers/promises';
import type { AnyMiddlewareArgs, Middleware } from '@slack/bolt';

/** Counts the listeners that are still at work, so that a stop can wait for them. */
export interface RunningListeners {
  /** Counts a request until all its listeners have finished, which is when Bolt's `next()` returns. */
  readonly middleware: Middleware<AnyMiddlewareArgs>;
  /** Counts other work, such as telling somebody that a listener failed. */
  during<Result>(work: () => Promise<Result>): Promise<Result>;
  /** How much is at work. */
  count(): number;
  /** Waits until nothing is at work, at most this long. Returns how much was left. */
  drain(deadlineMs: number): Promise<number>;
}

/** Starts counting. */
export function countRunningListeners(): RunningListeners {
  let running = 0;
  const waiting = new Set<() => void>();

  async function during<Result>(work: () => Promise<Result>): Promise<Result> {
    running += 1;
    try {
      return await work();
    } finally {
      // Bolt calls the error handler only after a failed request has left its middleware: no gap in between.
      void nextTurn().then(() => {
        running -= 1;
        if (running === 0) for (const resume of waiting) resume();
      });
    }
  }

  return {
    middleware: ({ next }) => during(next),
    during,
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
