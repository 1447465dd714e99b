import type { ViewErrorsResponseAction } from '@slack/bolt';
import { ESTIMATE_NAME_LENGTH } from '../../../workspace/estimate.js';
import type { ActionArgs } from '../../entry/action-args.js';
import type { Services } from '../../entry/services.js';
import type { ViewArgs } from '../../entry/view-args.js';
import { formFailureSentence } from '../../errors/own-failures.js';
import type { Reference } from '../../kit/reference.js';
import { asOneLine } from '../../kit/safe-text.js';
import { reportedAt } from '../form/form-state.js';
import { afterwards } from '../home/show-home.js';
import { askAbout } from './ask-about.js';
import { NEW_NAME, RENAME_TITLE, renameModal } from './rename-modal.js';
import { recallUse, tellChange, tellGone } from './use-estimate.js';

/** *Rename*: asks for the name. */
export async function handleRename(services: Services, args: ActionArgs): Promise<void> {
  await args.ack();
  await askAbout(services, args, RENAME_TITLE, renameModal);
}

/** The new name was given. The question stays open, with what was typed, when it cannot be kept. */
export async function handleRenamed(services: Services, args: ViewArgs): Promise<void> {
  const { ack, view } = args;
  const name = asOneLine(reportedAt(view, NEW_NAME, NEW_NAME)?.value ?? '');
  if (name === '' || name.length > ESTIMATE_NAME_LENGTH) {
    await ack(errorBeside(`Write a name of at most ${ESTIMATE_NAME_LENGTH} characters.`));
    return;
  }
  const use = recallUse(services, args);
  const { estimates } = services.workspaces;
  const renamed = await estimates.change(use.workspaceId, use.ref.id, { name }, services.clock());
  await ack();
  if (renamed === undefined) return tellGone(services, use);
  await tellChange(services, use, 'renamed', renamed);
  await afterwards(services, args, use.sayAtHome !== undefined);
}

/** Keeps the question open when the name could not be kept through a fault of ours. */
export function renameFailed(reference: Reference): ViewErrorsResponseAction {
  return errorBeside(formFailureSentence(reference));
}

function errorBeside(sentence: string): ViewErrorsResponseAction {
  return { response_action: 'errors', errors: { [NEW_NAME]: sentence } };
}
