import type { ActionArgs } from '../../entry/action-args.js';
import type { Services } from '../../entry/services.js';
import type { ModalView } from '../../kit/blocks.js';
import { sentenceWindow } from '../../kit/window.js';
import { openWindow } from '../../posting/open-window.js';
import { estimateUse, GONE, rememberUse, tellGone } from './use-estimate.js';

/**
 * Opens a window that asks something about the estimate of a button, or says that it is gone.
 *
 * @param question the window, made of the estimate's name and what it has to remember
 */
export async function askAbout(
  services: Services,
  args: ActionArgs,
  title: string,
  question: (name: string, memory: string) => ModalView,
): Promise<void> {
  const use = estimateUse(services, args);
  const { client, body } = args;
  await openWindow(services, { client, triggerId: body.trigger_id, person: use.person, title }, async () => {
    const estimate = await services.workspaces.estimates.find(use.workspaceId, use.ref.id);
    if (estimate !== undefined) return question(estimate.name, rememberUse(use));
    await tellGone(services, use);
    return sentenceWindow(title, GONE);
  });
}
