import type { Logger } from 'pino';
import type { Store } from '../../store/store.js';
import type { Outside, SlackApi } from '../kit/slack-api.js';
import { BotIdentityError, fetchBotIdentity } from './bot-identity.js';
import { lockOf } from './current-tokens.js';
import type { Installation } from './installation.js';
import { type GrantedInstall, type OAuthAccess, OAuthError } from './oauth-access.js';
import type { OpenInstallations } from './open-installations.js';

/** How an installation ended. */
export type Finished =
  | { readonly kind: 'installed'; readonly name: string; readonly slackUrl: string }
  /** Slack said no. `word` is Slack's own. */
  | { readonly kind: 'refused'; readonly word: string }
  | { readonly kind: 'no-answer' };

/** Ends an installation with the code that Slack has sent along. */
export type Finish = (code: string, redirectUri: string | undefined) => Promise<Finished>;

/** What ending an installation needs. */
export interface FinishParts {
  readonly oauth: Pick<OAuthAccess, 'exchange'>;
  readonly installations: OpenInstallations;
  readonly store: Pick<Store, 'exclusively'>;
  readonly apiWith: (token: string) => SlackApi;
  readonly outside: Outside;
  readonly clock: () => Date;
  readonly logger: Logger;
}

/** Ends installations: exchanges the code, asks who the bot is, and keeps it all sealed. */
export function finishInstall(parts: FinishParts): Finish {
  const { oauth, installations, store, apiWith, outside, clock, logger } = parts;

  async function keep(installation: Installation): Promise<void> {
    const { id } = installation;
    await store.exclusively(lockOf(id), () => installations.install(installation));
  }

  return async (code, redirectUri) => {
    try {
      const granted = await oauth.exchange(code, redirectUri);
      const owner = ownerOf(granted);
      if (owner === undefined) return { kind: 'refused', word: 'no_workspace' };
      const { botId } = await fetchBotIdentity(apiWith(granted.access_token), outside);
      await keep(installationOf(granted, owner, botId, clock()));
      logger.info({ installation: owner.id, isOrganisation: owner.isOrganisation }, 'The app was installed');
      const slackUrl = owner.isOrganisation
        ? 'slack://open'
        : `slack://open?team=${encodeURIComponent(owner.id)}`;
      return { kind: 'installed', name: owner.name, slackUrl };
    } catch (error) {
      if (!(error instanceof OAuthError || error instanceof BotIdentityError)) throw error;
      const { failure } = error;
      logger.warn({ failure }, 'An installation was not finished');
      if (failure !== 'unreadable' && failure.kind === 'refused')
        return { kind: 'refused', word: failure.code };
      return { kind: 'no-answer' };
    }
  };
}

type Owner = Pick<Installation, 'id' | 'isOrganisation' | 'name'>;

/** Whose installation it is: an organisation's has no team. */
function ownerOf({ is_enterprise_install: isWhole, team, enterprise }: GrantedInstall): Owner | undefined {
  const isOrganisation = isWhole === true;
  const owner = isOrganisation ? enterprise : team;
  if (owner == null) return undefined;
  return { id: owner.id, isOrganisation, name: owner.name ?? owner.id };
}

function installationOf(granted: GrantedInstall, owner: Owner, botId: string, now: Date): Installation {
  const { refresh_token: refreshToken, expires_in: expiresInSeconds } = granted;
  return {
    ...owner,
    appId: granted.app_id,
    installedBy: granted.authed_user.id,
    scopes: granted.scope.split(',').filter((scope) => scope !== ''),
    bot: { id: botId, userId: granted.bot_user_id, token: granted.access_token },
    ...(refreshToken !== undefined &&
      expiresInSeconds !== undefined && {
        rotation: { refreshToken, expiresAtMs: now.getTime() + expiresInSeconds * 1_000 },
      }),
  };
}
