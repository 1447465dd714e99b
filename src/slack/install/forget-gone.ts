import type { Logger } from 'pino';
import type { Measures } from '../../metrics/measures.js';
import type { Presences } from '../../store/presences.js';
import { purgeWorkspace } from '../../store/purge-workspace.js';
import type { Store } from '../../store/store.js';
import { lockOf } from './current-tokens.js';
import type { OpenInstallations } from './open-installations.js';

const DAY_MS = 24 * 60 * 60_000;

/** A workspace whose token Slack has refused for so long is not coming back, in days. */
const REFUSED_DAYS = 30;

/** What forgetting needs. */
export interface ForgettingParts {
  readonly presences: Pick<Presences, 'removedUntil'>;
  /** Absent with one workspace, whose token is not ours to give up. */
  readonly installations?: Pick<OpenInstallations, 'refusedUntil' | 'forget'>;
  readonly store: Pick<Store, 'database' | 'acceptedRequests' | 'exclusively'>;
  readonly clock: () => Date;
  readonly logger: Logger;
  readonly measures?: Pick<Measures, 'workspaceForgotten'>;
  /** What a workspace keeps is kept for so long after it has removed the app, in days. */
  readonly removedKeptDays: number;
}

/**
 * Forgets each workspace that has removed the app when its grace is over, and each whose token Slack has refused for
 * 30 days: nobody has told us of a removal, and what it kept is nobody's any more. One that installs the app again
 * meanwhile keeps everything.
 *
 * @returns how many were forgotten
 */
export async function forgetGone(parts: ForgettingParts): Promise<number> {
  const { presences, installations, store, clock, logger, measures, removedKeptDays } = parts;
  const daysAgo = (days: number) => new Date(clock().getTime() - days * DAY_MS);
  let count = 0;

  async function forgetAll(
    why: 'removed' | 'refused',
    days: number,
    find: (until: Date) => Promise<readonly string[]>,
  ): Promise<void> {
    const until = daysAgo(days);
    for (const id of await find(until)) {
      await store.exclusively(lockOf(id), async () => {
        // It may have been installed again while this waited.
        if (!(await find(until)).includes(id)) return;
        await purgeWorkspace(store, id);
        installations?.forget(id);
        count += 1;
        measures?.workspaceForgotten(why);
        logger.info(
          { installation: id, why, days },
          'A workspace is gone for so long: nothing of it is kept any more',
        );
      });
    }
  }

  await forgetAll('removed', removedKeptDays, async (until) =>
    (await presences.removedUntil(until)).map(({ workspaceId }) => workspaceId),
  );
  if (installations !== undefined) await forgetAll('refused', REFUSED_DAYS, installations.refusedUntil);
  return count;
}
