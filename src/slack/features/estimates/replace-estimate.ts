import type { Advice } from '../../../engine/index.js';
import { decisionOf } from '../../../workspace/estimate.js';
import type { Services } from '../../entry/services.js';
import type { Message } from '../../kit/blocks.js';
import { noticeMessage } from '../../kit/notice-message.js';
import { asOneLine } from '../../kit/safe-text.js';
import type { AdjustedEstimate } from '../form/form-metadata.js';
import { estimateMessage } from './estimate-message.js';
import { estimateNameOf } from './save-estimate.js';

/** Puts the workload and the decision of an advice in place of a saved estimate's. @returns what to tell the person */
export async function replaceEstimate(
  services: Pick<Services, 'clock' | 'priceBook' | 'workspaces'>,
  workspaceId: string,
  { id, name: before }: AdjustedEstimate,
  advice: Advice,
): Promise<Message> {
  const { workload } = advice;
  const { estimates } = services.workspaces;
  const known = await estimates.find(workspaceId, id);
  const { name: _, ...unnamed } = known?.workload ?? workload;
  // A name that only said what the workload was says what it is now; one that people gave stays.
  const keeps =
    workload.name === undefined && known !== undefined && known.name !== estimateNameOf(services, unnamed);
  const change = {
    workload,
    decision: decisionOf(advice),
    ...(!keeps && { name: estimateNameOf(services, workload) }),
  };
  const changed = await estimates.change(workspaceId, id, change, services.clock());
  return changed === undefined
    ? noticeMessage([
        `“${asOneLine(before)}” was deleted meanwhile. To keep this workload, press Save and watch under its result.`,
      ])
    : estimateMessage('adjusted', changed);
}
