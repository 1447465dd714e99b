import { findPreset, PRESETS, splitEffort, TYPICAL_USE, type Workload } from '../../../engine/index.js';
import { type FlatWorkload, flatten, isNames, toWorkload, without } from '../../grammar/flat-workload.js';
import { problemWith, type TextProblem } from '../../grammar/text-problem.js';
import type { Vocabulary } from '../../grammar/vocabulary.js';
import { TextReader } from '../../grammar/workload-text.js';
import { nearestWord } from '../../kit/nearest.js';

/** Fewest and most models of one comparison. */
export const MIN_MODELS = 2;
export const MAX_MODELS = 8;

/** A part of a workload that a comparison can take as typical. */
export type TypicalPart = 'volume' | 'prompt' | 'answer';

/** What the text of a comparison says. */
export type ComparisonOutcome =
  | {
      readonly ok: true;
      readonly workload: Workload;
      /** Ids, the one that the others are measured against first. */
      readonly models: readonly string[];
      /** What was not given and is taken to be typical. */
      readonly typical: readonly TypicalPart[];
      readonly isPrivate: boolean;
    }
  | { readonly ok: false; readonly problems: readonly TextProblem[] };

const PRESET = /(?:^|\s)preset[\s=:]+(\S+)/i;

/**
 * Reads `gpt-4o gpt-6-luna 500k/day 2000+200in 100out`: models and, in any order, the words of a workload or a preset.
 * What is not given of volume, prompt and answer is typical. Names everything that is wrong at once. Pure; never throws.
 */
export function readComparisonText(text: string, vocabulary: Vocabulary): ComparisonOutcome {
  const reader = new TextReader(vocabulary, true);
  const named = PRESET.exec(text)?.[1];
  const preset = named === undefined ? undefined : findPreset(named.toLowerCase());
  reader.read(text.replace(PRESET, ' '));
  if (named !== undefined && preset === undefined) reader.problems.push(unknownPreset(named));
  const start = preset === undefined ? typicalFor(reader) : flatten(preset.workload);
  const draft = reader.over(start);
  if (namesEffort(reader)) reader.problems.push(withoutEffort());
  const models = modelsOf(reader, preset?.workload, draft);
  if (models.length < MIN_MODELS && reader.problems.length === 0) reader.problems.push(tooFew(models));
  if (models.length > MAX_MODELS) reader.problems.push(tooMany(models.length));
  const [first = vocabulary.exampleModel] = models;
  const outcome = toWorkload({ ...without(draft, ['candidates']), 'current.model': first });
  if (!outcome.ok && reader.problems.length === 0) {
    for (const { message } of outcome.issues) reader.problems.push({ problem: message });
  }
  if (!outcome.ok || reader.problems.length > 0) return { ok: false, problems: reader.listed() };
  return {
    ok: true,
    workload: outcome.workload,
    models,
    typical: preset === undefined ? typicalParts(reader) : [],
    isPrivate: reader.isPrivate,
  };
}

/** The typical use, without a fixed prompt where the text gives the prompt as one number. */
function typicalFor(reader: TextReader): FlatWorkload {
  const { volume, tokens } = TYPICAL_USE;
  const typical: FlatWorkload = {
    'volume.queriesPerDay': volume.queriesPerDay,
    'tokens.staticPrompt': tokens.staticPrompt,
    'tokens.user': tokens.user,
    'tokens.output': tokens.output,
  };
  return reader.says('tokens.user') ? without(typical, ['tokens.staticPrompt']) : typical;
}

function typicalParts(reader: TextReader): readonly TypicalPart[] {
  const says = (...paths: readonly string[]): boolean => paths.some((path) => reader.says(path));
  return [
    ...(says('volume.queriesPerDay', 'volume.oneOffQueries') ? [] : ['volume' as const]),
    ...(says('tokens.user', 'tokens.staticPrompt') ? [] : ['prompt' as const]),
    ...(says('tokens.output') ? [] : ['answer' as const]),
  ];
}

/** Models by name, then those of `candidates=`; a single one is compared with the model of the preset. */
function modelsOf(
  { models }: Pick<TextReader, 'models'>,
  preset: Workload | undefined,
  draft: FlatWorkload,
): readonly string[] {
  const candidates = draft.candidates;
  const listed = isNames(candidates) ? candidates.map((name) => splitEffort(name).modelId) : [];
  const all = [...new Set([...models, ...listed])];
  return all.length === 1 && preset !== undefined ? [...new Set([preset.current.model, ...all])] : all;
}

function namesEffort(reader: TextReader): boolean {
  const { candidates } = reader.over({});
  const listed = reader.says('candidates') && isNames(candidates) ? candidates : [];
  return reader.says('current.effort') || listed.some((name) => splitEffort(name).effort !== undefined);
}

function withoutEffort(): TextProblem {
  return {
    problem: 'A comparison is one of prices, with the same tokens for every model: leave the efforts out.',
    mend: 'reasoning=800 for the tokens that they think with',
  };
}

function tooFew(models: readonly string[]): TextProblem {
  const [only] = models;
  return {
    problem:
      only === undefined ? 'Which models shall I compare? Name at least two.' : `Compare ${only} with what?`,
    mend: only === undefined ? 'gpt-4o gpt-6-luna' : `${only} gpt-6-luna`,
  };
}

function tooMany(count: number): TextProblem {
  return { problem: `That is ${count} models. I compare at most ${MAX_MODELS} at once.` };
}

function unknownPreset(name: string): TextProblem {
  const ids = PRESETS.map(({ id }) => id);
  const near = nearestWord(name, ids);
  return problemWith(
    name,
    `there is no such preset. There are: ${ids.join(', ')}.`,
    near === undefined ? undefined : `preset ${near}`,
  );
}
