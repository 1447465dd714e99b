import { SlackApiError } from './api-error.js';
import { messageForApp } from './chat-post.js';
import { blocksOf } from './message-content.js';
import { updatedMetadata } from './metadata.js';
import type { ApiMethod } from './method.js';
import { ownMessage, visibleChannel } from './targets.js';

const MAX_UPDATED_TEXT = 4000;

/** chat.update and chat.delete. */
export const chatEditMethods: Readonly<Record<string, ApiMethod>> = {
  'chat.update': {
    scope: 'chat:write',
    run({ slack, args }) {
      const channel = visibleChannel(slack, args.required('channel'));
      const original = ownMessage(slack, channel.id, args.required('ts'), 'cant_update_message');
      const newText = args.optional('text');
      const newBlocks = blocksOf(slack, args, 'no-files');
      if (newText === undefined && newBlocks === undefined) throw new SlackApiError('no_text');
      if ((newText?.length ?? 0) > MAX_UPDATED_TEXT) throw new SlackApiError('msg_too_long');
      const blocks = newBlocks ?? original.blocks;
      if (newText === undefined && blocks.length === 0) throw new SlackApiError('no_text');
      const metadata = updatedMetadata(args);
      const message = slack.messages.edit(original, {
        text: newText ?? '',
        blocks,
        ...(metadata === undefined ? {} : { metadata }),
      });
      const shown = messageForApp(slack, message);
      return { channel: channel.id, ts: message.ts, text: message.text, message: shown };
    },
  },
  'chat.delete': {
    scope: 'chat:write',
    run({ slack, args }) {
      const channel = visibleChannel(slack, args.required('channel'));
      const message = ownMessage(slack, channel.id, args.required('ts'), 'cant_delete_message');
      slack.messages.remove(message);
      return { channel: channel.id, ts: message.ts };
    },
  },
};
