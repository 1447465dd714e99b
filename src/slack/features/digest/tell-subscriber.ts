import type { TellSubscriber } from '../../../digest/ports.js';
import { ifInstalled } from '../../errors/not-installed.js';
import { callSlack } from '../../kit/call-slack.js';
import type { Outside, SlackApi } from '../../kit/slack-api.js';
import { digestNoticeMessage } from './digest-notices.js';

const PATIENCE = { tries: 2, mostSeconds: 30 } as const;

/** Tells the subscriber by direct message; where Slack refuses that, in the channel, for this person alone. */
export function createTellSubscriber(posting: {
  readonly apiOf: (workspaceId: string) => Promise<SlackApi>;
  readonly outside: Outside;
}): TellSubscriber {
  const { apiOf, outside } = posting;
  return async (subscription, notice, missed) => {
    const { workspaceId, channelId, createdBy } = subscription;
    const api = await ifInstalled(apiOf(workspaceId));
    if (api === undefined) return 'refused';
    const message = {
      ...digestNoticeMessage(subscription, notice, missed),
      unfurl_links: false,
      unfurl_media: false,
    };
    const direct = { channel: createdBy, ...message };
    const first = await callSlack(api, outside, 'chat.postMessage', direct, PATIENCE);
    if (first.ok) return 'told';
    if (first.failure.kind !== 'refused') return 'later';
    const beside = { channel: channelId, user: createdBy, ...message };
    const second = await callSlack(api, outside, 'chat.postEphemeral', beside, PATIENCE);
    if (second.ok) return 'told';
    return second.failure.kind === 'refused' ? 'refused' : 'later';
  };
}
