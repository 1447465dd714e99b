import type {
  Context,
  SlackViewMiddlewareArgs,
  ViewErrorsResponseAction,
  ViewSubmitAction,
  webApi,
} from '@slack/bolt';
import type { Subscription } from '../../../workspace/subscription.js';
import type { Services } from '../../entry/services.js';
import { formFailureSentence } from '../../errors/own-failures.js';
import { failureSentence } from '../../errors/refusals.js';
import { callSlack } from '../../kit/call-slack.js';
import { noticeMessage } from '../../kit/notice-message.js';
import { newReference, type Reference } from '../../kit/reference.js';
import { type SlackApi, slackApiOf } from '../../kit/slack-api.js';
import { isOutOfReach } from '../../kit/slack-error.js';
import { workspaceOf } from '../../kit/workspace-of.js';
import { tellPerson } from '../../posting/person.js';
import { afterwards } from '../home/show-home.js';
import { personFrom, readMemory } from './form-memory.js';
import { mayChange } from './permission.js';
import { readSubscribeModal } from './read-subscribe-modal.js';
import { FIELD } from './subscribe-modal.js';
import { subscribedConfirmation, subscribedNote, WHO_MAY_CHANGE } from './subscription-messages.js';

type Args = Pick<SlackViewMiddlewareArgs<ViewSubmitAction>, 'ack' | 'body' | 'view'> & {
  readonly client: webApi.WebClient;
  readonly context: Context;
};

const PATIENCE = { tries: 3, mostSeconds: 10 } as const;

const NOT_A_MEMBER =
  'I cannot post in this channel, so it is not subscribed. Type /invite @ftcost in it, then /ftcost digest again.';

/**
 * The form was submitted: errors beside the fields, or the channel is subscribed. That the bot can post there shows
 * when it says so: where Slack refuses that line, a new subscription is taken back, and the person told what to do.
 */
export async function handleSubscriptionSubmitted(
  services: Services,
  { ack, body, view, client, context }: Args,
): Promise<void> {
  const reading = readSubscribeModal(view.state.values);
  const memory = readMemory(view.private_metadata);
  if (!reading.ok || memory === undefined) {
    if (reading.ok) {
      const reference = newReference();
      services.logger.error({ reference }, 'A form does not know where it was opened');
      await ack(subscriptionFormFailed(reference));
      return;
    }
    await ack({ response_action: 'errors', errors: { ...reading.errors } });
    return;
  }
  await ack();
  const api = slackApiOf(client);
  const telling = { ...services, api };
  const person = personFrom(memory, body.user.id);
  const { subscriptions } = services.digests;
  const workspaceId = workspaceOf(context);
  if (!(await services.claims.claim(workspaceId, `view:${view.id}`))) return;
  const now = services.clock();
  const before = await subscriptions.find(workspaceId, memory.channelId);
  if (before !== undefined && !(await mayChange(api, services.outside, before, person.userId))) {
    await tellPerson(telling, person, noticeMessage([`Nothing was changed. ${WHO_MAY_CHANGE}`]));
    return;
  }
  const { schedule, content } = reading;
  const nextRunAt = await services.digests.nextRun(
    { workspaceId, schedule, ...(before !== undefined && { id: before.id }) },
    now,
  );
  const draft = {
    workspaceId,
    channelId: memory.channelId,
    createdBy: person.userId,
    schedule,
    content,
    nextRunAt,
  };
  const saved = await subscriptions.save(draft, now);
  const problem = await announce(services, api, saved, person.userId, before === undefined);
  if (problem === undefined || before !== undefined) {
    await tellPerson(telling, person, subscribedConfirmation(saved));
  } else {
    await subscriptions.remove(workspaceId, saved.id);
  }
  if (problem !== undefined) await tellPerson(telling, person, noticeMessage([problem]));
  await afterwards(services, { body, client, context });
}

/** Says it in the channel. @returns why that failed, in a sentence, when it is known to have failed */
async function announce(
  { outside, logger }: Services,
  api: SlackApi,
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
export function subscriptionFormFailed(reference: Reference): ViewErrorsResponseAction {
  return { response_action: 'errors', errors: { [FIELD.weekday]: formFailureSentence(reference) } };
}
