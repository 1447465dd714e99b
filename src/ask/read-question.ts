import { readFileSync } from 'node:fs';
import { type Workload, WorkloadSchema } from '../engine/index.js';
import { lineOf } from '../slack/features/index.js';
import { readPresetText } from '../slack/features/result/answer-text.js';
import { type FlatWorkload, flatten } from '../slack/grammar/flat-workload.js';
import { readNamedModel } from '../slack/grammar/named-model.js';
import type { TextProblem } from '../slack/grammar/text-problem.js';
import type { Vocabulary } from '../slack/grammar/vocabulary.js';
import { readWorkloadText } from '../slack/grammar/workload-text.js';
import { workloadIssues } from './workload-issues.js';

/** A question asked outside Slack: a workload, or a line for everything that is wrong. */
export type Question =
  | { readonly ok: true; readonly workload: Workload }
  | { readonly ok: false; readonly problems: readonly string[] };

/** Reads what is typed after `/ftcost`: words, or `preset` with words that change it. Pure. */
export function readQuestion(text: string, vocabulary: Vocabulary, start: FlatWorkload = {}): Question {
  const { word, after } = lineOf(text);
  if (word.name !== 'preset') return fromText(text, vocabulary, start);
  const read = readPresetText(after);
  if (read.ok) return fromText(read.changes, vocabulary, flatten(read.preset.workload));
  return { ok: false, problems: [sentenceOf(read.problem)] };
}

function fromText(text: string, vocabulary: Vocabulary, start: FlatWorkload): Question {
  const outcome = readWorkloadText(text, vocabulary, start);
  if (outcome.ok) return { ok: true, workload: outcome.workload };
  return { ok: false, problems: outcome.problems.map(sentenceOf) };
}

/** A problem with what was typed, as one line. */
export function sentenceOf({ said, problem, mend }: TextProblem): string {
  return `${said === undefined || said === '' ? '' : `${said}: `}${problem}${mend === undefined ? '' : ` For example: ${mend}`}`;
}

/** Reads a whole workload from a JSON file, and checks its models. */
export function readWorkloadFile(file: string, vocabulary: Vocabulary): Question {
  const json = jsonOf(file);
  if (!json.ok) return json;
  const parsed = WorkloadSchema.safeParse(json.value, { reportInput: true });
  if (!parsed.success) return { ok: false, problems: workloadIssues(parsed.error) };
  const problems = unknownModels(parsed.data, vocabulary);
  return problems.length === 0 ? { ok: true, workload: parsed.data } : { ok: false, problems };
}

type Json =
  | { readonly ok: true; readonly value: unknown }
  | { readonly ok: false; readonly problems: readonly string[] };

function jsonOf(file: string): Json {
  try {
    return { ok: true, value: JSON.parse(readFileSync(file, 'utf8')) };
  } catch (error) {
    if (error instanceof SyntaxError) {
      return { ok: false, problems: [`${file} is no JSON: ${error.message}. Mend it there.`] };
    }
    if (error instanceof Error) return { ok: false, problems: [`${file} cannot be read: ${error.message}`] };
    throw error;
  }
}

function unknownModels(
  { current, candidates = [], quality }: Workload,
  vocabulary: Vocabulary,
): readonly string[] {
  const present = readNamedModel(current.model, vocabulary);
  const named = [
    ['current.model', current.model] as const,
    ...candidates.map((model, index) => [`candidates.${index}`, model] as const),
    ...Object.keys(quality?.models ?? {}).map((model) => ['quality.models', model] as const),
  ];
  return [
    ...named.flatMap(([path, model]) => {
      const read = readNamedModel(model, vocabulary);
      return read.ok ? [] : [`${path}: ${model}: ${read.problem}`];
    }),
    ...(present.ok && present.effort !== undefined
      ? [
          `current.model: the effort has a field of its own. Write "model": "${present.id}", "effort": "${present.effort}".`,
        ]
      : []),
  ];
}
