import { writeFileSync } from 'node:fs';
import { setTimeout as sleep } from 'node:timers/promises';
import { parseArgs } from 'node:util';
import { adviceToday, printAnswer } from './ask/answer-workload.js';
import { type Question, readQuestion, readWorkloadFile } from './ask/read-question.js';
import { openParts } from './parts.js';
import { messageText, pictureOf } from './playground/message-text.js';
import { ADA, ADA_AND_BOT, ML_PLATFORM, type SlackServer } from './playground/slack-server/index.js';
import { type Playground, startPlayground } from './playground/start.js';
import { loadCatalogue } from './prices/catalogue.js';
import { flatten } from './slack/workload/flat-workload.js';
import { vocabularyOf } from './slack/workload/vocabulary.js';

/** One question in the terminal: the same app, a local Slack, one slash command. */

const USAGE = `Ask ftcost once:

  npm run ask -- "gpt-4o 500k/day 200in 100out examples=5000x500 task=classification"
  npm run ask -- "preset ticket-triage" --chart triage.png
  npm run ask -- help
  npm run ask -- --workload workload.json
  npm run --silent ask -- --json "gpt-4o 500k/day 200in 100out"

What is written after "/ftcost" in Slack goes between the quotes. The chart is saved as a PNG
(--chart, default ftcost-chart.png). --workload reads a whole workload from a JSON file; words after it change it.
--json prints the advice as JSON and nothing else. A question that cannot be read exits with 2.`;

/** Widest line that is printed. */
const WIDTH = Math.min(process.stdout.columns ?? 100, 110);

/** Longest wait for an answer. */
const ANSWER_MS = 60_000;

/** Questions whose answer is private by design. */
const PRIVATE_ANSWERS = /^(help|presets|prices?)\b/i;

/** Waits until the app has nothing under way. */
async function settled(playground: Playground): Promise<void> {
  const until = performance.now() + ANSWER_MS;
  while (playground.app.running() > 0 && performance.now() < until) await sleep(20);
}

function posted(slack: SlackServer) {
  return slack.messages(ML_PLATFORM).at(-1) ?? slack.messages(ADA_AND_BOT).at(-1);
}

/** Prints the answer and saves its chart. @returns the exit code */
function report(slack: SlackServer, question: string, chartFile: string): number {
  const result = posted(slack);
  for (const note of result === undefined ? slack.ephemerals(ADA) : [])
    console.log(`${messageText(note, WIDTH)}\n`);
  if (result === undefined) return PRIVATE_ANSWERS.test(question) ? 0 : 2;
  console.log(messageText(result, WIDTH));
  const fileId = pictureOf(result.blocks);
  const picture = fileId === undefined ? undefined : slack.file(fileId);
  if (picture === undefined) {
    console.log('\nNo chart came with this answer.');
    return 1;
  }
  writeFileSync(chartFile, picture.bytes);
  console.log(`\nChart: ${chartFile}`);
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
      help: { type: 'boolean', short: 'h' },
      json: { type: 'boolean', default: false },
      workload: { type: 'string' },
    },
  });
  const question = positionals.join(' ').trim();
  if (values.help !== true && (values.json || values.workload !== undefined))
    return askEngine(question, values);
  if (values.help === true || question === '') {
    console.log(USAGE);
    return values.help === true ? 0 : 2;
  }
  const parts = await openParts({ logLevel: 'warn', store: { kind: 'memory' } });
  const playground = await startPlayground(0, parts);
  try {
    await playground.slack.sendCommand({ userId: ADA, channelId: ML_PLATFORM, line: `/ftcost ${question}` });
    await settled(playground);
    return report(playground.slack, question, values.chart);
  } finally {
    await playground.stop();
    await parts.close();
  }
}

// Whoever reads the answer may stop early, as `head` does.
process.stdout.on('error', (error: NodeJS.ErrnoException) => {
  if (error.code !== 'EPIPE') throw error;
  process.exit(0);
});

process.exitCode = await ask().catch((error: unknown) => {
  console.error(error instanceof TypeError ? `${error.message}\n\n${USAGE}` : error);
  return 1;
});
