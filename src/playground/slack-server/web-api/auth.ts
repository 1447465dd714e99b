import { APP } from '../workspace.js';
import type { ApiMethod } from './method.js';

/** auth.test. */
export const authMethods: Readonly<Record<string, ApiMethod>> = {
  'auth.test': {
    run: ({ slack: { addresses, team }, installation }) => ({
      url: `${addresses.origin}/`,
      team: team.name,
      team_id: team.id,
      user: APP.name,
      user_id: team.bot.userId,
      bot_id: team.bot.botId,
      ...(team.enterprise === undefined ? {} : { enterprise_id: team.enterprise.id }),
      is_enterprise_install: installation.teamId === undefined,
    }),
  },
};
