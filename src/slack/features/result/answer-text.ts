import { findPreset, PRESETS, type Preset } from '../../../engine/index.js';
import { destinationOf, type Words } from '../../entry/request.js';
import { adviseOn, isBusy, vocabulary } from '../../entry/services.js';
import { busyMessage } from '../../errors/busy-message.js';
import { flatten } from '../../grammar/flat-workload.js';
import { problemMessage } from '../../grammar/problem-message.js';
import { problemWith, type TextProblem } from '../../grammar/text-problem.js';
import { readWorkloadText } from '../../grammar/workload-text.js';
import { nearestWord } from '../../kit/nearest.js';
import { postResult, workingOnIt } from './post-result.js';
import { presetsMessage } from './presets-message.js';

/**
 * `/ftcost gpt-4o 500k/day 2000+200in 100out`: acknowledges with what was understood, then posts the result. With
 * any problem nothing is posted, and the acknowledgement names them all. With a preset, the text changes it.
 */
export async function answerText(request: Words, text: string, preset?: Preset): Promise<void> {
  const { services, workspaceId, key, person } = request;
  const words = vocabulary(services);
  const outcome = readWorkloadText(text, words, preset === undefined ? {} : flatten(preset.workload));
  if (!outcome.ok) {
    const example = `/ftcost ${words.exampleModel} 500k/day 2000+200in 100out`;
    const report = { problems: outcome.problems, example, typed: text };
    return request.tell(problemMessage(preset === undefined ? report : { ...report, presetId: preset.id }));
  }
  const { workload, isPrivate } = outcome;
  if (isBusy(services, workspaceId)) return request.tell(busyMessage(workload));
  await request.received(workingOnIt(workload, isPrivate));
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
