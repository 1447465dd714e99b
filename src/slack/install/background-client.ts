import type { Logger } from 'pino';
import type { SlackApi } from '../kit/slack-api.js';
import { failureOf } from '../kit/slack-error.js';
import type { CurrentTokens } from './current-tokens.js';
import type { Opened, OpenInstallations } from './open-installations.js';

/** Slack's words for a token that will never work again. */
const DEAD: ReadonlySet<string> = new Set([
  'account_inactive',
  'token_revoked',
  'invalid_auth',
  'not_authed',
]);

/** What calling Slack without being asked needs. */
export interface BackgroundParts {
  readonly installations: OpenInstallations;
  readonly tokens: CurrentTokens;
  readonly apiWith: (token: string) => SlackApi;
  readonly logger: Logger;
}

/**
 * The Web API of a workspace for work in the background. A token that has ended is renewed and the call repeated once:
 * Slack did nothing. One that Slack will never take again stops the subscriptions of the workspace, unless somebody
 * has installed the app again meanwhile.
 *
 * @throws NotInstalledError when the app is not installed there
 */
export async function backgroundClient(parts: BackgroundParts, workspaceId: string): Promise<SlackApi> {
  const { installations, tokens, apiWith, logger } = parts;
  let opened = await tokens.current(workspaceId);

  /** The installation to try again with; nothing where that is of no use. */
  async function next(word: string, used: Opened): Promise<Opened | undefined> {
    if (word === 'token_expired') return tokens.after(used);
    if (!DEAD.has(word)) return undefined;
    const now = await installations.read(workspaceId);
    if (now.installation.bot.token !== used.installation.bot.token) return now;
    if (await installations.refuse(used)) {
      logger.warn({ installation: workspaceId, word }, 'Slack refuses the token: digests there have stopped');
    }
    return undefined;
  }

  return {
    async call(method, args) {
      const used = opened;
      try {
        return await apiWith(used.installation.bot.token).call(method, args);
      } catch (error) {
        const failure = failureOf(error);
        const again = failure.kind === 'refused' ? await next(failure.code, used) : undefined;
        if (again === undefined) throw error;
        opened = again;
        return apiWith(again.installation.bot.token).call(method, args);
      }
    },
  };
}
