/** The page: sidebar, conversation, composer, and what opens over or beside them. */
import { useCallback, useEffect, useMemo, useRef, useState } from 'react';
import type { PlaygroundMessage, PlaygroundState } from '../protocol.js';
import { ChannelMark } from './channel-mark.js';
import { Composer } from './composer.js';
import { conversationsOf } from './conversations.js';
import { Drawer } from './drawer.js';
import { ConfirmProvider } from './elements/confirm.js';
import { BracesIcon } from './icons.js';
import { MessageList } from './messages/message-list.js';
import { ModalStack } from './modal/modal-stack.js';
import { Sidebar } from './sidebar.js';
import { usePreference, useTheme } from './use-preference.js';
import { useSender } from './use-sender.js';
import { useUnread } from './use-unread.js';
import { useViewer, useWorkspace, ViewerContext } from './use-workspace.js';
import { visibleMessages } from './workspace-state.js';

/** Loads the workspace and shows it. */
export function App() {
  const { state, connected } = useWorkspace();
  const [theme, toggleTheme] = useTheme();
  const [savedUser, setUser] = usePreference('user', 'tab');
  const [savedChannel, setChannel] = usePreference('channel', 'tab');
  const userId = pick(
    savedUser,
    state?.users.filter((user) => !user.isBot),
  );
  const seen = useMemo(
    () => state && userId && { ...state, channels: conversationsOf(state, userId) },
    [state, userId],
  );
  const channelId = pick(savedChannel, (seen || undefined)?.channels);
  const viewer = useMemo(
    () => seen && userId && channelId && { state: seen, userId, channelId, theme, openChannel: setChannel },
    [seen, userId, channelId, theme, setChannel],
  );
  if (!viewer) return <p className="loading">Opening the workspace…</p>;
  return (
    <ViewerContext value={viewer}>
      <ConfirmProvider>
        <Layout connected={connected} onUser={setUser} onTheme={toggleTheme} />
        <ModalStack key={viewer.userId} />
      </ConfirmProvider>
    </ViewerContext>
  );
}

function pick(saved: string | undefined, from: readonly { id: string }[] | undefined): string | undefined {
  return from?.find(({ id }) => id === saved)?.id ?? from?.[0]?.id;
}

interface LayoutProps {
  readonly connected: boolean;
  readonly onUser: (userId: string) => void;
  readonly onTheme: () => void;
}

function Layout({ connected, onUser, onTheme }: LayoutProps) {
  const viewer = useViewer();
  const { state, userId, channelId } = viewer;
  const { notices, waitingFor, send } = useSender(viewer);
  const unread = useUnread(viewer);
  const field = useRef<HTMLTextAreaElement>(null);
  const [text, setText] = useState('');
  const [history, setHistory] = useState<readonly string[]>([]);
  const [replyTo, setReplyTo] = useState<PlaygroundMessage>();
  const [sent, setSent] = useState(0);
  const [drawer, setDrawer] = useState(false);
  const [inspected, setInspected] = useState<PlaygroundMessage>();

  // biome-ignore lint/correctness/useExhaustiveDependencies: another channel or person, another beginning.
  useEffect(() => {
    setReplyTo(undefined);
    setInspected(undefined);
    field.current?.focus();
  }, [channelId, userId]);

  const onSend = (line: string) => {
    setHistory((current) => [...current.filter((other) => other !== line), line]);
    setSent((count) => count + 1);
    setReplyTo(undefined);
    void send(line, replyTo?.ts);
  };
  const onTry = useCallback((line: string) => {
    setText(line);
    field.current?.focus();
  }, []);
  const onInspect = useCallback((message: PlaygroundMessage) => {
    setInspected(message);
    setDrawer(true);
  }, []);
  const onReply = useCallback((message: PlaygroundMessage) => {
    setReplyTo(message);
    field.current?.focus();
  }, []);

  const shown = drawer ? current(state, inspected, channelId, userId) : undefined;
  return (
    <div className="layout" data-drawer={drawer}>
      <Sidebar connected={connected} unread={unread} onUser={onUser} onTheme={onTheme} />
      <main className="conversation">
        <ChannelHeader drawer={drawer} onDrawer={() => setDrawer(!drawer)} />
        <MessageList
          notices={notices}
          inspectedTs={shown?.ts}
          sent={sent}
          onTry={onTry}
          onInspect={onInspect}
          onReply={onReply}
        />
        <Composer
          field={field}
          text={text}
          onText={setText}
          history={history}
          replyTo={replyTo}
          onCancelReply={() => setReplyTo(undefined)}
          waitingFor={waitingFor}
          onSend={onSend}
        />
      </main>
      {drawer && <Drawer message={shown} onClose={() => setDrawer(false)} />}
    </div>
  );
}

/** The newest version of the message that was picked, or else the last one with blocks. */
function current(
  state: PlaygroundState,
  inspected: PlaygroundMessage | undefined,
  channelId: string,
  userId: string,
): PlaygroundMessage | undefined {
  const messages = visibleMessages(state, channelId, userId);
  return (
    messages.find(({ ts }) => ts === inspected?.ts) ??
    messages.findLast(({ blocks }) => blocks.length > 0) ??
    messages.at(-1)
  );
}

function ChannelHeader({ drawer, onDrawer }: { readonly drawer: boolean; readonly onDrawer: () => void }) {
  const { state, channelId } = useViewer();
  const channel = state.channels.find(({ id }) => id === channelId);
  if (channel === undefined) return null;
  return (
    <header className="channel-header">
      <h2>
        <ChannelMark kind={channel.kind} /> {channel.name}
      </h2>
      <p>
        {channel.kind === 'dm'
          ? 'Direct message'
          : `${channel.kind === 'private' ? 'Private' : 'Public'} channel, ftcost is ${channel.hasBot ? '' : 'not '}a member`}
      </p>
      <button type="button" className="button" aria-pressed={drawer} onClick={onDrawer}>
        <BracesIcon /> JSON
      </button>
    </header>
  );
}
