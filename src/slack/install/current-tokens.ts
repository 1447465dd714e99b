import type { Logger } from 'pino';
import type { Store } from '../../store/store.js';
import { NotInstalledError } from '../errors/not-installed.js';
import type { GrantedTokens, OAuthAccess } from './oauth-access.js';
import { OAuthError } from './oauth-access.js';
import type { Opened, OpenInstallations } from './open-installations.js';

/** A token that ends sooner than this is renewed, in milliseconds; the limit that Slack's own library renews at. */
const RENEW_BEFORE_MS = 2 * 60 * 60_000;

/** A token that ends sooner than this is not used any more: the request waits for the new one, in milliseconds. */
const UNSAFE_MS = 5 * 60_000;

/** What finds tokens. */
export interface TokenParts {
  readonly installations: OpenInstallations;
  readonly oauth: Pick<OAuthAccess, 'refresh'>;
  readonly store: Pick<Store, 'exclusively'>;
  readonly clock: () => Date;
  readonly logger: Logger;
}

/** The tokens that work now. */
export interface CurrentTokens {
  /**
   * The installation with a token that can be used. One near its end is renewed by one instance at a time, since a
   * refresh token works once; while it is still good it is used meanwhile, so that no acknowledgement waits for Slack.
   *
   * @throws NotInstalledError when the app is not installed there
   * @throws OAuthError when the token has ended and Slack gives no new one
   */
  current(id: string): Promise<Opened>;
  /** The same after Slack has said that this token has ended. */
  after(ended: Opened): Promise<Opened>;
  /** Waits until no renewal is under way: one that is cut off loses the refresh token. */
  settled(): Promise<void>;
}

/** Milliseconds until the token ends. */
function leftMs({ installation: { rotation } }: Opened, now: Date): number {
  return rotation === undefined ? Number.POSITIVE_INFINITY : rotation.expiresAtMs - now.getTime();
}

/** One lock for everything that changes an installation, on all instances. */
export function lockOf(installationId: string): string {
  return `installation ${installationId}`;
}

/** Finds tokens, and renews them. */
export function currentTokens(parts: TokenParts): CurrentTokens {
  const { installations, oauth, store, clock, logger } = parts;
  const underWay = new Map<string, Promise<Opened>>();

  async function renewAlone(id: string, isDue: (opened: Opened) => boolean): Promise<Opened> {
    // Another instance may have renewed it while this one waited.
    const opened = await installations.read(id);
    const { rotation } = opened.installation;
    if (rotation === undefined || !isDue(opened)) return opened;
    try {
      const granted = await oauth.refresh(rotation.refreshToken);
      return await installations.renew(opened, renewed(opened, granted, clock()));
    } catch (error) {
      if (!(error instanceof OAuthError)) throw error;
      logger.warn({ installation: id, code: error.code, word: error.word }, 'A token could not be renewed');
      if (leftMs(opened, clock()) > 0 && error.code !== 'unreadable') return opened;
      if (error.code !== 'refused') throw error;
      await installations.refuse(opened);
      throw new NotInstalledError(id);
    }
  }

  function renew(id: string, isDue: (opened: Opened) => boolean): Promise<Opened> {
    const running = underWay.get(id);
    if (running !== undefined) return running;
    const renewing = store
      .exclusively(lockOf(id), () => renewAlone(id, isDue))
      .finally(() => underWay.delete(id));
    underWay.set(id, renewing);
    return renewing;
  }

  const isNearEnd = (opened: Opened) => leftMs(opened, clock()) <= RENEW_BEFORE_MS;

  return {
    async current(id) {
      const opened = await installations.find(id);
      if (!isNearEnd(opened)) return opened;
      const renewing = renew(id, isNearEnd);
      if (leftMs(opened, clock()) < UNSAFE_MS) return renewing;
      renewing.catch((error: unknown) =>
        logger.warn({ err: error, installation: id }, 'A token could not be renewed in the background'),
      );
      return opened;
    },
    after: (ended) =>
      renew(ended.installation.id, (opened) => opened.sealed === ended.sealed || isNearEnd(opened)),
    async settled() {
      await Promise.allSettled(underWay.values());
    },
  };
}

function renewed({ installation }: Opened, granted: GrantedTokens, now: Date): Opened['installation'] {
  const { bot, rotation, ...rest } = installation;
  const refreshToken = granted.refresh_token ?? rotation?.refreshToken;
  return {
    ...rest,
    bot: { ...bot, token: granted.access_token },
    ...(refreshToken !== undefined &&
      granted.expires_in !== undefined && {
        rotation: { refreshToken, expiresAtMs: now.getTime() + granted.expires_in * 1_000 },
      }),
  };
}
