import type { ViewErrorsResponseAction, ViewSubmitAction, ViewUpdateResponseAction } from '@slack/bolt';
import type { Advice } from '../../../engine/index.js';
import { adviseOn, isBusy, type Services, today, vocabulary } from '../../entry/services.js';
import type { ViewArgs } from '../../entry/view-args.js';
import { busyModal } from '../../errors/busy-message.js';
import { formFailureSentence } from '../../errors/own-failures.js';
import type { Reference } from '../../kit/reference.js';
import { slackApiOf } from '../../kit/slack-api.js';
import { workspaceOf } from '../../kit/workspace-of.js';
import { type Person, tellPerson } from '../../posting/person.js';
import type { Destination } from '../../posting/post-content.js';
import { handleUnknownView } from '../../server/unknown.js';
import { replaceEstimate } from '../estimates/replace-estimate.js';
import { afterwards } from '../home/show-home.js';
import { postResult } from '../result/post-result.js';
import { blockIdOf } from './form-fields.js';
import { isOfThisVersion, readMemory } from './form-metadata.js';
import type { FormView } from './form-state.js';
import { formWithDetails } from './more-detail.js';
import { type FormOutcome, readWorkloadModal } from './read-workload-modal.js';

/** The form was submitted: errors beside the fields, or the form closes and the result is posted once. */
export async function handleWorkloadSubmitted(
  services: Services,
  { ack, body, view, client, context }: ViewArgs,
): Promise<void> {
  if (!isOfThisVersion(view.private_metadata)) return handleUnknownView({ ack });
  const outcome = readWorkloadModal(view, vocabulary(services));
  if (!outcome.ok) {
    await ack(refusal(services, view, outcome));
    return;
  }
  const workspaceId = workspaceOf(context);
  if (isBusy(services, workspaceId)) {
    await ack({ response_action: 'push', view: busyModal() });
    return;
  }
  await ack();
  const { workload, destination, replaces } = outcome;
  const person = personOf(body, destination);
  const posting = { ...services, api: slackApiOf(client) };
  let worked: Advice | undefined;
  await postResult(posting, {
    workspaceId,
    // A form is accepted once: the view's id is the same however often the submission is delivered.
    key: `view:${view.id}`,
    advice: async () => {
      worked = await adviseOn(services, workspaceId, workload);
      return worked;
    },
    destination,
    person,
  });
  // A second delivery of the same form has worked out nothing.
  if (replaces === undefined || worked === undefined) return;
  await tellPerson(posting, person, await replaceEstimate(services, workspaceId, replaces, worked));
  await afterwards(services, { body, client, context });
}

/** Errors beside their fields; for fields that are not shown, the whole form, which says what is wrong at its top. */
function refusal(
  services: Services,
  view: FormView,
  { errors, hidden }: Extract<FormOutcome, { readonly ok: false }>,
): ViewErrorsResponseAction | ViewUpdateResponseAction {
  if (hidden === undefined) return { response_action: 'errors', errors: { ...errors } };
  const shown = formWithDetails(view, vocabulary(services), today(services), hidden.join(' '));
  return { response_action: 'update', view: shown };
}

/** Who submitted, and the response URL of the chosen conversation. */
function personOf(body: ViewSubmitAction, destination: Destination): Person {
  const [first] = body.response_urls ?? [];
  const channelId =
    first?.channel_id ?? (destination.kind === 'conversation' ? destination.channelId : undefined);
  return {
    userId: body.user.id,
    ...(channelId === undefined ? {} : { channelId }),
    ...(first === undefined ? {} : { responseUrl: first.response_url }),
    ...(destination.kind === 'conversation' &&
      destination.threadTs !== undefined && { threadTs: destination.threadTs }),
  };
}

/** Keeps the form open, with all that was typed, when it could not be read through a fault of ours. */
export function formFailed(view: FormView, reference: Reference): ViewErrorsResponseAction {
  const { generations } = readMemory(view.private_metadata);
  const errors = { [blockIdOf('volume', generations)]: formFailureSentence(reference) };
  return { response_action: 'errors', errors };
}
