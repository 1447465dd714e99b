import type { SlackContext } from '../context.js';
import type { StoredMessage } from '../state/messages.js';
import { APP, type Channel } from '../workspace.js';
import { SlackApiError } from './api-error.js';
import { fileForApp } from './file-for-app.js';
import { contentOf } from './message-content.js';
import { metadataOf } from './metadata.js';
import type { ApiCall, ApiMethod } from './method.js';
import { takePostToken } from './rate-limit.js';
import { joinedChannel, visibleChannel } from './targets.js';

/** chat.postMessage, chat.postEphemeral and chat.getPermalink. */
export const chatPostMethods: Readonly<Record<string, ApiMethod>> = {
  'chat.postMessage': {
    scope: 'chat:write',
    run(call) {
      const { slack, args, installation } = call;
      const channel = postableChannel(call, args.required('channel'));
      takePostToken(slack, channel.id);
      const metadata = metadataOf(args);
      const threadTs = args.optional('thread_ts');
      if (threadTs !== undefined && slack.messages.find(channel.id, threadTs) === undefined) {
        throw new SlackApiError('message_not_found');
      }
      const message = slack.messages.add({
        ...contentOf(slack, args, { owner: installation.id }),
        channelId: channel.id,
        userId: slack.team.bot.userId,
        ...(threadTs === undefined ? {} : { threadTs }),
        ...(metadata === undefined ? {} : { metadata }),
      });
      return { channel: channel.id, ts: message.ts, message: messageForApp(slack, message) };
    },
  },
  'chat.postEphemeral': {
    scope: 'chat:write',
    run(call) {
      const { slack, args } = call;
      const channel = postableChannel(call, args.required('channel'));
      const userId = args.required('user');
      if (!channel.members.has(userId)) throw new SlackApiError('user_not_in_channel');
      const threadTs = args.optional('thread_ts');
      const message = slack.messages.add({
        ...contentOf(slack, args, 'no-files'),
        channelId: channel.id,
        userId: slack.team.bot.userId,
        onlyVisibleTo: userId,
        ...(threadTs === undefined ? {} : { threadTs }),
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
export function messageForApp(
  slack: SlackContext,
  message: StoredMessage,
): Readonly<Record<string, unknown>> {
  const { team } = slack;
  const files = (message.fileIds ?? []).flatMap((id) => slack.files.find(id) ?? []);
  return {
    type: 'message',
    user: message.userId,
    ts: message.ts,
    text: message.text,
    team: team.id,
    ...(message.userId === team.bot.userId ? { bot_id: team.bot.botId, app_id: APP.id } : {}),
    ...(message.threadTs === undefined ? {} : { thread_ts: message.threadTs }),
    ...(message.blocks.length === 0 ? {} : { blocks: message.blocks }),
    ...(files.length === 0 ? {} : { files: files.map((file) => fileForApp(slack, file)) }),
    ...(message.metadata === undefined ? {} : { metadata: message.metadata }),
  };
}

/** With `chat:write.public` the bot may also post in public channels it has not joined. */
function postableChannel({ slack, installation }: ApiCall, id: string): Channel {
  const channel = slack.channels.find(id);
  const isOpen = installation.scopes.includes('chat:write.public') && channel?.kind === 'public';
  if (channel !== undefined && isOpen && !slack.channels.hasBot(channel) && !channel.isArchived)
    return channel;
  return joinedChannel(slack, id);
}
