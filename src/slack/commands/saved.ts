import { FILTER_LENGTH } from '../estimates/estimate-ref.js';
import { savedList } from '../estimates/saved-list.js';
import { tellPerson } from '../posting/person.js';
import { slackApiOf } from '../posting/slack-api.js';
import type { Services } from '../services.js';
import { asOneLine } from '../text/safe-text.js';
import { workspaceOf } from '../workspace-of.js';
import type { CommandArgs } from './ftcost.js';
import { personOfCommand } from './person-of-command.js';

/** `/ftcost saved [words]`: the saved estimates of the workspace, privately. */
export async function answerWithSaved(services: Services, args: CommandArgs, after: string): Promise<void> {
  const { ack, client, command, context } = args;
  await ack();
  const filter = asOneLine(after).slice(0, FILTER_LENGTH).trim();
  const message = await savedList(services, workspaceOf(context), { page: 0, filter });
  await tellPerson({ ...services, api: slackApiOf(client) }, personOfCommand(command), message);
}
