/** Puts messages and notices in the order and the groups in which the list shows them. */
import type { PlaygroundMessage } from '../../protocol.js';

/** A line of the local Slackbot, never sent anywhere: Slack's client's own errors. */
export interface Notice {
  readonly ts: string;
  readonly channelId: string;
  readonly userId: string;
  /** Set on one that answers a line typed into a thread. */
  readonly threadTs?: string;
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

/** Whether the message belongs into the thread of another one that is there. */
function isReplyTo(roots: ReadonlySet<string>, { threadTs, ts }: PlaygroundMessage): boolean {
  return threadTs !== undefined && threadTs !== ts && roots.has(threadTs);
}

/**
 * Days, messages with the replies of their threads, and notices, oldest first.
 *
 * @param dayOf a key that is the same for all moments of one day.
 */
export function arrange(
  messages: readonly PlaygroundMessage[],
  notices: readonly Notice[],
  dayOf: (ts: string) => string,
): Entry[] {
  const roots = new Set(messages.map((message) => message.ts));
  const replies = new Map<string | undefined, PlaygroundMessage[]>();
  for (const message of messages) {
    if (!isReplyTo(roots, message)) continue;
    replies.set(message.threadTs, [...(replies.get(message.threadTs) ?? []), message]);
  }
  const lines = [
    ...messages
      .filter((message) => !isReplyTo(roots, message))
      .map((message) => ({ ts: message.ts, message })),
    ...notices.map((notice) => ({ ts: notice.ts, notice })),
  ].sort((left, right) => Number(left.ts) - Number(right.ts));

  const entries: Entry[] = [];
  let day = '';
  for (const line of lines) {
    const itsDay = dayOf(line.ts);
    if (itsDay !== day) entries.push({ kind: 'day', key: `day-${itsDay}`, ts: line.ts });
    day = itsDay;
    if ('notice' in line) {
      entries.push({ kind: 'notice', key: `notice-${line.ts}`, notice: line.notice });
      continue;
    }
    const { message } = line;
    const continued = continues(message, entries.at(-1));
    entries.push({
      kind: 'message',
      key: message.ts,
      message,
      continued,
      replies: replies.get(message.ts) ?? [],
    });
  }
  return entries;
}
