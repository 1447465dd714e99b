/** Counts what arrived where the person is not looking. */
import { useEffect, useMemo, useState } from 'react';
import type { PlaygroundMessage } from '../protocol.js';
import type { Viewer } from './use-workspace.js';
import { visibleMessages } from './workspace-state.js';

/** What is new to the viewer. */
export interface Unread {
  /** New messages by channel id. */
  readonly channels: ReadonlyMap<string, number>;
  /** New replies in the open channel, by the `ts` of the message that they answer. */
  readonly threads: ReadonlyMap<string, number>;
}

/** What the viewer has before the eyes; nothing where the app's Home tab hides the messages. */
interface Reading {
  readonly channelId: string | undefined;
  readonly threadTs: string | undefined;
}

/** New messages since the place was last open in this tab, those of the person apart. */
export function useUnread({ state, userId, channelId }: Viewer, reading: Reading): Unread {
  const newest = state.messages.at(-1)?.ts ?? '0';
  const [loadedAt] = useState(newest);
  const [seen, setSeen] = useState<Readonly<Record<string, string>>>({});
  useEffect(() => {
    const channel = reading.channelId;
    if (channel === undefined) return;
    const thread = reading.threadTs === undefined ? {} : { [`${userId}/${reading.threadTs}`]: newest };
    setSeen((before) => ({ ...before, [`${userId}/${channel}`]: newest, ...thread }));
  }, [userId, reading.channelId, reading.threadTs, newest]);

  return useMemo(() => {
    const isNew = (message: PlaygroundMessage, place: string) =>
      message.userId !== userId && Number(message.ts) > Number(seen[`${userId}/${place}`] ?? loadedAt);
    const channels = new Map<string, number>();
    for (const { id } of state.channels) {
      const fresh = id === reading.channelId ? [] : visibleMessages(state, id, userId);
      channels.set(id, fresh.filter((message) => isNew(message, id)).length);
    }
    const threads = new Map<string, number>();
    for (const message of visibleMessages(state, channelId, userId)) {
      const { threadTs } = message;
      if (threadTs === undefined || threadTs === reading.threadTs || !isNew(message, threadTs)) continue;
      threads.set(threadTs, (threads.get(threadTs) ?? 0) + 1);
    }
    return { channels, threads };
  }, [state, seen, loadedAt, userId, channelId, reading.channelId, reading.threadTs]);
}
