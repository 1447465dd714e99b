import { NO_SETTINGS } from '../../../workspace/settings.js';
import type { ActionArgs } from '../../entry/action-args.js';
import { personOf } from '../../entry/person-of.js';
import { type Services, vocabulary } from '../../entry/services.js';
import { slackApiOf } from '../../kit/slack-api.js';
import { workspaceOf } from '../../kit/workspace-of.js';
import { openWindow } from '../../posting/open-window.js';
import type { Opening } from '../form/open-workload-modal.js';
import { isAtHome } from '../home/show-home.js';
import { mayChangeSettings } from './permission.js';
import { SETTINGS_TITLE, settingsModal } from './settings-modal.js';
import { settingsMemory } from './submit-settings.js';

/** Opens the settings of the workspace, to change or to read; from the Home tab, or from a conversation. */
export async function openSettings(
  services: Services,
  { workspaceId, client, triggerId, person }: Opening,
  isFromHome = false,
): Promise<void> {
  await openWindow(services, { client, triggerId, person, title: SETTINGS_TITLE }, async () => {
    const version = await services.workspaces.settings.current(workspaceId);
    const permission = await mayChangeSettings(
      slackApiOf(client),
      services.outside,
      version?.settings ?? NO_SETTINGS,
      person.userId,
    );
    const { providers } = vocabulary(services);
    return settingsModal({ version, permission, providers, metadata: settingsMemory(person, isFromHome) });
  });
}

/** *Settings*, where no command opens them. */
export async function handleOpenSettings(services: Services, args: ActionArgs): Promise<void> {
  const { ack, body, client, context } = args;
  await ack();
  const opening = {
    workspaceId: workspaceOf(context),
    client,
    triggerId: body.trigger_id,
    person: personOf(body),
  };
  await openSettings(services, opening, isAtHome(body));
}
