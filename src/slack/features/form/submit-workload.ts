import type { Advice } from '../../../engine/index.js';
import type { FormAnswer, Submission } from '../../entry/request.js';
import { requestOf } from '../../entry/request.js';
import { adviseOn, isBusy, type Services, today, vocabulary } from '../../entry/services.js';
import { busyModal } from '../../errors/busy-message.js';
import { otherForm } from '../../errors/other-version.js';
import { formFailureSentence } from '../../errors/own-failures.js';
import type { Reference } from '../../kit/reference.js';
import type { FormView } from '../../kit/view-state.js';
import type { Person } from '../../posting/person.js';
import type { Destination } from '../../posting/post-content.js';
import { replaceEstimate } from '../estimates/save-estimate.js';
import { postResult } from '../result/post-result.js';
import { blockIdOf } from './form-fields.js';
import { isOfThisVersion, readMemory } from './form-metadata.js';
import { type FormOutcome, readWorkloadModal } from './read-workload-modal.js';
import { formWithDetails } from './refilled-form.js';

/** The form was submitted: errors beside the fields, or the form closes and the result is posted once. */
export async function submitWorkload(submission: Submission): Promise<void> {
  const { services, workspaceId, view } = submission;
  if (!isOfThisVersion(view.private_metadata)) return submission.ack(otherForm());
  const outcome = readWorkloadModal(view, vocabulary(services));
  if (!outcome.ok) return submission.ack(refusal(services, view, outcome));
  if (isBusy(services, workspaceId)) {
    return submission.ack({ response_action: 'push', view: busyModal() });
  }
  await submission.ack();
  const { workload, destination, replaces } = outcome;
  const request = requestOf({ ...submission, person: posterOf(submission, destination) });
  let worked: Advice | undefined;
  await postResult(services, {
    workspaceId,
    // A form is accepted once: the view's id is the same however often the submission is delivered.
    key: `view:${view.id}`,
    advice: async () => {
      worked = await adviseOn(services, workspaceId, workload);
      return worked;
    },
    destination,
    person: request.person,
  });
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
  const shown = formWithDetails(view, vocabulary(services), today(services), hidden.join(' '));
  return { response_action: 'update', view: shown };
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
