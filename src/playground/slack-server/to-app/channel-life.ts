import type { SlackContext } from '../context.js';
import type { JsonObject } from '../json.js';
import type { Channel } from '../workspace.js';
import type { Delivery } from './delivery.js';
import { emit } from './events.js';
import { administrator, ImpossibleGestureError } from './payload.js';

type Deliveries = Promise<readonly Delivery[]>;

const NAME = /^[a-z0-9_-]{1,80}$/;

/** Archives a channel or brings it back. `by` is who does it. */
export async function archiveChannel(
  slack: SlackContext,
  channelId: string,
  isArchived: boolean,
  by: string,
): Deliveries {
  const channel = ordinaryChannel(slack, channelId);
  slack.channels.archive(channelId, isArchived);
  const what = isArchived ? 'archive' : 'unarchive';
  return tell(slack, channel, what, { channel: channelId, user: by });
}

/**
 * Gives a channel another name.
 * @throws ImpossibleGestureError for a name that Slack does not allow, or that another channel has.
 */
export async function renameChannel(slack: SlackContext, channelId: string, name: string): Deliveries {
  const channel = ordinaryChannel(slack, channelId);
  if (!NAME.test(name)) throw new ImpossibleGestureError('invalid_name');
  if (slack.channels.all().some((one) => one.name === name)) throw new ImpossibleGestureError('name_taken');
  slack.channels.rename(channelId, name);
  const created = Math.floor(slack.clock() / 1000);
  return tell(slack, channel, 'rename', { channel: { id: channelId, name, created } });
}

/**
 * Deletes a channel with its messages.
 * @throws ImpossibleGestureError unless an administrator does it.
 */
export async function deleteChannel(slack: SlackContext, channelId: string, by: string): Deliveries {
  const channel = ordinaryChannel(slack, channelId);
  administrator(slack, by);
  slack.messages.clear(channelId);
  slack.channels.delete(channelId);
  return tell(slack, channel, 'deleted', { channel: channelId, actor_id: by });
}

/** Lets somebody, for example the bot, into a channel. */
export async function inviteMember(
  slack: SlackContext,
  channelId: string,
  userId: string,
  by: string,
): Deliveries {
  const before = ordinaryChannel(slack, channelId);
  if (before.members.has(userId)) return [];
  slack.channels.invite(channelId, userId);
  return tellOfMember(slack, channelId, 'member_joined_channel', { user: userId, inviter: by });
}

/** Shows somebody out of a channel. The bot hears of its own leaving, too. */
export async function removeMember(
  slack: SlackContext,
  channelId: string,
  userId: string,
  by: string,
): Deliveries {
  const before = ordinaryChannel(slack, channelId);
  if (!before.members.has(userId)) return [];
  slack.channels.remove(channelId, userId);
  if (userId === slack.team.bot.userId) {
    return tell(slack, before, 'left', { channel: channelId, actor_id: by });
  }
  return tellOfMember(slack, channelId, 'member_left_channel', { user: userId });
}

function ordinaryChannel(slack: SlackContext, channelId: string): Channel {
  const channel = slack.channels.find(channelId);
  if (channel === undefined || channel.kind === 'dm') {
    throw new ImpossibleGestureError(`There is no channel ${channelId}`);
  }
  return channel;
}

/** Tells the bot of a channel that it was in when this happened. */
async function tell(
  slack: SlackContext,
  before: Channel,
  what: 'archive' | 'unarchive' | 'rename' | 'deleted' | 'left',
  fields: JsonObject,
): Deliveries {
  if (!slack.channels.hasBot(before)) return [];
  const type = `${before.kind === 'private' ? 'group' : 'channel'}_${what}`;
  return emit(slack, type, { type, ...fields, event_ts: slack.ids.ts() });
}

/** Tells the bot of a channel that it is in that its members changed. */
async function tellOfMember(
  slack: SlackContext,
  channelId: string,
  type: 'member_joined_channel' | 'member_left_channel',
  fields: JsonObject,
): Deliveries {
  const channel = ordinaryChannel(slack, channelId);
  if (!slack.channels.hasBot(channel)) return [];
  const isPrivate = channel.kind === 'private';
  const event = {
    type,
    channel: channelId,
    channel_type: isPrivate ? 'G' : 'C',
    team: slack.team.id,
    ...fields,
    event_ts: slack.ids.ts(),
  };
  return emit(slack, type, event, isPrivate ? 'groups:read' : 'channels:read');
}
