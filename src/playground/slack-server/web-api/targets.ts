import type { SlackContext } from '../context.js';
import { findPerson } from '../state/channels.js';
import type { StoredMessage } from '../state/messages.js';
import type { Channel } from '../workspace.js';
import { SlackApiError } from './api-error.js';

/**
 * A channel that the bot can see: a public one, or one it is in.
 * @throws SlackApiError `channel_not_found`.
 */
export function visibleChannel(slack: SlackContext, id: string): Channel {
  const channel = slack.channels.find(id);
  if (channel === undefined || (channel.kind !== 'public' && !slack.channels.hasBot(channel))) {
    throw new SlackApiError('channel_not_found');
  }
  return channel;
}

/**
 * A channel that the bot is in, or by a person's id the direct message with that person.
 * @throws SlackApiError `channel_not_found`, `not_in_channel`, `is_archived` or `messages_tab_disabled`.
 */
export function joinedChannel(slack: SlackContext, id: string): Channel {
  const person = findPerson(slack.team, id);
  const isTaken = person !== undefined && !person.isBot;
  const channel = isTaken ? slack.channels.directMessageWithBot(person) : visibleChannel(slack, id);
  if (channel.kind === 'dm' && slack.settings.messagesTab === 'off') {
    throw new SlackApiError('messages_tab_disabled');
  }
  if (!slack.channels.hasBot(channel)) throw new SlackApiError('not_in_channel');
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
  if (message.userId !== slack.team.bot.userId) throw new SlackApiError(denied);
  return message;
}
