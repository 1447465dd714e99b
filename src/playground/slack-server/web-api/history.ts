import type { SlackContext } from '../context.js';
import type { JsonObject } from '../json.js';
import type { StoredMessage } from '../state/messages.js';
import type { Channel } from '../workspace.js';
import { SlackApiError } from './api-error.js';
import type { Arguments } from './arguments.js';
import { messageForApp } from './chat-post.js';
import { type ApiCall, type ApiMethod, requireScope } from './method.js';
import { visibleChannel } from './targets.js';

const HISTORY_SCOPES = { public: 'channels:history', private: 'groups:history', dm: 'im:history' } as const;
const DEFAULT_LIMIT = 100;
const MAX_LIMIT = 999;
const CURSOR = /^next_ts:(\d+\.\d+)$/;

/** conversations.history and conversations.replies. */
export const historyMethods: Readonly<Record<string, ApiMethod>> = {
  'conversations.history': {
    run(call) {
      const channel = readableChannel(call);
      const messages = seenByAll(call.slack, channel).filter((one) => isTopLevel(one));
      const newestFirst = within(messages, call.args).toReversed();
      const page = pageOf(newestFirst, call.args, (one, from) => isEarlier(one, from) || one.ts === from);
      return { ...answer(call, page), pin_count: 0, channel_actions_ts: null, channel_actions_count: 0 };
    },
  },
  'conversations.replies': {
    run(call) {
      const channel = readableChannel(call);
      const ts = call.args.required('ts');
      const all = seenByAll(call.slack, channel);
      const asked = all.find((one) => one.ts === ts);
      if (asked === undefined) throw new SlackApiError('thread_not_found');
      const rootTs = asked.threadTs ?? ts;
      const [parent, ...replies] = all.filter((one) => one.ts === rootTs || one.threadTs === rootTs);
      // The parent heads every answer, whatever the time span.
      const thread = [...(parent === undefined ? [] : [parent]), ...within(replies, call.args)];
      const page = pageOf(thread, call.args, (one, from) => !isEarlier(one, from));
      return answer(call, page);
    },
  },
};

interface Page {
  readonly messages: readonly StoredMessage[];
  /** The first message of the next page. */
  readonly next: StoredMessage | undefined;
}

/**
 * The channel of a call, which the bot must be in.
 * @throws SlackApiError `missing_scope`, `channel_not_found` or `not_in_channel`.
 */
function readableChannel(call: ApiCall): Channel {
  const { slack, args } = call;
  const id = args.required('channel');
  requireScope(call, HISTORY_SCOPES[slack.channels.find(id)?.kind ?? 'public']);
  const channel = visibleChannel(slack, id);
  if (!slack.channels.hasBot(channel)) throw new SlackApiError('not_in_channel');
  return channel;
}

function seenByAll(slack: SlackContext, channel: Channel): readonly StoredMessage[] {
  return slack.messages
    .all()
    .filter((one) => one.channelId === channel.id && one.onlyVisibleTo === undefined);
}

function isTopLevel({ ts, threadTs }: StoredMessage): boolean {
  return threadTs === undefined || threadTs === ts;
}

/** The messages between `oldest` and `latest`; with `inclusive` the two themselves count. */
function within(messages: readonly StoredMessage[], args: Arguments): readonly StoredMessage[] {
  const oldest = timestamp(args, 'oldest');
  const latest = timestamp(args, 'latest');
  const isInclusive = args.flag('inclusive');
  return messages.filter(({ ts }) => {
    if (isInclusive && (ts === args.optional('oldest') || ts === args.optional('latest'))) return true;
    return micros(ts) > oldest && micros(ts) < latest;
  });
}

function timestamp(args: Arguments, name: 'oldest' | 'latest'): bigint {
  const text = args.optional(name);
  if (text === undefined) return name === 'oldest' ? -1n : BigInt(Number.MAX_SAFE_INTEGER) * 1000n;
  if (!/^\d+(\.\d+)?$/.test(text)) throw new SlackApiError(`invalid_ts_${name}`);
  return micros(text);
}

/** A `ts` in microseconds: exact, where a floating number would be too coarse. */
function micros(ts: string): bigint {
  const [seconds = '0', fraction = ''] = ts.split('.');
  return BigInt(seconds) * 1_000_000n + BigInt(fraction.slice(0, 6).padEnd(6, '0'));
}

function isEarlier({ ts }: StoredMessage, than: string): boolean {
  return micros(ts) < micros(than);
}

function pageOf(
  messages: readonly StoredMessage[],
  args: Arguments,
  isFrom: (message: StoredMessage, firstTs: string) => boolean,
): Page {
  const limit = Number(args.optional('limit') ?? DEFAULT_LIMIT);
  if (!Number.isInteger(limit) || limit < 1 || limit > MAX_LIMIT) throw new SlackApiError('invalid_limit');
  const cursor = args.optional('cursor');
  const from = cursor === undefined ? undefined : firstTsOf(cursor);
  const rest = from === undefined ? messages : messages.filter((one) => isFrom(one, from));
  return { messages: rest.slice(0, limit), next: rest[limit] };
}

function firstTsOf(cursor: string): string {
  const ts = CURSOR.exec(Buffer.from(cursor, 'base64').toString())?.[1];
  if (ts === undefined) throw new SlackApiError('invalid_cursor');
  return ts;
}

function answer({ slack, args }: ApiCall, { messages, next }: Page): JsonObject {
  const withMetadata = args.flag('include_all_metadata');
  return {
    messages: messages.map((message) => messageInHistory(slack, message, withMetadata)),
    has_more: next !== undefined,
    ...(next === undefined
      ? {}
      : { response_metadata: { next_cursor: Buffer.from(`next_ts:${next.ts}`).toString('base64') } }),
  };
}

function messageInHistory(slack: SlackContext, message: StoredMessage, withMetadata: boolean): JsonObject {
  const { metadata, ...shown } = messageForApp(slack, message);
  const replies = slack.messages.all().filter(({ threadTs, ts, onlyVisibleTo }) => {
    return threadTs === message.ts && ts !== message.ts && onlyVisibleTo === undefined;
  });
  const last = replies.at(-1);
  return {
    ...shown,
    ...(withMetadata && metadata !== undefined ? { metadata } : {}),
    ...(last === undefined
      ? {}
      : {
          thread_ts: message.ts,
          reply_count: replies.length,
          reply_users: [...new Set(replies.map(({ userId }) => userId))],
          latest_reply: last.ts,
        }),
    ...(message.edited ? { edited: { user: message.userId, ts: message.ts } } : {}),
  };
}
