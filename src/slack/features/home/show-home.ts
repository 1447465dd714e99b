import type { BlockAction, Context, webApi } from '@slack/bolt';
import { z } from 'zod';
import type { Services } from '../../entry/services.js';
import type { Block } from '../../kit/blocks.js';
import { slackApiOf } from '../../kit/slack-api.js';
import { workspaceOf } from '../../kit/workspace-of.js';
import type { EventArgs } from '../../server/spoken-to.js';

const Opened = z.object({
  user: z.string(),
  tab: z.string(),
  view: z.object({ hash: z.string() }).optional(),
});

/** Somebody opens the Home tab: it shows everything as it is now, and follows what happens from then on. */
export async function handleHomeOpened(
  services: Pick<Services, 'clock' | 'homes' | 'workspaces'>,
  { event, client, context }: Omit<EventArgs, 'body'>,
): Promise<void> {
  const { user: userId, tab } = Opened.parse(event);
  if (tab !== 'home') return;
  const owner = { api: slackApiOf(client), workspaceId: workspaceOf(context), userId };
  await services.workspaces.homeViewers.opened(owner.workspaceId, userId, services.clock());
  await services.homes.publish(owner, { isOpen: true });
}

/** Whether a button stands in the Home tab. */
export function isAtHome({ view }: Pick<Doing['body'], 'view'>): boolean {
  return view?.type === 'home';
}

/** Somebody who did something, as it arrives. */
interface Doing {
  readonly body: { readonly user: { readonly id: string }; readonly view?: BlockAction['view'] | undefined };
  readonly client: webApi.WebClient;
  readonly context: Context;
}

/** Shows in the Home tab what a button in it has done, or a form that such a button opened. */
export async function tellAtHome(
  services: Pick<Services, 'homes'>,
  { body, client, context }: Doing,
  notice: readonly Block[],
): Promise<void> {
  const owner = { api: slackApiOf(client), workspaceId: workspaceOf(context), userId: body.user.id };
  const hash = isAtHome(body) ? body.view?.hash : undefined;
  await services.homes.publish(owner, { isOpen: true, notice, ...(hash !== undefined && { hash }) });
}

/**
 * Brings Home tabs up to date after somebody has changed something: that person's at once, the others' when they are
 * due.
 *
 * @param isTold whether it was told in that person's tab, which then shows everything already
 */
export async function afterwards(
  { homes }: Pick<Services, 'homes'>,
  { body, client, context }: Doing,
  isTold: boolean = isAtHome(body),
): Promise<void> {
  const owner = { api: slackApiOf(client), workspaceId: workspaceOf(context), userId: body.user.id };
  if (isTold) return homes.changed(owner.workspaceId, owner.userId);
  homes.changed(owner.workspaceId);
  await homes.publish(owner, { isOpen: false });
}
