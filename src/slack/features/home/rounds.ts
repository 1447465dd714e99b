import type { Logger } from 'pino';
import { createLimit } from '../../../store/limit.js';
import type { Outside } from '../../kit/slack-api.js';

/**
 * Brings the Home tabs of a workspace up to date after a change, one after the other and apart from the work that
 * made the change. Many changes in a row are one round.
 */
export interface Rounds {
  /**
   * Something that Home tabs of a workspace show has changed. Returns at once; whatever fails is logged.
   *
   * @param seenBy whose Home tab shows the change already
   */
  changed(workspaceId: string, seenBy?: string): void;
  /** Begins nothing more, and waits for the tab that is being published. */
  stop(): Promise<void>;
}

/** What a round is made of. */
export interface RoundWork {
  /** Ids of the people whose tabs follow what happens. */
  viewersOf(workspaceId: string): Promise<readonly string[]>;
  /** Gets ready what the tabs have in common. @returns what publishes the tab of one person */
  prepare(workspaceId: string): Promise<(userId: string) => Promise<void>>;
}

/** A round begins when nothing has changed for this long, in milliseconds. */
const QUIET_MS = 2_000;

/** However often something changes, a round begins at least this often, in milliseconds. */
const MAX_WAIT_MS = 10_000;

/** Between two tabs of one workspace: Slack lets us publish a hundred a minute there, and people need some themselves. */
const PACE_MS = 1_000;

/** Rounds at once, of as many workspaces: each reads the store for every tab. */
const AT_ONCE = 8;

/** What has changed and is not shown yet. */
interface Change {
  readonly seenBy: string | undefined;
  readonly at: number;
}

/** Rounds over the Home tabs of all workspaces. */
export function createRounds(
  { viewersOf, prepare }: RoundWork,
  { outside, logger }: { readonly outside: Pick<Outside, 'now' | 'sleep'>; readonly logger: Logger },
): Rounds {
  const changes = new Map<string, Change>();
  const working = new Map<string, Promise<void>>();
  const limited = createLimit(AT_ONCE);
  const sleeping = new Set<() => void>();
  let isStopped = false;

  /** Waits so long, or until the stop. */
  function pause(ms: number): Promise<void> {
    return new Promise((resolve) => {
      function wake(): void {
        sleeping.delete(wake);
        resolve();
      }
      sleeping.add(wake);
      void outside.sleep(ms).then(wake);
    });
  }

  async function untilQuiet(workspaceId: string): Promise<void> {
    const until = outside.now() + MAX_WAIT_MS;
    while (!isStopped) {
      const now = outside.now();
      const left = Math.min((changes.get(workspaceId)?.at ?? now) + QUIET_MS, until) - now;
      if (left <= 0) return;
      await pause(left);
    }
  }

  async function round(workspaceId: string): Promise<void> {
    const seenBy = changes.get(workspaceId)?.seenBy;
    changes.delete(workspaceId);
    const viewers = (await viewersOf(workspaceId)).filter((userId) => userId !== seenBy);
    if (viewers.length === 0) return;
    const publish = await prepare(workspaceId);
    for (const userId of viewers) {
      if (isStopped) return;
      await publish(userId);
      await pause(PACE_MS);
    }
  }

  async function work(workspaceId: string): Promise<void> {
    while (changes.has(workspaceId) && !isStopped) {
      await untilQuiet(workspaceId);
      if (isStopped) break;
      try {
        await limited(() => round(workspaceId));
      } catch (error) {
        logger.warn(
          { err: error, workspaceId },
          'The Home tabs of a workspace could not be brought up to date',
        );
      }
    }
    // In the same step as the look at what has changed: nothing falls between the two.
    working.delete(workspaceId);
  }

  return {
    changed(workspaceId, seenBy) {
      if (isStopped) return;
      const before = changes.get(workspaceId);
      const isSeen = before === undefined || before.seenBy === seenBy;
      changes.set(workspaceId, { seenBy: isSeen ? seenBy : undefined, at: outside.now() });
      if (!working.has(workspaceId)) working.set(workspaceId, work(workspaceId));
    },

    async stop() {
      isStopped = true;
      for (const wake of [...sleeping]) wake();
      await Promise.all(working.values());
    },
  };
}
