import type { SlackContext } from '../context.js';
import type { JsonObject } from '../json.js';
import type { StoredFile } from '../state/files.js';
import type { StoredMessage } from '../state/messages.js';
import { messageForApp } from '../web-api/chat-post.js';
import type { Channel, Person, Team } from '../workspace.js';
import type { Delivery } from './delivery.js';
import { emit } from './events.js';
import { ImpossibleGestureError, knownChannel, knownPerson } from './payload.js';

/** An ordinary message as a person types it. */
export interface MessageGesture {
  readonly userId: string;
  /** A channel's id, or the bot's user id for the direct message with it. */
  readonly channelId: string;
  /** `@handle` and `<@U...>` of a member become a mention; everything else is escaped. */
  readonly text: string;
  readonly threadTs?: string | undefined;
  /** Ids of files that the person has uploaded, to go with it. The text may be empty then. */
  readonly fileIds?: readonly string[] | undefined;
}

/** What became of a message. */
export interface MessageOutcome {
  readonly message: StoredMessage;
  readonly deliveries: readonly Delivery[];
}

const CHANNEL_TYPES = { public: 'channel', private: 'group', dm: 'im' } as const;
const SUBSCRIPTIONS = { public: 'message.channels', private: 'message.groups', dm: 'message.im' } as const;

/**
 * Keeps what a person says, and tells the app where its bot is a member: of a mention in a channel, and of every
 * message of a kind that it has subscribed to.
 * @throws ImpossibleGestureError where the person cannot write.
 */
export async function sendMessage(slack: SlackContext, gesture: MessageGesture): Promise<MessageOutcome> {
  const { userId, text, threadTs, fileIds = [] } = gesture;
  const person = knownPerson(slack, userId);
  const channel = writableChannel(slack, gesture.channelId, person);
  if (threadTs !== undefined && slack.messages.find(channel.id, threadTs) === undefined) {
    throw new ImpossibleGestureError(`There is no message ${channel.id} / ${threadTs}`);
  }
  const files = fileIds.map((id) => ownUpload(slack, id, userId));
  const message = slack.messages.add({
    userId,
    channelId: channel.id,
    text: withMentions(slack.team, text),
    blocks: [],
    ...(threadTs === undefined ? {} : { threadTs }),
    ...(files.length === 0 ? {} : { fileIds }),
  });
  if (!slack.channels.hasBot(channel)) return { message, deliveries: [] };
  for (const file of files) slack.files.giveToApp(file);
  const event = eventOf(slack, message, channel);
  const isMention = channel.kind !== 'dm' && message.mentions.includes(slack.team.bot.userId);
  const mention = isMention ? emit(slack, 'app_mention', { type: 'app_mention', ...event }) : [];
  const spoken = emit(slack, SUBSCRIPTIONS[channel.kind], {
    type: 'message',
    ...event,
    ...(files.length > 0 && { subtype: 'file_share', upload: false }),
    channel_type: CHANNEL_TYPES[channel.kind],
  });
  return { message, deliveries: (await Promise.all([mention, spoken])).flat() };
}

/** A file of this person's own. */
export function ownUpload(slack: SlackContext, id: string, userId: string): StoredFile {
  const file = slack.files.find(id);
  if (file === undefined || file.userId !== userId || file.isDeleted) {
    throw new ImpossibleGestureError(`There is no file ${id}`);
  }
  return file;
}

function writableChannel(slack: SlackContext, id: string, person: Person): Channel {
  const isBot = id === slack.team.bot.userId;
  const channel = isBot ? undefined : knownChannel(slack, id, person.id);
  if (channel?.isArchived) throw new ImpossibleGestureError('is_archived');
  const isWithBot = isBot || (channel?.kind === 'dm' && slack.channels.hasBot(channel));
  if (isWithBot && slack.settings.messagesTab !== 'on') {
    throw new ImpossibleGestureError('Sending messages to this app has been turned off.');
  }
  return channel ?? slack.channels.directMessageWithBot(person);
}

function eventOf(slack: SlackContext, message: StoredMessage, channel: Channel): JsonObject {
  const { type: _, ...said } = messageForApp(slack, message);
  return { ...said, client_msg_id: slack.ids.secret(), channel: channel.id, event_ts: message.ts };
}

/** The text as Slack keeps it: escaped, but for mentions of members. */
function withMentions({ people }: Team, text: string): string {
  const escaped = text.replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('>', '&gt;');
  return escaped
    .replaceAll(/&lt;@([UW][A-Z0-9]+)&gt;/g, (whole, id) =>
      people.some((one) => one.id === id) ? `<@${id}>` : whole,
    )
    .replaceAll(/(?<![\w@<])@([a-z0-9._-]+)/gi, (whole: string, word: string) => {
      const person = people.find(({ handle }) => word.replace(/[._-]+$/, '') === handle);
      return person === undefined ? whole : `<@${person.id}>${word.slice(person.handle.length)}`;
    });
}
