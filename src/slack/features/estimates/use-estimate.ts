import { z } from 'zod';
import type { Estimate } from '../../../workspace/estimate.js';
import { type Press, type Request, requestOf, type Submission } from '../../entry/request.js';
import { noticeMessage } from '../../kit/notice-message.js';
import { packJson, unpackJson } from '../../kit/workload-code.js';
import { type EstimateEvent, estimateMessage, estimateSentence } from './estimate-message.js';
import { type EstimateRef, readRef, writeRef } from './estimate-ref.js';
import { savedList } from './saved-list.js';

/** Somebody who does something with a saved estimate, by a button beside it or by a form that such a button opened. */
export interface EstimateUse {
  /** In the Home tab if the button stands there, or the one that opened the form. */
  readonly request: Request;
  readonly ref: EstimateRef;
}

/** Reads which estimate a button stands for. */
export function estimateUse(press: Press): EstimateUse {
  return { request: press, ref: readRef(press.value ?? '') };
}

/** What a form about an estimate remembers: which, where to say that it is done, and whether that is the Home tab. */
const Memory = z.object({
  e: z.string(),
  c: z.string().optional(),
  u: z.string().optional(),
  h: z.boolean().optional(),
});

/** The use of a button, as the memory of the form that it opens. */
export function rememberUse({ ref, request }: EstimateUse): string {
  const { channelId: c, responseUrl: u } = request.person;
  const memory: z.infer<typeof Memory> = { e: writeRef(ref), c, u, ...(request.isAtHome && { h: true }) };
  return packJson(memory, 3_000) ?? '';
}

/** The reverse of `rememberUse`, when the form was submitted. */
export function recallUse(submission: Submission): EstimateUse {
  const { e, c, u, h: isAtHome = false } = Memory.parse(unpackJson(submission.view.private_metadata));
  const person = {
    userId: submission.person.userId,
    ...(c !== undefined && { channelId: c }),
    ...(u !== undefined && { responseUrl: u }),
  };
  return { ref: readRef(e), request: requestOf({ ...submission, person, isAtHome }) };
}

/** The estimate, if it is still there. */
export function findEstimate({ request, ref }: EstimateUse): Promise<Estimate | undefined> {
  return request.services.workspaces.estimates.find(request.workspaceId, ref.id);
}

/** The estimate, if it is still there; that somebody looks at it is noted. */
export async function lookAt(use: EstimateUse): Promise<Estimate | undefined> {
  const estimate = await findEstimate(use);
  const { services, workspaceId } = use.request;
  if (estimate !== undefined) {
    await services.workspaces.estimates.lookedAt(workspaceId, estimate.id, services.clock());
  }
  return estimate;
}

/** Said where an estimate cannot be worked out any more. */
export const MODEL_GONE = 'A model of this estimate has left the catalogue. Adjust it to choose another.';

/** Said of an estimate that is not there. */
export const GONE = 'This estimate is gone: somebody has deleted it.';

/** Says that an estimate is not there, in the list where it stood, or instead of the message about it. */
export function tellGone(use: EstimateUse): Promise<void> {
  return tellNotice(use, GONE);
}

/** Says something in the list or the Home tab where the button stands, as they are now, or instead of the message. */
export async function tellNotice({ request, ref }: EstimateUse, sentence: string): Promise<void> {
  const isInList = ref.place !== undefined && !request.isAtHome;
  const message = isInList ? await savedList(request, ref.place, sentence) : noticeMessage([sentence]);
  await request.tell(message, 'original');
}

/** Says what has happened to an estimate, in the list where the button stands, or instead of the message about it. */
export async function tellChange(use: EstimateUse, event: EstimateEvent, estimate: Estimate): Promise<void> {
  const isInView = use.ref.place !== undefined || use.request.isAtHome;
  if (isInView) return tellNotice(use, estimateSentence(event, estimate));
  await use.request.tell(estimateMessage(event, estimate), 'original');
}
