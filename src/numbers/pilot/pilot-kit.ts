import { once } from 'node:events';
import { createWriteStream, type WriteStream } from 'node:fs';
import { mkdir, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { finished } from 'node:stream/promises';
import { stringify } from 'yaml';
import { formatCount, formatShare } from '../../engine/index.js';
import type { Task } from '../../engine/workload.js';
import type { Model } from '../../prices/price-book.js';
import { FileError } from '../file-error.js';
import { fileSource, readLines, readText } from '../lines.js';
import { type Example, readExample } from '../training/example.js';
import { digestOf } from '../training/repeats.js';

/**
 * A pilot kit: a folder with held-out items of a training file, a promptfoo configuration that runs the candidates on
 * them, the rest of the file to train on, and one page on what has to come out. It holds the team's text and stays on
 * its machine.
 */

/** What a pilot is to settle. */
export interface PilotPlan {
  /** Models that are judged on the same items, today's first. */
  readonly models: readonly Model[];
  readonly items: number;
  /** How far below today's share of right answers still counts as good enough. */
  readonly tolerance: number;
  readonly task: Task;
}

/** What was written. */
export interface PilotKit {
  readonly items: number;
  readonly rest: number;
  /** Right answers that a candidate may have less than today's model. */
  readonly mayMiss: number;
  /** Models for which promptfoo's name is not known. */
  readonly leftOut: readonly string[];
}

/** Examples that stay to train on, for each that is held out: a file that is smaller gives fewer items. */
const FEWEST_LEFT = 1;

/**
 * Writes the kit. Items are drawn by the digests of their questions, so that the same file gives the same items, the
 * order of its lines does not matter, and no question is on both sides.
 *
 * @throws FileError when the file holds fewer than two different questions, or the folder cannot be written
 */
export async function writePilotKit(file: string, folder: string, plan: PilotPlan): Promise<PilotKit> {
  const digests = [...(await questionDigests(file))].sort((a, b) => a - b);
  const items = Math.min(plan.items, Math.floor(digests.length / (1 + FEWEST_LEFT)));
  if (items === 0) throw new FileError('no-rows', `${file} holds too few different questions for a pilot.`);
  const heldOut = new Set(digests.slice(0, items));
  await mkdir(folder, { recursive: true });
  const rest = await splitFile(file, folder, heldOut, plan.task);
  const providers = plan.models.map((model) => ({ model, id: promptfooId(model) }));
  const leftOut = providers.flatMap(({ model, id }) => (id === undefined ? [model.name] : []));
  const mayMiss = Math.floor(plan.tolerance * items);
  await writeFile(
    join(folder, 'promptfooconfig.yaml'),
    configuration(
      plan,
      providers.flatMap(({ id }) => id ?? []),
    ),
  );
  await writeFile(join(folder, 'README.md'), page(plan, { items, rest, mayMiss, leftOut }));
  return { items, rest, mayMiss, leftOut };
}

async function* examplesOf(
  file: string,
): AsyncGenerator<{ readonly example: Example; readonly line: string }> {
  const text = readText(fileSource(file, file, 0), () => undefined);
  for await (const lines of readLines(file, text)) {
    for (const line of lines) {
      const { example } = readExample(line);
      if (example !== undefined && example.shape !== 'plain-text') yield { example, line: line.text };
    }
  }
}

function questionDigest({ system, input }: Example): number {
  return digestOf([system, ...input.map(({ role, content }) => `${role}: ${content}`)].join('\u0000'));
}

async function questionDigests(file: string): Promise<ReadonlySet<number>> {
  const digests = new Set<number>();
  for await (const { example } of examplesOf(file)) digests.add(questionDigest(example));
  return digests;
}

/** Writes the items and the rest. A held-out question that repeats becomes one item, and is in the rest never. @returns the rows of the rest */
async function splitFile(
  file: string,
  folder: string,
  heldOut: ReadonlySet<number>,
  task: Task,
): Promise<number> {
  const items = createWriteStream(join(folder, 'items.jsonl'));
  const rest = createWriteStream(join(folder, 'train-without-items.jsonl'));
  const written = new Set<number>();
  let rows = 0;
  for await (const { example, line } of examplesOf(file)) {
    const digest = questionDigest(example);
    if (!heldOut.has(digest)) {
      rows += 1;
      await writeLine(rest, line);
    } else if (!written.has(digest)) {
      written.add(digest);
      await writeLine(items, JSON.stringify(itemOf(example, task)));
    }
  }
  items.end();
  rest.end();
  await Promise.all([finished(items), finished(rest)]);
  return rows;
}

async function writeLine(stream: WriteStream, line: string): Promise<void> {
  if (!stream.write(`${line}\n`)) await once(stream, 'drain');
}

/** One test of promptfoo. Its variables are templates themselves, so that braces of the text are shielded. */
function itemOf({ system, input, answer }: Example, task: Task) {
  const messages = [
    ...(system === '' ? [] : [{ role: 'system', content: system }]),
    ...input.map(({ role, content }) => ({ role, content })),
  ];
  return {
    vars: { messages: shielded(JSON.stringify(messages)), expected: shielded(answer) },
    assert: assertionsOf(answer, task),
  };
}

function shielded(text: string): string {
  return /\{[{%#]/.test(text) ? `{% raw %}${text}{% endraw %}` : text;
}

/** How an answer is judged: by comparison where answers have a form, else by a model beside the answer at hand. */
function assertionsOf(answer: string, task: Task) {
  if (task === 'classification')
    return [{ type: 'equals', value: shielded(answer.trim()), transform: 'output.trim()' }];
  if (task === 'extraction' || task === 'structured-output') {
    return [{ type: 'is-json' }, { type: 'javascript', value: SAME_JSON }];
  }
  return [
    {
      type: 'llm-rubric',
      value: 'It says the same as this answer, and nothing wrong beside it: {{expected}}',
    },
  ];
}

/** Compares two JSON values whatever the order of their keys. */
const SAME_JSON =
  'const sorted = (v) => Array.isArray(v) ? v.map(sorted) : v && typeof v === "object" ? Object.fromEntries(Object.keys(v).sort().map((k) => [k, sorted(v[k])])) : v; return JSON.stringify(sorted(typeof output === "string" ? JSON.parse(output) : output)) === JSON.stringify(sorted(JSON.parse(context.vars.expected)));';

/** How promptfoo calls the makers' own interfaces (promptfoo.dev/docs/providers, read 2026-11-30). */
const PROMPTFOO_MAKERS: ReadonlyMap<string, string> = new Map([
  ['openai', 'openai:chat:'],
  ['anthropic', 'anthropic:messages:'],
  ['google-gemini-api', 'google:'],
  ['mistral', 'mistral:'],
  ['deepseek', 'deepseek:'],
]);

function promptfooId({ id, aliases, platform }: Model): string | undefined {
  const maker = PROMPTFOO_MAKERS.get(platform);
  if (maker === undefined) return undefined;
  // Anthropic's interface takes names without points, which the book has as aliases.
  const name =
    platform === 'anthropic'
      ? (aliases.find((alias) => alias.startsWith('claude-') && !alias.includes('.')) ?? id)
      : id;
  return `${maker}${name}`;
}

function configuration({ task }: PilotPlan, providers: readonly string[]): string {
  return stringify({
    description: `Pilot: ${task} on held-out items`,
    prompts: ['{{messages}}'],
    providers,
    tests: 'file://items.jsonl',
    outputPath: 'results.json',
  });
}

function page(
  { models, items: wanted, tolerance }: PilotPlan,
  { items, rest, mayMiss, leftOut }: PilotKit,
): string {
  const [today, ...candidates] = models;
  const names = candidates.map(({ name }) => name).join(', ');
  return `# Pilot

Is ${candidates.length === 1 ? names : `one of ${names}`} as good as ${today?.name ?? 'the model of today'} on this work? Everything here is your own text: keep the folder where the training file may be.

| file | what it is |
| --- | --- |
| items.jsonl | ${formatCount(items)} questions that were held out, each with its right answer |
| train-without-items.jsonl | the other ${formatCount(rest)} rows: tune on these only |
| promptfooconfig.yaml | runs every model on every item |

1. Set the keys of the makers, and run \`npx promptfoo@latest eval\` in this folder. It writes results.json.
2. To judge a tuned model, too, add it under \`providers\`.
3. Run \`npm run ask -- "<your question>" --evals <this folder>/results.json\`: accuracies with their intervals, and the advice with them.

**It passes** with at most ${formatCount(mayMiss)} right answers fewer than ${today?.name ?? 'today'} on the same ${formatCount(items)} items (${formatShare(tolerance)} of them).${
    items < wanted
      ? ` ${formatCount(wanted)} items were wanted; the file has fewer different questions, so that a small drop may not show.`
      : ''
  }${leftOut.length === 0 ? '' : `\n\nNot in the configuration, as their names there are not known: ${leftOut.join(', ')}.`}

If the first third of the items shows a candidate far behind, stop: it will not catch up.
`;
}
