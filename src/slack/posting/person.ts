import type { Logger } from 'pino';
import type { Message } from '../kit/blocks.js';
import { callSlack } from '../kit/call-slack.js';
import type { Outside, SlackApi } from '../kit/slack-api.js';
import { respondTo } from './response-url.js';

/** Somebody who used the app, and the ways to answer so that only this person sees it. */
export interface Person {
  readonly userId: string;
  /** Where it was used; the bot need not be a member. */
  readonly channelId?: string;
  /** Works without membership, five times in 30 minutes. */
  readonly responseUrl?: string;
  /** `ts` of the message at the top of the thread in which it was used, if it was in one. */
  readonly threadTs?: string;
}

/** What is needed to tell somebody something. */
export interface Telling {
  readonly api: SlackApi;
  readonly outside: Outside;
  readonly logger: Logger;
  /** Where an admin installs the app again; absent where nobody knows. */
  readonly installUrl?: string;
}

const PATIENCE = { tries: 2, mostSeconds: 5 } as const;

/**
 * Tells one person something: through the response URL, else beside the conversation, else as a direct message.
 * Returns whether it arrived; never throws for a failure of Slack.
 *
 * @param replaces `original`: in place of the private message whose button was used, where Slack still allows that
 */
export async function tellPerson(
  telling: Telling,
  person: Person,
  message: Message,
  replaces: 'nothing' | 'original' = 'nothing',
): Promise<boolean> {
  const { api, outside, logger } = telling;
  const thread = person.threadTs === undefined ? {} : { thread_ts: person.threadTs };
  if (person.responseUrl !== undefined) {
    const answer = await respondTo(person.responseUrl, message, 'ephemeral', outside, {
      replaces,
      ...(person.threadTs !== undefined && { threadTs: person.threadTs }),
    });
    if (answer.kind === 'sent') return true;
    logger.warn({ answer }, 'A response URL did not take a private answer');
    if (answer.kind === 'unknown') return false;
  }
  const content = { text: message.text, blocks: message.blocks, unfurl_links: false, unfurl_media: false };
  const isDirect = person.channelId?.startsWith('D') === true;
  if (person.channelId !== undefined && !isDirect) {
    const args = { channel: person.channelId, user: person.userId, ...thread, ...content };
    const beside = await callSlack(api, outside, 'chat.postEphemeral', args, PATIENCE);
    if (beside.ok) return true;
    if (beside.failure.kind === 'unknown') return false;
  }
  const direct = await callSlack(
    api,
    outside,
    'chat.postMessage',
    { channel: person.userId, ...(isDirect && person.responseUrl === undefined ? thread : {}), ...content },
    PATIENCE,
  );
  if (!direct.ok) logger.warn({ failure: direct.failure }, 'A private answer reached nobody');
  return direct.ok;
}
