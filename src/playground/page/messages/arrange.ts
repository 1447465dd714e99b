/** Puts messages and notices in the order and the groups in which the list shows them. */
import type { PlaygroundMessage } from '../../protocol.js';

/** A line of the local Slackbot, never sent anywhere: Slack's client's own errors. */
export interface Notice {
  readonly ts: string;
  readonly channelId: string;
  readonly userId: string;
  readonly text: string;
}

/** An entry of the message list. */
export type Entry =
  | { readonly kind: 'day'; readonly key: string; readonly ts: string }
  | { readonly kind: 'notice'; readonly key: string; readonly notice: Notice }
  | {
      readonly kind: 'message';
      readonly key: string;
      readonly message: PlaygroundMessage;
      readonly continued: boolean;
      readonly replies: readonly PlaygroundMessage[];
    };

const CONTINUES_WITHIN_S = 300;

function continues(message: PlaygroundMessage, before: Entry | undefined): boolean {
  if (before?.kind !== 'message' || before.replies.length > 0) return false;
  const other = before.message;
  return (
    other.userId === message.userId &&
    other.onlyVisibleTo === undefined &&
    message.onlyVisibleTo === undefined &&
    message.blocks.length === 0 &&
    Number(message.ts) - Number(other.ts) < CONTINUES_WITHIN_S
  );
}

/** Days, messages with the replies of their threads, and notices, oldest first. */
export function arrange(messages: readonly PlaygroundMessage[], notices: readonly Notice[]): Entry[] {
  const roots = new Set(messages.map((message) => message.ts));
  const isReply = ({ threadTs, ts }: PlaygroundMessage) =>
    threadTs !== undefined && threadTs !== ts && roots.has(threadTs);
  const lines = [
    ...messages.filter((message) => !isReply(message)).map((message) => ({ ts: message.ts, message })),
    ...notices.map((notice) => ({ ts: notice.ts, notice })),
  ].sort((left, right) => Number(left.ts) - Number(right.ts));

  const entries: Entry[] = [];
  let day = '';
  for (const line of lines) {
    const itsDay = new Date(Number(line.ts) * 1000).toDateString();
    if (itsDay !== day) entries.push({ kind: 'day', key: `day-${itsDay}`, ts: line.ts });
    day = itsDay;
    if ('notice' in line) {
      entries.push({ kind: 'notice', key: `notice-${line.ts}`, notice: line.notice });
      continue;
    }
    const { message } = line;
    const replies = messages.filter((other) => isReply(other) && other.threadTs === message.ts);
    const continued = continues(message, entries.at(-1));
    entries.push({ kind: 'message', key: message.ts, message, continued, replies });
  }
  return entries;
}
