import type { Preset } from '../../../engine/index.js';
import type { PriceBook } from '../../../prices/price-book.js';
import type { Press } from '../../entry/request.js';
import { today, vocabulary } from '../../entry/services.js';
import { type FlatWorkload, flatten } from '../../grammar/flat-workload.js';
import type { Vocabulary } from '../../grammar/vocabulary.js';
import { WORKLOAD_FORM } from '../../kit/action-ids.js';
import type { ModalView } from '../../kit/blocks.js';
import type { FormView } from '../../kit/view-state.js';
import { checksShown } from './cross-checks.js';
import type { FormField, Generations } from './form-fields.js';
import { readMemory } from './form-metadata.js';
import { fieldOfPath, textFieldsOf } from './form-paths.js';
import { adjustedEstimate, stateOf } from './form-state.js';
import { readUnfinishedForm } from './read-workload-modal.js';
import { presetOfValue } from './task-choice.js';
import { workloadModal } from './workload-modal.js';

/** The form while it is filled in: what takes its place after a button, a choice or a change. */

/** *More detail* in the form: shows the rest of the fields, and leaves alone what was typed. */
export async function showDetails({ services, view }: Press): Promise<void> {
  if (view === undefined) return;
  const updated = formWithDetails(
    view,
    vocabulary(services),
    today(services),
    undefined,
    services.priceBook(),
  );
  await services.forms.update(services, view, updated, 'fields');
}

/** A task was chosen, which is read when the form is sent, or a preset: it fills the form. */
export async function fillWithPreset({ services, view, value }: Press): Promise<void> {
  const preset = presetOfValue(value);
  if (view === undefined || preset === undefined) return;
  const updated = formWithPreset(view, preset, vocabulary(services), today(services), services.priceBook());
  await services.forms.update(services, view, updated, 'fields');
}

/** A field of the form was changed: says below the fields what does not go together, when that is news. */
export async function checkAgain({ services, view }: Press): Promise<void> {
  if (view?.callback_id !== WORKLOAD_FORM) return;
  const form = refilledForm(view, vocabulary(services), today(services), { book: services.priceBook() });
  if (checksShown(form.blocks) === checksShown(view.blocks)) return;
  await services.forms.update(services, view, form, 'checks');
}

/**
 * The form with all its fields. Pure. The blocks of the first page keep their names, so Slack keeps what was typed;
 * it is also filled in again, because Slack has been seen to forget it.
 */
export function formWithDetails(
  view: FormView,
  words: Vocabulary,
  day: string,
  notice?: string,
  book?: PriceBook,
): ModalView {
  return refilledForm(view, words, day, {
    isDetailed: true,
    ...(notice !== undefined && { notice }),
    ...(book !== undefined && { book }),
  });
}

/** The form as it stands, with what was typed. Pure. */
function refilledForm(
  view: FormView,
  words: Vocabulary,
  day: string,
  changes: { readonly isDetailed?: boolean; readonly notice?: string; readonly book?: PriceBook } = {},
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

/** The form filled with a preset. What was typed stays where the preset says nothing. Pure. */
export function formWithPreset(
  view: FormView,
  preset: Preset,
  words: Vocabulary,
  day: string,
  book?: PriceBook,
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
    ...(book !== undefined && { book }),
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
