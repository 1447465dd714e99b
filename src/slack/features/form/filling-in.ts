import type { Press } from '../../entry/request.js';
import { basisOf, today, vocabulary } from '../../entry/services.js';
import { WORKLOAD_FORM } from '../../kit/action-ids.js';
import { checksShown } from './cross-checks.js';
import { countPastedText, pastedTextIn } from './pasted-text.js';
import { formWithDetails, formWithPreset, refilledForm } from './refilled-form.js';
import { presetOfValue } from './task-choice.js';

/** The form while it is filled in: what takes its place after a button, a choice or a change. */

/** *More detail* in the form: shows the rest of the fields, and leaves alone what was typed. */
export async function showDetails({ services, workspaceId, view }: Press): Promise<void> {
  if (view === undefined) return;
  const basis = await basisOf(services, workspaceId);
  const updated = formWithDetails(view, vocabulary(services), today(services), { basis });
  await services.forms.update(services, view, updated, 'fields');
}

/** A task was chosen, which is read when the form is sent, or a preset: it fills the form. */
export async function fillWithPreset({ services, workspaceId, view, value }: Press): Promise<void> {
  const preset = presetOfValue(value);
  if (view === undefined || preset === undefined) return;
  const basis = await basisOf(services, workspaceId);
  const updated = formWithPreset(view, preset, vocabulary(services), today(services), basis);
  await services.forms.update(services, view, updated, 'fields');
}

/**
 * A field of the form was changed: says below the fields what does not go together, when that is news. A text that was
 * pasted in place of its tokens is counted.
 */
export async function checkAgain(press: Press): Promise<void> {
  const { services, workspaceId, view } = press;
  if (view?.callback_id !== WORKLOAD_FORM) return;
  if (pastedTextIn(view) !== undefined) return countPastedText(press, view);
  const basis = await basisOf(services, workspaceId);
  const form = refilledForm(view, vocabulary(services), today(services), { basis });
  if (checksShown(form.blocks) === checksShown(view.blocks)) return;
  await services.forms.update(services, view, form, 'checks');
}
