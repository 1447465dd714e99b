/** The line above a conversation: its name, what is special about it, and what can be done. */
import { type ReactNode, useState } from 'react';
import { ChannelMark } from '../channel-mark.js';
import { MenuButton } from '../elements/menu.js';
import { BracesIcon, MenuIcon, MoreIcon } from '../icons.js';
import { AppAvatar } from '../messages/avatar.js';
import { useViewer } from '../use-workspace.js';
import { RenameDialog } from './rename-dialog.js';
import { useChannelMenu } from './use-channel-menu.js';

interface ChannelHeaderProps {
  readonly payloadsOpen: boolean;
  readonly onPayloads: () => void;
  readonly sidebarOpen: boolean;
  readonly onSidebar: () => void;
  readonly onTrouble: (error: string) => void;
  /** The app's tabs. */
  readonly tabs: ReactNode;
}

function About() {
  const { state, channel } = useViewer();
  if (channel.kind === 'dm') {
    return channel.memberIds.includes(state.app.botUserId) ? null : <p>Direct message</p>;
  }
  const kind = `${channel.kind === 'private' ? 'Private' : 'Public'} channel`;
  const archived = channel.isArchived ? ', archived' : '';
  return (
    <p>
      {kind}
      {archived}, {state.app.name} is {channel.hasBot ? '' : 'not '}a member
    </p>
  );
}

/** Name, tabs, menu, and the buttons of the sidebar and of the payloads. */
export function ChannelHeader({ payloadsOpen, sidebarOpen, ...props }: ChannelHeaderProps) {
  const { state, channel } = useViewer();
  const [renaming, setRenaming] = useState(false);
  const menu = useChannelMenu(() => setRenaming(true), props.onTrouble);
  const isApp = channel.kind === 'dm' && channel.memberIds.includes(state.app.botUserId);
  return (
    <header className="channel-header">
      <button
        type="button"
        className="button icon-button plain sidebar-button"
        aria-label="Open the sidebar"
        aria-expanded={sidebarOpen}
        aria-controls="sidebar"
        onClick={props.onSidebar}
      >
        <MenuIcon />
      </button>
      <h2>
        {isApp ? <AppAvatar small /> : <ChannelMark kind={channel.kind} />} {channel.name}
      </h2>
      <About />
      {props.tabs}
      <span className="channel-tools">
        {menu.items.length > 0 && (
          <MenuButton
            label={isApp ? 'App settings' : 'Channel settings'}
            className="button icon-button plain"
            items={menu.items}
          >
            <MoreIcon />
          </MenuButton>
        )}
        <button
          type="button"
          className="button"
          aria-label="Payloads"
          aria-pressed={payloadsOpen}
          onClick={props.onPayloads}
        >
          <BracesIcon /> <span className="wide-only">Payloads</span>
        </button>
      </span>
      {renaming && (
        <RenameDialog name={channel.name} onRename={menu.rename} onClose={() => setRenaming(false)} />
      )}
    </header>
  );
}
