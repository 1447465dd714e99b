import { z } from 'zod';
import { callSlack } from '../kit/call-slack.js';
import type { Outside, SlackApi } from '../kit/slack-api.js';
import type { SlackFailure } from '../kit/slack-error.js';

/** Who the bot is in its workspace. */
export interface BotIdentity {
  readonly botId: string;
  readonly botUserId: string;
  readonly teamId: string;
  readonly teamName: string;
  /** Under which everything of its workspace is kept: the organisation's id where all of it has the app. */
  readonly workspaceId: string;
}

/** The bot token does not work, or Slack could not be asked. */
export class BotIdentityError extends Error {
  override readonly name = 'BotIdentityError';

  constructor(readonly failure: SlackFailure) {
    super(explain(failure));
  }
}

function explain(failure: SlackFailure): string {
  if (failure.kind === 'refused') {
    return `Slack refused the bot token (${failure.code}). Set SLACK_BOT_TOKEN to the "Bot User OAuth Token" of the app, which begins with xoxb-.`;
  }
  if (failure.kind === 'throttled') return 'Slack is throttling auth.test. Start again in a minute.';
  return `Slack did not answer auth.test (${failure.why}). Check the network, and SLACK_API_URL if it is set.`;
}

const AuthTest = z.object({
  bot_id: z.string(),
  user_id: z.string(),
  team_id: z.string(),
  team: z.string().optional(),
  enterprise_id: z.string().nullish(),
  is_enterprise_install: z.boolean().nullish(),
});

/**
 * Asks Slack who the token belongs to.
 *
 * @throws BotIdentityError when Slack refuses the token or cannot be reached
 */
export async function fetchBotIdentity(api: SlackApi, outside: Outside): Promise<BotIdentity> {
  const called = await callSlack(api, outside, 'auth.test', {}, { tries: 3, mostSeconds: 10 });
  if (!called.ok) throw new BotIdentityError(called.failure);
  const parsed = AuthTest.safeParse(called.answer);
  if (!parsed.success) throw new BotIdentityError({ kind: 'refused', code: 'not_a_bot_token', details: [] });
  const { bot_id: botId, user_id: botUserId, team_id: teamId, team: teamName = '' } = parsed.data;
  const { enterprise_id: enterpriseId, is_enterprise_install: isOrganisation } = parsed.data;
  const workspaceId = isOrganisation ? (enterpriseId ?? teamId) : teamId;
  return { botId, botUserId, teamId, teamName, workspaceId };
}
