import { z } from 'zod';
import { findPreset } from '../../../engine/index.js';
import type { Press, Request, Words } from '../../entry/request.js';
import { basisOf, today, vocabulary } from '../../entry/services.js';
import { type FlatWorkload, flatten } from '../../grammar/flat-workload.js';
import { readWorkloadText } from '../../grammar/workload-text.js';
import { noticeMessage } from '../../kit/notice-message.js';
import { decodeResult, unpackJson } from '../../kit/workload-code.js';
import { openView } from '../../posting/windows.js';
import { checksShown } from './cross-checks.js';
import type { AdjustedEstimate } from './form-metadata.js';
import { startMessage } from './start-message.js';
import { workloadModal } from './workload-modal.js';

/** What the form is opened with. */
export interface FormStart {
  readonly flat: FlatWorkload;
  readonly isPrivate?: boolean;
  /** The saved estimate that is adjusted. */
  readonly estimate?: AdjustedEstimate;
}

/** Opens the form. Call it after the acknowledgement and before any slow work. A failure is told to the person. */
export async function openForm(
  request: Request & { readonly triggerId: string },
  { flat, isPrivate = false, estimate }: FormStart,
): Promise<void> {
  const { services, workspaceId, person } = request;
  const content = {
    flat,
    words: vocabulary(services),
    today: today(services),
    isPrivate,
    ...(person.channelId === undefined ? {} : { channelId: person.channelId }),
    ...(person.threadTs === undefined ? {} : { threadTs: person.threadTs }),
    ...(estimate === undefined ? {} : { estimate }),
  };
  const form = workloadModal(content);
  const opened = await openView(request, form);
  if (opened === undefined) return;
  // What the workspace pays is in the store, and a trigger does not wait for that.
  const withBill = workloadModal({ ...content, basis: await basisOf(services, workspaceId) });
  if (checksShown(withBill.blocks) === checksShown(form.blocks)) return;
  await services.forms.update(services, opened, withBill, 'checks');
}

/** `/ftcost` alone, or with `private` alone: the empty form, or a button to it where Slack lets none be opened. */
export async function openEmptyForm(words: Words, isPrivate: boolean): Promise<void> {
  const { triggerId, services } = words;
  if (triggerId === undefined) {
    return words.tell(startMessage(vocabulary(services).exampleModel, isPrivate));
  }
  await words.received();
  await openForm({ ...words, triggerId }, { flat: {}, isPrivate });
}

const Typed = z.object({ t: z.string(), p: z.string().optional() });

/** *Open the form* under a text that could not be read: what was understood is filled in. */
export async function openWithText(press: Press): Promise<void> {
  const typed = Typed.safeParse(unpackJson(press.value ?? ''));
  const text = typed.success ? typed.data.t : '';
  const preset = typed.success && typed.data.p !== undefined ? findPreset(typed.data.p) : undefined;
  const start = preset === undefined ? {} : flatten(preset.workload);
  const outcome = readWorkloadText(text, vocabulary(press.services), start);
  const flat = outcome.ok ? flatten(outcome.workload) : outcome.draft;
  await openForm(press, { flat, isPrivate: outcome.isPrivate });
}

/** *Open* beside a preset. */
export async function openWithPreset(press: Press): Promise<void> {
  const preset = findPreset(press.value ?? '');
  await openForm(press, { flat: preset === undefined ? {} : flatten(preset.workload) });
}

/** *Adjust* on a result: the form with its workload. Works for anybody who sees the result, at any time. */
export async function adjustResult(press: Press): Promise<void> {
  const state = decodeResult(press.value ?? '');
  if (state) return openForm(press, { flat: flatten(state.workload) });
  const sentence = 'I cannot read this old result any more. Type /ftcost to fill in the form again.';
  await press.tell(noticeMessage([sentence]));
}
