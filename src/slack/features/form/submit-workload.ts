import type { Advice } from '../../../engine/index.js';
import { FileError } from '../../../numbers/file-error.js';
import type { FormAnswer, Submission } from '../../entry/request.js';
import { requestOf } from '../../entry/request.js';
import { adviseOn, isBusy, type Services, today, vocabulary } from '../../entry/services.js';
import { busyModal } from '../../errors/busy-message.js';
import { otherForm } from '../../errors/other-version.js';
import { formFailureSentence } from '../../errors/own-failures.js';
import { noticeMessage } from '../../kit/notice-message.js';
import type { Reference } from '../../kit/reference.js';
import type { FormView } from '../../kit/view-state.js';
import type { Person } from '../../posting/person.js';
import type { Destination } from '../../posting/post-content.js';
import { withoutFileFields } from '../../posting/windows.js';
import { replaceEstimate } from '../estimates/save-estimate.js';
import { fillFromFiles } from '../files/fill-from-files.js';
import { postResult } from '../result/post-result.js';
import { blockIdOf } from './form-fields.js';
import { isOfThisVersion, readMemory } from './form-metadata.js';
import { countPastedText } from './pasted-text.js';
import { type FormOutcome, readWorkloadModal } from './read-workload-modal.js';
import { formWithDetails } from './refilled-form.js';

/** The form was submitted: errors beside the fields, or the form closes and the result is posted once. */
export async function submitWorkload(submission: Submission): Promise<void> {
  const { services, workspaceId, view } = submission;
  if (!isOfThisVersion(view.private_metadata)) return submission.ack(otherForm());
  const outcome = readWorkloadModal(view, vocabulary(services));
  if (!outcome.ok) {
    await submission.ack(refusal(services, view, outcome));
    // It was sent before the text in it was counted, or Slack has not told of the paste.
    return countPastedText(submission, view);
  }
  if (isBusy(services, workspaceId)) {
    return submission.ack({ response_action: 'push', view: busyModal() });
  }
  await submission.ack();
  const { workload, destination, fileIds, replaces } = outcome;
  const request = requestOf({ ...submission, person: posterOf(submission, destination) });
  let worked: Advice | undefined;
  try {
    await postResult(services, {
      workspaceId,
      // A form is accepted once: the view's id is the same however often the submission is delivered.
      key: `view:${view.id}`,
      advice: async () => {
        const filled = fileIds.length === 0 ? workload : await fillFromFiles(request, fileIds, workload);
        worked = await adviseOn(services, workspaceId, filled);
        return worked;
      },
      destination,
      person: request.person,
    });
  } catch (error) {
    if (!(error instanceof FileError)) throw error;
    return request.tell(noticeMessage([error.message, 'Nothing was posted.'], workload));
  }
  // A second delivery of the same form has worked out nothing.
  if (replaces === undefined || worked === undefined) return;
  await request.tell(await replaceEstimate(services, workspaceId, replaces, worked, request.person));
  await request.changed();
}

/** Errors beside their fields; for fields that are not shown, the whole form, which says what is wrong at its top. */
function refusal(
  services: Services,
  view: FormView,
  { errors, hidden }: Extract<FormOutcome, { readonly ok: false }>,
): FormAnswer {
  if (hidden === undefined) return { response_action: 'errors', errors: { ...errors } };
  const shown = formWithDetails(view, vocabulary(services), today(services), { notice: hidden.join(' ') });
  // An acknowledgement that Slack does not like shows trouble, and nobody learns of it.
  return { response_action: 'update', view: withoutFileFields(shown) };
}

/** Who submitted, and the response URL of the chosen conversation. */
function posterOf({ person, response }: Submission, destination: Destination): Person {
  const channelId =
    response?.channelId ?? (destination.kind === 'conversation' ? destination.channelId : undefined);
  return {
    userId: person.userId,
    ...(channelId === undefined ? {} : { channelId }),
    ...(response === undefined ? {} : { responseUrl: response.url }),
    ...(destination.kind === 'conversation' &&
      destination.threadTs !== undefined && { threadTs: destination.threadTs }),
  };
}

/** Keeps the form open, with all that was typed, when it could not be read through a fault of ours. */
export function formFailed(view: FormView, reference: Reference): FormAnswer {
  const { generations } = readMemory(view.private_metadata);
  const errors = { [blockIdOf('volume', generations)]: formFailureSentence(reference) };
  return { response_action: 'errors', errors };
}
