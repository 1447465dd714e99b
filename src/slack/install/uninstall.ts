import type { App, Context } from '@slack/bolt';
import type { Logger } from 'pino';
import { z } from 'zod';
import { purgeWorkspace } from '../../store/purge-workspace.js';
import type { Store } from '../../store/store.js';
import { workspaceOf } from '../kit/workspace-of.js';
import { lockOf } from './current-tokens.js';

/** What a removal needs. */
export interface RemovalParts {
  readonly store: Pick<Store, 'database' | 'exclusively'>;
  readonly logger: Logger;
  /** When somebody last installed the app there; `undefined` where nobody has, or with one token for one workspace. */
  readonly installedAt: (id: string) => Promise<Date | undefined>;
  /** Told after everything is gone. */
  readonly onRemoved: (id: string) => void;
}

const Envelope = z.object({
  /** Unix seconds. */
  event_time: z.number(),
});

/** Tokens of the app's bot were revoked. */
const Revoked = z.object({ tokens: z.object({ bot: z.array(z.string()).nonempty() }) });

/**
 * Forgets a workspace that removes the app. Slack tells of it twice, in any order, and again when it gets no answer;
 * an event that is older than the present installation is about the one before it.
 */
export function listenForRemoval(app: App, parts: RemovalParts): void {
  async function remove(context: Context, body: unknown, type: string): Promise<void> {
    const { store, logger, installedAt, onRemoved } = parts;
    const id = workspaceOf(context);
    const happenedAtMs = Envelope.parse(body).event_time * 1_000;
    await store.exclusively(lockOf(id), async () => {
      const installed = await installedAt(id);
      // Slack gives whole seconds.
      if (installed !== undefined && happenedAtMs + 1_000 <= installed.getTime()) {
        logger.info({ installation: id, type }, 'The app was removed, and has been installed again since');
        return;
      }
      await purgeWorkspace(store, id);
      onRemoved(id);
      logger.info({ installation: id, type }, 'The app was removed: nothing of this workspace is kept');
    });
  }

  app.event('app_uninstalled', ({ context, body }) => remove(context, body, 'app_uninstalled'));
  app.event('tokens_revoked', async ({ context, body, event }) => {
    // A person who takes back their own token has not removed the app.
    if (Revoked.safeParse(event).success) await remove(context, body, 'tokens_revoked');
  });
}
