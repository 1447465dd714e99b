import { DigestContentSchema } from '../../../workspace/subscription.js';
import type { Press, Request, Words } from '../../entry/request.js';
import { DIGEST_EDIT } from '../../kit/action-ids.js';
import { offerMessage } from '../../kit/offer-message.js';
import { readingWindow } from '../../kit/window.js';
import { profileOf } from '../../posting/profile.js';
import { openWindow } from '../../posting/windows.js';
import { writeMemory } from './form-memory.js';
import { mayChange } from './permission.js';
import { SUBSCRIBE_TITLE, subscribeModal } from './subscribe-modal.js';
import { foreignSubscription } from './subscription-messages.js';

/** `/ftcost digest`: the form for the channel, or a button to it where Slack lets none be opened. */
export async function openSubscriptionHere(request: Words): Promise<void> {
  const { triggerId, person } = request;
  if (triggerId === undefined) {
    const sentence = 'The weekly digest of this channel is set up with this button.';
    return request.tell(offerMessage(sentence, DIGEST_EDIT, 'Set up the digest', person.channelId));
  }
  await request.received();
  await openForm({ ...request, triggerId }, person.channelId);
}

/** *Edit* beside a subscription, and where no command opens the form: its value is the channel. */
export async function openSubscription(press: Press): Promise<void> {
  const channelId = press.value ?? press.person.channelId;
  if (channelId !== undefined) await openForm(press, channelId);
}

/**
 * Opens the form for the channel, filled with its subscription, or else with the person's own time zone. A person who
 * may not change the subscription reads what holds.
 */
async function openForm(request: Request & { readonly triggerId: string }, channelId: string): Promise<void> {
  const { services, workspaceId, person } = request;
  const { userId, responseUrl } = person;
  await openWindow(request, { title: SUBSCRIBE_TITLE }, async () => {
    const subscription = await services.digests.subscriptions.find(workspaceId, channelId);
    if (subscription !== undefined && !(await mayChange(services, subscription, userId))) {
      return readingWindow(SUBSCRIBE_TITLE, foreignSubscription(subscription).blocks);
    }
    const { timeZone } =
      subscription === undefined
        ? await profileOf(services.api, services.outside, userId)
        : subscription.schedule;
    return subscribeModal({
      isSubscribed: subscription !== undefined,
      schedule: subscription?.schedule ?? (timeZone === undefined ? {} : { timeZone }),
      content: subscription?.content ?? DigestContentSchema.parse({}),
      metadata: writeMemory({ channelId, ...(responseUrl !== undefined && { responseUrl }) }),
    });
  });
}
