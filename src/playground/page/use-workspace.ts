/** The live workspace: loaded once, then kept up to date by the server's events. */
import { createContext, useContext, useEffect, useState } from 'react';
import type { PlaygroundEvent, PlaygroundState } from '../protocol.js';
import { fetchState } from './api.js';
import { applyEvent } from './workspace-state.js';

const RETRY_MS = 2000;

/** The workspace, when it has arrived, and whether events are coming in. */
export interface Workspace {
  readonly state: PlaygroundState | undefined;
  readonly connected: boolean;
}

/** Follows the server. After a lost connection it connects again and loads the whole state afresh. */
export function useWorkspace(): Workspace {
  const [state, setState] = useState<PlaygroundState>();
  const [connected, setConnected] = useState(false);

  useEffect(() => {
    let source: EventSource | undefined;
    let retry: ReturnType<typeof setTimeout> | undefined;
    let stopped = false;
    // Events that arrive while the state is on its way are applied to it afterwards.
    let waiting: PlaygroundEvent[] | undefined = [];
    let known: ReadonlySet<string> = new Set();

    const load = async () => {
      waiting = [];
      try {
        const loaded = await fetchState();
        if (stopped) return;
        setState((waiting ?? []).reduce(applyEvent, loaded));
        known = new Set(loaded.channels.map(({ id }) => id));
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
        if (waiting) {
          waiting.push(event);
          return;
        }
        setState((current) => current && applyEvent(current, event));
        // A conversation that did not exist when the state was loaded, such as a new direct message.
        if (event.type === 'message' && !known.has(event.message.channelId)) void load();
      };
    };
    connect();
    return () => {
      stopped = true;
      clearTimeout(retry);
      source?.close();
    };
  }, []);

  return { state, connected };
}

/** What every part of the page needs to know: the workspace, and who is looking at which channel. */
export interface Viewer {
  readonly state: PlaygroundState;
  readonly userId: string;
  readonly channelId: string;
  readonly theme: 'light' | 'dark';
  readonly openChannel: (channelId: string) => void;
}

/** Holds the {@link Viewer}. */
export const ViewerContext = createContext<Viewer | undefined>(undefined);

/** The person who is looking at the page, and at what. */
export function useViewer(): Viewer {
  const viewer = useContext(ViewerContext);
  if (viewer === undefined) throw new Error('useViewer needs a ViewerContext.');
  return viewer;
}
