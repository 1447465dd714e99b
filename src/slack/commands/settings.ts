import { NO_SETTINGS } from '../../workspace/settings.js';
import { openView } from '../modals/open-workload-modal.js';
import { slackApiOf } from '../posting/slack-api.js';
import { type Services, vocabulary } from '../services.js';
import { mayChangeSettings } from '../settings/permission.js';
import { settingsModal } from '../settings/settings-modal.js';
import { settingsMemory } from '../settings/submit-settings.js';
import { workspaceOf } from '../workspace-of.js';
import type { CommandArgs } from './ftcost.js';
import { personOfCommand } from './person-of-command.js';

/** `/ftcost settings`: the settings of the workspace, to change or to read. */
export async function answerWithSettings(services: Services, args: CommandArgs): Promise<void> {
  const { ack, client, command, context } = args;
  await ack();
  const person = personOfCommand(command);
  const version = await services.workspaces.settings.current(workspaceOf(context));
  const permission = await mayChangeSettings(
    slackApiOf(client),
    services.outside,
    version?.settings ?? NO_SETTINGS,
    person.userId,
  );
  const { providers } = vocabulary(services);
  const view = settingsModal({ version, permission, providers, metadata: settingsMemory(person) });
  await openView(services, client, command.trigger_id, view, person);
}
