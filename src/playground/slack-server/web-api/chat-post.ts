import { hasBot } from '../state/channels.js';
import type { StoredMessage } from '../state/messages.js';
import { APP, type Channel, TEAM } from '../workspace.js';
import { SlackApiError } from './api-error.js';
import { contentOf } from './message-content.js';
import type { ApiCall, ApiMethod } from './method.js';
import { takePostToken } from './rate-limit.js';
import { joinedChannel, visibleChannel } from './targets.js';

/** chat.postMessage, chat.postEphemeral and chat.getPermalink. */
export const chatPostMethods: Readonly<Record<string, ApiMethod>> = {
  'chat.postMessage': {
    scope: 'chat:write',
    run(call) {
      const { slack, args, token } = call;
      const channel = postableChannel(call, args.required('channel'));
      takePostToken(slack, channel.id);
      const threadTs = args.optional('thread_ts');
      if (threadTs !== undefined && slack.messages.find(channel.id, threadTs) === undefined) {
        throw new SlackApiError('message_not_found');
      }
      const message = slack.messages.add({
        ...contentOf(slack, args, { token }),
        channelId: channel.id,
        userId: APP.botUserId,
        ...(threadTs === undefined ? {} : { threadTs }),
      });
      return { channel: channel.id, ts: message.ts, message: messageForApp(message) };
    },
  },
  'chat.postEphemeral': {
    scope: 'chat:write',
    run(call) {
      const { slack, args } = call;
      const channel = postableChannel(call, args.required('channel'));
      const userId = args.required('user');
      if (!channel.members.has(userId)) throw new SlackApiError('user_not_in_channel');
      const message = slack.messages.add({
        ...contentOf(slack, args, 'no-files'),
        channelId: channel.id,
        userId: APP.botUserId,
        onlyVisibleTo: userId,
      });
      return { message_ts: message.ts };
    },
  },
  'chat.getPermalink': {
    run({ slack, args }) {
      const channel = visibleChannel(slack, args.required('channel'));
      const ts = args.required('message_ts');
      if (slack.messages.find(channel.id, ts) === undefined) throw new SlackApiError('message_not_found');
      const permalink = `${slack.addresses.origin}/archives/${channel.id}/p${ts.replace('.', '')}`;
      return { channel: channel.id, permalink };
    },
  },
};

/** A message as Slack shows it to the app that posted it. */
export function messageForApp(message: StoredMessage): Readonly<Record<string, unknown>> {
  return {
    type: 'message',
    user: message.userId,
    ts: message.ts,
    text: message.text,
    team: TEAM.id,
    ...(message.userId === APP.botUserId ? { bot_id: APP.botId, app_id: APP.id } : {}),
    ...(message.threadTs === undefined ? {} : { thread_ts: message.threadTs }),
    ...(message.blocks.length === 0 ? {} : { blocks: message.blocks }),
  };
}

/** With `chat:write.public` the bot may also post in public channels it has not joined. */
function postableChannel({ slack }: ApiCall, id: string): Channel {
  const channel = slack.channels.find(id);
  const isOpen = slack.settings.scopes.includes('chat:write.public') && channel?.kind === 'public';
  if (channel !== undefined && isOpen && !hasBot(channel) && !channel.isArchived) return channel;
  return joinedChannel(slack, id);
}
