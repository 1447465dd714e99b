import type { BlockAction, SlackActionMiddlewareArgs, webApi } from '@slack/bolt';
import type { Preset } from '../../../engine/index.js';
import { type Services, today, vocabulary } from '../../entry/services.js';
import { type FlatWorkload, flatten } from '../../grammar/flat-workload.js';
import type { Vocabulary } from '../../grammar/vocabulary.js';
import type { ModalView } from '../../kit/blocks.js';
import { slackApiOf } from '../../kit/slack-api.js';
import type { FormField, Generations } from './form-fields.js';
import { readMemory } from './form-metadata.js';
import { fieldOfPath, textFieldsOf } from './form-paths.js';
import { adjustedEstimate, type FormView, stateOf } from './form-state.js';
import { readUnfinishedForm } from './read-workload-modal.js';
import { presetOfValue } from './task-choice.js';
import { workloadModal } from './workload-modal.js';

type Args = Pick<SlackActionMiddlewareArgs<BlockAction>, 'ack' | 'body' | 'action'> & {
  readonly client: webApi.WebClient;
};

/** A task was chosen, which is read when the form is sent, or a preset: it fills the form. */
export async function handlePresetSelected(
  services: Services,
  { ack, body, action, client }: Args,
): Promise<void> {
  await ack();
  const { view } = body;
  const chosen = action.type === 'static_select' ? action.selected_option?.value : undefined;
  const preset = presetOfValue(chosen);
  if (!view || !preset) return;
  const updated = formWithPreset(view, preset, vocabulary(services), today(services));
  await services.forms.update(slackApiOf(client), view, updated, 'fields');
}

/** The form filled with a preset. What was typed stays where the preset says nothing. Pure. */
export function formWithPreset(view: FormView, preset: Preset, words: Vocabulary, day: string): ModalView {
  const memory = readMemory(view.private_metadata);
  const state = stateOf(view, memory.generations);
  const isDetailed = memory.isDetailed === true;
  const fromPreset = flatten(preset.workload);
  const touched = new Set<FormField>(['volume']);
  for (const path of Object.keys(fromPreset)) {
    const field = fieldOfPath(path, isDetailed);
    // The menu shows the preset itself, as the person left it.
    if (field !== undefined && field !== 'task') touched.add(field);
  }
  const kept = Object.entries(readUnfinishedForm(view, words)).filter(([path]) => {
    const field = fieldOfPath(path, isDetailed);
    return field !== undefined && !touched.has(field);
  });
  const flat: FlatWorkload = { ...Object.fromEntries(kept), ...fromPreset };
  const typed: Partial<Record<FormField, string>> = {};
  for (const { id } of textFieldsOf(isDetailed)) {
    const text = touched.has(id) ? undefined : state.text(id);
    if (text !== undefined) typed[id] = text;
  }
  return workloadModal({
    flat,
    typed,
    preset: preset.id,
    words,
    isDetailed,
    ...adjustedEstimate(memory, state),
    today: day,
    generations: nextGenerations(memory.generations, touched),
    isPrivate: state.isTicked('privacy'),
    ...(memory.channelId === undefined ? {} : { channelId: memory.channelId }),
    ...(memory.threadTs === undefined ? {} : { threadTs: memory.threadTs }),
  });
}

/** New blocks for the fields that get a new value; the others keep theirs. */
function nextGenerations(generations: Generations, touched: ReadonlySet<FormField>): Generations {
  const next: Partial<Record<FormField, number>> = { ...generations };
  for (const field of touched) next[field] = (generations[field] ?? 0) + 1;
  return next;
}
