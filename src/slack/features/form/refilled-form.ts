import type { Preset } from '../../../engine/index.js';
import type { WorkspaceBasis } from '../../../workspace/advise-for.js';
import { type FlatWorkload, flatten } from '../../grammar/flat-workload.js';
import type { Vocabulary } from '../../grammar/vocabulary.js';
import type { ModalView } from '../../kit/blocks.js';
import type { FormView } from '../../kit/view-state.js';
import type { FormField, Generations } from './form-fields.js';
import { readMemory } from './form-metadata.js';
import { fieldOfPath, textFieldsOf } from './form-paths.js';
import { adjustedEstimate, type FormState, stateOf } from './form-state.js';
import { readUnfinishedForm } from './read-workload-modal.js';
import { presetOfValue } from './task-choice.js';
import { type FormContent, workloadModal } from './workload-modal.js';

/** The form as it is shown again: with what was typed, and what changes in it. */

/**
 * The form with all its fields. Pure. The blocks of the first page keep their names, so Slack keeps what was typed;
 * it is also filled in again, because Slack has been seen to forget it.
 */
export function formWithDetails(
  view: FormView,
  words: Vocabulary,
  day: string,
  changes: Pick<FormContent, 'notice' | 'basis'> = {},
): ModalView {
  return refilledForm(view, words, day, { isDetailed: true, ...changes });
}

/**
 * The form as it stands, with what was typed, and what changes in it. Pure.
 *
 * @param replaced fields that show what is known in place of what was typed
 */
export function refilledForm(
  view: FormView,
  words: Vocabulary,
  day: string,
  changes: Partial<FormContent>,
  replaced: ReadonlySet<FormField> = new Set(),
): ModalView {
  const memory = readMemory(view.private_metadata);
  const state = stateOf(view, memory.generations);
  const preset = presetOfValue(state.choice('task'));
  const channelId = state.conversation('destination') ?? memory.channelId;
  return workloadModal({
    flat: readUnfinishedForm(view, words),
    typed: typedIn(state, memory.isDetailed === true, replaced),
    ...(preset !== undefined && { preset: preset.id }),
    words,
    today: day,
    generations: nextGenerations(memory.generations, replaced),
    isPrivate: state.isTicked('privacy'),
    isDetailed: memory.isDetailed === true,
    ...(memory.counted !== undefined && { counted: memory.counted }),
    ...adjustedEstimate(memory, state),
    ...(channelId === undefined ? {} : { channelId }),
    ...(memory.threadTs !== undefined && channelId === memory.channelId && { threadTs: memory.threadTs }),
    ...changes,
  });
}

/** The form filled with a preset. What was typed stays where the preset says nothing. Pure. */
export function formWithPreset(
  view: FormView,
  preset: Preset,
  words: Vocabulary,
  day: string,
  basis?: WorkspaceBasis,
): ModalView {
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
  return workloadModal({
    flat,
    typed: typedIn(state, isDetailed, touched),
    preset: preset.id,
    words,
    isDetailed,
    ...adjustedEstimate(memory, state),
    today: day,
    ...(basis !== undefined && { basis }),
    generations: nextGenerations(memory.generations, touched),
    isPrivate: state.isTicked('privacy'),
    ...(memory.channelId === undefined ? {} : { channelId: memory.channelId }),
    ...(memory.threadTs === undefined ? {} : { threadTs: memory.threadTs }),
  });
}

/** What was typed into the fields that keep it. */
function typedIn(
  state: FormState,
  isDetailed: boolean,
  replaced: ReadonlySet<FormField>,
): Partial<Record<FormField, string>> {
  const typed: Partial<Record<FormField, string>> = {};
  for (const { id } of textFieldsOf(isDetailed)) {
    const text = replaced.has(id) ? undefined : state.text(id);
    if (text !== undefined) typed[id] = text;
  }
  return typed;
}

/** New blocks for the fields that get a new value; the others keep theirs. */
function nextGenerations(generations: Generations, touched: ReadonlySet<FormField>): Generations {
  const next: Partial<Record<FormField, number>> = { ...generations };
  for (const field of touched) next[field] = (generations[field] ?? 0) + 1;
  return next;
}
