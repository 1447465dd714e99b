import type { ShortcutRequest } from '../../protocol.js';
import type { SlackContext } from '../context.js';
import { type Delivery, type DeliveryOverrides, deliverPayload } from './delivery.js';
import { ImpossibleGestureError, interactionBase } from './payload.js';

/** A person choosing a global shortcut. */
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
 * Sends a global shortcut to the app. It belongs to no channel and has no response URL.
 * @throws ImpossibleGestureError if the app has no such shortcut.
 */
export async function sendShortcut(slack: SlackContext, gesture: ShortcutGesture): Promise<ShortcutOutcome> {
  const { userId, callbackId, overrides } = gesture;
  if (!slack.settings.shortcuts.some((known) => known.callbackId === callbackId)) {
    throw new ImpossibleGestureError(`There is no shortcut ${callbackId}`);
  }
  const triggerId = slack.triggers.issue({ userId, viewId: undefined, channelId: undefined });
  const payload = {
    ...interactionBase(slack, 'shortcut', userId, 'username'),
    callback_id: callbackId,
    trigger_id: triggerId,
    action_ts: slack.ids.ts(),
  };
  const deliveries = await deliverPayload(slack, payload, overrides);
  const { error } = deliveries[0];
  return { ok: error === undefined, ...(error ? { error } : {}), triggerId, deliveries };
}
