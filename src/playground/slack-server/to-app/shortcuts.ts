import type { ShortcutRequest } from '../../protocol.js';
import type { SlackContext } from '../context.js';
import { messageForApp } from '../web-api/chat-post.js';
import { shownMessage } from './container.js';
import { type Delivery, type DeliveryOverrides, deliverPayload } from './delivery.js';
import {
  channelNameForApp,
  ImpossibleGestureError,
  interactionBase,
  knownChannel,
  responseUrl,
} from './payload.js';

/** A person choosing a shortcut. */
export interface ShortcutGesture extends ShortcutRequest {
  readonly overrides?: DeliveryOverrides;
}

/** How a shortcut went. */
export interface ShortcutOutcome {
  readonly ok: boolean;
  readonly error?: string;
  readonly triggerId: string;
  readonly deliveries: readonly Delivery[];
}

/**
 * Sends a shortcut to the app. A global one belongs to no channel and has no response URL; one on a message has both, and
 * the message.
 * @throws ImpossibleGestureError if the app has no such shortcut, or the person does not see the message.
 */
export async function sendShortcut(slack: SlackContext, gesture: ShortcutGesture): Promise<ShortcutOutcome> {
  const { userId, callbackId, message, overrides } = gesture;
  const { shortcuts, messageShortcuts } = slack.settings;
  const offered = message === undefined ? shortcuts : messageShortcuts;
  if (!offered.some((known) => known.callbackId === callbackId)) {
    throw new ImpossibleGestureError(`There is no shortcut ${callbackId}`);
  }
  const channelId = message?.channelId;
  const triggerId = slack.triggers.issue({ userId, viewId: undefined, channelId });
  const payload = {
    ...(message === undefined
      ? interactionBase(slack, 'shortcut', userId, 'username')
      : { ...interactionBase(slack, 'message_action', userId), ...onMessage(slack, userId, message) }),
    callback_id: callbackId,
    trigger_id: triggerId,
    action_ts: slack.ids.ts(),
  };
  const deliveries = await deliverPayload(slack, payload, overrides);
  const { error } = deliveries[0];
  return { ok: error === undefined, ...(error ? { error } : {}), triggerId, deliveries };
}

function onMessage(
  slack: SlackContext,
  userId: string,
  place: { readonly channelId: string; readonly ts: string },
) {
  const message = shownMessage(slack, place, userId);
  const { channelId, ts } = message;
  const channel = knownChannel(slack, channelId, userId);
  return {
    channel: { id: channelId, name: channelNameForApp(channel) },
    message_ts: ts,
    message: messageForApp(slack, message),
    response_url: responseUrl(slack, { userId, channelId, messageTs: undefined }),
  };
}
