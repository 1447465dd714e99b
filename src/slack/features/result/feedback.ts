import { decisionOf } from '../../../workspace/estimate.js';
import {
  isNotRightReason,
  JudgedVerdictSchema,
  NOT_RIGHT_BECAUSE,
  type NotRightReason,
} from '../../../workspace/feedback.js';
import type { Press } from '../../entry/request.js';
import { FEEDBACK_NOT } from '../../kit/action-ids.js';
import { stableId } from '../../kit/stable-id.js';
import { updateView } from '../../posting/windows.js';
import { adviceOnResult } from './read-result.js';
import { metadataOf, readShown } from './why.js';
import { whyModal } from './why-views.js';

/** Whether a verdict is right for the people who read it: asked in the window of *Why*, kept for this workspace alone. */

/** What was said, in a sentence. */
function thanks(reason: NotRightReason | undefined): string {
  const said =
    reason === undefined ? 'right for you' : `not right for you, because ${NOT_RIGHT_BECAUSE[reason]}`;
  return `Kept: ${said}. Only this workspace and the operator see it.`;
}

/** *Right for us*, or a reason why not: the last word of a person on a result holds. */
export async function giveFeedback(press: Press): Promise<void> {
  const { services, workspaceId, view, value, actionId, person } = press;
  const shown = view === undefined ? undefined : readShown(view.private_metadata);
  const reason = actionId === FEEDBACK_NOT && isNotRightReason(value) ? value : undefined;
  if (view === undefined || shown === undefined || (actionId === FEEDBACK_NOT && reason === undefined))
    return;
  const advice = await adviceOnResult(services, workspaceId, shown.state);
  const metadata = metadataOf(shown);
  if (advice === undefined || metadata === undefined) return;
  await services.workspaces.feedback.keep({
    workspaceId,
    id: stableId([workspaceId, person.userId, shown.state.workload, advice.asOf]),
    isRight: reason === undefined,
    ...(reason !== undefined && { reason }),
    decision: JudgedVerdictSchema.parse(decisionOf(advice)),
    createdBy: person.userId,
    createdAt: services.clock(),
  });
  const { page, thread } = shown;
  await updateView(
    services,
    view,
    whyModal({ advice, page, metadata, hasThread: thread !== undefined, note: thanks(reason) }),
  );
}
