import { existsSync, readFileSync } from 'node:fs';
import { basename } from 'node:path';
import { type Advice, KEEP_ID, TYPICAL_USE, type Workload } from '../engine/index.js';
import { evalsJson, tokensJson, trainingJson, usageJson } from '../numbers/as-json.js';
import { evalReport } from '../numbers/evals/eval-report.js';
import { evaluate } from '../numbers/evals/evaluate.js';
import { accuracyFields } from '../numbers/evals/measured-fields.js';
import { FileError } from '../numbers/file-error.js';
import { createNumbersReader, type NumbersReader, type Watch } from '../numbers/numbers-reader.js';
import { writePilotKit } from '../numbers/pilot/pilot-kit.js';
import { pilotPlanOf } from '../numbers/pilot/pilot-plan.js';
import type { FileToRead } from '../numbers/reading.js';
import { counted as counts, reportText, sectionText } from '../numbers/report.js';
import { readPastedPrompt } from '../numbers/tokens/pasted-prompt.js';
import { promptCost, tokenReport } from '../numbers/tokens/token-report.js';
import { trainingBills } from '../numbers/training/training-bills.js';
import { trainingReport } from '../numbers/training/training-report.js';
import { trainingFields } from '../numbers/training/training-workload.js';
import { usageFindings } from '../numbers/usage/usage-models.js';
import { usageReport } from '../numbers/usage/usage-report.js';
import { usageWorkload } from '../numbers/usage/usage-workload.js';
import { loadCatalogue } from '../prices/catalogue.js';
import type { Model, PriceBook } from '../prices/price-book.js';
import { type FlatWorkload, flatten, numberAt, textAt } from '../slack/grammar/flat-workload.js';
import type { TextProblem } from '../slack/grammar/text-problem.js';
import { type Vocabulary, vocabularyOf } from '../slack/grammar/vocabulary.js';
import { readWorkloadText } from '../slack/grammar/workload-text.js';
import { adviceToday, printAnswer } from './answer-workload.js';
import { sentenceOf } from './read-question.js';

/** The team's own numbers in the terminal: tokens of a text, a training file, usage exports, an evaluation. */

/** What was asked for. */
export interface NumbersOptions {
  readonly file?: string | undefined;
  readonly training?: string | undefined;
  readonly validation?: string | undefined;
  readonly usage?: readonly string[] | undefined;
  readonly evals?: string | undefined;
  readonly out?: string | undefined;
  readonly threshold?: string | undefined;
  readonly json: boolean;
  readonly chart: string;
  readonly memo?: string | undefined;
  readonly width: number;
}

/** A question that cannot be answered as it was asked; the message says why and how to mend it. */
class QuestionError extends Error {
  override readonly name = 'QuestionError';
}

/** Whether a question is about the team's own numbers. */
export function asksForNumbers(
  words: readonly string[],
  { training, usage, evals }: NumbersOptions,
): boolean {
  return (
    training !== undefined ||
    usage !== undefined ||
    evals !== undefined ||
    words[0] === 'tokens' ||
    words[0] === 'pilot'
  );
}

/** Answers it. @returns the exit code: 2 where the question or a file cannot be read */
export async function answerWithNumbers(words: readonly string[], options: NumbersOptions): Promise<number> {
  const book = loadCatalogue();
  const today = new Date().toISOString().slice(0, 10);
  const ending = new AbortController();
  const stop = () => ending.abort();
  process.once('SIGINT', stop);
  const reader = createNumbersReader();
  const bar = createBar();
  const session = {
    book,
    today,
    vocabulary: vocabularyOf(book, today),
    reader,
    watch: { ...bar, signal: ending.signal },
    options,
  };
  try {
    if (words[0] === 'tokens') return await answerTokens(session, words.slice(1));
    if (words[0] === 'pilot') return await answerPilot(session, words.slice(1).join(' '));
    if (options.training !== undefined)
      return await answerTraining(session, words.join(' '), options.training);
    if (options.usage !== undefined) return await answerUsage(session, words, options.usage);
    return await answerEvals(session, words.join(' '), options.evals ?? '');
  } catch (error) {
    bar.clear();
    if (!(error instanceof FileError) && !(error instanceof QuestionError)) throw error;
    console.error(error.message);
    return error instanceof FileError && error.code === 'stopped' ? 130 : 2;
  } finally {
    process.removeListener('SIGINT', stop);
    await reader.close();
  }
}

interface Session {
  readonly book: PriceBook;
  readonly today: string;
  readonly vocabulary: Vocabulary;
  readonly reader: NumbersReader;
  readonly watch: Watch & { clear(): void };
  readonly options: NumbersOptions;
}

/** A bar on standard error, for what takes longer than two seconds; nothing without a terminal. */
function createBar(): { onProgress(share: number): void; clear(): void } {
  const began = performance.now();
  const { isTTY } = process.stderr;
  return {
    onProgress(share) {
      if (!isTTY || performance.now() - began < 2_000) return;
      const done = Math.floor(share * 30);
      process.stderr.write(
        `\r[${'#'.repeat(done)}${'.'.repeat(30 - done)}] ${Math.floor(share * 100)}%  Ctrl-C stops`,
      );
    },
    clear() {
      if (isTTY) process.stderr.write('\r\u001b[K');
    },
  };
}

function fileToRead(path: string): FileToRead {
  return { path, name: path };
}

/** What the words of a question say, before the files are read. @throws QuestionError naming every word that cannot be read */
function readWords(text: string, vocabulary: Vocabulary): FlatWorkload {
  const read = readWorkloadText(text, vocabulary);
  if (read.ok) return flatten(read.workload);
  const mistakes = read.problems.filter(({ said }) => said !== undefined);
  if (mistakes.length > 0) throw new QuestionError(mistakes.map(sentenceOf).join('\n'));
  return read.draft;
}

/** The workload of what files and words say together, or what is still missing. */
function workloadOf(
  text: string,
  fields: FlatWorkload,
  vocabulary: Vocabulary,
): Workload | readonly TextProblem[] {
  const read = readWorkloadText(text, vocabulary, fields);
  return read.ok ? read.workload : read.problems;
}

function modelOf(said: FlatWorkload, book: PriceBook): Model | undefined {
  const id = textAt(said, 'current.model');
  return id === undefined ? undefined : book.findModel(id);
}

async function answerTokens(
  { book, today, vocabulary, reader, watch, options }: Session,
  words: readonly string[],
): Promise<number> {
  const text = words.join(' ');
  const fromFile = options.file === undefined ? undefined : readPrompt(options.file);
  const [first = '', ...rest] = words;
  const named = book.findModel(first);
  const pasted = fromFile ?? (named === undefined ? text : rest.join(' '));
  const said = fromFile === undefined ? {} : readWords(text, vocabulary);
  const inPaste = readPastedPrompt(pasted).model;
  const model = named ?? modelOf(said, book) ?? (inPaste === undefined ? undefined : book.findModel(inPaste));
  if (model === undefined) {
    throw new QuestionError(
      `Whose tokens? Name a model: tokens ${vocabulary.exampleModel} --file prompt.txt.`,
    );
  }
  if (pasted.trim() === '')
    throw new QuestionError(
      'There is no text to count. Write it after the model, or give --file prompt.txt.',
    );
  const { tokens } = await reader.read({ kind: 'tokens', text: pasted, model }, watch);
  const cost = promptCost(tokens, model, book, today, {
    outputTokens: numberAt(said, 'tokens.output'),
    queriesPerDay: numberAt(said, 'volume.queriesPerDay'),
    typicalPerDay: TYPICAL_USE.volume.queriesPerDay,
  });
  watch.clear();
  if (options.json) printJson({ tokens: tokensJson(cost) });
  else console.log(reportText(tokenReport(cost, today), options.width));
  return 0;
}

/** Longest prompt that is counted, in bytes: no model takes one as long. */
const MAX_PROMPT_BYTES = 20_000_000;

function readPrompt(path: string): string {
  try {
    const bytes = readFileSync(path);
    if (bytes.byteLength > MAX_PROMPT_BYTES)
      throw new QuestionError(`${basename(path)} is larger than ${MAX_PROMPT_BYTES / 1e6} MB: no prompt is.`);
    if (bytes.includes(0)) throw new QuestionError(`${basename(path)} is no text.`);
    return new TextDecoder().decode(bytes);
  } catch (error) {
    if (error instanceof Error && 'code' in error)
      throw new QuestionError(`${path} cannot be read: ${error.message}`);
    throw error;
  }
}

/** The model whose tokens are counted where nobody names one: most tunes by the token are of its family. */
const COUNTED_BY_DEFAULT = 'gpt-4o';

async function answerTraining(
  { book, today, vocabulary, reader, watch, options }: Session,
  text: string,
  file: string,
): Promise<number> {
  const said = readWords(text, vocabulary);
  const model = modelOf(said, book) ?? book.findModel(COUNTED_BY_DEFAULT);
  if (model === undefined) throw new QuestionError('Whose tokens? Name a model.');
  const { validation } = options;
  const { training: facts } = await reader.read(
    {
      kind: 'training',
      training: fileToRead(file),
      ...(validation !== undefined && { validation: fileToRead(validation) }),
      model: { id: model.id, provider: model.provider },
    },
    watch,
  );
  watch.clear();
  const bills = trainingBills(facts, book, today, numberAt(said, 'data.epochs'));
  const workload = workloadOf(text, trainingFields(facts), vocabulary);
  const advice = 'tokens' in workload ? adviceToday(workload, book) : undefined;
  if (options.json) {
    printJson({
      training: trainingJson(facts, bills),
      advice: advice ?? null,
      missing: 'tokens' in workload ? [] : workload.map(sentenceOf),
    });
    return 0;
  }
  console.log(`${reportText(trainingReport(facts, bills, model.name), options.width)}\n`);
  return printAdvice(workload, advice, options);
}

/** Writes a pilot kit for the advice on a training file and the words of a question. */
async function answerPilot(
  { book, vocabulary, reader, watch, options }: Session,
  text: string,
): Promise<number> {
  const { training: file, out: folder } = options;
  if (file === undefined || folder === undefined) {
    throw new QuestionError(
      `A pilot needs a file and a folder: pilot "${vocabulary.exampleModel} 20k/day" --training train.jsonl --out pilot.`,
    );
  }
  const model = modelOf(readWords(text, vocabulary), book);
  const counted = model ?? book.findModel(COUNTED_BY_DEFAULT);
  if (counted === undefined) throw new QuestionError('Whose tokens? Name a model.');
  const { training: facts } = await reader.read(
    {
      kind: 'training',
      training: fileToRead(file),
      model: { id: counted.id, provider: counted.provider },
    },
    watch,
  );
  const workload = workloadOf(text, trainingFields(facts), vocabulary);
  if (!('tokens' in workload)) throw new QuestionError(workload.map(sentenceOf).join('\n'));
  const advice = adviceToday(workload, book);
  const plan = pilotPlanOf(advice, book, workload.task ?? facts.task);
  const kit = await writePilotKit(file, folder, plan);
  watch.clear();
  console.log(
    `${folder}: ${counts(kit.items, 'held-out item')} for ${plan.models.map(({ name }) => name).join(', ')}, and ${counts(kit.rest, 'row')} to train on. README.md in it says what to do.`,
  );
  return 0;
}

/** Prints the advice, or what is missing for it. */
async function printAdvice(
  workload: Workload | readonly TextProblem[],
  advice: Advice | undefined,
  { chart, memo, width }: NumbersOptions,
): Promise<number> {
  if (advice !== undefined) return printAnswer(advice, { chart, memo }, width);
  const missing = 'tokens' in workload ? [] : workload.map(sentenceOf);
  console.log(`For the whole advice:\n${missing.map((one) => `  - ${one}`).join('\n')}`);
  return 0;
}

async function answerUsage(
  { book, today, vocabulary, reader, watch, options }: Session,
  words: readonly string[],
  given: readonly string[],
): Promise<number> {
  // After --usage a shell puts all files of `*.csv` but the first among the words.
  const files = [...given, ...words.filter((word) => existsSync(word))];
  const text = words.filter((word) => !existsSync(word)).join(' ');
  const said = readWords(text, vocabulary);
  const { usage: facts } = await reader.read({ kind: 'usage', files: files.map(fileToRead) }, watch);
  watch.clear();
  const findings = usageFindings(facts, book, today);
  const asked = modelOf(said, book);
  const perDay = numberAt(said, 'volume.queriesPerDay');
  const decided = findings.models
    .slice(0, MODELS_DECIDED)
    .flatMap((use) => {
      const workload = usageWorkload(
        use,
        use.model !== undefined && use.model.id === asked?.id ? perDay : undefined,
      );
      if (workload === undefined) return [];
      const advice = adviceToday(workload, book);
      return [{ workload, advice, savingUsdPerMonth: savingPerMonth(advice) }];
    })
    .sort((a, b) => (b.savingUsdPerMonth ?? 0) - (a.savingUsdPerMonth ?? 0));
  if (options.json) {
    printJson({
      usage: usageJson(facts, findings),
      workloads: decided.map(({ workload, advice, savingUsdPerMonth }) => ({
        workload,
        verdict: advice.verdict,
        savingUsdPerMonth,
      })),
    });
    return 0;
  }
  console.log(
    reportText(usageReport(facts, findings, perDay === undefined ? undefined : asked?.id), options.width),
  );
  if (decided.length === 0) return 0;
  const lines = decided.map(
    ({ workload, advice }) => `${workload.current.model}: ${advice.verdict.headline}`,
  );
  const heading = decided.length === 1 ? 'To decide' : 'To decide, the largest saving first';
  console.log(`\n${sectionText({ heading, lines }, options.width)}`);
  return 0;
}

/** Models that are decided on, those first that cost most. */
const MODELS_DECIDED = 6;

/** What the verdict saves in its first month against keeping everything; `null` where a cost is unknown. */
function savingPerMonth({ plans, verdict }: Advice): number | null {
  const costOf = (id: string) => plans.find((plan) => plan.id === id)?.firstMonthUsd ?? null;
  const [keep, chosen] = [costOf(KEEP_ID), costOf(verdict.planId)];
  return keep === null || chosen === null ? null : keep - chosen;
}

async function answerEvals(
  { book, vocabulary, reader, watch, options }: Session,
  text: string,
  file: string,
): Promise<number> {
  const said = readWords(text, vocabulary);
  const threshold = thresholdOf(options.threshold);
  const { evals: facts } = await reader.read(
    { kind: 'evals', file: fileToRead(file), ...(threshold !== undefined && { threshold }) },
    watch,
  );
  watch.clear();
  const findings = evaluate(facts, book);
  const workload = workloadOf(text, accuracyFields(findings, modelOf(said, book)), vocabulary);
  const advice = 'tokens' in workload ? adviceToday(workload, book) : undefined;
  if (options.json) {
    printJson({
      evals: evalsJson(findings),
      advice: advice ?? null,
      missing: 'tokens' in workload ? [] : workload.map(sentenceOf),
    });
    return 0;
  }
  console.log(`${reportText(evalReport(findings), options.width)}\n`);
  return printAdvice(workload, advice, options);
}

function thresholdOf(said: string | undefined): number | undefined {
  if (said === undefined) return undefined;
  const threshold = Number(said);
  if (said.trim() === '' || !Number.isFinite(threshold))
    throw new QuestionError(`--threshold takes a number, such as 0.7; this is "${said}".`);
  return threshold;
}

function printJson(value: unknown): void {
  console.log(JSON.stringify(value, null, 2));
}
