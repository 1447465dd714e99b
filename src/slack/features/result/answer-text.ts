import { findPreset, PRESETS, type Preset, type Workload } from '../../../engine/index.js';
import { destinationOf, type Words } from '../../entry/request.js';
import { adviseOn, isBusy, today, vocabulary } from '../../entry/services.js';
import { busyMessage } from '../../errors/busy-message.js';
import { namesOtherCurrency } from '../../grammar/currencies.js';
import { flatten, toWorkload } from '../../grammar/flat-workload.js';
import { problemMessage } from '../../grammar/problem-message.js';
import { isCourtesy } from '../../grammar/sentence/courtesy.js';
import { readSentence } from '../../grammar/sentence/read-sentence.js';
import { problemWith, type TextProblem } from '../../grammar/text-problem.js';
import type { Vocabulary } from '../../grammar/vocabulary.js';
import { readWorkloadText } from '../../grammar/workload-text.js';
import { nearestWord } from '../../kit/nearest.js';
import { noticeMessage } from '../../kit/notice-message.js';
import { postResult, resultPlace, workingOnIt } from './post-result.js';
import { presetsMessage } from './presets-message.js';
import { questionsMessage, understoodMessage } from './understood-message.js';
import { answerSaidWhatIf } from './what-if.js';

/**
 * `/ftcost gpt-4o 500k/day 2000+200in 100out`: acknowledges with what was understood, then posts the result. What is
 * no such line is read as a sentence. With anything unclear nothing is posted, and the acknowledgement asks for it.
 * With a preset, the text changes it.
 */
export async function answerText(request: Words, text: string, preset?: Preset): Promise<void> {
  const words = vocabulary(request.services);
  const outcome = readWorkloadText(text, words, preset === undefined ? {} : flatten(preset.workload));
  if (!outcome.ok || saysMore(request, text, words)) return answerSentence(request, text, preset);
  const { workload, isPrivate } = outcome;
  await answerWorkload(request, workload, isPrivate, () =>
    request.received(workingOnIt(workload, isPrivate)),
  );
}

/** Whether more was said before a mention than behind it: a line that stands alone is not all of it then. */
function saysMore({ services, whole }: Words, text: string, vocabulary: Vocabulary): boolean {
  if (whole === undefined || whole === text) return false;
  const [all, line] = [whole, text].map(
    (said) => readSentence(said, { vocabulary, today: today(services) }).draft,
  );
  return Object.keys(all ?? {}).length > Object.keys(line ?? {}).length;
}

/** The names that can be typed, with the rates of the workspace where another currency is named. */
async function vocabularyFor({ services, workspaceId }: Words, text: string): Promise<Vocabulary> {
  const words = vocabulary(services);
  if (!namesOtherCurrency(text)) return words;
  const version = await services.workspaces.settings.current(workspaceId);
  return { ...words, usdPer: new Map(Object.entries(version?.settings.usdPer ?? {})) };
}

/** A sentence: the result with what was understood, or what is asked back. */
async function answerSentence(request: Words, text: string, preset?: Preset): Promise<void> {
  const { services } = request;
  const whole = request.whole ?? text;
  if (isCourtesy(whole)) return request.tell(noticeMessage(['You are welcome.']));
  const words = await vocabularyFor(request, whole);
  const start = preset === undefined ? {} : flatten(preset.workload);
  const reading = readSentence(whole, { vocabulary: words, today: today(services) }, start);
  const read = toWorkload(reading.draft);
  const [issue] = read.ok ? [] : read.issues;
  if (!read.ok || reading.questions.length > 0) {
    if (preset === undefined && (await answerSaidWhatIf(request, whole, words))) return;
    const also =
      reading.questions.length === 0 && issue !== undefined ? [{ ask: issue.message, choices: [] }] : [];
    return request.tell(questionsMessage({ ...reading, questions: [...reading.questions, ...also] }, words));
  }
  const { workload } = read;
  const where = resultPlace(reading.isPrivate);
  await answerWorkload(request, workload, reading.isPrivate, async () => {
    const note = understoodMessage(reading, words, where);
    // Where Slack waits for no acknowledgement, nothing else would say what was understood.
    await (request.triggerId === undefined ? request.tell(note) : request.received(note));
  });
}

async function answerWorkload(
  request: Words,
  workload: Workload,
  isPrivate: boolean,
  received: () => Promise<void>,
): Promise<void> {
  const { services, workspaceId, key, person } = request;
  if (isBusy(services, workspaceId)) return request.tell(busyMessage(workload));
  await received();
  await postResult(services, {
    workspaceId,
    key,
    advice: () => adviseOn(services, workspaceId, workload),
    destination: destinationOf(request, isPrivate),
    person,
  });
}

/** What follows `preset`: the preset and the words that change it, or what is wrong with its name. */
export type PresetText =
  | { readonly ok: true; readonly preset: Preset; readonly changes: string }
  | { readonly ok: false; readonly problem: TextProblem; readonly near: string | undefined };

/** Reads what follows `preset`, tidied. Pure. */
export function readPresetText(after: string): PresetText {
  const [name = '', ...changes] = after.split(' ');
  const preset = findPreset(name.toLowerCase());
  if (preset) return { ok: true, preset, changes: changes.join(' ') };
  const ids = PRESETS.map(({ id }) => id);
  const near = nearestWord(name, ids);
  const problem = `there is no such preset.${near === undefined ? '' : ` Did you mean ${near}?`} There are: ${ids.join(', ')}.`;
  return { ok: false, problem: problemWith(name, problem), near };
}

/** `/ftcost preset ticket-triage [words that change it]`: the advice on a ready-made workload; alone, the list of them. */
export async function answerWithPreset(request: Words, after: string): Promise<void> {
  if (after === '') return answerWithPresets(request);
  const read = readPresetText(after);
  if (read.ok) return answerText(request, read.changes, read.preset);
  const example = `/ftcost preset ${read.near ?? PRESETS[0]?.id ?? ''}`.trim();
  await request.tell(problemMessage({ problems: [read.problem], example, typed: '' }));
}

/** `/ftcost presets`: the ready-made workloads, privately. */
export async function answerWithPresets(request: Words): Promise<void> {
  await request.tell(presetsMessage(PRESETS));
}
