import { z } from 'zod';
import { EFFORTS, upperFirst } from '../../../engine/index.js';
import type { Press, Submission } from '../../entry/request.js';
import { requestOf } from '../../entry/request.js';
import { today, vocabulary } from '../../entry/services.js';
import { fieldAt } from '../../grammar/fields.js';
import { type FlatValue, type FlatWorkload, flatten, toWorkload } from '../../grammar/flat-workload.js';
import { readField } from '../../grammar/read-field.js';
import type { Vocabulary } from '../../grammar/vocabulary.js';
import { writeField } from '../../grammar/write-field.js';
import { OWN_WHAT_IF } from '../../kit/action-ids.js';
import { type Block, type ModalView, plain, small } from '../../kit/blocks.js';
import { noticeMessage } from '../../kit/notice-message.js';
import { cut } from '../../kit/safe-text.js';
import { type FormView, reportedAt } from '../../kit/view-state.js';
import {
  decodeResult,
  encodeResult,
  packJson,
  type ResultState,
  unpackJson,
} from '../../kit/workload-code.js';
import { replyInThread, type Thread } from '../../posting/reply-in-thread.js';
import { openView } from '../../posting/windows.js';
import { labelsOf, over, readSaidWhatIf, type SaidWhatIf } from './said-what-if.js';
import { TOO_OLD, workOut } from './work-out.js';

/** *Values of your own* under *What if*: several values at once, answered by the difference in the thread. */

/** What can be otherwise, and how it is called there. */
const OWN_FIELDS: readonly (readonly [path: string, label: string])[] = [
  ['volume.queriesPerDay', 'Queries'],
  ['quality.current', 'Right answers today'],
  ['quality.target', 'Right answers needed'],
  ['quality.lossPerErrorUsd', 'What one wrong answer costs, USD'],
  ['people.engineerMonthlyUsd', 'What an engineer costs a month, USD'],
  ['stability.retrainEveryMonths', 'Months that a tuned model lives'],
  ['current.effort', 'Reasoning effort today'],
];

/** Id of the field for what no other field takes. */
const IN_WORDS = 'words';

const Memory = z.object({ s: z.string(), c: z.string(), t: z.string() });

/** Opens the form for a result in its thread. */
export async function openOwnWhatIf(press: Press, state: ResultState, thread: Thread): Promise<void> {
  const encoded = encodeResult(state);
  const memory =
    encoded === undefined ? undefined : packJson({ s: encoded, c: thread.channelId, t: thread.ts }, 3_000);
  if (memory === undefined) return press.tell(noticeMessage([TOO_OLD]));
  await openView(press, ownWhatIfModal(flatten(state.workload), memory));
}

/** The form: every field empty, with what holds now as its placeholder. */
function ownWhatIfModal(flat: FlatWorkload, metadata: string): ModalView {
  return {
    type: 'modal',
    callback_id: OWN_WHAT_IF,
    title: plain('What if …'),
    submit: plain('Work it out'),
    close: plain('Cancel'),
    private_metadata: metadata,
    blocks: [
      small('What stays empty stays as it is. The difference is said in the thread of the result.'),
      ...OWN_FIELDS.map(([path, label]) => input(path, label, placeholderOf(path, flat[path]))),
      input(IN_WORDS, 'Anything else, in words', 'half the price of today, with Haiku'),
    ],
  };
}

function placeholderOf(path: string, now: FlatValue | undefined): string {
  const example = path === 'current.effort' ? EFFORTS.join(', ') : fieldAt(path).example.replace(/^.*=/, '');
  return now === undefined ? `Not given. Like ${example}` : `Now ${writeField(path, now)}`;
}

function input(id: string, label: string, placeholder: string): Block {
  return {
    type: 'input',
    block_id: id,
    label: plain(label),
    optional: true,
    element: {
      type: 'plain_text_input',
      action_id: id,
      max_length: 200,
      placeholder: plain(cut(placeholder, 150)),
    },
  };
}

/** What was filled in: values and words, or what is wrong beside each field. */
type OwnReading =
  | { readonly ok: true; readonly values: FlatWorkload; readonly words: string }
  | { readonly ok: false; readonly errors: Record<string, string> };

/** Reads the form. Pure. */
function readOwnWhatIf(view: FormView, vocabulary: Vocabulary): OwnReading {
  const errors: Record<string, string> = {};
  const values: Record<string, FlatValue> = {};
  for (const [path] of OWN_FIELDS) {
    const typed = reportedAt(view, path, path)?.value?.trim() ?? '';
    if (typed === '') continue;
    const reading = readField(fieldAt(path), typed, vocabulary);
    if (reading.ok) Object.assign(values, reading.values);
    else errors[path] = upperFirst(reading.problem);
  }
  const words = reportedAt(view, IN_WORDS, IN_WORDS)?.value?.trim() ?? '';
  if (Object.keys(errors).length > 0) return { ok: false, errors };
  if (words === '' && Object.keys(values).length === 0) {
    return { ok: false, errors: { [IN_WORDS]: 'Nothing is otherwise yet: fill in at least one field.' } };
  }
  return { ok: true, values, words };
}

/** The form was submitted: errors beside the fields, or the difference in the thread. */
export async function submitOwnWhatIf(submission: Submission): Promise<void> {
  const { services, workspaceId, view, person } = submission;
  const words = vocabulary(services);
  const reading = readOwnWhatIf(view, words);
  if (!reading.ok) return submission.ack({ response_action: 'errors', errors: reading.errors });
  await submission.ack();
  if (!(await services.claims.claim(workspaceId, `own-what-if:${view.id}`))) return;
  const { s, c: channelId, t: ts } = Memory.parse(unpackJson(view.private_metadata));
  const asking = { ...person, channelId, threadTs: ts };
  const request = requestOf({ ...submission, person: asking });
  const state = decodeResult(s);
  if (state === undefined) return request.tell(noticeMessage([TOO_OLD]));
  const answer = await workOut(services, workspaceId, state, (before): SaidWhatIf => {
    const workload = toWorkload(over(flatten(before.workload), reading.values));
    if (!workload.ok) return workload.issues[0]?.message;
    const labels = labelsOf(reading.values, words);
    const own = { id: 'own', label: labels.join(', '), workload: workload.workload, priceChanges: [] };
    if (reading.words === '') return own;
    const said = readSaidWhatIf(reading.words, { ...before, workload: own.workload }, words, today(services));
    if (said === undefined) return `I cannot tell what is otherwise in “${cut(reading.words, 100)}”.`;
    if (typeof said === 'string') return said;
    return { ...said, label: [...labels, said.label].join(', ') };
  });
  if (typeof answer === 'string') return request.tell(noticeMessage([answer]));
  await replyInThread(services, asking, { channelId, ts }, answer);
}
