import { readFileSync } from 'node:fs';
import { problemLine, problemsOf, QuestionError } from '../doors/problems.js';
import { unknownModels, workloadOfWords } from '../doors/read-workload.js';
import { type Workload, WorkloadSchema } from '../engine/index.js';
import type { FlatWorkload } from '../slack/grammar/flat-workload.js';
import type { Vocabulary } from '../slack/grammar/vocabulary.js';

/** A question asked in the terminal: a workload, or a line for everything that is wrong. */
export type Question =
  | { readonly ok: true; readonly workload: Workload }
  | { readonly ok: false; readonly problems: readonly string[] };

/** Reads what is typed after `/ftcost`: words, or `preset` with words that change it. Pure. */
export function readQuestion(text: string, vocabulary: Vocabulary, start: FlatWorkload = {}): Question {
  try {
    return { ok: true, workload: workloadOfWords(text, vocabulary, start) };
  } catch (error) {
    if (!(error instanceof QuestionError)) throw error;
    return { ok: false, problems: error.problems.map(({ message }) => message) };
  }
}

/** Reads a whole workload from a JSON file, and checks its models. */
export function readWorkloadFile(file: string, vocabulary: Vocabulary): Question {
  const json = jsonOf(file);
  if (!json.ok) return json;
  const parsed = WorkloadSchema.safeParse(json.value);
  const problems = parsed.success
    ? unknownModels(parsed.data, vocabulary)
    : problemsOf(parsed.error, WorkloadSchema);
  return parsed.success && problems.length === 0
    ? { ok: true, workload: parsed.data }
    : { ok: false, problems: problems.map((one) => problemLine(one, 'The workload')) };
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
