import type { GlobalShortcut, SlackShortcutMiddlewareArgs, webApi } from '@slack/bolt';
import type { Services } from '../../entry/services.js';
import { openWorkloadModal } from './open-workload-modal.js';

/** A global shortcut as it arrives, with the client of its workspace. */
type ShortcutArgs = Pick<SlackShortcutMiddlewareArgs<GlobalShortcut>, 'ack' | 'shortcut'> & {
  readonly client: webApi.WebClient;
};

/** *New estimate* in the menu of shortcuts: opens the empty form, in threads, too, where commands do not work. */
export async function handleNewEstimate(
  services: Services,
  { ack, shortcut, client }: ShortcutArgs,
): Promise<void> {
  await ack();
  await openWorkloadModal(services, client, {
    triggerId: shortcut.trigger_id,
    flat: {},
    person: { userId: shortcut.user.id },
  });
}
