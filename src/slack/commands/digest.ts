import { DigestContentSchema } from '../../workspace/subscription.js';
import { changeSubscription } from '../digest/change-subscription.js';
import { openSubscribeModal } from '../digest/open-subscribe-modal.js';
import { digestMessage } from '../messages/digest-message.js';
import { noticeMessage } from '../messages/notice-message.js';
import { subscriptionList } from '../messages/subscription-messages.js';
import { tellPerson } from '../posting/person.js';
import { slackApiOf } from '../posting/slack-api.js';
import type { Services } from '../services.js';
import { nearestWord } from '../text/nearest.js';
import { quote } from '../text/text-problem.js';
import { workspaceOf } from '../workspace-of.js';
import type { CommandArgs } from './ftcost.js';
import { personOfCommand } from './person-of-command.js';
import { privately } from './privately.js';

const WORDS = ['preview', 'off', 'pause', 'resume', 'list'] as const;

/** A preview of a channel that is not subscribed covers a week, in milliseconds. */
const WEEK_MS = 7 * 24 * 60 * 60 * 1_000;

const NOT_SUBSCRIBED = 'This channel is not subscribed. Type /ftcost digest to subscribe it.';

/** `/ftcost digest [preview|off|pause|resume|list]`: the weekly digest of the channel. */
export async function answerWithDigest(services: Services, args: CommandArgs, after: string): Promise<void> {
  const word = after.toLowerCase();
  switch (word) {
    case '':
      return openSubscribeModal(services, args);
    case 'preview':
      return preview(services, args);
    case 'off':
    case 'stop':
      return change(services, args, 'remove');
    case 'pause':
    case 'resume':
      return change(services, args, word);
    case 'list':
      return list(services, args);
    default: {
      const near = nearestWord(word, WORDS);
      const mend = near === undefined ? '' : ` Did you mean /ftcost digest ${near}?`;
      const sentence = `I do not know “${quote(after)}”.${mend} There are: /ftcost digest, ${WORDS.map((one) => `/ftcost digest ${one}`).join(', ')}.`;
      return args.ack(privately(noticeMessage([sentence])));
    }
  }
}

/** The next digest as it would be now, for this person alone, without picture. */
async function preview(services: Services, args: CommandArgs): Promise<void> {
  const { ack, client, command, context } = args;
  await ack(privately(noticeMessage(['Working the digest out. Only you will see it.'])));
  const workspaceId = workspaceOf(context);
  const until = services.clock();
  const subscription = await services.digests.subscriptions.find(workspaceId, command.channel_id);
  const weekAgo = new Date(until.getTime() - WEEK_MS);
  const from =
    subscription !== undefined && subscription.coveredUntil < until ? subscription.coveredUntil : weekAgo;
  await services.turns.next();
  const digest = await services.digests.gather(
    subscription ?? { workspaceId, channelId: command.channel_id, content: DigestContentSchema.parse({}) },
    { from, until },
  );
  const note =
    subscription === undefined
      ? 'A preview, for you alone: this channel is not subscribed, so this is the last week.'
      : 'A preview, for you alone: what the channel would read now.';
  const message = digestMessage(digest, { kind: 'none' }, [note]);
  await tellPerson({ ...services, api: slackApiOf(client) }, personOfCommand(args.command), message);
}

async function change(
  services: Services,
  args: CommandArgs,
  what: 'pause' | 'resume' | 'remove',
): Promise<void> {
  const { ack, client, command, context } = args;
  await ack();
  const api = slackApiOf(client);
  const subscription = await services.digests.subscriptions.find(workspaceOf(context), command.channel_id);
  const answer =
    subscription === undefined
      ? noticeMessage([NOT_SUBSCRIBED])
      : await changeSubscription(services, api, subscription, what, command.user_id);
  await tellPerson({ ...services, api }, personOfCommand(args.command), answer);
}

async function list(services: Services, args: CommandArgs): Promise<void> {
  const { ack, client, context } = args;
  await ack();
  const subscriptions = await services.digests.subscriptions.list(workspaceOf(context));
  await tellPerson(
    { ...services, api: slackApiOf(client) },
    personOfCommand(args.command),
    subscriptionList(subscriptions),
  );
}
