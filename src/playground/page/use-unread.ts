/** Counts what arrived in conversations that the person is not looking at. */
import { useEffect, useMemo, useState } from 'react';
import type { Viewer } from './use-workspace.js';
import { visibleMessages } from './workspace-state.js';

/** New messages by channel id, since the channel was last open in this tab. */
export function useUnread({ state, userId, channelId }: Viewer): ReadonlyMap<string, number> {
  const [loadedAt] = useState(() => state.messages.at(-1)?.ts ?? '0');
  const [seen, setSeen] = useState<Readonly<Record<string, string>>>({});
  const newest = state.messages.at(-1)?.ts ?? '0';
  useEffect(() => {
    setSeen((before) => ({ ...before, [channelId]: newest }));
  }, [channelId, newest]);
  return useMemo(() => {
    const counts = state.channels.map(({ id }): [string, number] => {
      if (id === channelId) return [id, 0];
      const since = Number(seen[id] ?? loadedAt);
      const fresh = visibleMessages(state, id, userId).filter(
        (message) => Number(message.ts) > since && message.userId !== userId,
      );
      return [id, fresh.length];
    });
    return new Map(counts);
  }, [state, seen, loadedAt, userId, channelId]);
}
