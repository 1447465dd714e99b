import { BY_APP } from '../../../store/audit-log.js';
import type { Subscription } from '../../../workspace/subscription.js';
import { type BoundServices, type FormAnswer, requestOf, type Submission } from '../../entry/request.js';
import { formFailureSentence } from '../../errors/own-failures.js';
import { failureSentence } from '../../errors/refusals.js';
import { callSlack } from '../../kit/call-slack.js';
import { noticeMessage } from '../../kit/notice-message.js';
import { newReference, type Reference } from '../../kit/reference.js';
import { isOutOfReach } from '../../kit/slack-error.js';
import { personFrom, readMemory } from './form-memory.js';
import { mayChange } from './permission.js';
import { readSubscribeModal } from './read-subscribe-modal.js';
import { FIELD } from './subscribe-modal.js';
import { subscribedConfirmation, subscribedNote, WHO_MAY_CHANGE } from './subscription-messages.js';

const PATIENCE = { tries: 3, mostSeconds: 10 } as const;

const NOT_A_MEMBER =
  'I cannot post in this channel, so it is not subscribed. Type /invite @ftcost in it, then /ftcost digest again.';

/**
 * The form was submitted: errors beside the fields, or the channel is subscribed. That the bot can post there shows
 * when it says so: where Slack refuses that line, a new subscription is taken back, and the person told what to do.
 */
export async function submitSubscription(submission: Submission): Promise<void> {
  const { services, workspaceId, view } = submission;
  const reading = readSubscribeModal(view.state.values);
  if (!reading.ok) return submission.ack({ response_action: 'errors', errors: { ...reading.errors } });
  const memory = readMemory(view.private_metadata);
  if (memory === undefined) {
    const reference = newReference();
    services.logger.error({ reference }, 'A form does not know where it was opened');
    return submission.ack(subscriptionFormFailed(reference));
  }
  await submission.ack();
  const { userId } = submission.person;
  const { channelId } = memory;
  const request = requestOf({ ...submission, person: personFrom(memory, userId) });
  const { subscriptions } = services.digests;
  if (!(await services.claims.claim(workspaceId, `view:${view.id}`))) return;
  const now = services.clock();
  const before = await subscriptions.find(workspaceId, channelId);
  if (before !== undefined && !(await mayChange(services, before, userId))) {
    return request.tell(noticeMessage([`Nothing was changed. ${WHO_MAY_CHANGE}`]));
  }
  const { schedule, content } = reading;
  const next = await services.digests.nextTimes(
    { workspaceId, schedule, ...(before !== undefined && { id: before.id }) },
    now,
  );
  const saved = await subscriptions.save(
    { workspaceId, channelId, createdBy: userId, schedule, content, ...next },
    now,
  );
  const problem = await announce(services, saved, userId, before === undefined);
  if (problem === undefined || before !== undefined) await request.tell(subscribedConfirmation(saved));
  else await subscriptions.remove(workspaceId, saved.id, BY_APP, now);
  if (problem !== undefined) await request.tell(noticeMessage([problem]));
  await request.changed();
}

/** Says it in the channel. @returns why that failed, in a sentence, when it is known to have failed */
async function announce(
  { api, outside, logger }: BoundServices,
  subscription: Subscription,
  byUserId: string,
  isNew: boolean,
): Promise<string | undefined> {
  const { text, blocks } = subscribedNote(subscription, byUserId, isNew);
  const args = { channel: subscription.channelId, text, blocks, unfurl_links: false, unfurl_media: false };
  const called = await callSlack(api, outside, 'chat.postMessage', args, PATIENCE);
  if (called.ok) return undefined;
  logger.warn({ failure: called.failure }, 'That a channel was subscribed could not be said there');
  if (called.failure.kind === 'unknown') return undefined;
  if (isOutOfReach(called.failure)) {
    return isNew
      ? NOT_A_MEMBER
      : 'I am not in this channel any more, so nothing will arrive. Type /invite @ftcost in it.';
  }
  return failureSentence(called.failure);
}

/** Keeps the form open when it could not be read through a fault of ours. */
export function subscriptionFormFailed(reference: Reference): FormAnswer {
  return { response_action: 'errors', errors: { [FIELD.weekday]: formFailureSentence(reference) } };
}
