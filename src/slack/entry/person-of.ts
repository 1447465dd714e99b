import type { BlockAction } from '@slack/bolt';
import { z } from 'zod';
import type { Person } from '../posting/person.js';

const Message = z.object({ ts: z.string().optional(), thread_ts: z.string().optional() });

/** Who used a button, and how to answer privately. */
export function personOf(body: BlockAction): Person {
  const channelId = body.channel?.id;
  const threadTs = threadOf(body);
  return {
    userId: body.user.id,
    ...(channelId !== undefined && { channelId }),
    ...(threadTs !== undefined && { threadTs }),
    ...(typeof body.response_url === 'string' &&
      body.response_url !== '' && { responseUrl: body.response_url }),
  };
}

/** The thread that the message with the button is in. A message at the top of a thread stands in the channel. */
function threadOf({ container, message }: BlockAction): string | undefined {
  const inContainer = Message.safeParse({ ts: container.message_ts, thread_ts: container.thread_ts }).data;
  const inMessage = Message.safeParse(message).data;
  const threadTs = inContainer?.thread_ts ?? inMessage?.thread_ts;
  return threadTs === (inMessage?.ts ?? inContainer?.ts) ? undefined : threadTs;
}
