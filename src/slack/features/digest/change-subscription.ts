import type { Subscription } from '../../../workspace/subscription.js';
import type { Services } from '../../entry/services.js';
import type { Message } from '../../kit/blocks.js';
import { noticeMessage } from '../../kit/notice-message.js';
import type { SlackApi } from '../../kit/slack-api.js';
import { mayChange } from './permission.js';
import { aboutChannel, nextWords, WHO_MAY_CHANGE } from './subscription-messages.js';

/** Pauses, resumes or removes a subscription, if the person may. @returns what to tell the person */
export async function changeSubscription(
  services: Services,
  api: SlackApi,
  subscription: Subscription,
  what: 'pause' | 'resume' | 'remove',
  userId: string,
): Promise<Message> {
  if (!(await mayChange(api, services.outside, subscription, userId))) {
    return noticeMessage([`Nothing was changed. ${WHO_MAY_CHANGE}`]);
  }
  const { workspaceId, id } = subscription;
  const { subscriptions } = services.digests;
  const now = services.clock();
  switch (what) {
    case 'pause':
      await subscriptions.pause(workspaceId, id, 'asked', now);
      return aboutChannel('', subscription, ' gets no digests for now. /ftcost digest resume goes on.');
    case 'resume': {
      const nextRunAt = await services.digests.nextRun(subscription, now);
      await subscriptions.resume(workspaceId, id, nextRunAt, now);
      const next = nextWords({ ...subscription, nextRunAt });
      return aboutChannel(
        '',
        subscription,
        ` gets its next digest on ${next}. It covers the time since the last one.`,
      );
    }
    case 'remove':
      await subscriptions.remove(workspaceId, id);
      return aboutChannel('', subscription, ' gets no more digests. /ftcost digest subscribes it again.');
  }
}
