import { isPostingRestricted, type SlackFailure } from '../posting/slack-error.js';

/**
 * What to tell a person when Slack did not post: what happened, and what to do. One place for every word of Slack.
 *
 * @param installUrl where an admin installs the app again; absent where nobody knows
 */
export function refusalNote(failure: SlackFailure, installUrl?: string): string {
  if (failure.kind === 'throttled') {
    const wait = failure.seconds === undefined ? 'a minute' : `${Math.ceil(failure.seconds)} seconds`;
    return `Slack is throttling me. Nothing was posted. Try again in ${wait}.`;
  }
  if (failure.kind === 'unknown') {
    return 'Slack did not confirm that the result was posted. Please look in the conversation. I do not send it twice by myself: if it is missing, run it again.';
  }
  const { code } = failure;
  if (isPostingRestricted(code)) {
    return 'Posting is restricted there. Nothing was posted. Ask an admin, or pick another channel.';
  }
  const reinstall = REINSTALL[code];
  if (reinstall !== undefined) return `${reinstall} Nothing was posted. ${reinstallSentence(installUrl)}`;
  return (
    SENTENCES[code] ??
    `Slack refused the message (${code}). Nothing was posted. Pick another channel, or tell the operator of this app.`
  );
}

/** What an admin has to do when the app lacks access. */
export function reinstallSentence(installUrl: string | undefined): string {
  return installUrl === undefined
    ? 'An admin must reinstall the app.'
    : `An admin must reinstall the app: ${installUrl}`;
}

const ENDED = 'My access to this workspace has ended.';

const REINSTALL: Readonly<Record<string, string>> = {
  missing_scope: 'This workspace has not given me the right to post.',
  account_inactive: ENDED,
  token_revoked: ENDED,
  token_expired: ENDED,
  invalid_auth: ENDED,
  not_authed: ENDED,
};

const BLOCKED = 'Your admins have blocked me there. Nothing was posted.';
const INVITE = 'I cannot see that conversation. Invite me there with /invite @ftcost, then try again.';
const NO_DIRECT_MESSAGES = 'I cannot send you direct messages: they are switched off for this app.';

const SENTENCES: Readonly<Record<string, string>> = {
  channel_not_found: INVITE,
  not_in_channel: INVITE,
  is_archived: 'That channel is archived. Nothing was posted. Pick another channel.',
  ekm_access_denied: BLOCKED,
  app_access_restricted: BLOCKED,
  team_access_not_granted: BLOCKED,
  message_limit_exceeded: "Your workspace is over Slack's message limit. Nothing was posted.",
  org_login_required:
    'This workspace is being moved to an Enterprise organisation. Nothing was posted. Try again tomorrow.',
  messages_tab_disabled: NO_DIRECT_MESSAGES,
  cannot_dm_bot: NO_DIRECT_MESSAGES,
  user_not_found: NO_DIRECT_MESSAGES,
  user_disabled: NO_DIRECT_MESSAGES,
};
