import type { ActionArgs } from '../actions/action-args.js';
import { afterwards } from '../home/show-home.js';
import type { Services } from '../services.js';
import { asOneLine } from '../text/safe-text.js';
import { estimateUse, tellChange, tellGone, tellNotice } from './use-estimate.js';

/** *Watch* and *Stop watching*: whether digests decide the estimate anew. */
export async function handleWatch(services: Services, args: ActionArgs, watched: boolean): Promise<void> {
  await args.ack();
  const use = estimateUse(services, args);
  const { estimates } = services.workspaces;
  const changed = await estimates.change(use.workspaceId, use.ref.id, { watched }, services.clock());
  if (changed === undefined) return tellGone(services, use);
  await tellChange(services, use, watched ? 'watched' : 'unwatched', changed);
  await afterwards(services, args);
}

/** *Delete*, confirmed: the estimate is gone for everybody in the workspace. */
export async function handleDelete(services: Services, args: ActionArgs): Promise<void> {
  await args.ack();
  const use = estimateUse(services, args);
  const name = await services.workspaces.estimates.remove(use.workspaceId, use.ref.id);
  if (name === undefined) return tellGone(services, use);
  await tellNotice(services, use, `“${asOneLine(name)}” is deleted.`);
  await afterwards(services, args);
}
