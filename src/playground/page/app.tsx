/** The page: loads the workspace, and knows who looks at which conversation. */
import { useMemo } from 'react';
import type { PlaygroundState } from '../protocol.js';
import { conversationsOf } from './conversations.js';
import { ConfirmProvider } from './elements/confirm.js';
import { Layout } from './layout.js';
import { ModalStack } from './modal/modal-stack.js';
import { useClock } from './use-clock.js';
import { usePreference, useTheme } from './use-preference.js';
import { useWorkspace, type Viewer, ViewerContext } from './use-workspace.js';

/** Loads the workspace and shows it. */
export function App() {
  const { state, calls, connected } = useWorkspace();
  const [theme, toggleTheme] = useTheme();
  const [savedUser, setUser] = usePreference('user', 'tab');
  const [savedChannel, openChannel] = usePreference('channel', 'tab');
  const now = useClock(state?.clock);
  const viewer = useMemo(
    () => state && { ...viewOf(state, savedUser, savedChannel), state, theme, openChannel, now },
    [state, savedUser, savedChannel, theme, openChannel, now],
  );
  if (viewer === undefined) return <p className="loading">Opening the workspace…</p>;
  return (
    <ViewerContext value={viewer}>
      <ConfirmProvider>
        <Layout calls={calls} connected={connected} onUser={setUser} onTheme={toggleTheme} />
        <ModalStack key={viewer.userId} />
      </ConfirmProvider>
    </ViewerContext>
  );
}

type View = Pick<Viewer, 'userId' | 'me' | 'conversations' | 'channel' | 'channelId'>;

/** The person and the conversation that were last chosen, as far as they are still there. */
function viewOf(
  state: PlaygroundState,
  savedUser: string | undefined,
  savedChannel: string | undefined,
): View {
  const people = state.users.filter((user) => !user.isBot);
  const me = people.find(({ id }) => id === savedUser) ?? people[0];
  if (me === undefined) throw new Error('The workspace has no people.');
  const conversations = conversationsOf(state, me.id);
  const { channels, people: direct, app } = conversations;
  // Each person has a direct message with the app, which has the bot's id until its first message.
  const wasWithApp =
    savedChannel === state.app.botUserId ||
    state.channels.some(
      ({ id, kind, memberIds }) =>
        id === savedChannel && kind === 'dm' && memberIds.includes(state.app.botUserId),
    );
  const saved = wasWithApp ? app : [...channels, ...direct].find(({ id }) => id === savedChannel);
  const channel = saved ?? channels[0] ?? app;
  return { userId: me.id, me, conversations, channel, channelId: channel.id };
}
