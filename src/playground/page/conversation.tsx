/** The middle of the page: one conversation, or the app's Home tab. */
import { useEffect, useId, useRef } from 'react';
import type { PlaygroundAnswer } from '../protocol.js';
import { changeChannel, changeInstallation, openAppTab } from './api.js';
import { Composer } from './composer/composer.js';
import { ShortcutMenu } from './composer/shortcut-menu.js';
import { Tabs } from './elements/tabs.js';
import { DropPlace, FileChips, PickFiles } from './files/attach.js';
import { type Attachments, useAttachments } from './files/use-attachments.js';
import { Beginning } from './guide/beginning.js';
import { ChannelHeader } from './header/channel-header.js';
import { HomeTab } from './home/home-tab.js';
import type { Notice } from './messages/arrange.js';
import { MessageList } from './messages/message-list.js';
import type { Pane, Panes } from './pane/use-pane.js';
import type { Drafts } from './use-drafts.js';
import type { Unread } from './use-unread.js';
import { useViewer } from './use-workspace.js';

/** The app's tabs. */
export type AppTab = 'home' | 'messages';

interface ConversationProps {
  readonly tab: AppTab;
  readonly onTab: (tab: AppTab) => void;
  readonly notices: readonly Notice[];
  readonly waitingFor: string | undefined;
  readonly unread: Unread;
  readonly inspectedTs: string | undefined;
  readonly sent: number;
  readonly drafts: Drafts;
  readonly pane: Pane | undefined;
  readonly panes: Panes;
  readonly sidebarOpen: boolean;
  readonly onSidebar: () => void;
  readonly onGallery: () => void;
  readonly onSay: (line: string, fileIds: readonly string[]) => void;
  readonly onTrouble: (text: string) => void;
}

/** Header, messages or Home, and the composer. */
export function Conversation({ tab, drafts, panes, ...props }: ConversationProps) {
  const { state, channel, channelId, userId, conversations } = useViewer();
  const field = useRef<HTMLTextAreaElement>(null);
  const panelId = useId();
  const isApp = channel === conversations.app;
  const attachments = useAttachments(`${channelId}/${userId}`, userId, props.onTrouble);

  // biome-ignore lint/correctness/useExhaustiveDependencies: another conversation or person, another beginning.
  useEffect(() => field.current?.focus(), [channelId, userId]);
  // biome-ignore lint/correctness/useExhaustiveDependencies: an app that comes back wants to know, too.
  useEffect(() => {
    if (isApp) void openAppTab({ userId, tab });
  }, [isApp, userId, tab, state.app.isInstalled]);

  const tryLine = (line: string) => {
    drafts.set(channelId, line);
    field.current?.focus();
  };
  const newForApp = props.unread.channels.get(channelId) ?? 0;
  const tabs = isApp && state.app.hasHomeTab && (
    <Tabs
      label={`${state.app.name} tabs`}
      tabs={[
        { id: 'home', label: 'Home' },
        { id: 'messages', label: newForApp > 0 ? `Messages (${newForApp} new)` : 'Messages' },
      ]}
      current={tab}
      onSelect={props.onTab}
      panelId={panelId}
    />
  );
  const panel = tabs ? { role: 'tabpanel', 'aria-label': tab === 'home' ? 'Home' : 'Messages' } : {};
  return (
    <main className="conversation">
      <ChannelHeader
        payloadsOpen={props.pane?.kind === 'payloads'}
        onPayloads={panes.togglePayloads}
        sidebarOpen={props.sidebarOpen}
        onSidebar={props.onSidebar}
        onTrouble={props.onTrouble}
        tabs={tabs}
      />
      <div id={panelId} className="tab-panel" {...panel}>
        {tab === 'home' ? (
          <HomeTab />
        ) : (
          <DropPlace
            onFiles={channel.isArchived ? undefined : attachments.add}
            hint={`Drop files to send them to ${channel.kind === 'dm' ? channel.name : `#${channel.name}`}`}
          >
            <MessageList
              notices={props.notices}
              inspectedTs={props.inspectedTs}
              sent={props.sent}
              freshReplies={props.unread.threads}
              onInspect={panes.inspect}
              onReply={panes.openThread}
              beginning={<Beginning onTry={tryLine} onGuide={panes.openGuide} onGallery={props.onGallery} />}
            />
            <Foot
              field={field}
              drafts={drafts}
              waitingFor={props.waitingFor}
              attachments={attachments}
              onSay={props.onSay}
              onTrouble={props.onTrouble}
            />
          </DropPlace>
        )}
      </div>
    </main>
  );
}

interface ClosedProps {
  readonly text: string;
  /** Text of the button that opens the conversation again. */
  readonly action?: string;
  readonly onAct?: () => void;
}

/** Stands in the place of the composer where nobody can write. */
function Closed({ text, action, onAct }: ClosedProps) {
  return (
    <p className="closed">
      {text}
      {action !== undefined && (
        <button type="button" className="button small" onClick={onAct}>
          {action}
        </button>
      )}
    </p>
  );
}

interface FootProps extends Pick<ConversationProps, 'drafts' | 'waitingFor' | 'onSay' | 'onTrouble'> {
  readonly field: React.RefObject<HTMLTextAreaElement | null>;
  readonly attachments: Attachments;
}

/** The composer, or why there is none. */
function Foot({ field, drafts, waitingFor, attachments, onSay, onTrouble }: FootProps) {
  const { state, channel, channelId, userId, conversations } = useViewer();
  const isApp = channel === conversations.app;
  const mend = async (request: Promise<PlaygroundAnswer>) => {
    const answer = await request;
    if (!answer.ok) onTrouble(answer.error ?? 'dispatch_failed');
  };
  if (isApp && !state.app.isInstalled) {
    const install = () => void mend(changeInstallation({ userId, change: 'reinstall' }));
    return (
      <Closed
        text={`${channel.name} was removed from this workspace.`}
        action="Install again"
        onAct={install}
      />
    );
  }
  if (isApp && !state.app.takesMessages) {
    return <Closed text="Sending messages to this app has been turned off." />;
  }
  if (channel.isArchived) {
    const unarchive = () => void mend(changeChannel({ userId, channelId, change: 'unarchive' }));
    const text = `#${channel.name} is archived: it can be read, and nobody can write.`;
    return <Closed text={text} action="Unarchive" onAct={unarchive} />;
  }
  const place = channel.kind === 'dm' ? channel.name : `#${channel.name}`;
  return (
    <Composer
      field={field}
      text={drafts.at(channelId)}
      onText={(text) => drafts.set(channelId, text)}
      history={drafts.history}
      label={`Message ${place}`}
      placeholder={`Message ${place}, or type / for commands`}
      tools={
        <>
          <ShortcutMenu onTrouble={onTrouble} />
          <PickFiles label="Add files" className="composer-tool" onFiles={attachments.add} />
        </>
      }
      attached={<FileChips files={attachments.files} onRemove={attachments.remove} />}
      hasFiles={attachments.files.length > 0}
      status={
        waitingFor !== undefined ? (
          <>Waiting for the app to answer {waitingFor}…</>
        ) : (
          <>
            <kbd>Enter</kbd> sends, <kbd>Shift</kbd> <kbd>Enter</kbd> starts a new line, <kbd>↑</kbd> brings
            back the last line, <kbd>@</kbd> mentions
          </>
        )
      }
      // A command takes no files: they wait for the next message.
      onSend={(line) => onSay(line, line.startsWith('/') ? [] : attachments.take())}
    />
  );
}
