import type { App, Context } from '@slack/bolt';
import type { Logger } from 'pino';
import { z } from 'zod';
import type { Presences } from '../../store/presences.js';
import type { Store } from '../../store/store.js';
import { workspaceOf } from '../kit/workspace-of.js';
import { lockOf } from './current-tokens.js';

/** What a removal needs. */
export interface RemovalParts {
  readonly store: Pick<Store, 'exclusively'>;
  readonly presences: Pick<Presences, 'remove'>;
  readonly clock: () => Date;
  readonly logger: Logger;
  /** Told after everything has stopped. */
  readonly onRemoved: (id: string) => void;
}

const Envelope = z.object({
  /** Unix seconds. */
  event_time: z.number(),
});

/** Tokens of the app's bot were revoked. */
const Revoked = z.object({ tokens: z.object({ bot: z.array(z.string()).nonempty() }) });

/**
 * Stops everything in a workspace that removes the app; what it keeps is forgotten after some days of grace. Slack
 * tells of it twice, in any order, and again when it gets no answer; an event that is older than the last moment at
 * which the app is known to have been there is about an earlier time.
 */
export function listenForRemoval(app: App, parts: RemovalParts): void {
  async function remove(context: Context, body: unknown, type: string): Promise<void> {
    const { store, presences, clock, logger, onRemoved } = parts;
    const id = workspaceOf(context);
    // Slack gives whole seconds: this is the last moment that they may mean.
    const happenedAt = new Date(Envelope.parse(body).event_time * 1_000 + 999);
    await store.exclusively(lockOf(id), async () => {
      const removal = await presences.remove(id, happenedAt, clock());
      onRemoved(id);
      logger.info({ installation: id, type, removal }, WORDS[removal]);
    });
  }

  app.event('app_uninstalled', ({ context, body }) => remove(context, body, 'app_uninstalled'));
  app.event('tokens_revoked', async ({ context, body, event }) => {
    // A person who takes back their own token has not removed the app.
    if (Revoked.safeParse(event).success) await remove(context, body, 'tokens_revoked');
  });
}

const WORDS = {
  removed:
    'The app was removed: nothing is sent there any more, and what is kept goes when the grace is over',
  already: 'The app was removed, as is known already',
  late: 'The app was removed, and has been there again since',
  unknown: 'The app was removed where nothing is kept of it',
} as const;
