import type { ActionArgs } from '../../entry/action-args.js';
import { personOf } from '../../entry/person-of.js';
import type { Services } from '../../entry/services.js';
import { DIGEST_REMOVE, DIGEST_RESUME } from '../../kit/action-ids.js';
import { noticeMessage } from '../../kit/notice-message.js';
import { slackApiOf } from '../../kit/slack-api.js';
import { workspaceOf } from '../../kit/workspace-of.js';
import { tellPerson } from '../../posting/person.js';
import { afterwards, isAtHome, tellAtHome } from '../home/show-home.js';
import { changeSubscription } from './change-subscription.js';

/** *Pause*, *Resume* and *Remove* in the list of subscriptions. Works from anywhere, for channels that are gone, too. */
export async function handleSubscriptionButton(services: Services, args: ActionArgs): Promise<void> {
  const { ack, action, body, client, context } = args;
  await ack();
  const api = slackApiOf(client);
  const person = personOf(body);
  const id = action.type === 'button' ? (action.value ?? '') : '';
  const subscription = await services.digests.subscriptions.get(workspaceOf(context), id);
  const what =
    action.action_id === DIGEST_REMOVE ? 'remove' : action.action_id === DIGEST_RESUME ? 'resume' : 'pause';
  const answer =
    subscription === undefined
      ? noticeMessage(['This subscription is gone already.'])
      : await changeSubscription(services, api, subscription, what, person.userId);
  if (isAtHome(body)) await tellAtHome(services, args, answer.blocks);
  else await tellPerson({ ...services, api }, person, answer);
  await afterwards(services, args);
}
