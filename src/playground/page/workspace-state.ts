/** How the workspace that the page shows follows the server's events. */
import type { PlaygroundEvent, PlaygroundMessage, PlaygroundState } from '../protocol.js';

/** The list with one entry added, or put in place of the one that it replaces. */
function upserted<T>(list: readonly T[], entry: T, isSame: (other: T) => boolean): readonly T[] {
  if (!list.some(isSame)) return [...list, entry];
  return list.map((other) => (isSame(other) ? entry : other));
}

function withMessage(
  messages: readonly PlaygroundMessage[],
  message: PlaygroundMessage,
): readonly PlaygroundMessage[] {
  const isSame = ({ ts, channelId }: PlaygroundMessage) =>
    ts === message.ts && channelId === message.channelId;
  return [...upserted(messages, message, isSame)].sort((left, right) => Number(left.ts) - Number(right.ts));
}

/** The workspace after one event. Seeing an event twice does no harm. */
export function applyEvent(state: PlaygroundState, event: PlaygroundEvent): PlaygroundState {
  switch (event.type) {
    case 'message':
    case 'message-changed':
      return { ...state, messages: withMessage(state.messages, event.message) };
    case 'message-deleted': {
      const isGone = ({ ts, channelId }: PlaygroundMessage) =>
        ts === event.ts && channelId === event.channelId;
      return { ...state, messages: state.messages.filter((message) => !isGone(message)) };
    }
    case 'view-opened':
      return { ...state, views: upserted(state.views, event.view, ({ id }) => id === event.view.id) };
    case 'view-updated':
      return {
        ...state,
        views: state.views.map((view) => (view.id === event.view.id ? event.view : view)),
      };
    case 'view-closed':
      return { ...state, views: state.views.filter((view) => view.id !== event.viewId) };
    case 'home-published':
      return {
        ...state,
        homes: upserted(state.homes, event.home, ({ userId }) => userId === event.home.userId),
      };
    case 'homes-cleared':
      return { ...state, homes: [] };
    case 'channel-changed':
      return {
        ...state,
        channels: upserted(state.channels, event.channel, ({ id }) => id === event.channel.id),
      };
    case 'channel-deleted':
      return {
        ...state,
        channels: state.channels.filter(({ id }) => id !== event.channelId),
        messages: state.messages.filter(({ channelId }) => channelId !== event.channelId),
      };
    case 'app-changed':
      return { ...state, app: event.app };
    case 'clock-changed':
      return { ...state, clock: event.clock };
    case 'feeds-changed':
      return { ...state, feeds: event.feeds };
    case 'call':
      return state;
  }
}

/** Messages of a channel that a person may see, oldest first. */
export function visibleMessages(
  state: PlaygroundState,
  channelId: string,
  userId: string,
): PlaygroundMessage[] {
  return state.messages.filter(
    (message) =>
      message.channelId === channelId &&
      (message.onlyVisibleTo === undefined || message.onlyVisibleTo === userId),
  );
}
