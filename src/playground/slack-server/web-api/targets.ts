import type { SlackContext } from '../context.js';
import { findPerson, hasBot } from '../state/channels.js';
import type { StoredMessage } from '../state/messages.js';
import { APP, type Channel } from '../workspace.js';
import { SlackApiError } from './api-error.js';

/**
 * A channel that the bot can see: a public one, or one it is in.
 * @throws SlackApiError `channel_not_found`.
 */
export function visibleChannel(slack: SlackContext, id: string): Channel {
  const channel = slack.channels.find(id);
  if (channel === undefined || (channel.kind !== 'public' && !hasBot(channel))) {
    throw new SlackApiError('channel_not_found');
  }
  return channel;
}

/**
 * A channel that the bot is in, or by a person's id the direct message with that person.
 * @throws SlackApiError `channel_not_found`, `not_in_channel` or `is_archived`.
 */
export function joinedChannel(slack: SlackContext, id: string): Channel {
  const person = findPerson(id);
  if (person !== undefined && !person.isBot) return slack.channels.directMessageWithBot(person);
  const channel = visibleChannel(slack, id);
  if (!hasBot(channel)) throw new SlackApiError('not_in_channel');
  if (channel.isArchived) throw new SlackApiError('is_archived');
  return channel;
}

/**
 * A visible message of the bot.
 * @throws SlackApiError `message_not_found` also for ephemeral ones, `denied` for one of somebody else.
 */
export function ownMessage(
  slack: SlackContext,
  channelId: string,
  ts: string,
  denied: string,
): StoredMessage {
  const message = slack.messages.find(channelId, ts);
  if (message === undefined || message.onlyVisibleTo !== undefined)
    throw new SlackApiError('message_not_found');
  if (message.userId !== APP.botUserId) throw new SlackApiError(denied);
  return message;
}
