import type { App, Authorize } from '@slack/bolt';
import type { SlackApi } from '../kit/slack-api.js';
import { slackApiWith } from '../kit/web-client.js';
import type { Route } from '../kit/web-server.js';
import { authorizeWith, type BotIdentity, fetchBotIdentity } from './bot-identity.js';
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
  forgetRefused(): Promise<number>;
  /** Forgets a workspace when it removes the app. */
  listenForRemoval(app: App): void;
  /** Waits for what must not be cut off. */
  settled(): Promise<void>;
}

/** One workspace, whose token is given. */
export function oneWorkspace(botToken: string, parts: InstallingParts): Access {
  const { outside, slackApiUrl, logger } = parts;
  const api = slackApiWith(botToken, slackApiUrl, logger);
  let identity: BotIdentity | undefined;
  return {
    authorize: authorizeWith(botToken, () => identity),
    routes: [],
    async init() {
      identity = await fetchBotIdentity(api, outside);
      return identity;
    },
    clientFor: async () => api,
    listenForRemoval: (app) =>
      listenForRemoval(app, {
        ...parts,
        installedAt: async () => undefined,
        onRemoved: () => parts.measures?.workspaceForgotten('removed'),
      }),
    forgetRefused: async () => 0,
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
