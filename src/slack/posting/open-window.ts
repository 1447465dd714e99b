import type { webApi } from '@slack/bolt';
import type { Services } from '../entry/services.js';
import { AnsweredError } from '../errors/answered-error.js';
import { ownFailureSentence } from '../errors/own-failures.js';
import { openView } from '../features/form/open-workload-modal.js';
import type { ModalView } from '../kit/blocks.js';
import { newReference, referenceWords } from '../kit/reference.js';
import { type SlackApi, slackApiOf } from '../kit/slack-api.js';
import { sentenceWindow } from '../kit/window.js';
import type { Person } from './person.js';
import { type OpenedView, updateView } from './update-view.js';

/** A window for one person, which Slack lets us open. */
export interface Window {
  readonly client: webApi.WebClient;
  /** Lives three seconds and works once. */
  readonly triggerId: string;
  readonly person: Person;
  /** At most 24 characters. */
  readonly title: string;
  /** What is shown first; otherwise that it takes a moment. */
  readonly loading?: ModalView;
}

/**
 * Opens a window before anything is asked of the store or of Slack, both of which may take longer than a trigger
 * lives, and fills it when `content` is there. Call it after the acknowledgement.
 *
 * @throws AnsweredError when there is no content; the window has said so
 */
export async function openWindow(
  services: Services,
  { client, triggerId, person, title, loading = sentenceWindow(title, 'One moment.') }: Window,
  content: () => Promise<ModalView>,
): Promise<void> {
  const opened = await openView(services, client, triggerId, loading, person);
  if (opened !== undefined) await fillWindow(services, slackApiOf(client), opened, title, content());
}

/** Shows what takes time to make. Where it cannot be made, the window says why instead of waiting for ever. */
export async function fillWindow(
  services: Services,
  api: SlackApi,
  opened: OpenedView,
  title: string,
  content: Promise<ModalView>,
): Promise<void> {
  try {
    await updateView(services, api, opened, await content);
  } catch (error) {
    const reference = newReference();
    const sentence = `${ownFailureSentence(error)} ${referenceWords(reference)}`;
    await updateView(services, api, opened, sentenceWindow(title, sentence));
    throw new AnsweredError(reference, error);
  }
}
