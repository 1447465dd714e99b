/** Puts the parts of the page in their places, and keeps what they share. */
import { useCallback, useEffect, useState } from 'react';
import { type CallsStore, useCalls } from './calls-store.js';
import { type AppTab, Conversation } from './conversation.js';
import { Gallery } from './guide/gallery.js';
import { GuidePane } from './guide/guide-pane.js';
import { WorldBar } from './header/world-bar.js';
import { ThreadPane } from './pane/thread-pane.js';
import { type Pane, usePane } from './pane/use-pane.js';
import { PayloadsPane } from './payloads/payloads-pane.js';
import { Sidebar } from './sidebar.js';
import { useDrafts } from './use-drafts.js';
import { useSender } from './use-sender.js';
import { useUnread } from './use-unread.js';
import { useViewer, type Viewer } from './use-workspace.js';
import { visibleMessages } from './workspace-state.js';

interface LayoutProps {
  readonly calls: CallsStore;
  readonly connected: boolean;
  readonly onUser: (userId: string) => void;
  readonly onTheme: () => void;
}

/** Sidebar, clock and feed, conversation, and the pane beside it. */
export function Layout({ calls, connected, onUser, onTheme }: LayoutProps) {
  const viewer = useViewer();
  const { state, channel, channelId, userId, openChannel } = viewer;
  const sender = useSender(viewer);
  const drafts = useDrafts();
  const [pane, panes] = usePane(`${channelId}/${userId}`);
  const [tab, setTab] = useState<AppTab>('home');
  const [sidebar, setSidebar] = useState(false);
  const [gallery, setGallery] = useState(false);
  const [sent, setSent] = useState(0);

  const isApp = channel === viewer.conversations.app;
  const showsHome = isApp && tab === 'home' && state.app.hasHomeTab;
  const threadTs = pane?.kind === 'thread' ? pane.rootTs : undefined;
  const unread = useUnread(viewer, { channelId: showsHome ? undefined : channelId, threadTs });
  const closeSidebar = useCallback(() => setSidebar(false), []);
  const closeGallery = useCallback(() => setGallery(false), []);
  useEscape(sidebar, closeSidebar);

  const say = (line: string, inThread?: string, fileIds?: readonly string[]) => {
    if (line.trim() !== '') drafts.remember(line);
    setSent((count) => count + 1);
    void sender.send(line, { channelId, threadTs: inThread }, fileIds);
  };
  /** Runs a ready-made line where commands work and everybody can follow. */
  const run = (line: string) => {
    const place = commandChannel(viewer);
    if (place !== channelId) openChannel(place);
    // On a narrow screen the pane stands before the conversation.
    if (matchMedia('(max-width: 760px)').matches) panes.close();
    drafts.remember(line);
    setSent((count) => count + 1);
    void sender.send(line, { channelId: place });
  };

  const inspected = pane?.kind === 'payloads' && pane.tab === 'message' ? messageOf(viewer, pane) : undefined;
  const notices = sender.notices.filter(
    (notice) => notice.channelId === channelId && notice.userId === userId,
  );
  return (
    <div className="layout" data-pane={pane?.kind ?? 'none'}>
      <Sidebar
        connected={connected}
        unread={unread.channels}
        open={sidebar}
        onClose={closeSidebar}
        onUser={onUser}
        onTheme={onTheme}
        onGuide={panes.openGuide}
        onGallery={() => setGallery(true)}
      />
      <WorldBar />
      <Conversation
        tab={showsHome ? 'home' : 'messages'}
        onTab={setTab}
        notices={notices.filter((notice) => notice.threadTs === undefined)}
        waitingFor={sender.waitingFor}
        unread={unread}
        inspectedTs={inspected?.ts}
        sent={sent}
        drafts={drafts}
        pane={pane}
        panes={panes}
        sidebarOpen={sidebar}
        onSidebar={() => setSidebar(true)}
        onGallery={() => setGallery(true)}
        onSay={(line, fileIds) => say(line, undefined, fileIds)}
        onTrouble={(text) => sender.notify(text, { channelId })}
      />
      {pane?.kind === 'thread' && (
        <ThreadPane
          key={pane.rootTs}
          rootTs={pane.rootTs}
          notices={notices.filter((notice) => notice.threadTs === pane.rootTs)}
          drafts={drafts}
          onInspect={panes.inspect}
          onSay={(line) => say(line, pane.rootTs)}
          onClose={panes.close}
        />
      )}
      {pane?.kind === 'payloads' && (
        <PayloadsPane
          calls={calls}
          message={inspected}
          tab={pane.tab}
          onTab={panes.showTab}
          onClose={panes.close}
        />
      )}
      {pane?.kind === 'guide' && (
        <Guide calls={calls} onRun={run} onGallery={() => setGallery(true)} onClose={panes.close} />
      )}
      {gallery && <Gallery onRun={run} onClose={closeGallery} />}
    </div>
  );
}

function Guide({
  calls,
  ...props
}: { readonly calls: CallsStore } & Omit<Parameters<typeof GuidePane>[0], 'calls'>) {
  return <GuidePane calls={useCalls(calls)} {...props} />;
}

/** Calls `close` when Escape is pressed while `active`. */
function useEscape(active: boolean, close: () => void): void {
  useEffect(() => {
    if (!active) return undefined;
    const onKey = (event: KeyboardEvent) => {
      if (event.key === 'Escape') close();
    };
    addEventListener('keydown', onKey);
    return () => removeEventListener('keydown', onKey);
  }, [active, close]);
}

/** The open channel, or else the first one in which the app is at home. */
function commandChannel({ channel, conversations }: Viewer): string {
  if (channel.kind !== 'dm' && !channel.isArchived) return channel.id;
  const open = conversations.channels.filter(({ isArchived }) => !isArchived);
  return (open.find(({ hasBot }) => hasBot) ?? open[0] ?? channel).id;
}

/** The newest version of the message that was picked, or else the last one with blocks. */
function messageOf({ state, channelId, userId }: Viewer, pane: Extract<Pane, { kind: 'payloads' }>) {
  const messages = visibleMessages(state, channelId, userId);
  return (
    messages.find(({ ts }) => ts === pane.messageTs) ??
    messages.findLast(({ blocks }) => blocks.length > 0) ??
    messages.at(-1)
  );
}
