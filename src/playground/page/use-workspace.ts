/** The live workspace: loaded once, then kept up to date by the server's events. */
import { createContext, useContext, useEffect, useState } from 'react';
import type { PlaygroundChannel, PlaygroundEvent, PlaygroundState, PlaygroundUser } from '../protocol.js';
import { fetchCalls, fetchState } from './api.js';
import { CallsStore } from './calls-store.js';
import type { Conversations } from './conversations.js';
import { applyEvent } from './workspace-state.js';

const RETRY_MS = 2000;

/** The workspace, when it has arrived, and whether events are coming in. */
export interface Workspace {
  readonly state: PlaygroundState | undefined;
  readonly calls: CallsStore;
  readonly connected: boolean;
}

/** Follows the server. After a lost connection it connects again and loads the whole state afresh. */
export function useWorkspace(): Workspace {
  const [state, setState] = useState<PlaygroundState>();
  const [calls] = useState(() => new CallsStore());
  const [connected, setConnected] = useState(false);

  useEffect(() => {
    let source: EventSource | undefined;
    let retry: ReturnType<typeof setTimeout> | undefined;
    let stopped = false;
    // Events that arrive while the state is on its way are applied to it afterwards.
    let waiting: PlaygroundEvent[] | undefined = [];

    const take = (event: PlaygroundEvent) => {
      if (event.type === 'call') calls.put(event.call);
      else setState((current) => current && applyEvent(current, event));
    };
    const load = async () => {
      waiting = [];
      try {
        const [loaded, past] = await Promise.all([fetchState(), fetchCalls()]);
        if (stopped) return;
        setState(loaded);
        calls.replace(past.calls);
        waiting.forEach(take);
        waiting = undefined;
        setConnected(true);
      } catch {
        reconnect();
      }
    };
    const reconnect = () => {
      setConnected(false);
      source?.close();
      clearTimeout(retry);
      if (!stopped) retry = setTimeout(connect, RETRY_MS);
    };
    const connect = () => {
      source = new EventSource('/playground/events');
      source.onopen = () => void load();
      source.onerror = reconnect;
      source.onmessage = (message: MessageEvent<string>) => {
        const event = JSON.parse(message.data) as PlaygroundEvent;
        if (waiting) waiting.push(event);
        else take(event);
      };
    };
    connect();
    return () => {
      stopped = true;
      clearTimeout(retry);
      source?.close();
    };
  }, [calls]);

  return { state, calls, connected };
}

/** What every part of the page needs to know: the workspace, and who is looking at which conversation. */
export interface Viewer {
  readonly state: PlaygroundState;
  readonly conversations: Conversations;
  readonly userId: string;
  readonly me: PlaygroundUser;
  readonly channel: PlaygroundChannel;
  readonly channelId: string;
  readonly theme: 'light' | 'dark';
  readonly openChannel: (channelId: string) => void;
  /** The workspace's time in milliseconds. */
  readonly now: () => number;
}

/** Holds the {@link Viewer}. */
export const ViewerContext = createContext<Viewer | undefined>(undefined);

/** The person who is looking at the page, and at what. */
export function useViewer(): Viewer {
  const viewer = useContext(ViewerContext);
  if (viewer === undefined) throw new Error('useViewer needs a ViewerContext.');
  return viewer;
}
