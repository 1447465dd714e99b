/** How the workspace that the page shows follows the server's events. */
import type { PlaygroundEvent, PlaygroundMessage, PlaygroundState } from '../protocol.js';

function upsertMessage(
  messages: readonly PlaygroundMessage[],
  message: PlaygroundMessage,
): PlaygroundMessage[] {
  const same = (other: PlaygroundMessage) => other.ts === message.ts && other.channelId === message.channelId;
  if (messages.some(same)) return messages.map((other) => (same(other) ? message : other));
  return [...messages, message].sort((left, right) => Number(left.ts) - Number(right.ts));
}

/** The workspace after one event. Seeing an event twice does no harm. */
export function applyEvent(state: PlaygroundState, event: PlaygroundEvent): PlaygroundState {
  switch (event.type) {
    case 'message':
    case 'message-changed':
      return { ...state, messages: upsertMessage(state.messages, event.message) };
    case 'message-deleted':
      return {
        ...state,
        messages: state.messages.filter(
          (message) => message.ts !== event.ts || message.channelId !== event.channelId,
        ),
      };
    case 'view-opened':
    case 'view-updated': {
      const known = state.views.some((view) => view.id === event.view.id);
      if (known) {
        return {
          ...state,
          views: state.views.map((view) => (view.id === event.view.id ? event.view : view)),
        };
      }
      return event.type === 'view-opened' ? { ...state, views: [...state.views, event.view] } : state;
    }
    case 'view-closed':
      return { ...state, views: state.views.filter((view) => view.id !== event.viewId) };
    default:
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
