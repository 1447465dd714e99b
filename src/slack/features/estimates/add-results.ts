import { z } from 'zod';
import { UnknownModelError } from '../../../engine/index.js';
import { type JudgedModel, judgedFields } from '../../../numbers/evals/measured-fields.js';
import { decisionOf, type Estimate, newestDecision } from '../../../workspace/estimate.js';
import { type Press, requestOf, type Submission } from '../../entry/request.js';
import { adviseOn } from '../../entry/services.js';
import { writeFigure } from '../../grammar/figures.js';
import { flatten, toWorkload } from '../../grammar/flat-workload.js';
import { ADD_RESULTS, ADD_RESULTS_FORM, ESTIMATE_SHOW } from '../../kit/action-ids.js';
import {
  button,
  type Message,
  type ModalView,
  type PlainOption,
  paragraph,
  plain,
  small,
  words,
} from '../../kit/blocks.js';
import { noticeMessage } from '../../kit/notice-message.js';
import { asOneLine, asSafeMrkdwn, cut } from '../../kit/safe-text.js';
import { reportedAt } from '../../kit/view-state.js';
import { sentenceWindow } from '../../kit/window.js';
import { MAX_BUTTON_VALUE_LENGTH, packJson, unpackJson } from '../../kit/workload-code.js';
import { openWindow } from '../../posting/windows.js';
import { figuresOf, verdictOf } from './decision-words.js';
import { writeRef } from './estimate-ref.js';
import { NOTHING_SAVED } from './saved-message.js';
import { GONE, MODEL_GONE } from './use-estimate.js';

/** Results of an evaluation that are added to a saved estimate: what was judged counts as measured, and the verdict says what changed. */

const Results = z
  .array(
    z.object({
      n: z.string().min(1).max(130),
      i: z.string().min(1).max(120),
      r: z.number().min(0),
      of: z.number().int().min(1),
      e: z.string().optional(),
      b: z.record(z.string(), z.number().min(0)).optional(),
      p: z.number().positive().optional(),
    }),
  )
  .min(1);
type Result = z.infer<typeof Results>[number];

const TITLE = 'Add to an estimate';

/** The field of the estimate: its `block_id` and its `action_id`. */
const ESTIMATE = 'estimate';

/** *Add to an estimate* below the results of an evaluation; none where they are too many for a button. */
export function addResultsButton(judged: readonly JudgedModel[]) {
  const results = judged.map(
    ({ name, id, effort, figure, bothRight, p95LatencyMs }): Result => ({
      n: name,
      i: id,
      r: figure.right,
      of: figure.items,
      ...(effort !== undefined && { e: effort }),
      ...(bothRight !== undefined && { b: bothRight }),
      ...(p95LatencyMs !== undefined && { p: Math.round(p95LatencyMs) }),
    }),
  );
  const value = results.length === 0 ? undefined : packJson(results, MAX_BUTTON_VALUE_LENGTH);
  return value === undefined ? [] : [button(ADD_RESULTS, TITLE, value)];
}

/** Asks to which saved estimate the results belong: those first whose model was judged. */
export async function askEstimate(press: Press): Promise<void> {
  const results = Results.safeParse(unpackJson(press.value ?? ''));
  await openWindow(press, { title: TITLE }, async () => {
    if (!results.success)
      return sentenceWindow(TITLE, 'I cannot read these results any more. Send the file again.');
    const { estimates } = await press.services.workspaces.estimates.list(press.workspaceId);
    if (estimates.length === 0) return sentenceWindow(TITLE, NOTHING_SAVED);
    return estimateQuestion(estimates, results.data);
  });
}

/** Slack's limits: options of one group, and of a modal's memory. */
const MAX_OPTIONS = 100;
const MAX_MEMORY = 3_000;

function estimateQuestion(estimates: readonly Estimate[], results: readonly Result[]): ModalView {
  const judged = new Set(results.map(({ i }) => i));
  const isOfJudged = ({ workload }: Estimate) => judged.has(workload.current.model);
  const groups = [
    { label: 'Its model in use was judged', of: estimates.filter(isOfJudged) },
    { label: 'Others', of: estimates.filter((one) => !isOfJudged(one)) },
  ].filter(({ of }) => of.length > 0);
  return {
    type: 'modal',
    callback_id: ADD_RESULTS_FORM,
    title: plain(TITLE),
    submit: plain('Add'),
    close: plain('Cancel'),
    private_metadata: packJson(results, MAX_MEMORY) ?? '',
    blocks: [
      {
        type: 'input',
        block_id: ESTIMATE,
        label: plain('Saved estimate'),
        hint: plain('Its accuracies become what was judged, for everybody in this workspace.'),
        element: {
          type: 'static_select',
          action_id: ESTIMATE,
          placeholder: plain('Choose one'),
          option_groups: groups.map(({ label, of }) => ({
            label: plain(label),
            options: of.slice(0, MAX_OPTIONS).map(optionOf),
          })),
        },
      },
      small(resultsLine(results)),
    ],
  };
}

function optionOf({ id, name }: Estimate): PlainOption {
  return { text: plain(cut(asOneLine(name), 75)), value: id };
}

function resultsLine(results: readonly Result[]): string {
  const told = results.map(({ n, r, of }) => `${n} ${writeFigure({ right: r, items: of })}`);
  return cut(`Judged: ${told.join(', ')}.`, 500);
}

/** The estimate was chosen: it holds the results, is decided again, and the person reads what changed. */
export async function addResults(submission: Submission): Promise<void> {
  const { services, workspaceId, view, person } = submission;
  const results = Results.safeParse(unpackJson(view.private_metadata));
  const id = reportedAt(view, ESTIMATE, ESTIMATE)?.selected_option?.value;
  await submission.ack();
  if (!results.success || id === undefined) return;
  if (!(await services.claims.claim(workspaceId, `results:${view.id}`))) return;
  const request = requestOf({ ...submission, person: { userId: person.userId } });
  const { estimates } = services.workspaces;
  const known = await estimates.find(workspaceId, id);
  if (known === undefined) return request.tell(noticeMessage([GONE]));
  const { model, effort } = known.workload.current;
  const fields = judgedFields(results.data.map(judgedOf), { id: model, effort });
  const filled = toWorkload({ ...flatten(known.workload), ...fields });
  if (!filled.ok) return request.tell(noticeMessage(filled.issues.map(({ message }) => message)));
  await services.turns.next(workspaceId);
  const advice = await adviseOn(services, workspaceId, filled.workload).catch((error: unknown) => {
    if (error instanceof UnknownModelError) return undefined;
    throw error;
  });
  if (advice === undefined) return request.tell(noticeMessage([MODEL_GONE]));
  const change = { workload: filled.workload, decision: decisionOf(advice) };
  const changed = await estimates.change(workspaceId, id, change, person, services.clock());
  await request.tell(
    changed === undefined ? noticeMessage([GONE]) : addedMessage(known, changed, results.data),
  );
  await request.changed();
}

function judgedOf({ n, i, r, of, e, b, p }: Result): JudgedModel {
  return {
    name: n,
    id: i,
    figure: { right: r, items: of },
    ...(e !== undefined && { effort: e }),
    ...(b !== undefined && { bothRight: b }),
    ...(p !== undefined && { p95LatencyMs: p }),
  };
}

/** What the results did to a verdict. */
function addedMessage(before: Estimate, after: Estimate, results: readonly Result[]): Message {
  const [was, is] = [newestDecision(before), after.decision];
  const added = `“${asOneLine(after.name)}” holds what was judged now.`;
  const verdict = `${verdictOf(is)}: ${figuresOf(after)}.`;
  const change =
    verdictOf(was) === verdictOf(is) && was.grade === is.grade
      ? `The verdict stays: ${verdict}`
      : `The verdict was “${verdictOf(was)}”. Now: ${verdict}`;
  return {
    text: asSafeMrkdwn(`${added} ${change} ${resultsLine(results)}`),
    blocks: [
      paragraph(words(added, { bold: true })),
      paragraph(words(change)),
      small(resultsLine(results)),
      {
        type: 'actions',
        elements: [button(ESTIMATE_SHOW, 'Show me', writeRef({ id: after.id }))],
      },
    ],
  };
}
