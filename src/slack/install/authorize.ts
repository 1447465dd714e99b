import type { Authorize } from '@slack/bolt';
import { workspaceOf } from '../kit/workspace-of.js';
import type { CurrentTokens } from './current-tokens.js';

/**
 * The token for a request. An installation is found under the id under which everything else of a workspace is kept:
 * the organisation's where all of it has the app, else the workspace's own.
 *
 * @throws NotInstalledError when the app is not installed there
 * @throws UnknownWorkspaceError when the request names neither
 */
export function authorizeInstalled(tokens: Pick<CurrentTokens, 'current'>): Authorize<boolean> {
  return async ({ isEnterpriseInstall, teamId, enterpriseId }) => {
    const asked = {
      isEnterpriseInstall,
      ...(teamId !== undefined && { teamId }),
      ...(enterpriseId !== undefined && { enterpriseId }),
    };
    const { installation } = await tokens.current(workspaceOf(asked));
    const { bot } = installation;
    return {
      ...asked,
      botToken: bot.token,
      botId: bot.id,
      botUserId: bot.userId,
      // Bolt keeps a client for each token that it ever saw, renewed ones included, but not for those of functions.
      functionBotAccessToken: bot.token,
    };
  };
}
