// @ts-check
// npm run bench:read -- [--megabytes=200]
// A training file of this size, streamed through the reader's worker as one from Slack is: time, peak memory of the
// process with its worker, and how long the event loop, on which acknowledgements wait, is held up, against the same
// process with nothing to read.
import { monitorEventLoopDelay } from 'node:perf_hooks';
import { setTimeout as sleep } from 'node:timers/promises';
import { parseArgs } from 'node:util';
import { createNumbersReader } from '../dist/numbers/numbers-reader.js';

const { values } = parseArgs({ options: { megabytes: { type: 'string', default: '200' } } });
const bytes = Number(values.megabytes) * 1e6;
if (!(bytes > 0)) throw new Error('--megabytes takes a number above 0.');

const WORDS =
  'parcel late refund shipping order invoice customer address damaged return label please when where'.split(
    ' ',
  );

/** A line of a training file. No two are the same.
 * @param {number} index */
function line(index) {
  const text = Array.from(
    { length: 120 },
    (_, at) => WORDS[(index * 7 + at * (index % 11) + at) % WORDS.length],
  );
  return `${JSON.stringify({
    messages: [
      { role: 'system', content: 'Sort the message into one class. Answer with the label alone.' },
      { role: 'user', content: `${index}: ${text.join(' ')}` },
      { role: 'assistant', content: index % 3 === 0 ? 'shipping' : 'refund' },
    ],
  })}\n`;
}

async function* content() {
  let sent = 0;
  for (let index = 0; sent < bytes; ) {
    const lines = [];
    for (let count = 0; count < 60; count += 1, index += 1) lines.push(line(index));
    const piece = Buffer.from(lines.join(''));
    sent += piece.byteLength;
    yield piece;
  }
}

/** @param {() => Promise<unknown>} work */
async function loopDelayMs(work) {
  const delay = monitorEventLoopDelay({ resolution: 5 });
  delay.enable();
  await work();
  delay.disable();
  return { p50: delay.percentile(50) / 1e6, p99: delay.percentile(99) / 1e6, max: delay.max / 1e6 };
}

const reader = createNumbersReader();
const model = { id: 'gpt-4o', provider: 'OpenAI' };
await reader.read({ kind: 'tokens', text: 'Hi', model });
const idle = await loopDelayMs(() => sleep(10_000));
const before = process.memoryUsage().rss;
let peak = 0;
const watching = setInterval(() => {
  peak = Math.max(peak, process.memoryUsage().rss);
}, 100);
const began = performance.now();
let examples = 0;
const reading = await loopDelayMs(async () => {
  const { training } = await reader.read({
    kind: 'training',
    training: { name: 'large.jsonl', bytes, chunks: content() },
    model,
  });
  examples = training.examples;
});
const seconds = (performance.now() - began) / 1_000;
clearInterval(watching);
await reader.close();
const round = (/** @type {number} */ value) => Number(value.toFixed(1));
console.log(
  `${bytes / 1e6} MB, ${examples} examples: ${round(seconds)} s, ${round(bytes / 1e6 / seconds)} MB a second`,
);
console.log(
  `Memory of the process with its worker: ${Math.round(before / 1e6)} MB before, ${Math.round(peak / 1e6)} MB at the peak`,
);
for (const [name, { p50, p99, max }] of Object.entries({ 'nothing to read': idle, reading })) {
  console.log(
    `Event loop held up, ${name}: p50 ${round(p50)} ms, p99 ${round(p99)} ms, at most ${round(max)} ms`,
  );
}
