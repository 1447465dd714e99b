import { DigestContentSchema } from '../../../workspace/subscription.js';
import type { Request } from '../../entry/request.js';
import type { Services } from '../../entry/services.js';
import { quote } from '../../grammar/text-problem.js';
import { nearestWord } from '../../kit/nearest.js';
import { noticeMessage } from '../../kit/notice-message.js';
import { digestOffer } from '../../kit/offer-message.js';
import { slackApiOf } from '../../kit/slack-api.js';
import { changeSubscription } from './change-subscription.js';
import { digestMessage } from './digest-message.js';
import { openSubscribeModal } from './open-subscribe-modal.js';
import { subscriptionList } from './subscription-messages.js';

const WORDS = ['preview', 'off', 'pause', 'resume', 'list'] as const;

/** A preview of a channel that is not subscribed covers a week, in milliseconds. */
const WEEK_MS = 7 * 24 * 60 * 60 * 1_000;

const NOT_SUBSCRIBED = 'This channel is not subscribed. Type /ftcost digest to subscribe it.';

/** `/ftcost digest [preview|off|pause|resume|list]`: the weekly digest of the channel. */
export async function answerWithDigest(services: Services, request: Request, after: string): Promise<void> {
  const word = after.toLowerCase();
  switch (word) {
    case '':
      return openForm(services, request);
    case 'preview':
      return preview(services, request);
    case 'off':
    case 'stop':
      return change(services, request, 'remove');
    case 'pause':
    case 'resume':
      return change(services, request, word);
    case 'list':
      return list(services, request);
    default: {
      const near = nearestWord(word, WORDS);
      const mend = near === undefined ? '' : ` Did you mean /ftcost digest ${near}?`;
      const sentence = `I do not know “${quote(after)}”.${mend} There are: /ftcost digest, ${WORDS.map((one) => `/ftcost digest ${one}`).join(', ')}.`;
      return request.tell(noticeMessage([sentence]));
    }
  }
}

async function openForm(services: Services, request: Request): Promise<void> {
  const { triggerId, person } = request;
  if (triggerId === undefined) return request.tell(digestOffer(person.channelId));
  await request.received();
  await openSubscribeModal(services, { ...request, triggerId }, person.channelId);
}

/** The next digest as it would be now, for this person alone, without picture. */
async function preview(services: Services, request: Request): Promise<void> {
  await request.received(noticeMessage(['Working the digest out. Only you will see it.']));
  const {
    workspaceId,
    person: { channelId },
  } = request;
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

async function change(
  services: Services,
  request: Request,
  what: 'pause' | 'resume' | 'remove',
): Promise<void> {
  const { workspaceId, client, person } = request;
  await request.received();
  const { subscriptions } = services.digests;
  const subscription = await subscriptions.find(workspaceId, person.channelId);
  const answer =
    subscription === undefined
      ? noticeMessage([NOT_SUBSCRIBED])
      : await changeSubscription(services, slackApiOf(client), subscription, what, person.userId);
  await request.tell(answer);
  const owner = { api: slackApiOf(client), workspaceId, userId: person.userId };
  services.homes.changed(workspaceId);
  await services.homes.publish(owner, { isOpen: false });
}

async function list(services: Services, request: Request): Promise<void> {
  await request.received();
  const subscriptions = await services.digests.subscriptions.list(request.workspaceId);
  await request.tell(subscriptionList(subscriptions));
}
