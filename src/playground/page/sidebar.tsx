/** The workspace at the side: who one is, which conversations there are. */
import type { PlaygroundChannel } from '../protocol.js';
import { ChannelMark } from './channel-mark.js';
import { MoonIcon, SunIcon } from './icons.js';
import { AppAvatar, Avatar } from './messages/avatar.js';
import { useViewer } from './use-workspace.js';

interface SidebarProps {
  readonly connected: boolean;
  readonly unread: ReadonlyMap<string, number>;
  readonly onUser: (userId: string) => void;
  readonly onTheme: () => void;
}

function PersonSwitcher({ onUser }: { readonly onUser: (userId: string) => void }) {
  const { state, userId } = useViewer();
  return (
    <fieldset className="persons">
      <legend>You are</legend>
      {state.users
        .filter((user) => !user.isBot)
        .map((user) => (
          <label key={user.id} className="person">
            <input type="radio" name="person" checked={user.id === userId} onChange={() => onUser(user.id)} />
            <Avatar user={user} small />
            {user.name}
          </label>
        ))}
    </fieldset>
  );
}

function ChannelLink({ channel, unread }: { readonly channel: PlaygroundChannel; readonly unread: number }) {
  const { channelId, openChannel } = useViewer();
  const current = channel.id === channelId;
  return (
    <li>
      <button
        type="button"
        className="channel-link"
        data-unread={unread > 0}
        aria-current={current ? 'page' : undefined}
        onClick={() => openChannel(channel.id)}
      >
        <ChannelMark kind={channel.kind} />
        <span className="channel-name">{channel.name}</span>
        {unread > 0 ? (
          <span className="unread" role="img" aria-label={`${unread} new`}>
            {unread}
          </span>
        ) : (
          channel.hasBot &&
          channel.kind !== 'dm' && (
            <span className="has-app" role="img" aria-label="ftcost is a member" title="ftcost is a member">
              <AppAvatar small />
            </span>
          )
        )}
      </button>
    </li>
  );
}

/** Workspace name, person switcher, conversations and the theme switch. */
export function Sidebar({ connected, unread, onUser, onTheme }: SidebarProps) {
  const { state, theme } = useViewer();
  const list = (label: string, channels: readonly PlaygroundChannel[]) =>
    channels.length > 0 && (
      <>
        <h2>{label}</h2>
        <ul>
          {channels.map((channel) => (
            <ChannelLink key={channel.id} channel={channel} unread={unread.get(channel.id) ?? 0} />
          ))}
        </ul>
      </>
    );
  return (
    <aside className="sidebar">
      <header className="workspace">
        <h1>{state.teamName}</h1>
        <p>Playground: a local Slack workspace, nothing leaves this machine</p>
      </header>
      <PersonSwitcher onUser={onUser} />
      <nav aria-label="Conversations">
        {list(
          'Channels',
          state.channels.filter(({ kind }) => kind !== 'dm'),
        )}
        {list(
          'Direct messages',
          state.channels.filter(({ kind }) => kind === 'dm'),
        )}
      </nav>
      <footer className="sidebar-footer">
        <span className="connection" data-connected={connected} role="status">
          {connected ? 'Connected' : 'Connecting…'}
        </span>
        <button
          type="button"
          className="side-button"
          aria-label={`Use the ${theme === 'dark' ? 'light' : 'dark'} theme`}
          onClick={onTheme}
        >
          {theme === 'dark' ? <SunIcon /> : <MoonIcon />}
        </button>
      </footer>
    </aside>
  );
}
