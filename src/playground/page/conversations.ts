/** Conversations as one person sees them. */
import type { PlaygroundChannel, PlaygroundState } from '../protocol.js';

/** The conversations of one person. */
export interface Conversations {
  readonly channels: readonly PlaygroundChannel[];
  /** Direct messages with other people, named after them. */
  readonly people: readonly PlaygroundChannel[];
  /** The direct message with the app; until the first message its id is that of the bot. */
  readonly app: PlaygroundChannel;
}

/**
 * What a person may open: public channels, private ones and direct messages that they are in. A direct message is
 * named after the others in it.
 */
export function conversationsOf(
  { app, channels, users }: Pick<PlaygroundState, 'app' | 'channels' | 'users'>,
  userId: string,
): Conversations {
  const mine = channels.filter(({ kind, memberIds }) => kind === 'public' || memberIds.includes(userId));
  const direct = mine.filter(({ kind }) => kind === 'dm');
  const nameOf = (id: string) => users.find((user) => user.id === id)?.name ?? id;
  const named = (channel: PlaygroundChannel) => ({
    ...channel,
    name: channel.memberIds
      .filter((id) => id !== userId)
      .map(nameOf)
      .join(', '),
  });
  const withApp = direct.find(({ memberIds }) => memberIds.includes(app.botUserId));
  return {
    channels: mine.filter(({ kind }) => kind !== 'dm'),
    people: direct.filter((channel) => channel !== withApp).map(named),
    app: {
      id: withApp?.id ?? app.botUserId,
      name: app.name,
      kind: 'dm',
      hasBot: true,
      isArchived: false,
      memberIds: [userId, app.botUserId],
    },
  };
}
