import { z } from 'zod';
import { type Workload, WorkloadSchema } from '../engine/index.js';
import { lineOf } from '../slack/features/index.js';
import { readPresetText } from '../slack/features/result/answer-text.js';
import { type FlatWorkload, flatten } from '../slack/grammar/flat-workload.js';
import { readNamedModel } from '../slack/grammar/named-model.js';
import type { Vocabulary } from '../slack/grammar/vocabulary.js';
import { readWorkloadText } from '../slack/grammar/workload-text.js';
import { type Problem, QuestionError, sentenceOf } from './problems.js';

/** A workload asked about outside Slack, in words or whole. Pure. */

/** Most characters that are read, as in Slack. */
const MAX_TEXT = 8_000;

/**
 * Reads what is typed after `/ftcost`: words, or `preset` with words that change it.
 *
 * @param start what the words change
 * @throws QuestionError for everything that is wrong
 */
export function workloadOfWords(text: string, vocabulary: Vocabulary, start: FlatWorkload = {}): Workload {
  const { word, after } = lineOf(text);
  if (word.name !== 'preset') return fromText(text, vocabulary, start);
  const read = readPresetText(after);
  if (!read.ok) throw new QuestionError([{ field: 'text', message: sentenceOf(read.problem) }]);
  return fromText(read.changes, vocabulary, flatten(read.preset.workload));
}

function fromText(text: string, vocabulary: Vocabulary, start: FlatWorkload): Workload {
  const outcome = readWorkloadText(text, vocabulary, start);
  if (outcome.ok) return outcome.workload;
  throw new QuestionError(
    outcome.problems.map((problem) => ({ field: 'text', message: sentenceOf(problem) })),
  );
}

/** The models of a workload that nobody knows, by the field that names them. */
export function unknownModels(
  { current, candidates = [], quality }: Workload,
  vocabulary: Vocabulary,
): readonly Problem[] {
  const present = readNamedModel(current.model, vocabulary);
  const named = [
    ['current.model', current.model] as const,
    ...candidates.map((model, index) => [`candidates.${index}`, model] as const),
    ...Object.keys(quality?.models ?? {}).map((model) => ['quality.models', model] as const),
  ];
  return [
    ...named.flatMap(([field, model]) => {
      const read = readNamedModel(model, vocabulary);
      return read.ok ? [] : [{ field, message: `${model}: ${read.problem}` }];
    }),
    ...(present.ok && present.effort !== undefined
      ? [
          {
            field: 'current.model',
            message: `the effort has a field of its own. Write "model": "${present.id}", "effort": "${present.effort}".`,
          },
        ]
      : []),
  ];
}

/** What a workload is asked about with: whole, in words, or whole with words that change it. */
export const ASKED_WORKLOAD = {
  workload: WorkloadSchema.optional().describe(
    'The workload, field by field. Leave out what you do not know.',
  ),
  text: z
    .string()
    .max(MAX_TEXT)
    .optional()
    .describe(
      'The workload in words, as after /ftcost in Slack: "gpt-4o 500k/day 2000+200in 100out examples=5000x500 ' +
        'task=classification", or "preset ticket-triage". Beside a workload, words change it.',
    ),
};

/**
 * The workload of a question, its models checked.
 *
 * @throws QuestionError for everything that is wrong
 */
export function askedWorkload(
  { workload, text = '' }: { readonly workload?: Workload | undefined; readonly text?: string | undefined },
  vocabulary: Vocabulary,
): Workload {
  if (workload === undefined && text.trim() === '') {
    const message = `say what it is about: "text" such as "${vocabulary.exampleModel} 500k/day 2000+200in 100out", or a "workload".`;
    throw new QuestionError([{ field: '', message }]);
  }
  const unknown = workload === undefined ? [] : unknownModels(workload, vocabulary);
  if (unknown.length > 0) {
    throw new QuestionError(unknown.map(({ field, message }) => ({ field: `workload.${field}`, message })));
  }
  if (workload !== undefined && text.trim() === '') return workload;
  return workloadOfWords(text, vocabulary, workload === undefined ? {} : flatten(workload));
}
