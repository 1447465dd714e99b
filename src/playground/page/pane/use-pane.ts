/** Which pane is open beside the conversation. */
import { useEffect, useMemo, useState } from 'react';
import type { PlaygroundMessage } from '../../protocol.js';
import type { PayloadsTab } from '../payloads/payloads-pane.js';

/** What stands beside the conversation. */
export type Pane =
  | { readonly kind: 'thread'; readonly rootTs: string }
  | { readonly kind: 'payloads'; readonly tab: PayloadsTab; readonly messageTs?: string }
  | { readonly kind: 'guide' };

/** The ways to open and close a pane. */
export interface Panes {
  readonly close: () => void;
  readonly openGuide: () => void;
  readonly openThread: (message: PlaygroundMessage) => void;
  readonly togglePayloads: () => void;
  readonly showTab: (tab: PayloadsTab) => void;
  /** Shows one message's JSON. */
  readonly inspect: (message: PlaygroundMessage) => void;
}

/** One pane at a time. A thread belongs to its `place` and closes when that changes. */
export function usePane(place: string): [Pane | undefined, Panes] {
  const [pane, setPane] = useState<Pane>();
  // biome-ignore lint/correctness/useExhaustiveDependencies: another place, another beginning.
  useEffect(() => {
    setPane((open) => {
      if (open?.kind === 'thread') return undefined;
      return open?.kind === 'payloads' ? { kind: 'payloads', tab: open.tab } : open;
    });
  }, [place]);
  const panes = useMemo<Panes>(
    () => ({
      close: () => setPane(undefined),
      openGuide: () => setPane({ kind: 'guide' }),
      openThread: ({ ts, threadTs }) => setPane({ kind: 'thread', rootTs: threadTs ?? ts }),
      togglePayloads: () =>
        setPane((open) => (open?.kind === 'payloads' ? undefined : { kind: 'payloads', tab: 'calls' })),
      showTab: (tab) => setPane({ kind: 'payloads', tab }),
      inspect: ({ ts }) => setPane({ kind: 'payloads', tab: 'message', messageTs: ts }),
    }),
    [],
  );
  return [pane, panes];
}
