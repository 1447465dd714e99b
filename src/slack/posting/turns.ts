import { AdvisorError } from '../../advisor/advisor-error.js';
import { createLimit } from '../../store/limit.js';
import type { Outside } from '../kit/slack-api.js';

/** Working on an answer takes processor time, here and in the workers, and an acknowledgement cannot wait. */
export interface Turns {
  /**
   * Whether one more request of this workspace is one too many. Asked before a request is acknowledged: what cannot
   * be answered soon is refused at once.
   */
  areFull(workspaceId: string): boolean;
  /**
   * Resolves when it is this caller's turn to compute. Turns are given one at a time, to one workspace after another:
   * who waits stands behind one turn of each other workspace, however many requests those have.
   *
   * @throws AdvisorError `queue-full` when one more request of this workspace is one too many
   */
  next(workspaceId: string): Promise<void>;
  /**
   * Does work that keeps worker threads busy, a few pieces at once for each workspace: what waits before the workers
   * is never more than that from any one of them.
   */
  share<Result>(workspaceId: string, work: () => Promise<Result>): Promise<Result>;
}

/** A burst of requests is over when none has asked for a turn for this long, in milliseconds. */
const QUIET_MS = 15;
/** However long a burst lasts, a turn is given at least this often, in milliseconds. */
const LONGEST_WAIT_MS = 60;
/** Pieces of work that one workspace has before the worker threads at once. */
export const SHARE = 3;
/**
 * Most requests that wait, of all workspaces. One workspace may have as many as there is still room for: a flood
 * fills half, two floods two thirds, and a workspace that has nothing waiting finds room as long as there is any.
 */
export const MAX_WAITING = 100;

/** What one workspace has before the worker threads. */
interface Portion {
  readonly limit: ReturnType<typeof createLimit>;
  count: number;
}

/** Lets a burst of requests be acknowledged before the first of them is computed, and more in between. */
export function createTurns({ sleep, now }: Pick<Outside, 'sleep' | 'now'>): Turns {
  let lastAsked = Number.NEGATIVE_INFINITY;
  let isGiving = false;
  /** Who waits, by workspace. The first workspace is next; one that had a turn goes to the end. */
  const waiting = new Map<string, (() => void)[]>();
  const portions = new Map<string, Portion>();
  /** Of all workspaces, waiting for a turn or before the workers. */
  let all = 0;

  function areFull(workspaceId: string): boolean {
    const own = (waiting.get(workspaceId)?.length ?? 0) + (portions.get(workspaceId)?.count ?? 0);
    return own >= MAX_WAITING - all;
  }

  async function untilQuiet(): Promise<void> {
    // What has arrived during the turn before comes first.
    await sleep(1);
    const until = now() + LONGEST_WAIT_MS;
    for (let at = now(); at < until && at - lastAsked < QUIET_MS; at = now()) {
      await sleep(Math.min(QUIET_MS - (at - lastAsked), until - at));
    }
  }

  async function give(): Promise<void> {
    while (waiting.size > 0) {
      await untilQuiet();
      for (const [workspaceId, callers] of waiting) {
        const caller = callers.shift();
        waiting.delete(workspaceId);
        if (callers.length > 0) waiting.set(workspaceId, callers);
        all -= 1;
        caller?.();
        break;
      }
    }
    isGiving = false;
  }

  return {
    areFull,
    async next(workspaceId) {
      lastAsked = now();
      if (areFull(workspaceId)) {
        throw new AdvisorError('queue-full', 'Too many requests are waiting for one more of this workspace.');
      }
      const callers = waiting.get(workspaceId) ?? [];
      all += 1;
      const turn = new Promise<void>((resolve) => callers.push(resolve));
      waiting.set(workspaceId, callers);
      if (!isGiving) {
        isGiving = true;
        void give();
      }
      await turn;
    },

    async share(workspaceId, work) {
      const portion = portions.get(workspaceId) ?? { limit: createLimit(SHARE), count: 0 };
      portions.set(workspaceId, portion);
      portion.count += 1;
      all += 1;
      try {
        return await portion.limit(work);
      } finally {
        portion.count -= 1;
        all -= 1;
        if (portion.count === 0) portions.delete(workspaceId);
      }
    },
  };
}
