import type { Context, webApi } from '@slack/bolt';
import type { Request } from '../entry/request.js';
import type { Services } from '../entry/services.js';
import { readSpoken, type Spoken, wordsOf } from '../entry/spoken.js';
import { slackApiOf } from '../kit/slack-api.js';
import { workspaceOf } from '../kit/workspace-of.js';
import { tellPerson } from '../posting/person.js';
import { answerRequest } from './answer-request.js';

/** An event as it arrives, with the client of its workspace. Bolt has acknowledged it. */
export interface EventArgs {
  readonly event: object;
  readonly body: { readonly event_id: string };
  readonly client: webApi.WebClient;
  readonly context: Context;
}

/** `@ftcost gpt-4o 500k/day ...` in a channel: answered in the thread of the mention. */
export function handleMention(services: Services, args: EventArgs): Promise<void> {
  return answerSpoken(services, args, (spoken) => ({
    here: {
      kind: 'conversation',
      channelId: spoken.channelId,
      threadTs: spoken.threadTs ?? spoken.ts,
    },
    isWithApp: false,
  }));
}

/** A direct message to the app: answered below it. */
export async function handleDirectMessage(services: Services, args: EventArgs): Promise<void> {
  if (!('channel_type' in args.event) || args.event.channel_type !== 'im') return;
  await answerSpoken(services, args, ({ channelId, threadTs }) => ({
    here: { kind: 'conversation', channelId, ...(threadTs !== undefined && { threadTs }) },
    isWithApp: true,
  }));
}

async function answerSpoken(
  services: Services,
  { event, body, client, context }: EventArgs,
  placeOf: (spoken: Spoken) => Pick<Request, 'here' | 'isWithApp'>,
): Promise<void> {
  const spoken = readSpoken(event);
  if (spoken === undefined) return;
  const workspaceId = workspaceOf(context);
  if (!(await services.claims.claim(workspaceId, `event:${body.event_id}`))) return;
  const { userId, channelId, threadTs } = spoken;
  // Slack shows a private answer in a thread only if that thread has begun: beside a first mention it stands in the channel.
  const person = { userId, channelId, ...(threadTs !== undefined && { threadTs }) };
  const request: Request = {
    workspaceId,
    client,
    person,
    key: `spoken:${body.event_id}`,
    ...placeOf(spoken),
    async received() {},
    async tell(message) {
      await tellPerson({ ...services, api: slackApiOf(client) }, person, message);
    },
  };
  await answerRequest(services, request, wordsOf(spoken.text, context.botUserId));
}
