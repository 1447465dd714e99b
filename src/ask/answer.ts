import { existsSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { z } from 'zod';
import { messageText, pictureOf } from '../playground/message-text.js';
import type { SlackServer } from '../playground/slack-server/index.js';
import { startPlayground } from '../playground/start.js';
import { loadCatalogue } from '../prices/catalogue.js';
import { lineOf } from '../slack/features/index.js';
import { UNDERSTOOD } from '../slack/features/result/understood-message.js';
import { flatten } from '../slack/grammar/flat-workload.js';
import { vocabularyOf } from '../slack/grammar/vocabulary.js';
import { adviceToday, printAnswer } from './answer-workload.js';
import type { NumbersOptions } from './numbers-session.js';
import { answerWithNumbers, asksForNumbers } from './own-numbers.js';
import { type Question, readQuestion, readWorkloadFile } from './read-question.js';
import { createScene, type Played, StepError } from './scene.js';

/** What is asked in the terminal: the same app, a local Slack, one slash command and what follows it. */

/** How it is asked. */
export interface AskOptions extends Omit<NumbersOptions, 'width'> {
  readonly workload?: string | undefined;
  readonly then?: readonly string[] | undefined;
}

/** Widest line that is printed. */
const WIDTH = Math.min(process.stdout.columns ?? 100, 110);

/** Where the pictures and files of a step go. */
interface Saving {
  readonly step: string;
  readonly chart: string;
  readonly memo?: string | undefined;
}

/** Saves the files that were shared, a memo under the name that was asked for. @returns whether there were any */
function saveFiles(slack: SlackServer, { messages }: Played, { chart, memo }: Saving): boolean {
  const files = messages.flatMap(({ fileIds = [] }) => fileIds.flatMap((id) => slack.file(id) ?? []));
  for (const { name, bytes } of files) {
    const path = memo !== undefined && name.endsWith('-memo.pdf') ? memo : join(dirname(chart), name);
    writeFileSync(path, bytes);
    console.log(`File: ${path}\n`);
  }
  return files.length > 0;
}

const Understood = z.object({ block_id: z.literal(UNDERSTOOD) });

/** Whether a block says what was understood of a sentence. */
function isUnderstood(block: unknown): boolean {
  return Understood.safeParse(block).success;
}

/** Prints what came of a step, and saves its chart and files. @returns the exit code */
function report(slack: SlackServer, played: Played, saving: Saving): number {
  const { messages, notes, window, isCommand } = played;
  const { step, chart } = saving;
  const isAnswered = messages.length > 0;
  const isPrivate = lineOf(step).word.isPrivate;
  // Of a line that was answered only what was understood of a sentence is news.
  const news = notes.filter(({ blocks }) => !isAnswered || !isCommand || blocks.some(isUnderstood));
  for (const note of news) console.log(`${messageText(note, WIDTH)}\n`);
  for (const message of messages) console.log(`${messageText(message, WIDTH)}\n`);
  if (window !== undefined) console.log(`${messageText({ text: '', blocks: window.blocks }, WIDTH)}\n`);
  if (!isAnswered) return isCommand && !isPrivate && window === undefined ? 2 : 0;
  const hasFiles = saveFiles(slack, played, saving);
  const fileId = messages.map(({ blocks }) => pictureOf(blocks)).findLast((id) => id !== undefined);
  const picture = fileId === undefined ? undefined : slack.file(fileId);
  if (picture === undefined) {
    if (!isCommand || isPrivate || hasFiles) return 0;
    console.log('No chart came with this answer.');
    return 1;
  }
  writeFileSync(chart, picture.bytes);
  console.log(`Chart: ${chart}\n`);
  return 0;
}

/** A question that is answered without Slack: a workload from a file, or an answer for a program. */
async function askEngine(
  question: string,
  options: Pick<AskOptions, 'workload' | 'json' | 'chart' | 'memo'>,
): Promise<number | 'nothing-asked'> {
  const book = loadCatalogue();
  const vocabulary = vocabularyOf(book, new Date().toISOString().slice(0, 10));
  const given: Question | undefined =
    options.workload === undefined ? undefined : readWorkloadFile(options.workload, vocabulary);
  const start = given?.ok === true ? flatten(given.workload) : {};
  const read = given?.ok === false || question === '' ? given : readQuestion(question, vocabulary, start);
  if (read?.ok !== true) {
    if (read === undefined) return 'nothing-asked';
    console.error(read.problems.join('\n'));
    return 2;
  }
  const advice = adviceToday(read.workload, book);
  if (!options.json) return printAnswer(advice, options, WIDTH);
  console.log(JSON.stringify(advice, null, 2));
  return 0;
}

/**
 * Answers it.
 *
 * @returns the exit code, or that nothing was asked
 */
export async function answer(
  positionals: readonly string[],
  options: AskOptions,
): Promise<number | 'nothing-asked'> {
  const question = positionals.join(' ').trim();
  const words = positionals.flatMap((one) => (existsSync(one) ? [one] : one.split(' ')));
  const numbers = { ...options, width: WIDTH };
  if (asksForNumbers(words, numbers)) return answerWithNumbers(words, numbers);
  if (options.json || options.workload !== undefined) return askEngine(question, options);
  return question === '' ? 'nothing-asked' : play(question, options);
}

/** Plays the question and what follows it in the local Slack. */
async function play(question: string, { then = [], chart, memo }: AskOptions): Promise<number> {
  const playground = await startPlayground({
    port: 0,
    logLevel: 'warn',
    store: { kind: 'memory' },
    background: 'when-the-clock-moves',
  });
  try {
    const scene = createScene(playground);
    for (const step of [question, ...(memo === undefined ? [] : ['press Memo']), ...then]) {
      const played = await scene.play(step);
      const exitCode = report(playground.slack, played, { step, chart, memo });
      if (exitCode !== 0) return exitCode;
    }
    return 0;
  } catch (error) {
    if (!(error instanceof StepError)) throw error;
    console.error(error.message);
    return 2;
  } finally {
    await playground.stop();
  }
}
