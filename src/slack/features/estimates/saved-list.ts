import { pipelineOf } from '../../../decisions/pipeline.js';
import { realisedById } from '../../../decisions/realised.js';
import { type Estimate, newestDecision } from '../../../workspace/estimate.js';
import type { Press, Request, Words } from '../../entry/request.js';
import { basisOf, today } from '../../entry/services.js';
import type { Message } from '../../kit/blocks.js';
import { asOneLine } from '../../kit/safe-text.js';
import { verdictOf } from './decision-words.js';
import { FILTER_LENGTH, type ListPlace, readPlace } from './estimate-ref.js';
import { savedMessage } from './saved-message.js';

/** `/ftcost saved [words]`: the saved estimates of the workspace, privately. */
export async function answerWithSaved(words: Words, after: string): Promise<void> {
  await words.received();
  const filter = asOneLine(after).slice(0, FILTER_LENGTH).trim();
  await words.tell(await savedList(words, { page: 0, filter }));
}

/** *Open list*, *Newer*, *Older*, *Show all*: a page of the list, in place of the message with the button. */
export async function turnPage(press: Press): Promise<void> {
  await press.tell(await savedList(press, readPlace(press.value ?? '')), 'original');
}

/** The saved estimates of a workspace, as they are now. */
export async function savedList(
  { services, workspaceId }: Pick<Request, 'services' | 'workspaceId'>,
  place: ListPlace,
  notice?: string,
): Promise<Message> {
  const { estimates, unreadable } = await services.workspaces.estimates.list(workspaceId);
  const { book } = await basisOf(services, workspaceId);
  const actuals = await services.workspaces.actuals.list(workspaceId);
  return savedMessage({
    pipeline: pipelineOf(estimates, book, realisedById(estimates, actuals)),
    today: today(services),
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
