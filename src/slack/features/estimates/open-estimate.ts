import { UnknownModelError, type Workload } from '../../../engine/index.js';
import type { Estimate } from '../../../workspace/estimate.js';
import type { ActionArgs } from '../../entry/action-args.js';
import { adviseOn, type Services } from '../../entry/services.js';
import { flatten } from '../../grammar/flat-workload.js';
import { asOneLine } from '../../kit/safe-text.js';
import type { Destination } from '../../posting/post-content.js';
import { openWorkloadModal } from '../form/open-workload-modal.js';
import { postResult } from '../result/post-result.js';
import { estimateNameOf } from './save-estimate.js';
import { estimateUse, MODEL_GONE, tellGone, tellNotice } from './use-estimate.js';

/** *Post here* and *Show me*: the advice on an estimate as it is today, for the conversation or for one person. */
export async function handleOpenEstimate(
  services: Services,
  args: ActionArgs,
  audience: 'conversation' | 'person',
): Promise<void> {
  await args.ack();
  const use = estimateUse(services, args);
  const { workspaceId, ref, person } = use;
  const estimate = await services.workspaces.estimates.find(workspaceId, ref.id);
  if (estimate === undefined) return tellGone(services, use);
  const { channelId, threadTs } = person;
  const destination: Destination =
    audience === 'person' || channelId === undefined
      ? { kind: 'private' }
      : { kind: 'conversation', channelId, ...(threadTs !== undefined && { threadTs }) };
  try {
    const outcome = await postResult(
      { ...services, ...use.telling },
      {
        workspaceId,
        key: `open:${person.userId}:${args.action.action_ts}`,
        advice: () => adviseOn(services, workspaceId, namedWorkload(services, estimate)),
        destination,
        person,
      },
    );
    if (outcome === 'posted') {
      await use.sayAtHome?.(`The advice on “${asOneLine(estimate.name)}” is in your messages with me.`);
    }
  } catch (error) {
    if (!(error instanceof UnknownModelError)) throw error;
    await tellNotice(services, use, MODEL_GONE);
  }
}

/** *Adjust*: the form with everything of the estimate. Whether it is replaced is a box in the form. */
export async function handleAdjustEstimate(services: Services, args: ActionArgs): Promise<void> {
  await args.ack();
  const use = estimateUse(services, args);
  const estimate = await services.workspaces.estimates.find(use.workspaceId, use.ref.id);
  if (estimate === undefined) return tellGone(services, use);
  await openWorkloadModal(services, args.client, {
    triggerId: args.body.trigger_id,
    flat: flatten(namedWorkload(services, estimate)),
    estimate: { id: estimate.id, name: estimate.name },
    person: use.person,
  });
}

/** The workload under the name that the estimate has; without one where the name only says what the workload is. */
export function namedWorkload(services: Services, { name, workload }: Estimate): Workload {
  const { name: _, ...unnamed } = workload;
  return name === estimateNameOf(services, unnamed) ? unnamed : { ...unnamed, name };
}
