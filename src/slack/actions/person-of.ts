import type { BlockAction } from '@slack/bolt';
import type { Person } from '../posting/person.js';

/** Who used a button, and how to answer privately. */
export function personOf(body: BlockAction): Person {
  const channelId = body.channel?.id;
  return {
    userId: body.user.id,
    ...(channelId === undefined ? {} : { channelId }),
    ...(typeof body.response_url === 'string' && body.response_url !== ''
      ? { responseUrl: body.response_url }
      : {}),
  };
}
