import type { Context, SlackCommandMiddlewareArgs, webApi } from '@slack/bolt';
import { requestOfCommand } from '../entry/request-of-command.js';
import type { Services } from '../entry/services.js';
import { answerRequest } from './answer-request.js';

/** A slash command as it arrives, with the client of its workspace. */
export type CommandArgs = Pick<SlackCommandMiddlewareArgs, 'command' | 'ack'> & {
  readonly client: webApi.WebClient;
  readonly context: Context;
};

/** `/ftcost`, whatever follows. */
export function handleFtcost(services: Services, args: CommandArgs): Promise<void> {
  return answerRequest(services, requestOfCommand(services, args), args.command.text ?? '');
}
