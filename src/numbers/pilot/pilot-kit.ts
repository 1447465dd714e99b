import { once } from 'node:events';
import { createWriteStream, type WriteStream } from 'node:fs';
import { mkdir, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { finished } from 'node:stream/promises';
import type { Task } from '../../engine/workload.js';
import { FileError } from '../file-error.js';
import { fileSource, readLines, readText } from '../lines.js';
import { type Example, readExample } from '../training/example.js';
import { inputText } from '../training/read-training.js';
import { digestOf } from '../training/repeats.js';
import { itemsHeldOut, type PilotPlan, pilotConfiguration, pilotPage } from './pilot-page.js';

/**
 * A pilot kit: a folder with held-out items of a training file, a promptfoo configuration that runs the candidates on
 * them, the rest of the file to train on, and one page on what has to come out. It holds the team's text and stays on
 * its machine.
 */

/** What was written. */
interface PilotKit {
  readonly items: number;
  readonly rest: number;
}

/**
 * Writes the kit. Items are drawn by the digests of their questions, so that the same file gives the same items, the
 * order of its lines does not matter, and no question is on both sides.
 *
 * @throws FileError when the file holds fewer than two different questions, or the folder cannot be written
 */
export async function writePilotKit(file: string, folder: string, plan: PilotPlan): Promise<PilotKit> {
  const digests = [...(await questionDigests(file))].sort((a, b) => a - b);
  const items = itemsHeldOut(digests.length, plan);
  if (items === 0) throw new FileError('no-rows', `${file} holds too few different questions for a pilot.`);
  const heldOut = new Set(digests.slice(0, items));
  await mkdir(folder, { recursive: true });
  const rest = await splitFile(file, folder, heldOut, plan.task);
  await writeFile(join(folder, 'promptfooconfig.yaml'), pilotConfiguration(plan));
  await writeFile(join(folder, 'README.md'), pilotPage(plan, { items, rest }));
  return { items, rest };
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

async function questionDigests(file: string): Promise<ReadonlySet<number>> {
  const digests = new Set<number>();
  for await (const { example } of examplesOf(file)) digests.add(digestOf(inputText(example)));
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
    const digest = digestOf(inputText(example));
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
