import type { Logger } from 'pino';
import type { Measures } from '../../metrics/measures.js';
import { purgeWorkspace } from '../../store/purge-workspace.js';
import type { Store } from '../../store/store.js';
import { lockOf } from './current-tokens.js';
import type { OpenInstallations } from './open-installations.js';

/** A workspace whose token Slack has refused for so long is not coming back, in milliseconds: 30 days. */
const REFUSED_FOR_MS = 30 * 24 * 60 * 60_000;

/** What forgetting needs. */
export interface ForgettingParts {
  readonly installations: Pick<OpenInstallations, 'refusedUntil' | 'isRefusedUntil' | 'forget'>;
  readonly store: Pick<Store, 'database' | 'exclusively'>;
  readonly clock: () => Date;
  readonly logger: Logger;
  readonly measures?: Pick<Measures, 'workspaceForgotten'>;
}

/**
 * Forgets each workspace whose token Slack has refused for 30 days, as a removal does: nobody has told us of it, and
 * what it kept is nobody's any more. One that installs the app again meanwhile keeps everything.
 *
 * @returns how many were forgotten
 */
export async function forgetRefused(parts: ForgettingParts): Promise<number> {
  const { installations, store, clock, logger, measures } = parts;
  const until = new Date(clock().getTime() - REFUSED_FOR_MS);
  let count = 0;
  for (const id of await installations.refusedUntil(until)) {
    await store.exclusively(lockOf(id), async () => {
      if (!(await installations.isRefusedUntil(id, until))) return;
      await purgeWorkspace(store, id);
      installations.forget(id);
      count += 1;
      measures?.workspaceForgotten('refused');
      logger.info({ installation: id }, 'Slack has refused the token for 30 days: nothing is kept any more');
    });
  }
  return count;
}
