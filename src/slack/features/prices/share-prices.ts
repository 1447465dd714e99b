import type { ActionArgs } from '../../entry/action-args.js';
import { personOf } from '../../entry/person-of.js';
import type { Services } from '../../entry/services.js';
import { noticeMessage } from '../../kit/notice-message.js';
import { slackApiOf } from '../../kit/slack-api.js';
import { workspaceOf } from '../../kit/workspace-of.js';
import { tellPerson } from '../../posting/person.js';
import { type Destination, postContent } from '../../posting/post-content.js';
import { findAsked, priceAnswer } from './price-answer.js';

const GONE = 'I cannot look this up any more. Type /ftcost prices to ask anew.';

/** *Share here* under a private answer on prices: the same, at the prices of today, for everybody in the conversation. */
export async function handleSharePrices(services: Services, args: ActionArgs): Promise<void> {
  const { channelId, threadTs } = personOf(args.body);
  await post(
    services,
    args,
    channelId === undefined
      ? { kind: 'private' }
      : { kind: 'conversation', channelId, ...(threadTs !== undefined && { threadTs }) },
  );
}

/** *Send me the chart*: the answer with its picture as a direct message, for a private one cannot hold a file. */
export async function handlePricesToMe(services: Services, args: ActionArgs): Promise<void> {
  await post(services, args, { kind: 'private' });
}

async function post(
  services: Services,
  { ack, body, action, client, context }: ActionArgs,
  destination: Destination,
): Promise<void> {
  await ack();
  const workspaceId = workspaceOf(context);
  const person = personOf(body);
  const posting = { ...services, api: slackApiOf(client) };
  const text = action.type === 'button' ? (action.value ?? '').trim() : '';
  const asked = findAsked(services, text);
  if (!asked.ok) {
    await tellPerson(posting, person, noticeMessage([GONE]));
    return;
  }
  await postContent(posting, {
    workspaceId,
    key: `prices:${person.userId}:${action.action_ts}`,
    content: () => priceAnswer(services, workspaceId, asked.what, text),
    destination,
    person,
  });
}
