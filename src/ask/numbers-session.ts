import { sentenceOf } from '../doors/problems.js';
import type { Advice, Workload } from '../engine/index.js';
import type { NumbersReader, Watch } from '../numbers/numbers-reader.js';
import type { FileToRead } from '../numbers/reading.js';
import type { Model, PriceBook } from '../prices/price-book.js';
import { type FlatWorkload, flatten, textAt } from '../slack/grammar/flat-workload.js';
import type { TextProblem } from '../slack/grammar/text-problem.js';
import type { Vocabulary } from '../slack/grammar/vocabulary.js';
import { readWorkloadText } from '../slack/grammar/workload-text.js';
import { printAnswer } from './answer-workload.js';

/** What every question about the team's own numbers has in the terminal: its options, the words around the files, the answer. */

/** What was asked for. */
export interface NumbersOptions {
  readonly file?: string | undefined;
  readonly training?: string | undefined;
  readonly validation?: string | undefined;
  readonly usage?: readonly string[] | undefined;
  readonly evals?: string | undefined;
  readonly out?: string | undefined;
  readonly tokenizer?: string | undefined;
  readonly threshold?: string | undefined;
  readonly json: boolean;
  readonly chart: string;
  readonly memo?: string | undefined;
  readonly width: number;
}

/** A question that cannot be answered as it was asked; the message says why and how to mend it. */
export class QuestionError extends Error {
  override readonly name = 'QuestionError';
}

/** One question, and what it takes to answer it. */
export interface Session {
  readonly book: PriceBook;
  readonly today: string;
  readonly vocabulary: Vocabulary;
  readonly reader: NumbersReader;
  readonly watch: Watch & { clear(): void };
  readonly options: NumbersOptions;
}

/** A file by its path, which is what it is called. */
export function fileToRead(path: string): FileToRead {
  return { path, name: path };
}

/** What the words of a question say, before the files are read. @throws QuestionError naming every word that cannot be read */
export function readWords(text: string, vocabulary: Vocabulary): FlatWorkload {
  const read = readWorkloadText(text, vocabulary);
  if (read.ok) return flatten(read.workload);
  const mistakes = read.problems.filter(({ said }) => said !== undefined);
  if (mistakes.length > 0) throw new QuestionError(mistakes.map(sentenceOf).join('\n'));
  return read.draft;
}

/** The workload of what files and words say together, or what is still missing. */
export function workloadOf(
  text: string,
  fields: FlatWorkload,
  vocabulary: Vocabulary,
): Workload | readonly TextProblem[] {
  const read = readWorkloadText(text, vocabulary, fields);
  return read.ok ? read.workload : read.problems;
}

/** The model that the words name. */
export function modelOf(said: FlatWorkload, book: PriceBook): Model | undefined {
  const id = textAt(said, 'current.model');
  return id === undefined ? undefined : book.findModel(id);
}

/** Prints the advice, or what is missing for it. */
export async function printAdvice(
  workload: Workload | readonly TextProblem[],
  advice: Advice | undefined,
  { chart, memo, width }: NumbersOptions,
): Promise<number> {
  if (advice !== undefined) return printAnswer(advice, { chart, memo }, width);
  const missing = 'tokens' in workload ? [] : workload.map(sentenceOf);
  console.log(`For the whole advice:\n${missing.map((one) => `  - ${one}`).join('\n')}`);
  return 0;
}

/** Prints data for programs. */
export function printJson(value: unknown): void {
  console.log(JSON.stringify(value, null, 2));
}
