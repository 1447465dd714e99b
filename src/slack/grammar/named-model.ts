import { EFFORTS, type Effort, splitEffort } from '../../engine/index.js';
import { nearestWord } from '../kit/nearest.js';
import { asOneLine, cut } from '../kit/safe-text.js';
import type { Vocabulary } from './vocabulary.js';

/** A model as people name it, perhaps with a reasoning effort behind it. */
interface NamedModel {
  readonly id: string;
  readonly effort?: Effort;
  /** Both as they are written back: `gpt-6-luna@low`. */
  readonly name: string;
}

/** Finds `gpt-6-luna` or `gpt-6-luna@low`, by id or alias. */
export function findNamedModel(typed: string, vocabulary: Vocabulary): NamedModel | undefined {
  const whole = vocabulary.findModel(typed);
  if (whole !== undefined) return { id: whole.id, name: whole.id };
  const { modelId, effort } = splitEffort(typed);
  const model = effort === undefined ? undefined : vocabulary.findModel(modelId);
  if (effort === undefined || model === undefined) return undefined;
  return { id: model.id, effort, name: `${model.id}@${effort}` };
}

/** The same, or why there is no such model, with the nearest one. Never throws. */
export function readNamedModel(
  typed: string,
  vocabulary: Vocabulary,
): ({ readonly ok: true } & NamedModel) | { readonly ok: false; readonly problem: string } {
  const found = findNamedModel(typed, vocabulary);
  if (found !== undefined) return { ok: true, ...found };
  const { modelId, effort } = splitEffort(typed);
  if (effort !== undefined) return { ok: false, problem: noSuchModel(modelId, vocabulary, `@${effort}`) };
  const at = typed.lastIndexOf('@');
  const isModel = at > 0 && vocabulary.findModel(typed.slice(0, at)) !== undefined;
  return { ok: false, problem: isModel ? noSuchEffort(typed.slice(at + 1)) : noSuchModel(typed, vocabulary) };
}

/** Whether a word is a model with an effort, known or not: one of the two is. */
export function looksLikeEffort(word: string, vocabulary: Vocabulary): boolean {
  const at = word.lastIndexOf('@');
  if (at <= 0) return false;
  return splitEffort(word).effort !== undefined || vocabulary.findModel(word.slice(0, at)) !== undefined;
}

function noSuchEffort(typed: string): string {
  const near = nearestWord(typed, EFFORTS);
  const meant = near === undefined ? '' : ` Did you mean ${near}?`;
  return `there is no such effort.${meant} Choose one of: ${EFFORTS.join(', ')}.`;
}

function noSuchModel(name: string, vocabulary: Vocabulary, effort = ''): string {
  const [near] = vocabulary.suggestModels(name, 1);
  const subject = `there is no model ${cut(asOneLine(name), 40)}.`;
  return near === undefined
    ? `${subject} /ftcost opens the form, which lists them all.`
    : `${subject} Did you mean ${near}${effort}?`;
}
