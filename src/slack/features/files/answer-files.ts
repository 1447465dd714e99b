import type { Advice, Workload } from '../../../engine/index.js';
import { FileError } from '../../../numbers/file-error.js';
import { bySaving } from '../../../numbers/usage/to-decide.js';
import type { Words } from '../../entry/request.js';
import { adviseOn, basisOf, isBusy, today, vocabulary } from '../../entry/services.js';
import { BUSY } from '../../errors/busy-message.js';
import { type FlatWorkload, flatten } from '../../grammar/flat-workload.js';
import { problemMessage } from '../../grammar/problem-message.js';
import type { TextProblem } from '../../grammar/text-problem.js';
import type { Vocabulary } from '../../grammar/vocabulary.js';
import { readWorkloadText } from '../../grammar/workload-text.js';
import { writeWorkload } from '../../grammar/write-workload.js';
import { ADJUST, OPEN_FORM } from '../../kit/action-ids.js';
import { button } from '../../kit/blocks.js';
import { noticeMessage } from '../../kit/notice-message.js';
import { cut } from '../../kit/safe-text.js';
import { encodeResult, MAX_BUTTON_VALUE_LENGTH, packJson } from '../../kit/workload-code.js';
import { actualsAsked, importUsage } from '../decisions/actuals.js';
import { addResultsButton } from '../estimates/add-results.js';
import { postResult } from '../result/post-result.js';
import { countedModel, type Findings, findingsOf } from './findings.js';
import { readShared } from './reading.js';
import { reportMessage } from './report-message.js';
import { sharePilot } from './share-pilot.js';
import { shareRouting } from './share-routing.js';

/**
 * Files sent to the app: what is in them, for the person alone, and then the advice with their numbers, where they were
 * sent. What files cannot know, such as the volume, is said in the words beside them, or in the form that is offered.
 */
export async function answerFiles(words: Words, fileIds: readonly string[], said: string): Promise<void> {
  const { services, workspaceId } = words;
  const forDecision = actualsAsked(said);
  if (forDecision !== undefined) {
    if (isBusy(services, workspaceId)) return words.tell(noticeMessage([BUSY]));
    return importUsage(words, fileIds, forDecision);
  }
  const known = vocabulary(services);
  const asked = readAsked(said, known);
  if (!asked.ok) {
    const example = `${known.exampleModel} 20k/day`;
    return words.tell(problemMessage({ problems: asked.problems, example, typed: asked.text }));
  }
  if (isBusy(services, workspaceId)) return words.tell(noticeMessage([BUSY]));
  const counted = countedModel(asked.flat, known);
  try {
    const answer = await readShared(words, fileIds, { model: counted, threshold: asked.threshold });
    const { book } = await basisOf(services, workspaceId);
    const findings = findingsOf(answer, asked.flat, counted, { book, today: today(services) });
    await (answer.kind === 'usage' ? proposeUses(words, findings) : adviseWith(words, asked.text, findings));
  } catch (error) {
    if (!(error instanceof FileError)) throw error;
    await words.tell(noticeMessage([error.message]));
  }
}

/** What is said with files: the words of a workload, as far as they go, and the score from which an answer is right. */
type AskedWith =
  | {
      readonly ok: true;
      readonly text: string;
      readonly flat: FlatWorkload;
      readonly threshold: number | undefined;
    }
  | { readonly ok: false; readonly text: string; readonly problems: readonly TextProblem[] };

const THRESHOLD = /(?:^|\s)threshold\s?[=:]\s?(\d{1,12}(?:\.\d{1,12})?)(?=\s|$)/i;

function readAsked(said: string, known: Vocabulary): AskedWith {
  const threshold = THRESHOLD.exec(said)?.[1];
  const text = said.replace(THRESHOLD, ' ').trim();
  const read = readWorkloadText(text, known);
  if (read.ok) return { ok: true, text, flat: flatten(read.workload), threshold: numberOf(threshold) };
  // What is missing may be in the files; a word that cannot be read is in none.
  const problems = read.problems.filter((one) => one.said !== undefined);
  if (problems.length > 0) return { ok: false, text, problems };
  return { ok: true, text, flat: read.draft, threshold: numberOf(threshold) };
}

function numberOf(text: string | undefined): number | undefined {
  return text === undefined ? undefined : Number(text);
}

/** What was found, and the advice, or the form with what is known where something is missing for it. */
async function adviseWith(words: Words, text: string, findings: Findings): Promise<void> {
  const { services, workspaceId, person } = words;
  const read = readWorkloadText(text, vocabulary(services), findings.fields);
  const flat = read.ok ? flatten(read.workload) : read.draft;
  const missing = read.ok ? [] : read.problems.map(({ problem }) => problem);
  await words.tell(
    reportMessage(findings.report, {
      notes: missing.length === 0 ? [] : [`For the whole advice: ${missing.join(' ')}`],
      buttons: [...formButtons(flat), ...addResultsButton(findings.judged)],
    }),
  );
  await shareRouting(words, findings.routing);
  if (!read.ok) return;
  let advised: Advice | undefined;
  await postResult(services, {
    workspaceId,
    key: words.key,
    async advice() {
      advised = await adviseOn(services, workspaceId, read.workload);
      return advised;
    },
    destination: words.here,
    person,
  });
  if (advised !== undefined) await sharePilot(words, advised, findings.questionLines);
}

/** The form with what is known; none where it is too much for a button. */
function formButtons(flat: FlatWorkload) {
  const value = packJson({ t: writeWorkload(flat) }, MAX_BUTTON_VALUE_LENGTH);
  return value === undefined ? [] : [button(OPEN_FORM, 'Open the form with these numbers', value)];
}

/** Uses that are opened from one message: more would not be read. */
const MAX_USES = 5;

/** What usage exports say, each model with its verdict and its form, and the whole advice on the largest saving. */
async function proposeUses(words: Words, { report, workloads }: Findings): Promise<void> {
  const { services, workspaceId, person } = words;
  const advices: Advice[] = [];
  for (const workload of workloads) {
    await services.turns.next(workspaceId);
    advices.push(await adviseOn(services, workspaceId, workload));
  }
  advices.sort(bySaving);
  const [first] = advices;
  const heading = 'To decide, the largest saving first';
  const lines = advices.map(({ workload, verdict }) => `${workload.current.model}: ${verdict.headline}`);
  const decided =
    lines.length === 0 ? report : { ...report, sections: [...report.sections, { heading, lines }] };
  await words.tell(
    reportMessage(decided, {
      notes: [],
      buttons: advices.slice(0, MAX_USES).flatMap(({ workload }, at) => openUse(workload, at)),
    }),
  );
  if (first === undefined) return;
  await postResult(services, {
    workspaceId,
    key: words.key,
    advice: async () => first,
    destination: words.here,
    person,
  });
}

function openUse(workload: Workload, at: number) {
  const value = encodeResult({ workload });
  return value === undefined
    ? []
    : [button(`${ADJUST}:${at}`, cut(`Form: ${workload.current.model}`, 70), value)];
}
