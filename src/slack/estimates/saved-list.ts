import { type Estimate, newestDecision } from '../../workspace/estimate.js';
import type { Message } from '../messages/blocks.js';
import { verdictOf } from '../messages/decision-words.js';
import { savedMessage } from '../messages/saved-message.js';
import type { Services } from '../services.js';
import type { ListPlace } from './estimate-ref.js';

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
