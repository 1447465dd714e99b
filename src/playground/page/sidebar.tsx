/** The workspace at the side: who one is, which conversations there are. */
import type { ReactNode } from 'react';
import type { PlaygroundChannel } from '../protocol.js';
import { ChannelMark } from './channel-mark.js';
import { CardsIcon, CompassIcon, MoonIcon, SunIcon } from './icons.js';
import { AppAvatar, Avatar } from './messages/avatar.js';
import { useViewer } from './use-workspace.js';

interface SidebarProps {
  readonly connected: boolean;
  readonly unread: ReadonlyMap<string, number>;
  /** On narrow screens the sidebar is shown only on request. */
  readonly open: boolean;
  readonly onClose: () => void;
  readonly onUser: (userId: string) => void;
  readonly onTheme: () => void;
  readonly onGuide: () => void;
  readonly onGallery: () => void;
}

function PersonSwitcher({ onUser }: Pick<SidebarProps, 'onUser'>) {
  const { state, userId } = useViewer();
  return (
    <fieldset className="persons">
      <legend>You are</legend>
      {state.users
        .filter((user) => !user.isBot)
        .map((user) => (
          <label key={user.id} className="person" title={user.timeZone}>
            <input type="radio" name="person" checked={user.id === userId} onChange={() => onUser(user.id)} />
            <Avatar user={user} small />
            <span className="person-name">{user.name}</span>
            {user.isAdmin && <small>admin</small>}
          </label>
        ))}
    </fieldset>
  );
}

interface ChannelLinkProps {
  readonly channel: PlaygroundChannel;
  readonly unread: number;
  readonly mark: ReactNode;
  readonly note?: ReactNode;
  readonly onOpen: (channelId: string) => void;
}

function ChannelLink({ channel, unread, mark, note, onOpen }: ChannelLinkProps) {
  const current = channel.id === useViewer().channelId;
  return (
    <li>
      <button
        type="button"
        className="channel-link"
        data-unread={unread > 0}
        data-archived={channel.isArchived}
        aria-current={current ? 'page' : undefined}
        onClick={() => onOpen(channel.id)}
      >
        {mark}
        <span className="channel-name">{channel.name}</span>
        {unread > 0 ? (
          <span className="unread" role="img" aria-label={`${unread} new`}>
            {unread}
          </span>
        ) : (
          note
        )}
      </button>
    </li>
  );
}

function memberNote({ hasBot, isArchived }: PlaygroundChannel): ReactNode {
  if (isArchived) return <small>archived</small>;
  return (
    hasBot && (
      <span className="has-app" role="img" aria-label="ftcost is a member" title="ftcost is a member">
        <AppAvatar small />
      </span>
    )
  );
}

function Conversations({ unread, onOpen }: Pick<SidebarProps, 'unread'> & Pick<ChannelLinkProps, 'onOpen'>) {
  const { state, conversations } = useViewer();
  const { channels, people, app } = conversations;
  const count = ({ id }: PlaygroundChannel) => unread.get(id) ?? 0;
  const personIn = (channel: PlaygroundChannel) => state.users.find(({ name }) => name === channel.name);
  return (
    <nav aria-label="Conversations">
      <h2 id="nav-channels">Channels</h2>
      <ul aria-labelledby="nav-channels">
        {channels.map((channel) => (
          <ChannelLink
            key={channel.id}
            channel={channel}
            unread={count(channel)}
            mark={<ChannelMark kind={channel.kind} />}
            note={memberNote(channel)}
            onOpen={onOpen}
          />
        ))}
      </ul>
      {people.length > 0 && (
        <>
          <h2 id="nav-people">Direct messages</h2>
          <ul aria-labelledby="nav-people">
            {people.map((channel) => (
              <ChannelLink
                key={channel.id}
                channel={channel}
                unread={count(channel)}
                mark={<Avatar user={personIn(channel)} small />}
                onOpen={onOpen}
              />
            ))}
          </ul>
        </>
      )}
      <h2 id="nav-apps">Apps</h2>
      <ul aria-labelledby="nav-apps">
        <ChannelLink
          channel={app}
          unread={count(app)}
          mark={<AppAvatar small />}
          note={!state.app.isInstalled && <small>removed</small>}
          onOpen={onOpen}
        />
      </ul>
    </nav>
  );
}

/** Workspace name, person switcher, ways to begin, conversations and the theme switch. */
export function Sidebar({ connected, unread, open, onClose, ...on }: SidebarProps) {
  const { state, theme, openChannel } = useViewer();
  const and = (act: () => void) => () => {
    act();
    onClose();
  };
  return (
    <>
      <aside className="sidebar" id="sidebar" data-open={open} aria-label="Workspace">
        <header className="workspace">
          <h1>{state.teamName}</h1>
          <p>Playground: a local Slack workspace, nothing leaves this machine</p>
        </header>
        <PersonSwitcher onUser={on.onUser} />
        <div className="begin">
          <button type="button" className="channel-link" onClick={and(on.onGuide)}>
            <CompassIcon /> Start here
          </button>
          <button type="button" className="channel-link" onClick={and(on.onGallery)}>
            <CardsIcon /> Presets
          </button>
        </div>
        <Conversations unread={unread} onOpen={(id) => and(() => openChannel(id))()} />
        <footer className="sidebar-footer">
          <span className="connection" data-connected={connected} role="status">
            {connected ? 'Connected' : 'Connecting…'}
          </span>
          <button
            type="button"
            className="side-button"
            aria-label={`Use the ${theme === 'dark' ? 'light' : 'dark'} theme`}
            title={`Use the ${theme === 'dark' ? 'light' : 'dark'} theme`}
            onClick={on.onTheme}
          >
            {theme === 'dark' ? <SunIcon /> : <MoonIcon />}
          </button>
        </footer>
      </aside>
      {open && <button type="button" className="scrim" aria-label="Close the sidebar" onClick={onClose} />}
    </>
  );
}
