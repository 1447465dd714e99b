import { AdvisorError } from '../../advisor/advisor-error.js';
import { createLimit } from '../../store/limit.js';
import type { Outside } from '../kit/slack-api.js';

/** Working on an answer takes processor time, here and in the workers, and an acknowledgement cannot wait. */
export interface Turns {
  /**
   * Whether one more request of this workspace is one too many, or of this person in it. Asked before a request is acknowledged: what cannot
   * be answered soon is refused at once.
   */
  areFull(workspaceId: string): boolean;
  /**
   * Resolves when it is this caller's turn to compute. Turns are given one at a time, to one workspace after another:
   * who waits stands behind one turn of each other workspace, however many requests those have.
   *
   * @throws AdvisorError `queue-full` when the turns are full
   */
  next(workspaceId: string): Promise<void>;
  /**
   * Does work that keeps worker threads busy, a few pieces at once for each workspace: what waits before the workers
   * is never more than that from any one of them.
   */
  share<Result>(workspaceId: string, work: () => Promise<Result>): Promise<Result>;
  /** The same turns for what one person asks: full also when this person has too many of the workspace's places. */
  of(userId: string): Turns;
}

/** A burst of requests is over when none has asked for a turn for this long, in milliseconds. */
const QUIET_MS = 15;
/** However long a burst lasts, a turn is given at least this often, in milliseconds. */
const MAX_WAIT_MS = 60;
/** Pieces of work that one workspace has before the worker threads at once. */
export const SHARE = 3;
/**
 * Most requests that wait, of all workspaces. One workspace may have as many as there is still room for: a flood
 * fills half, two floods two thirds, and a workspace that has nothing waiting finds room as long as there is any.
 * So it is within a workspace: one person's flood fills half of what the workspace may have, and leaves the rest to
 * its other people.
 */
export const MAX_WAITING = 100;

/** What one workspace has before the worker threads. */
interface Portion {
  readonly limit: ReturnType<typeof createLimit>;
  count: number;
}

/** How many places are taken, waiting for a turn or before the workers: of everybody, and by workspace and person. */
interface Places {
  /** A workspace without a person stands for everything of that workspace, neither for everything. */
  taken(workspaceId?: string, userId?: string): number;
  /** @returns how to leave it */
  take(workspaceId: string, userId?: string): () => void;
}

function createPlaces(): Places {
  const counts = new Map<string, number>();
  const keyOf = (...names: readonly (string | undefined)[]) =>
    names.filter((name) => name !== undefined).join(' ');
  function add(key: string, change: number): void {
    const count = (counts.get(key) ?? 0) + change;
    if (count === 0) counts.delete(key);
    else counts.set(key, count);
  }
  return {
    taken: (workspaceId, userId) => counts.get(keyOf(workspaceId, userId)) ?? 0,
    take(workspaceId, userId) {
      const keys = new Set([keyOf(), keyOf(workspaceId), keyOf(workspaceId, userId)]);
      for (const key of keys) add(key, 1);
      return () => {
        for (const key of keys) add(key, -1);
      };
    },
  };
}

/** Lets a burst of requests be acknowledged before the first of them is computed, and more in between. */
export function createTurns({ sleep, now }: Pick<Outside, 'sleep' | 'now'>): Turns {
  let lastAsked = Number.NEGATIVE_INFINITY;
  let isGiving = false;
  /** Who waits, by workspace. The first workspace is next; one that had a turn goes to the end. */
  const waiting = new Map<string, (() => void)[]>();
  const portions = new Map<string, Portion>();
  const places = createPlaces();

  function areFull(workspaceId: string, userId?: string): boolean {
    const left = MAX_WAITING - places.taken() - places.taken(workspaceId);
    if (left <= 0 || userId === undefined) return left <= 0;
    // Each place that the workspace takes is two fewer that it has left.
    return places.taken(workspaceId, userId) >= left / 2;
  }

  async function untilQuiet(): Promise<void> {
    // What has arrived during the turn before comes first.
    await sleep(1);
    const until = now() + MAX_WAIT_MS;
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
        caller?.();
        break;
      }
    }
    isGiving = false;
  }

  async function next(workspaceId: string, userId?: string): Promise<void> {
    lastAsked = now();
    if (areFull(workspaceId, userId)) {
      throw new AdvisorError(
        'queue-full',
        'Too many requests of this workspace or person are waiting for one more.',
      );
    }
    const leave = places.take(workspaceId, userId);
    const callers = waiting.get(workspaceId) ?? [];
    const turn = new Promise<void>((resolve) => {
      callers.push(() => {
        leave();
        resolve();
      });
    });
    waiting.set(workspaceId, callers);
    if (!isGiving) {
      isGiving = true;
      void give();
    }
    await turn;
  }

  async function share<Result>(
    workspaceId: string,
    work: () => Promise<Result>,
    userId?: string,
  ): Promise<Result> {
    const portion = portions.get(workspaceId) ?? { limit: createLimit(SHARE), count: 0 };
    portions.set(workspaceId, portion);
    portion.count += 1;
    const leave = places.take(workspaceId, userId);
    try {
      return await portion.limit(work);
    } finally {
      leave();
      portion.count -= 1;
      if (portion.count === 0) portions.delete(workspaceId);
    }
  }

  const turnsOf = (userId?: string): Turns => ({
    areFull: (workspaceId) => areFull(workspaceId, userId),
    next: (workspaceId) => next(workspaceId, userId),
    share: (workspaceId, work) => share(workspaceId, work, userId),
    of: turnsOf,
  });
  return turnsOf();
}
