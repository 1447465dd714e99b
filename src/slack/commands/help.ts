import { helpMessage } from '../messages/help-message.js';
import { type Services, vocabulary } from '../services.js';
import type { CommandArgs } from './ftcost.js';
import { privately } from './privately.js';

/** `/ftcost help`: one private screen. */
export async function answerWithHelp(services: Services, { ack }: CommandArgs): Promise<void> {
  await ack(privately(helpMessage(vocabulary(services).exampleModel)));
}
