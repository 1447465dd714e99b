import type { BlockAction, SlackActionMiddlewareArgs, webApi } from '@slack/bolt';
import { type Services, today, vocabulary } from '../../entry/services.js';
import type { Vocabulary } from '../../grammar/vocabulary.js';
import type { ModalView } from '../../kit/blocks.js';
import { slackApiOf } from '../../kit/slack-api.js';
import type { FormField } from './form-fields.js';
import { readMemory } from './form-metadata.js';
import { textFieldsOf } from './form-paths.js';
import { adjustedEstimate, type FormView, stateOf } from './form-state.js';
import { readUnfinishedForm } from './read-workload-modal.js';
import { presetOfValue } from './task-choice.js';
import { workloadModal } from './workload-modal.js';

type Args = Pick<SlackActionMiddlewareArgs<BlockAction>, 'ack' | 'body'> & {
  readonly client: webApi.WebClient;
};

/** *More detail* in the form: shows the rest of the fields, and leaves alone what was typed. */
export async function handleMoreDetail(services: Services, { ack, body, client }: Args): Promise<void> {
  await ack();
  const { view } = body;
  if (!view) return;
  const updated = formWithDetails(view, vocabulary(services), today(services));
  await services.forms.update(slackApiOf(client), view, updated, 'fields');
}

/**
 * The form with all its fields. Pure. The blocks of the first page keep their names, so Slack keeps what was typed;
 * it is also filled in anew, because Slack has been seen to forget it.
 */
export function formWithDetails(view: FormView, words: Vocabulary, day: string, notice?: string): ModalView {
  return refilledForm(view, words, day, { isDetailed: true, ...(notice === undefined ? {} : { notice }) });
}

/** The form as it stands, with what was typed. Pure. */
export function refilledForm(
  view: FormView,
  words: Vocabulary,
  day: string,
  changes: { readonly isDetailed?: boolean; readonly notice?: string } = {},
): ModalView {
  const memory = readMemory(view.private_metadata);
  const state = stateOf(view, memory.generations);
  const typed: Partial<Record<FormField, string>> = {};
  for (const { id } of textFieldsOf(memory.isDetailed === true)) {
    const text = state.text(id);
    if (text !== undefined) typed[id] = text;
  }
  const preset = presetOfValue(state.choice('task'));
  const channelId = state.conversation('destination') ?? memory.channelId;
  return workloadModal({
    flat: readUnfinishedForm(view, words),
    typed,
    ...(preset !== undefined && { preset: preset.id }),
    words,
    today: day,
    generations: memory.generations,
    isPrivate: state.isTicked('privacy'),
    isDetailed: memory.isDetailed === true,
    ...changes,
    ...adjustedEstimate(memory, state),
    ...(channelId === undefined ? {} : { channelId }),
    ...(memory.threadTs !== undefined && channelId === memory.channelId && { threadTs: memory.threadTs }),
  });
}
