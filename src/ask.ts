import { existsSync, writeFileSync } from 'node:fs';
import { parseArgs } from 'node:util';
import { adviceToday, printAnswer } from './ask/answer-workload.js';
import { answerWithNumbers, asksForNumbers } from './ask/own-numbers.js';
import { type Question, readQuestion, readWorkloadFile } from './ask/read-question.js';
import { createScene, type Played, StepError } from './ask/scene.js';
import { messageText, pictureOf } from './playground/message-text.js';
import type { SlackServer } from './playground/slack-server/index.js';
import { startPlayground } from './playground/start.js';
import { loadCatalogue } from './prices/catalogue.js';
import { lineOf } from './slack/features/index.js';
import { flatten } from './slack/grammar/flat-workload.js';
import { vocabularyOf } from './slack/grammar/vocabulary.js';

/** One question in the terminal: the same app, a local Slack, one slash command. */

const USAGE = `Ask ftcost once:

  npm run ask -- "gpt-4o 500k/day 200in 100out examples=5000x500 task=classification"
  npm run ask -- "preset ticket-triage" --chart triage.png
  npm run ask -- help
  npm run ask -- --workload workload.json
  npm run --silent ask -- --json "gpt-4o 500k/day 200in 100out"

What is written after "/ftcost" in Slack goes between the quotes. The chart is saved as a PNG
(--chart, default ftcost-chart.png). --then goes on where the last step ended, any number of times: another line as
after "/ftcost", "press <button>", "feed <id>" (today, after-a-price-cut), or "clock <days>d" to move the clock:

  npm run ask -- "preset team-chat" --then "press Save and watch" --then "feed after-a-price-cut" --then "digest preview"

The team's own files are read on this machine; only counts are kept:

  npm run ask -- tokens gpt-4o --file prompt.txt             tokens and price of a text, a chat JSON or a curl command
  npm run ask -- "gpt-4o 20k/day" --training train.jsonl     faults, bills and the advice; --validation FILE beside it
  npm run ask -- --usage usage.csv costs.json                shares, cache, growth, and what to decide first
  npm run ask -- "gpt-4o 20k/day" --evals results.csv        accuracies with intervals; --threshold 0.7 for scores
  npm run ask -- pilot "gpt-4o 20k/day" --training train.jsonl --out pilot    a folder for a test with promptfoo

--workload reads a whole workload from a JSON file; words after it change it.
--json prints the advice as JSON and nothing else. A question that cannot be read exits with 2.`;

/** Widest line that is printed. */
const WIDTH = Math.min(process.stdout.columns ?? 100, 110);

/** Prints what came of a step, and saves its chart. @returns the exit code */
function report(
  slack: SlackServer,
  { messages, notes, isCommand }: Played,
  { step, chart }: { readonly step: string; readonly chart: string },
): number {
  const isAnswered = messages.length > 0;
  const isPrivate = lineOf(step).word.isPrivate;
  for (const note of isAnswered && isCommand ? [] : notes) console.log(`${messageText(note, WIDTH)}\n`);
  for (const message of messages) console.log(`${messageText(message, WIDTH)}\n`);
  if (!isAnswered) return isCommand && !isPrivate ? 2 : 0;
  const fileId = messages.map(({ blocks }) => pictureOf(blocks)).findLast((id) => id !== undefined);
  const picture = fileId === undefined ? undefined : slack.file(fileId);
  if (picture === undefined) {
    if (!isCommand || isPrivate) return 0;
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
  options: { readonly workload?: string | undefined; readonly json: boolean; readonly chart: string },
): Promise<number> {
  const book = loadCatalogue();
  const vocabulary = vocabularyOf(book, new Date().toISOString().slice(0, 10));
  const given: Question | undefined =
    options.workload === undefined ? undefined : readWorkloadFile(options.workload, vocabulary);
  const start = given?.ok === true ? flatten(given.workload) : {};
  const read = given?.ok === false || question === '' ? given : readQuestion(question, vocabulary, start);
  if (read?.ok !== true) {
    console.error(read === undefined ? USAGE : read.problems.join('\n'));
    return 2;
  }
  const advice = adviceToday(read.workload, book);
  if (!options.json) return printAnswer(advice, options.chart, WIDTH);
  console.log(JSON.stringify(advice, null, 2));
  return 0;
}

async function ask(): Promise<number> {
  const { values, positionals } = parseArgs({
    allowPositionals: true,
    options: {
      chart: { type: 'string', default: 'ftcost-chart.png' },
      evals: { type: 'string' },
      file: { type: 'string' },
      out: { type: 'string' },
      help: { type: 'boolean', short: 'h' },
      json: { type: 'boolean', default: false },
      // biome-ignore lint/suspicious/noThenProperty: the option is called so; nobody awaits this object.
      then: { type: 'string', multiple: true },
      threshold: { type: 'string' },
      training: { type: 'string' },
      usage: { type: 'string', multiple: true },
      validation: { type: 'string' },
      workload: { type: 'string' },
    },
  });
  const question = positionals.join(' ').trim();
  const words = positionals.flatMap((one) => (existsSync(one) ? [one] : one.split(' ')));
  const numbers = { ...values, width: WIDTH };
  if (values.help !== true && asksForNumbers(words, numbers)) return answerWithNumbers(words, numbers);
  if (values.help !== true && (values.json || values.workload !== undefined))
    return askEngine(question, values);
  if (values.help === true || question === '') {
    console.log(USAGE);
    return values.help === true ? 0 : 2;
  }
  const playground = await startPlayground({
    port: 0,
    logLevel: 'warn',
    store: { kind: 'memory' },
    background: 'when-the-clock-moves',
  });
  try {
    const scene = createScene(playground);
    for (const step of [question, ...(values.then ?? [])]) {
      const played = await scene.play(step);
      const exitCode = report(playground.slack, played, { step, chart: values.chart });
      if (exitCode !== 0) return exitCode;
    }
    return 0;
  } finally {
    await playground.stop();
  }
}

// The reader of the answer may stop early, as `head` does.
process.stdout.on('error', (error: NodeJS.ErrnoException) => {
  if (error.code !== 'EPIPE') throw error;
  process.exit(0);
});

process.exitCode = await ask().catch((error: unknown) => {
  if (error instanceof StepError) console.error(error.message);
  else console.error(error instanceof TypeError ? `${error.message}\n\n${USAGE}` : error);
  return error instanceof StepError ? 2 : 1;
});
