import { ESTIMATE_NAME_LENGTH } from '../../../workspace/estimate.js';
import type { FormAnswer, Press, Submission } from '../../entry/request.js';
import { formFailureSentence } from '../../errors/own-failures.js';
import type { ModalView } from '../../kit/blocks.js';
import type { Reference } from '../../kit/reference.js';
import { asOneLine } from '../../kit/safe-text.js';
import { reportedAt } from '../../kit/view-state.js';
import { sentenceWindow } from '../../kit/window.js';
import { openWindow } from '../../posting/windows.js';
import { DELETE_QUESTION, deleteModal, NEW_NAME, RENAME_TITLE, renameModal } from './question-modals.js';
import {
  type EstimateUse,
  estimateUse,
  findEstimate,
  GONE,
  recallUse,
  rememberUse,
  tellChange,
  tellGone,
  tellNotice,
} from './use-estimate.js';

/** *Watch* and *Stop watching*: whether digests decide the estimate again. */
export async function watch(press: Press, watched: boolean): Promise<void> {
  const use = estimateUse(press);
  const { services, workspaceId } = press;
  const { estimates } = services.workspaces;
  const changed = await estimates.change(
    workspaceId,
    use.ref.id,
    { watched, snoozedUntil: null },
    press.person,
    services.clock(),
  );
  if (changed === undefined) return tellGone(use);
  await tellChange(use, watched ? 'watched' : 'unwatched', changed);
  await press.changed();
}

/** *Delete*, confirmed by Slack: the estimate is gone for everybody in the workspace. */
export async function deleteEstimate(press: Press): Promise<void> {
  await remove(estimateUse(press));
}

/** *Delete* in a menu, for whose choices Slack asks nothing: a form asks. */
export async function askDelete(press: Press): Promise<void> {
  await askAbout(press, DELETE_QUESTION.title, deleteModal);
}

/** *Delete* in that form. */
export async function deletionConfirmed(submission: Submission): Promise<void> {
  await submission.ack();
  await remove(recallUse(submission));
}

/** Deletes an estimate and says so. */
async function remove(use: EstimateUse): Promise<void> {
  const { request, ref } = use;
  const { services, workspaceId, person } = request;
  const name = await services.workspaces.estimates.remove(workspaceId, ref.id, person, services.clock());
  if (name === undefined) return tellGone(use);
  await tellNotice(use, `“${asOneLine(name)}” is deleted.`);
  await request.changed();
}

/** *Rename*: asks for the name. */
export async function askName(press: Press): Promise<void> {
  await askAbout(press, RENAME_TITLE, renameModal);
}

/**
 * The new name was given. Acknowledged before it is kept: an acknowledgement that could not be recorded says that nothing
 * was started, and keeps the question open.
 */
export async function nameGiven(submission: Submission): Promise<void> {
  const name = asOneLine(reportedAt(submission.view, NEW_NAME, NEW_NAME)?.value ?? '');
  if (name === '' || name.length > ESTIMATE_NAME_LENGTH) {
    await submission.ack(errorBeside(`Write a name of at most ${ESTIMATE_NAME_LENGTH} characters.`));
    return;
  }
  const use = recallUse(submission);
  const { services, workspaceId } = submission;
  const { estimates } = services.workspaces;
  await submission.ack();
  const renamed = await estimates.change(
    workspaceId,
    use.ref.id,
    { name },
    use.request.person,
    services.clock(),
  );
  if (renamed === undefined) return tellGone(use);
  await tellChange(use, 'renamed', renamed);
  await use.request.changed();
}

/** Keeps the question open when the name could not be kept through a fault of ours. */
export function renameFailed(reference: Reference): FormAnswer {
  return errorBeside(formFailureSentence(reference));
}

function errorBeside(sentence: string): FormAnswer {
  return { response_action: 'errors', errors: { [NEW_NAME]: sentence } };
}

/**
 * Opens a window that asks something about the estimate of a button, or says that it is gone.
 *
 * @param question the window, made of the estimate's name and what it has to remember
 */
async function askAbout(
  press: Press,
  title: string,
  question: (name: string, memory: string) => ModalView,
): Promise<void> {
  const use = estimateUse(press);
  await openWindow(press, { title }, async () => {
    const estimate = await findEstimate(use);
    if (estimate !== undefined) return question(estimate.name, rememberUse(use));
    await tellGone(use);
    return sentenceWindow(title, GONE);
  });
}
