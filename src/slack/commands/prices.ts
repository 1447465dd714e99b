import { problemMessage } from '../messages/problem-message.js';
import { tellPerson } from '../posting/person.js';
import { slackApiOf } from '../posting/slack-api.js';
import { findAsked, priceAnswer } from '../prices/price-answer.js';
import type { Services } from '../services.js';
import { workspaceOf } from '../workspace-of.js';
import type { CommandArgs } from './ftcost.js';
import { personOfCommand } from './person-of-command.js';
import { privately } from './privately.js';

/** `/ftcost prices [model, maker or platform]`: a private answer, which the person may share. */
export async function answerWithPrices(
  services: Services,
  { command, ack, client, context }: CommandArgs,
  text: string,
): Promise<void> {
  const asked = findAsked(services, text);
  if (!asked.ok) {
    const report = { problems: [asked.problem], example: '/ftcost prices gpt-4o', typed: '' };
    await ack(privately(problemMessage(report)));
    return;
  }
  await ack();
  const answer = await priceAnswer(services, workspaceOf(context), asked.what, text);
  await tellPerson({ ...services, api: slackApiOf(client) }, personOfCommand(command), answer.privately());
}
