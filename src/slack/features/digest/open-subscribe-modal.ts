import { DigestContentSchema } from '../../../workspace/subscription.js';
import type { ActionArgs } from '../../entry/action-args.js';
import { personOf } from '../../entry/person-of.js';
import type { Services } from '../../entry/services.js';
import { slackApiOf } from '../../kit/slack-api.js';
import { readingWindow } from '../../kit/window.js';
import { workspaceOf } from '../../kit/workspace-of.js';
import { openWindow } from '../../posting/open-window.js';
import { profileOf } from '../../posting/profile.js';
import type { Opening } from '../form/open-workload-modal.js';
import { writeMemory } from './form-memory.js';
import { mayChange } from './permission.js';
import { SUBSCRIBE_TITLE, subscribeModal } from './subscribe-modal.js';
import { foreignSubscription } from './subscription-messages.js';

/**
 * Opens the form for the channel, filled with its subscription, or else with the person's own time zone. Whoever may
 * not change the subscription reads what holds.
 */
export async function openSubscribeModal(
  services: Services,
  { workspaceId, client, triggerId, person }: Opening,
  channelId: string,
): Promise<void> {
  const { userId, responseUrl } = person;
  const api = slackApiOf(client);
  await openWindow(services, { client, triggerId, person, title: SUBSCRIBE_TITLE }, async () => {
    const subscription = await services.digests.subscriptions.find(workspaceId, channelId);
    if (subscription !== undefined && !(await mayChange(api, services.outside, subscription, userId))) {
      return readingWindow(SUBSCRIBE_TITLE, foreignSubscription(subscription).blocks);
    }
    const { timeZone } =
      subscription === undefined ? await profileOf(api, services.outside, userId) : subscription.schedule;
    return subscribeModal({
      isSubscribed: subscription !== undefined,
      schedule: subscription?.schedule ?? (timeZone === undefined ? {} : { timeZone }),
      content: subscription?.content ?? DigestContentSchema.parse({}),
      metadata: writeMemory({ channelId, ...(responseUrl !== undefined && { responseUrl }) }),
    });
  });
}

/** *Edit* beside a subscription, and where no command opens the form: its value is the channel. */
export async function handleOpenSubscription(services: Services, args: ActionArgs): Promise<void> {
  const { ack, body, action, client, context } = args;
  await ack();
  const person = personOf(body);
  const channelId = (action.type === 'button' ? action.value : undefined) ?? person.channelId;
  if (channelId === undefined) return;
  const opening = { workspaceId: workspaceOf(context), client, triggerId: body.trigger_id, person };
  await openSubscribeModal(services, opening, channelId);
}
