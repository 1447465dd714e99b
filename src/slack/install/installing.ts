import type { App } from '@slack/bolt';
import type { Logger } from 'pino';
import type { Measures } from '../../metrics/measures.js';
import { createInstallStates } from '../../store/install-states.js';
import { createInstallations } from '../../store/installations.js';
import { createKeyring } from '../../store/keyring.js';
import { createPresences } from '../../store/presences.js';
import type { Store } from '../../store/store.js';
import type { Outside, SlackApi } from '../kit/slack-api.js';
import { slackApiWith } from '../kit/web-client.js';
import type { Route } from '../kit/web-server.js';
import { authorizeInstalled } from './authorize.js';
import { backgroundClient } from './background-client.js';
import { currentTokens } from './current-tokens.js';
import { finishInstall } from './finish-install.js';
import { forgetGone } from './forget-gone.js';
import { installRoutes } from './install-routes.js';
import { signedStates } from './install-states.js';
import { oauthAccess } from './oauth-access.js';
import { openInstallations, type SealedAgain } from './open-installations.js';
import { REDIRECT_PATH } from './pages.js';
import { listenForRemoval } from './uninstall.js';

/** What installing into many workspaces needs: the app's credentials, and the keys that seal tokens. */
export interface InstallSettings {
  readonly clientId: string;
  readonly clientSecret: string;
  readonly stateSecret: string;
  /** The first seals, all of them open. */
  readonly keys: readonly Uint8Array[];
}

/** What installing works with. */
export interface InstallingParts {
  readonly store: Store;
  readonly outside: Outside;
  readonly clock: () => Date;
  readonly logger: Logger;
  readonly measures?: Pick<Measures, 'workspaceForgotten'>;
  /** What a workspace keeps is kept for so long after it has removed the app, in days. */
  readonly removedKeptDays: number;
  /** Where browsers reach the app, without a slash at the end. */
  readonly publicUrl?: string;
  /** Another base of the Web API. */
  readonly slackApiUrl?: string;
}

/** The app in many workspaces: how they install it, whose token serves a request, and how it is removed. */
export interface Installing {
  readonly authorize: ReturnType<typeof authorizeInstalled>;
  readonly routes: readonly Route[];
  /** The Web API of a workspace for work in the background. @throws NotInstalledError */
  clientFor(workspaceId: string): Promise<SlackApi>;
  listenForRemoval(app: App): void;
  /** Seals everything again that was sealed with an older key. */
  sealAgain(): Promise<SealedAgain>;
  /** Forgets workspaces that are gone for long. @returns how many */
  forgetGone(): Promise<number>;
  /** Waits until no token is being renewed. */
  settled(): Promise<void>;
}

/** Slack's page that asks people, beside the Web API: another host for GovSlack. */
function authorizeUrlOf(slackApiUrl = 'https://slack.com/api/'): string {
  const base = slackApiUrl.endsWith('/') ? slackApiUrl : `${slackApiUrl}/`;
  return new URL('../oauth/v2/authorize', base).href;
}

/** Puts the parts of installing together. Calls nobody. */
export function createInstalling(settings: InstallSettings, parts: InstallingParts): Installing {
  const { store, outside, clock, logger, publicUrl, slackApiUrl } = parts;
  const apiWith = (token?: string) => slackApiWith(token, slackApiUrl, logger);
  const installations = openInstallations(
    createInstallations(store.database),
    createKeyring(settings.keys),
    clock,
  );
  const presences = createPresences(store.database);
  const oauth = oauthAccess(apiWith(), outside, settings);
  const tokens = currentTokens({ installations, oauth, store, clock, logger });
  return {
    authorize: authorizeInstalled(tokens),
    routes: installRoutes({
      states: signedStates(createInstallStates(store.database), settings.stateSecret),
      finish: finishInstall({ oauth, installations, store, apiWith, outside, clock, logger }),
      clientId: settings.clientId,
      authorizeUrl: authorizeUrlOf(slackApiUrl),
      redirectUri: publicUrl === undefined ? undefined : `${publicUrl}${REDIRECT_PATH}`,
      clock,
      logger,
    }),
    clientFor: (workspaceId) => backgroundClient({ installations, tokens, apiWith, logger }, workspaceId),
    listenForRemoval: (app) =>
      listenForRemoval(app, {
        store,
        presences,
        clock,
        logger,
        onRemoved: installations.forget,
      }),
    sealAgain: () => installations.sealAgain(),
    forgetGone: () => forgetGone({ ...parts, presences, installations }),
    settled: () => tokens.settled(),
  };
}
