import type { App, Authorize } from '@slack/bolt';
import { LRUCache } from 'lru-cache';
import { BY_APP } from '../../store/audit-log.js';
import { createPresences } from '../../store/presences.js';
import { isStoreFailure } from '../../store/store-error.js';
import { NotInstalledError } from '../errors/not-installed.js';
import type { SlackApi } from '../kit/slack-api.js';
import { slackApiWith } from '../kit/web-client.js';
import type { Route } from '../kit/web-server.js';
import { findWorkspace } from '../kit/workspace-of.js';
import { type BotIdentity, fetchBotIdentity } from './bot-identity.js';
import { lockOf } from './current-tokens.js';
import { forgetGone } from './forget-gone.js';
import { createInstalling, type InstallingParts, type InstallSettings } from './installing.js';
import { INSTALL_PATH } from './pages.js';
import { listenForRemoval } from './uninstall.js';

/** Whose tokens the app uses, and everything that depends on it. */
export interface Access {
  readonly authorize: Authorize<boolean>;
  /** Pages on which people install the app. */
  readonly routes: readonly Route[];
  /** Where an admin installs the app again; absent where nobody knows. */
  readonly installUrl?: string;
  /** See `SlackApp`. */
  init(): Promise<BotIdentity | undefined>;
  clientFor(workspaceId: string): Promise<SlackApi>;
  /** See `SlackApp`. */
  forgetGone(): Promise<number>;
  /** Stops everything in a workspace when it removes the app. */
  listenForRemoval(app: App): void;
  /** Waits for what must not be cut off. */
  settled(): Promise<void>;
}

/** What is known of a removal is believed for so long, in milliseconds, so that no acknowledgement waits for the database. */
const BELIEVED_MS = 15_000;
const MAX_BELIEVED = 100;

/**
 * One workspace, whose token is given. Once it has removed the app nothing is shown or sent there, until the app is
 * started again with a token that works.
 */
export function oneWorkspace(botToken: string, parts: InstallingParts): Access {
  const { outside, slackApiUrl, logger, store, clock } = parts;
  const api = slackApiWith(botToken, slackApiUrl, logger);
  const presences = createPresences(store.database);
  // A burst that comes when nothing is believed any more asks once.
  const believed = new LRUCache<string, boolean>({
    max: MAX_BELIEVED,
    ttl: BELIEVED_MS,
    fetchMethod: presences.isRemoved,
    // What a removal or a start has overtaken is believed by those who asked before.
    ignoreFetchAbort: true,
  });
  let identity: BotIdentity | undefined;

  async function isRemoved(workspaceId: string): Promise<boolean> {
    try {
      return await believed.forceFetch(workspaceId);
    } catch (error) {
      // What needs no database is answered without one.
      if (isStoreFailure(error)) return false;
      throw error;
    }
  }

  async function checkPresence(workspaceId: string | undefined): Promise<void> {
    if (workspaceId !== undefined && (await isRemoved(workspaceId))) throw new NotInstalledError(workspaceId);
  }

  return {
    async authorize(source) {
      await checkPresence(findWorkspace(source));
      return { botToken, ...(identity && { botId: identity.botId, botUserId: identity.botUserId }) };
    },
    routes: [],
    async init() {
      identity = await fetchBotIdentity(api, outside);
      const { workspaceId } = identity;
      const isBack = await store.exclusively(lockOf(workspaceId), () =>
        presences.confirm(workspaceId, BY_APP, clock()),
      );
      believed.clear();
      if (isBack)
        logger.info({ installation: workspaceId }, 'The app is there again, with everything that it kept');
      return identity;
    },
    async clientFor(workspaceId) {
      await checkPresence(workspaceId);
      return api;
    },
    listenForRemoval: (app) =>
      listenForRemoval(app, { ...parts, presences, onRemoved: (id) => void believed.delete(id) }),
    forgetGone: () => forgetGone({ ...parts, presences }),
    settled: async () => {},
  };
}

/** Every workspace that installs the app by OAuth. */
export function manyWorkspaces(settings: InstallSettings, parts: InstallingParts): Access {
  const { logger, publicUrl } = parts;
  const installing = createInstalling(settings, parts);
  return {
    ...installing,
    ...(publicUrl !== undefined && { installUrl: `${publicUrl}${INSTALL_PATH}` }),
    async init() {
      const { count, unreadable } = await installing.sealAgain();
      if (count > 0) logger.info({ count }, 'Installations were sealed again with the first key');
      if (unreadable.length > 0) {
        logger.error(
          { installations: unreadable },
          'No key of ENCRYPTION_KEY opens these installations. Add the old key after the new one, or install the app again there.',
        );
      }
      return undefined;
    },
  };
}
