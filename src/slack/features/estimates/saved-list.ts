import { type Estimate, newestDecision } from '../../../workspace/estimate.js';
import type { Services } from '../../entry/services.js';
import type { Message } from '../../kit/blocks.js';
import { verdictOf } from './decision-words.js';
import type { ListPlace } from './estimate-ref.js';
import { savedMessage } from './saved-message.js';

/** The saved estimates of a workspace, as they are now. */
export async function savedList(
  { workspaces }: Pick<Services, 'workspaces'>,
  workspaceId: string,
  place: ListPlace,
  notice?: string,
): Promise<Message> {
  const { estimates, unreadable } = await workspaces.estimates.list(workspaceId);
  return savedMessage({
    estimates: estimates.filter((estimate) => hasWords(estimate, place.filter)),
    place,
    unreadable,
    ...(notice === undefined ? {} : { notice }),
  });
}

/** Whether an estimate has every word, in any case, in its name, model, task or verdict. */
function hasWords(estimate: Estimate, filter: string): boolean {
  const { name, workload } = estimate;
  const decision = newestDecision(estimate);
  const text = [name, workload.current.model, workload.task ?? '', verdictOf(decision), decision.planTitle]
    .join(' ')
    .toLowerCase();
  return filter
    .toLowerCase()
    .split(/\s+/)
    .every((word) => text.includes(word));
}
