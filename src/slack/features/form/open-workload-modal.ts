import type { webApi } from '@slack/bolt';
import { type Services, today, vocabulary } from '../../entry/services.js';
import { failureSentence } from '../../errors/refusals.js';
import type { FlatWorkload } from '../../grammar/flat-workload.js';
import { callSlack } from '../../kit/call-slack.js';
import { noticeMessage } from '../../kit/notice-message.js';
import { reportFailure } from '../../kit/reference.js';
import { slackApiOf } from '../../kit/slack-api.js';
import { type Person, tellPerson } from '../../posting/person.js';
import { type OpenedView, openedView } from '../../posting/update-view.js';
import type { AdjustedEstimate } from './form-metadata.js';
import { workloadModal } from './workload-modal.js';

/** Who opens a form of a workspace, and what Slack lets it be opened with. */
export interface Opening {
  readonly workspaceId: string;
  readonly client: webApi.WebClient;
  /** Lives three seconds and works once. */
  readonly triggerId: string;
  readonly person: Person;
}

/** What a form is opened with. */
export interface OpenForm {
  /** Lives three seconds and works once. */
  readonly triggerId: string;
  readonly flat: FlatWorkload;
  readonly isPrivate?: boolean;
  readonly notice?: string;
  /** The saved estimate that is adjusted. */
  readonly estimate?: AdjustedEstimate;
  readonly person: Person;
}

/** Opens the form. Call it after the acknowledgement and before any slow work. A failure is told to the person. */
export async function openWorkloadModal(
  services: Services,
  client: webApi.WebClient,
  form: OpenForm,
): Promise<void> {
  const { flat, person, isPrivate = false, notice, estimate } = form;
  const view = workloadModal({
    flat,
    words: vocabulary(services),
    today: today(services),
    isPrivate,
    ...(person.channelId === undefined ? {} : { channelId: person.channelId }),
    ...(person.threadTs === undefined ? {} : { threadTs: person.threadTs }),
    ...(notice === undefined ? {} : { notice }),
    ...(estimate === undefined ? {} : { estimate }),
  });
  await openView(services, client, form.triggerId, view, person);
}

/**
 * Opens a view, or tells the person why it did not open. A trigger works once, so nothing is tried again.
 *
 * @returns the view, or `undefined` when it did not open
 */
export async function openView(
  services: Services,
  client: webApi.WebClient,
  triggerId: string,
  view: object,
  person: Person,
): Promise<OpenedView | undefined> {
  const api = slackApiOf(client);
  const patience = { tries: 1, mostSeconds: 0 };
  const opened = await callSlack(
    api,
    services.outside,
    'views.open',
    { trigger_id: triggerId, view },
    patience,
  );
  if (opened.ok) return openedView(opened.answer);
  const { failure } = opened;
  const reference = reportFailure(services.logger, { failure }, 'A view could not be opened');
  const sentence =
    failure.kind === 'refused'
      ? failureSentence(failure)
      : 'Slack did not open the window. Nothing is lost. Please try again in a moment.';
  await tellPerson({ ...services, api }, person, noticeMessage([sentence], undefined, reference));
  return undefined;
}
