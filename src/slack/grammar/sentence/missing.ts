import { type FlatWorkload, numberAt } from '../flat-workload.js';
import { writeNumber } from '../numbers.js';
import type { Vocabulary } from '../vocabulary.js';
import { choice, type Question } from './reading.js';

/** What a workload cannot do without, as questions with answers to tap. */

const MODEL = 'current.model';
const PER_DAY = 'volume.queriesPerDay';
const PROMPT = 'tokens.user';
const ANSWER = 'tokens.output';
const RETRIEVED = 'tokens.retrieved';

/** Models that are offered where none is named, as far as they are sold. */
const USUAL_MODELS: readonly string[] = ['gpt-4o', 'gpt-4o-mini', 'claude-haiku-5.5', 'gpt-6-luna'];

/** A question for each thing that is missing, unless one is asked already. */
export function missingQuestions(
  draft: FlatWorkload,
  asked: readonly Question[],
  vocabulary: Vocabulary,
): readonly Question[] {
  const isOpen = (path: string): boolean =>
    draft[path] === undefined && !asked.some((question) => canAnswer(question, path));
  const hasTotal = draft['volume.oneOffQueries'] !== undefined;
  return [
    ...(isOpen(MODEL) ? [modelQuestion(vocabulary)] : []),
    ...(isOpen(PER_DAY) && !hasTotal ? [volumeQuestion()] : []),
    ...(isOpen(PROMPT) ? [promptQuestion(draft)] : []),
    ...(isOpen(ANSWER) ? [answerQuestion()] : []),
  ];
}

/** Whether a question is about a path, or has an answer that sets it. */
function canAnswer({ path: about, choices }: Question, path: string): boolean {
  return about === path || choices.some(({ values }) => values[path] !== undefined);
}

function modelQuestion(vocabulary: Vocabulary): Question {
  const models = USUAL_MODELS.flatMap((id) => vocabulary.findModel(id) ?? []);
  return {
    path: MODEL,
    ask: 'Which model answers today?',
    choices: models.map(({ id, name }) => choice(name, MODEL, id)),
  };
}

function volumeQuestion(): Question {
  return {
    path: PER_DAY,
    ask: 'How many queries are there?',
    choices: [1_000, 10_000, 100_000, 1_000_000].map((perDay) =>
      choice(`${writeNumber(perDay)} a day`, PER_DAY, perDay),
    ),
  };
}

function promptQuestion(draft: FlatWorkload): Question {
  const retrieved = numberAt(draft, RETRIEVED);
  const sizes = (retrieved === undefined ? [200, 500, 1_000, 2_000] : [50, 200, 500]).map((tokens) =>
    choice(`${writeNumber(tokens)} tokens`, PROMPT, tokens),
  );
  if (retrieved === undefined) {
    return { path: PROMPT, ask: 'How many prompt tokens has one query?', choices: sizes };
  }
  return {
    path: PROMPT,
    ask: `How many prompt tokens has one query beside the ${writeNumber(retrieved)} of context?`,
    choices: sizes,
  };
}

function answerQuestion(): Question {
  return {
    path: ANSWER,
    ask: 'How many tokens has one answer?',
    choices: [20, 100, 300, 1_000].map((tokens) => choice(`${writeNumber(tokens)} tokens`, ANSWER, tokens)),
  };
}
