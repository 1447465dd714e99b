import { privately } from '../kit/privately.js';
import { slackApiOf } from '../kit/slack-api.js';
import { workspaceOf } from '../kit/workspace-of.js';
import { tellPerson } from '../posting/person.js';
import type { CommandArgs } from '../server/ftcost.js';
import type { Request } from './request.js';
import type { Services } from './services.js';
import { wholeAnswer } from './whole-answer.js';

/** A slash command as a request. Its first private answer is the acknowledgement, which costs no use of the response URL. */
export function requestOfCommand(
  services: Services,
  { command, ack, client, context }: CommandArgs,
): Request {
  const person = {
    userId: command.user_id,
    channelId: command.channel_id,
    responseUrl: command.response_url,
  };
  let isAcknowledged = false;
  const received: Request['received'] = async (note) => {
    isAcknowledged = true;
    await ack(note === undefined ? undefined : privately(note));
  };
  return {
    workspaceId: workspaceOf(context),
    client,
    person,
    key: `command:${command.trigger_id}`,
    triggerId: command.trigger_id,
    here: { kind: 'conversation', channelId: command.channel_id },
    isWithApp: false,
    received,
    async tell(message) {
      if (isAcknowledged) {
        await tellPerson({ ...services, api: slackApiOf(client) }, person, message);
        return;
      }
      isAcknowledged = true;
      await ack(wholeAnswer(privately(message)));
    },
  };
}
