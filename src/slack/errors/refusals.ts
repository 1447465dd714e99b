import type { PauseReason } from '../../workspace/subscription.js';
import { counted } from '../kit/safe-text.js';
import type { SlackFailure } from '../kit/slack-error.js';

/**
 * What Slack's refusals mean for people: one row for each word of Slack. Every sentence says what happened, what was
 * kept and what to do.
 */

interface Refusal {
  readonly sentence: string;
  /** Why a digest to that conversation is paused. Without a reason it is tried again. */
  readonly pauses?: PauseReason;
  /** Whether an admin has to install the app again; where that is done follows the sentence. */
  readonly reinstall?: true;
}

const INVITE = 'Type /invite @ftcost there, then try again.';
const NO_DIRECT_MESSAGES: Refusal = {
  sentence:
    'I cannot send you direct messages: they are switched off for this app. Nothing was sent. Try again in a channel, or ask the operator of this app to switch on its messages tab.',
};
const BLOCKED: Refusal = {
  sentence:
    'Your admins have blocked me there. Nothing was posted. Ask an admin to allow me, or pick another channel.',
  pauses: 'app-blocked',
};
const NO_ACCESS: Refusal = {
  sentence: 'My access to this workspace has ended. Nothing was posted.',
  reinstall: true,
};
const RESTRICTED: Refusal = {
  sentence: 'Posting is restricted there. Nothing was posted. Ask an admin, or pick another channel.',
  pauses: 'posting-restricted',
};
const TOO_LONG: Refusal = {
  sentence:
    'Slack refused even the short version of the message. Nothing was posted. Please tell the operator of this app.',
};
const TOO_LATE: Refusal = {
  sentence: 'That took too long, so Slack did not open the window. Nothing is lost. Please try again.',
};
const OUR_WINDOW: Refusal = {
  sentence:
    'Slack did not accept the window that I made. Nothing is lost. Please tell the operator of this app.',
};
const UPLOADS_OFF: Refusal = {
  sentence: 'Your workspace does not accept uploads. Nothing was posted. An admin can allow them.',
};

const REFUSALS: ReadonlyMap<string, Refusal> = new Map(
  Object.entries({
    channel_not_found: {
      sentence: `I cannot see that conversation. Nothing was posted. ${INVITE}`,
      pauses: 'channel-gone',
    },
    not_in_channel: {
      sentence: `I am not a member of that conversation. Nothing was posted. ${INVITE}`,
      pauses: 'not-in-channel',
    },
    is_archived: {
      sentence: 'That channel is archived. Nothing was posted. Pick another channel.',
      pauses: 'archived',
    },
    ekm_access_denied: BLOCKED,
    app_access_restricted: BLOCKED,
    team_access_not_granted: BLOCKED,
    account_inactive: NO_ACCESS,
    token_revoked: NO_ACCESS,
    token_expired: NO_ACCESS,
    invalid_auth: NO_ACCESS,
    not_authed: NO_ACCESS,
    message_limit_exceeded: {
      sentence:
        "Your workspace is over Slack's message limit. Nothing was posted. Try again later, or ask an admin.",
    },
    org_login_required: {
      sentence:
        'This workspace is being moved to an Enterprise organisation. Nothing was posted, and everything saved is kept. Try again tomorrow.',
    },
    messages_tab_disabled: NO_DIRECT_MESSAGES,
    cannot_dm_bot: NO_DIRECT_MESSAGES,
    user_not_found: NO_DIRECT_MESSAGES,
    user_disabled: NO_DIRECT_MESSAGES,
    invalid_blocks: TOO_LONG,
    invalid_blocks_format: TOO_LONG,
    msg_blocks_too_long: TOO_LONG,
    msg_too_long: TOO_LONG,
    no_text: TOO_LONG,
    expired_trigger_id: TOO_LATE,
    exchanged_trigger_id: TOO_LATE,
    invalid_trigger_id: TOO_LATE,
    view_too_large: OUR_WINDOW,
    push_limit_reached: OUR_WINDOW,
    duplicate_external_id: OUR_WINDOW,
    not_enabled: {
      sentence: 'The Home tab is switched off for this app. The operator of this app can switch it on.',
    },
    file_uploads_disabled: UPLOADS_OFF,
    file_type_not_allowed: UPLOADS_OFF,
    file_upload_size_restricted: UPLOADS_OFF,
    storage_limit_reached: {
      sentence: 'The file storage of your workspace is full. Nothing was posted. An admin can make room.',
    },
    message_not_found: {
      sentence: 'The message that this belongs to is gone. Nothing was posted. Type /ftcost to start again.',
    },
    cannot_reply_to_message: {
      sentence: 'Slack takes no answers to that message. Nothing was posted there.',
    },
  }),
);

/** Whether Slack's word says that posting is restricted in the conversation. */
function isPostingRestricted(code: string): boolean {
  return (
    code.startsWith('restricted_action') ||
    /_(read_only|thread_only|non_threadable)_channel$|_thread_locked$/.test(code)
  );
}

function refusalOf({ code, needed }: Refused): Refusal | undefined {
  if (code === 'missing_scope') {
    const right =
      needed === undefined || needed === 'chat:write' ? 'the right to post' : `the right ${needed}`;
    return {
      sentence: `This workspace has not given me ${right}. Nothing was posted.`,
      reinstall: true,
    };
  }
  return isPostingRestricted(code) ? RESTRICTED : REFUSALS.get(code);
}

type Refused = Extract<SlackFailure, { kind: 'refused' }>;

/** What an admin has to do when the app lacks access. */
export function reinstallSentence(installUrl: string | undefined): string {
  return installUrl === undefined
    ? 'An admin must reinstall the app.'
    : `An admin must reinstall the app: ${installUrl}`;
}

/**
 * What a person is told when Slack did not do what was asked: what happened, what was kept, what to do.
 *
 * @param installUrl where an admin installs the app again; absent where nobody knows
 */
export function failureSentence(failure: SlackFailure, installUrl?: string): string {
  switch (failure.kind) {
    case 'throttled': {
      const wait = failure.seconds === undefined ? 'a minute' : counted(Math.ceil(failure.seconds), 'second');
      return `Slack is throttling me. Nothing was posted. Try again in ${wait}.`;
    }
    case 'unknown':
      return 'Slack did not confirm that it was posted. Please look in the conversation. I do not send it twice by myself: if it is missing, run it again.';
    case 'refused': {
      const refusal = refusalOf(failure);
      if (refusal === undefined) {
        return `Slack said no (${failure.code}). Nothing was posted. Try another channel, or tell the operator of this app.`;
      }
      return refusal.reinstall === true
        ? `${refusal.sentence} ${reinstallSentence(installUrl)}`
        : refusal.sentence;
    }
  }
}

/** Why a refusal will not end by itself, so that a digest is paused. Nothing where another try may pass. */
export function pauseReasonOf(failure: Refused): PauseReason | undefined {
  return refusalOf(failure)?.pauses;
}
