import type { ActionRequest, ViewStateValues } from '../../protocol.js';
import type { SlackContext } from '../context.js';
import type { JsonObject } from '../json.js';
import type { StoredMessage } from '../state/messages.js';
import { stateValues } from '../state/view-state.js';
import type { StoredView } from '../state/views.js';
import { messageForApp } from '../web-api/chat-post.js';
import { channelNameForApp, ImpossibleGestureError, knownChannel, responseUrl } from './payload.js';
import { viewForApp } from './view-payload.js';

/** Where an element stands: in a message, or in a modal or a Home tab. */
export type GestureContainer = ActionRequest['container'];

/** Blocks that a person is filling in. */
interface Form {
  readonly blocks: readonly unknown[];
  readonly typed: ViewStateValues;
  readonly channelId: string | undefined;
}

/**
 * The blocks a person sees in a container. In a message nothing that was typed is kept.
 * @throws ImpossibleGestureError if the person cannot see it.
 */
export function formOf(slack: SlackContext, container: GestureContainer, userId: string): Form {
  if (container.kind === 'view') return usableView(slack, container.viewId, userId);
  const { blocks } = shownMessage(slack, container, userId);
  return { blocks, typed: {}, channelId: container.channelId };
}

/**
 * The fields of an interaction that say where it happened. What was typed into a view is remembered.
 * @throws ImpossibleGestureError if the person cannot see it.
 */
export function containerFor(
  slack: SlackContext,
  container: GestureContainer,
  userId: string,
  typed: ViewStateValues,
): JsonObject {
  if (container.kind === 'view') {
    const home = homeTab(slack, container.viewId, userId);
    const view =
      home === undefined
        ? slack.views.type(topmostView(slack, container.viewId, userId), typed)
        : slack.homes.type(home, typed);
    // From a Home tab a modal starts a new stack.
    const viewId = home === undefined ? view.id : undefined;
    return {
      container: { type: 'view', view_id: view.id },
      view: viewForApp(slack, view),
      trigger_id: slack.triggers.issue({ userId, viewId, channelId: view.channelId }),
    };
  }
  const message = shownMessage(slack, container, userId);
  const { channelId, ts, blocks } = message;
  const isEphemeral = message.onlyVisibleTo !== undefined;
  const channel = knownChannel(slack, channelId, userId);
  return {
    container: {
      type: 'message',
      message_ts: ts,
      channel_id: channelId,
      is_ephemeral: isEphemeral,
      ...(message.threadTs === undefined ? {} : { thread_ts: message.threadTs }),
    },
    channel: { id: channelId, name: channelNameForApp(channel) },
    // Slack does not hand ephemeral messages back.
    ...(isEphemeral ? {} : { message: messageForApp(slack, message) }),
    state: { values: stateValues({ blocks, typed, channelId }) },
    trigger_id: slack.triggers.issue({ userId, viewId: undefined, channelId }),
    response_url: responseUrl(slack, { userId, channelId, messageTs: ts }),
  };
}

/** A person's Home tab, if it has this id. */
export function homeTab(slack: SlackContext, viewId: string, userId: string): StoredView | undefined {
  const home = slack.homes.of(userId);
  return home?.id === viewId ? home : undefined;
}

function usableView(slack: SlackContext, viewId: string, userId: string): StoredView {
  return homeTab(slack, viewId, userId) ?? topmostView(slack, viewId, userId);
}

/**
 * The modal that a person can use: the topmost.
 * @throws ImpossibleGestureError for any other.
 */
export function topmostView(slack: SlackContext, viewId: string, userId: string): StoredView {
  const view = slack.views.stack(userId).at(-1);
  if (view?.id !== viewId)
    throw new ImpossibleGestureError(`${viewId} is not the topmost modal of ${userId}`);
  return view;
}

/**
 * A message that a person sees.
 * @throws ImpossibleGestureError if there is none.
 */
export function shownMessage(
  slack: SlackContext,
  { channelId, ts }: { readonly channelId: string; readonly ts: string },
  userId: string,
): StoredMessage {
  const message = slack.messages.find(channelId, ts);
  const isHidden = message?.onlyVisibleTo !== undefined && message.onlyVisibleTo !== userId;
  if (message === undefined || isHidden)
    throw new ImpossibleGestureError(`There is no message ${channelId} / ${ts}`);
  return message;
}
