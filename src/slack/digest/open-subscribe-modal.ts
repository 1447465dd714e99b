import { DigestContentSchema } from '../../workspace/subscription.js';
import type { CommandArgs } from '../commands/ftcost.js';
import { personOfCommand } from '../commands/person-of-command.js';
import { foreignSubscription } from '../messages/subscription-messages.js';
import { openView } from '../modals/open-workload-modal.js';
import { tellPerson } from '../posting/person.js';
import { slackApiOf } from '../posting/slack-api.js';
import type { Services } from '../services.js';
import { workspaceOf } from '../workspace-of.js';
import { writeMemory } from './form-memory.js';
import { mayChange } from './permission.js';
import { profileOf } from './profile.js';
import { subscribeModal } from './subscribe-modal.js';

/** Opens the form for the channel, filled with its subscription, or else with the person's own time zone. */
export async function openSubscribeModal(
  services: Services,
  { ack, client, command, context }: CommandArgs,
): Promise<void> {
  await ack();
  const { user_id: userId, channel_id: channelId, response_url: responseUrl } = command;
  const person = personOfCommand(command);
  const api = slackApiOf(client);
  const subscription = await services.digests.subscriptions.find(workspaceOf(context), channelId);
  if (subscription !== undefined && !(await mayChange(api, services.outside, subscription, userId))) {
    await tellPerson({ ...services, api }, person, foreignSubscription(subscription));
    return;
  }
  const { timeZone } =
    subscription === undefined ? await profileOf(api, services.outside, userId) : subscription.schedule;
  const view = subscribeModal({
    isSubscribed: subscription !== undefined,
    schedule: subscription?.schedule ?? (timeZone === undefined ? {} : { timeZone }),
    content: subscription?.content ?? DigestContentSchema.parse({}),
    metadata: writeMemory({ channelId, responseUrl }),
  });
  await openView(services, client, command.trigger_id, view, person);
}
