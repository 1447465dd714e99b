import type { Outside } from './slack-api.js';

/** Working on an answer takes processor time, here and in the workers, and an acknowledgement cannot wait. */
export interface Turns {
  /** Resolves when it is this caller's turn to compute. Turns are given in order, one at a time. */
  next(): Promise<void>;
}

/** A burst of requests is over when none has asked for a turn for this long, in milliseconds. */
const QUIET_MS = 15;
/** However long a burst lasts, a turn is given at least this often, in milliseconds. */
const LONGEST_WAIT_MS = 60;

/** Lets a burst of requests be acknowledged before the first of them is computed, and more in between. */
export function createTurns({ sleep, now }: Pick<Outside, 'sleep' | 'now'>): Turns {
  let lastAsked = Number.NEGATIVE_INFINITY;
  let queue = Promise.resolve();

  async function untilQuiet(): Promise<void> {
    // What has arrived during the turn before comes first.
    await sleep(1);
    const until = now() + LONGEST_WAIT_MS;
    for (let at = now(); at < until && at - lastAsked < QUIET_MS; at = now()) {
      await sleep(Math.min(QUIET_MS - (at - lastAsked), until - at));
    }
  }

  return {
    next() {
      lastAsked = now();
      queue = queue.then(untilQuiet);
      return queue;
    },
  };
}
