import { UnknownModelError } from '../../../engine/index.js';
import type { ActionArgs } from '../../entry/action-args.js';
import { adviseOn, type Services } from '../../entry/services.js';
import { asOneLine } from '../../kit/safe-text.js';
import { shareExport } from '../result/share-export.js';
import { namedWorkload } from './open-estimate.js';
import { estimateUse, MODEL_GONE, tellGone, tellNotice } from './use-estimate.js';

/** *Export* beside a saved estimate: its advice at the prices of today as files, for the person alone. */
export async function handleExportEstimate(services: Services, args: ActionArgs): Promise<void> {
  await args.ack();
  const use = estimateUse(services, args);
  const { workspaceId, ref, person, telling } = use;
  const key = `export:${person.userId}:${args.action.action_ts}`;
  if (!(await services.claims.claim(workspaceId, key))) return;
  const estimate = await services.workspaces.estimates.find(workspaceId, ref.id);
  if (estimate === undefined) return tellGone(services, use);
  try {
    await services.turns.next(workspaceId);
    const advice = await adviseOn(services, workspaceId, namedWorkload(services, estimate));
    const outcome = await shareExport(telling, person, advice, undefined);
    if (outcome === 'direct') {
      await use.sayAtHome?.(`The files of “${asOneLine(estimate.name)}” are in your messages with me.`);
    }
  } catch (error) {
    if (!(error instanceof UnknownModelError)) throw error;
    await tellNotice(services, use, MODEL_GONE);
  }
}
