import { DigestContentSchema, type Subscription } from '../../../workspace/subscription.js';
import type { Feature } from '../../entry/feature.js';
import type { Press, Request, Words } from '../../entry/request.js';
import { quote } from '../../grammar/text-problem.js';
import {
  DIGEST_ADOPT,
  DIGEST_EDIT,
  DIGEST_FORM,
  DIGEST_OPEN,
  DIGEST_PAUSE,
  DIGEST_REMOVE,
  DIGEST_RESUME,
  DIGEST_SNOOZE,
  TIME_ZONE,
} from '../../kit/action-ids.js';
import type { Message } from '../../kit/blocks.js';
import { nearestWord } from '../../kit/nearest.js';
import { noticeMessage } from '../../kit/notice-message.js';
import { adoptDecision, openDecision, snoozeDecision } from './decision-buttons.js';
import { digestMessage } from './digest-message.js';
import { openSubscription, openSubscriptionHere } from './open-subscribe-modal.js';
import { mayChange } from './permission.js';
import { setAlerts } from './set-alerts.js';
import { submitSubscription, subscriptionFormFailed } from './submit-subscription.js';
import {
  aboutChannel,
  NOT_SUBSCRIBED,
  nextWords,
  subscriptionList,
  WHO_MAY_CHANGE,
} from './subscription-messages.js';
import { zonesFor } from './zone-suggestions.js';

/** The weekly digest of a channel: subscribed, previewed, changed, listed. */
export const digest: Feature = {
  words: [
    {
      name: 'digest',
      typed: ['digest'],
      isPrivate: true,
      help: () => [
        [
          '/ftcost digest',
          'subscribes this channel to the weekly digest: which saved decisions changed, and why. Then: preview, pause, resume, off, list.',
        ],
        [
          '/ftcost digest alerts on 9',
          'tells this channel on the day, at 9:00, what cannot wait for its digest: a decision flips, a model in use gets cheaper or an end date, an end is near. Then: alerts off.',
        ],
      ],
      answer: answerWithDigest,
    },
  ],
  presses: {
    [DIGEST_OPEN]: openDecision,
    [DIGEST_ADOPT]: adoptDecision,
    [DIGEST_SNOOZE]: snoozeDecision,
    [DIGEST_EDIT]: openSubscription,
    [DIGEST_PAUSE]: (press) => changeListed(press, 'pause'),
    [DIGEST_RESUME]: (press) => changeListed(press, 'resume'),
    [DIGEST_REMOVE]: (press) => changeListed(press, 'remove'),
  },
  forms: {
    [DIGEST_FORM]: {
      submit: submitSubscription,
      failed: (_, reference) => subscriptionFormFailed(reference),
    },
  },
  options: { [TIME_ZONE]: (_, typed) => ({ options: zonesFor(typed) }) },
};

const WORDS = ['preview', 'off', 'pause', 'resume', 'list', 'alerts on', 'alerts off'] as const;

/** A preview of a channel that is not subscribed covers a week, in milliseconds. */
const WEEK_MS = 7 * 24 * 60 * 60 * 1_000;

/** `/ftcost digest [preview|off|pause|resume|list|alerts ...]`: the weekly digest of the channel, and its alerts. */
async function answerWithDigest(request: Words, after: string): Promise<void> {
  const word = after.toLowerCase();
  const [, wish] = /^alerts?\b\s*(.*)$/s.exec(word) ?? [];
  if (wish !== undefined) return setAlerts(request, wish);
  switch (word) {
    case '':
      return openSubscriptionHere(request);
    case 'preview':
      return preview(request);
    case 'off':
    case 'stop':
      return change(request, 'remove');
    case 'pause':
    case 'resume':
      return change(request, word);
    case 'list':
      return list(request);
    default: {
      const near = nearestWord(word, WORDS);
      const mend = near === undefined ? '' : ` Did you mean /ftcost digest ${near}?`;
      const sentence = `I do not know “${quote(after)}”.${mend} There are: /ftcost digest, ${WORDS.map((one) => `/ftcost digest ${one}`).join(', ')}.`;
      return request.tell(noticeMessage([sentence]));
    }
  }
}

/** The next digest as it would be now, for this person alone, without picture. */
async function preview(request: Words): Promise<void> {
  await request.received(noticeMessage(['Working the digest out. Only you will see it.']));
  const { services, workspaceId, person } = request;
  const { channelId } = person;
  const until = services.clock();
  const subscription = await services.digests.subscriptions.find(workspaceId, channelId);
  const weekAgo = new Date(until.getTime() - WEEK_MS);
  const from =
    subscription !== undefined && subscription.coveredUntil < until ? subscription.coveredUntil : weekAgo;
  await services.turns.next(workspaceId);
  const digest = await services.digests.gather(
    subscription ?? { workspaceId, channelId, content: DigestContentSchema.parse({}) },
    { from, until },
  );
  const note =
    subscription === undefined
      ? 'A preview, for you alone: this channel is not subscribed, so this is the last week.'
      : 'A preview, for you alone: what the channel would read now.';
  await request.tell(digestMessage(digest, { kind: 'none' }, [note]));
}

/** What can be done with a subscription. */
type Change = 'pause' | 'resume' | 'remove';

/** Changes the subscription of the channel in which it was asked. */
async function change(request: Words, what: Change): Promise<void> {
  const { services, workspaceId, person } = request;
  await request.received();
  const subscription = await services.digests.subscriptions.find(workspaceId, person.channelId);
  await request.tell(
    subscription === undefined
      ? noticeMessage([NOT_SUBSCRIBED])
      : await changeSubscription(request, subscription, what),
  );
  await request.changed();
}

/** *Pause*, *Resume* and *Remove* in the list of subscriptions. Works from anywhere, for channels that are gone, too. */
async function changeListed(press: Press, what: Change): Promise<void> {
  const { services, workspaceId, value = '' } = press;
  const subscription = await services.digests.subscriptions.get(workspaceId, value);
  await press.tell(
    subscription === undefined
      ? noticeMessage(['This subscription is gone already.'])
      : await changeSubscription(press, subscription, what),
  );
  await press.changed();
}

async function list(request: Words): Promise<void> {
  await request.received();
  const { services, workspaceId } = request;
  const subscriptions = await services.digests.subscriptions.list(workspaceId);
  await request.tell(subscriptionList(subscriptions));
}

/** Pauses, resumes or removes a subscription, if the person may. @returns what to tell the person */
async function changeSubscription(
  { services, person }: Request,
  subscription: Subscription,
  what: Change,
): Promise<Message> {
  if (!(await mayChange(services, subscription, person.userId))) {
    return noticeMessage([`Nothing was changed. ${WHO_MAY_CHANGE}`]);
  }
  const { workspaceId, id } = subscription;
  const { subscriptions } = services.digests;
  const now = services.clock();
  const by = { userId: person.userId, channelId: person.channelId };
  switch (what) {
    case 'pause':
      await subscriptions.pause(workspaceId, id, 'asked', by, now);
      return aboutChannel('', subscription, ' gets no digests for now. /ftcost digest resume goes on.');
    case 'resume': {
      const times = await services.digests.nextTimes(subscription, now);
      await subscriptions.resume(workspaceId, id, times, by, now);
      const next = nextWords({ ...subscription, ...times });
      return aboutChannel(
        '',
        subscription,
        ` gets its next digest on ${next}. It covers the time since the last one.`,
      );
    }
    case 'remove':
      await subscriptions.remove(workspaceId, id, by, now);
      return aboutChannel('', subscription, ' gets no more digests. /ftcost digest subscribes it again.');
  }
}
