import { LRUCache } from 'lru-cache';
import { z } from 'zod';
import { AnsweredError } from '../errors/answered-error.js';
import { ownFailureSentence } from '../errors/own-failures.js';
import { failureSentence } from '../errors/refusals.js';
import type { ModalView } from '../kit/blocks.js';
import { callSlack, readAnswer } from '../kit/call-slack.js';
import { noticeMessage } from '../kit/notice-message.js';
import { newReference, referenceWords, reportFailure } from '../kit/reference.js';
import type { SlackFailure } from '../kit/slack-error.js';
import { sentenceWindow } from '../kit/window.js';
import { type Person, type Telling, tellPerson } from './person.js';

/** Who opens a window, and what Slack lets it be opened with. */
export interface Opener {
  readonly services: Telling;
  /** Lives three seconds and works once. */
  readonly triggerId: string;
  readonly person: Person;
}

/** A view that Slack shows. */
export interface OpenedView {
  readonly id: string;
  /** Names the state of the view: an update that knows an older one is refused. */
  readonly hash: string;
}

const Answer = z.object({ view: z.object({ id: z.string(), hash: z.string() }) });

/** A trigger works once, so nothing is tried again. */
const ONE_TRY = { tries: 1, mostSeconds: 0 } as const;

/**
 * Opens a view, or tells the person why it did not open. Call it after the acknowledgement and before any slow work.
 *
 * @returns the view, or `undefined` when it did not open
 */
export async function openView(
  { services, triggerId, person }: Opener,
  view: ModalView,
): Promise<OpenedView | undefined> {
  const { api, outside, logger } = services;
  const called = await callSlack(api, outside, 'views.open', { trigger_id: triggerId, view }, ONE_TRY);
  const opened = readAnswer(called, Answer);
  if (opened.ok) return opened.answer.view;
  const { failure } = opened;
  const reference = reportFailure(logger, { failure }, 'A view could not be opened');
  const sentence =
    failure.kind === 'refused'
      ? failureSentence(failure)
      : 'Slack did not open the window. Nothing is lost. Please try again in a moment.';
  await tellPerson(services, person, noticeMessage([sentence], undefined, reference));
  return undefined;
}

/** A window that is filled when its content is there. */
export interface Window {
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
  opener: Opener,
  { title, loading = sentenceWindow(title, 'One moment.') }: Window,
  content: () => Promise<ModalView>,
): Promise<void> {
  const opened = await openView(opener, loading);
  if (opened !== undefined) await fillWindow(opener.services, opened, title, content());
}

/** Shows what takes time to make. Where it cannot be made, the window says why instead of waiting for ever. */
export async function fillWindow(
  telling: Telling,
  opened: OpenedView,
  title: string,
  content: Promise<ModalView>,
): Promise<void> {
  try {
    await updateView(telling, opened, await content);
  } catch (error) {
    const reference = newReference();
    const sentence = `${ownFailureSentence(error)} ${referenceWords(reference)}`;
    await updateView(telling, opened, sentenceWindow(title, sentence));
    throw new AnsweredError(reference, error);
  }
}

/** What became of an update. */
export type UpdatedView =
  | { readonly kind: 'updated'; readonly view: OpenedView }
  /** Another update came first: this one knew less. */
  | { readonly kind: 'overtaken' }
  | { readonly kind: 'closed' }
  | { readonly kind: 'failed'; readonly failure: SlackFailure };

const PATIENCE = { tries: 2, mostSeconds: 3 } as const;

/** A view without its fields for files. */
export function withoutFileFields(view: ModalView): ModalView {
  const blocks = view.blocks.filter((block) => !('element' in block) || block.element.type !== 'file_input');
  return { ...view, blocks };
}

/**
 * Shows a view in place of one that is open. Where that was closed or changed meanwhile, there is nothing to do. Where
 * Slack does not like a field for files, as it is said to without the right to read them, it is shown without one.
 */
export async function updateView(
  telling: Telling,
  opened: OpenedView,
  view: ModalView,
): Promise<UpdatedView> {
  const updated = await tryUpdate(telling, opened, view);
  const plain = withoutFileFields(view);
  const isAboutFiles = updated.kind === 'failed' && updated.failure.kind === 'refused';
  return isAboutFiles && plain.blocks.length < view.blocks.length
    ? tryUpdate(telling, opened, plain)
    : updated;
}

async function tryUpdate(
  { api, outside, logger }: Telling,
  { id, hash }: OpenedView,
  view: ModalView,
): Promise<UpdatedView> {
  const called = await callSlack(api, outside, 'views.update', { view_id: id, hash, view }, PATIENCE);
  const updated = readAnswer(called, Answer);
  if (updated.ok) return { kind: 'updated', view: updated.answer.view };
  const { failure } = updated;
  if (failure.kind === 'refused' && failure.code === 'hash_conflict') return { kind: 'overtaken' };
  if (failure.kind === 'refused' && failure.code === 'not_found') return { kind: 'closed' };
  logger.warn({ failure }, 'A view could not be updated');
  return { kind: 'failed', failure };
}

/**
 * What an update changes. `checks`: the sentences below the fields alone. `fields`: which fields there are, or what
 * stands in them; nothing else may undo that.
 */
type Change = 'checks' | 'fields';

/** The last update of each open form: people type on while one is under way, and what they send names the view before. */
export interface FormUpdates {
  /** Shows a form again. Passed over when the person closed it, or when a greater change came first. */
  update(telling: Telling, before: OpenedView, form: ModalView, change: Change): Promise<void>;
}

interface Last {
  readonly before: string;
  readonly view: OpenedView;
  readonly change: Change;
}

/** Forms that are remembered, and for how long, in milliseconds. */
const MAX_FORMS = 5_000;
const FORGOTTEN_AFTER_MS = 60 * 60 * 1_000;

/** An update that came first has ended after this time, in milliseconds. */
const PAUSE_MS = 300;

/** Remembers updates in this process; with several, the worst is a sentence that goes at the next change. */
export function createFormUpdates(): FormUpdates {
  const last = new LRUCache<string, Last>({ max: MAX_FORMS, ttl: FORGOTTEN_AFTER_MS });

  /** The view as it is by now, if nothing has changed in it but sentences. */
  function nowOf(before: OpenedView): OpenedView {
    const known = last.get(before.id);
    return known?.before === before.hash && known.change === 'checks' ? known.view : before;
  }

  return {
    async update(telling, before, form, change) {
      for (let tries = 0; tries < 2; tries += 1) {
        const now = nowOf(before);
        if (tries > 0 && now === before) return;
        const updated = await updateView(telling, now, form);
        if (updated.kind === 'updated') {
          last.set(before.id, { before: before.hash, view: updated.view, change });
        }
        if (updated.kind !== 'overtaken') return;
        await telling.outside.sleep(PAUSE_MS);
      }
    },
  };
}
