import type { ActionArgs } from '../../entry/action-args.js';
import type { Services } from '../../entry/services.js';
import type { ViewArgs } from '../../entry/view-args.js';
import { asOneLine } from '../../kit/safe-text.js';
import { afterwards } from '../home/show-home.js';
import { askAbout } from './ask-about.js';
import { DELETE_QUESTION, deleteModal } from './delete-modal.js';
import {
  type EstimateUse,
  estimateUse,
  recallUse,
  tellChange,
  tellGone,
  tellNotice,
} from './use-estimate.js';

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

/** *Delete*, confirmed by Slack: the estimate is gone for everybody in the workspace. */
export async function handleDelete(services: Services, args: ActionArgs): Promise<void> {
  await args.ack();
  const use = estimateUse(services, args);
  if (await remove(services, use)) await afterwards(services, args);
}

/** *Delete* in a menu, for whose choices Slack asks nothing: a form asks. */
export async function handleAskDelete(services: Services, args: ActionArgs): Promise<void> {
  await args.ack();
  await askAbout(services, args, DELETE_QUESTION.title, deleteModal);
}

/** *Delete* in that form. */
export async function handleDeleteSubmitted(services: Services, args: ViewArgs): Promise<void> {
  await args.ack();
  const use = recallUse(services, args);
  if (await remove(services, use)) await afterwards(services, args, use.sayAtHome !== undefined);
}

/** Deletes an estimate and says so. @returns whether it was there */
async function remove(services: Services, use: EstimateUse): Promise<boolean> {
  const name = await services.workspaces.estimates.remove(use.workspaceId, use.ref.id);
  await (name === undefined
    ? tellGone(services, use)
    : tellNotice(services, use, `“${asOneLine(name)}” is deleted.`));
  return name !== undefined;
}
