import { APP, TEAM } from '../workspace.js';
import type { ApiMethod } from './method.js';

/** auth.test. */
export const authMethods: Readonly<Record<string, ApiMethod>> = {
  'auth.test': {
    run: ({ slack }) => ({
      url: `${slack.addresses.origin}/`,
      team: TEAM.name,
      team_id: TEAM.id,
      user: APP.name,
      user_id: APP.botUserId,
      bot_id: APP.botId,
      is_enterprise_install: false,
    }),
  },
};
