import { execFile } from 'node:child_process';
import { existsSync, mkdtempSync, readFileSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { z } from 'zod';

const folder = mkdtempSync(join(tmpdir(), 'ftcost-ask-numbers-'));

function file(name: string, content: string): string {
  const path = join(folder, name);
  writeFileSync(path, content);
  return path;
}

/** Asks in the terminal, as built. */
function ask(...args: string[]): Promise<{ code: number; stdout: string; stderr: string }> {
  return new Promise((resolve) => {
    execFile(process.execPath, ['dist/ask.js', ...args], { maxBuffer: 64e6 }, (error, stdout, stderr) => {
      resolve({ code: error === null ? 0 : Number(error.code), stdout, stderr });
    });
  });
}

const row = (index: number) =>
  JSON.stringify({
    messages: [
      { role: 'system', content: 'Answer with one label.' },
      { role: 'user', content: `The {{parcel}} number ${index} is late` },
      { role: 'assistant', content: index % 2 === 0 ? 'shipping' : 'refund' },
    ],
  });
const training = file(
  'train.jsonl',
  `${Array.from({ length: 60 }, (_, index) => row(index)).join('\n')}\n{"messages":[]}\n`,
);
const Count = z.number();
const Verdict = z.object({ headline: z.string().min(1) });

test('tokens: of a file, with the price of an answer', async () => {
  const { code, stdout } = await ask(
    'tokens',
    'gpt-4o',
    '--file',
    file('prompt.txt', 'Hello world'),
    '100out',
    '5k/day',
    '--json',
  );
  expect(code).toBe(0);
  expect(JSON.parse(stdout)).toMatchObject({
    tokens: { model: 'gpt-4o', tokens: 2, exact: true, queriesPerDay: 5_000, outputTokens: 100 },
  });
});

test('training: the data has its shape, and the advice is made of it', async () => {
  const Training = z.object({
    training: z.object({
      examples: z.literal(60),
      tokens: z.object({ total: Count, prompt: Count, answer: Count }),
      perExample: z.object({ p50: Count, p95: Count, max: Count }),
      problems: z.array(z.object({ code: z.string(), count: Count, lines: z.array(Count) })),
      duplicates: z.object({ exact: Count, near: Count }),
      bills: z
        .array(
          z.object({ platform: z.string(), model: z.string(), epochs: Count, tokens: Count, usd: Count }),
        )
        .min(5),
    }),
    advice: z.object({
      verdict: Verdict,
      workload: z.object({ task: z.literal('classification'), data: z.object({ examples: z.literal(60) }) }),
    }),
  });
  const { code, stdout } = await ask('gpt-4o 20k/day', '--training', training, '--json');
  expect(code).toBe(0);
  const answer = Training.parse(JSON.parse(stdout));
  expect(answer.training.problems).toContainEqual({ code: 'no-messages', count: 1, lines: [61] });
});

test('training without words: the report, and what the advice lacks', async () => {
  const { code, stdout } = await ask('--training', training);
  expect(code).toBe(0);
  expect(stdout).toContain('60 examples');
  expect(stdout).toContain('Line 61: no messages');
  expect(stdout).toContain('Which model answers today?');
  expect(stdout).not.toContain('parcel');
});

test('usage: several files, and a workload for each model', async () => {
  const header = 'date,model,api_requests,prompt_tokens,completion_tokens,spend';
  const one = file('one.csv', `${header}\n2026-10-01,gpt-4o,1000,2000000,100000,6\n`);
  const two = file('two.csv', `${header}\n2026-10-02,gpt-4o,1000,2000000,100000,6\n`);
  const { code, stdout } = await ask('--usage', one, two, '--json');
  expect(code).toBe(0);
  expect(JSON.parse(stdout)).toMatchObject({
    usage: {
      source: 'litellm',
      days: 2,
      models: [
        {
          model: 'gpt-4o',
          requests: 2_000,
          inputTokens: 4_000_000,
          cachedTokens: 0,
          cacheWriteTokens: 0,
          outputTokens: 200_000,
          spendUsd: 12,
          queriesPerDay: 1_000,
        },
      ],
      reconciled: { isWithinOnePercent: true },
    },
    workloads: [{ workload: { current: { model: 'gpt-4o' } }, verdict: {} }],
  });
});

test('evals: accuracies beside the advice', async () => {
  const rows = Array.from({ length: 40 }, (_, index) => `${index},gpt-4o,${index < 36 ? 1 : 0},2000,100`);
  const evals = file('evals.csv', `item,model,correct,input_tokens,output_tokens\n${rows.join('\n')}\n`);
  const { code, stdout } = await ask('gpt-4o 20k/day', '--evals', evals, '--json');
  expect(code).toBe(0);
  expect(JSON.parse(stdout)).toMatchObject({
    evals: { items: 40, models: [{ model: 'gpt-4o', right: 36, n: 40, accuracy: 0.9 }], pairs: [] },
    advice: { workload: { tokens: { user: 2_000, output: 100 } } },
  });
});

test('pilot: every question is held out or trained on, never both', async () => {
  const out = join(folder, 'pilot');
  const { code, stdout } = await ask('pilot', 'gpt-4o 20k/day', '--training', training, '--out', out);
  expect(code).toBe(0);
  expect(stdout).toContain('30 held-out items');
  const lines = (name: string) => readFileSync(join(out, name), 'utf8').trim().split('\n');
  const items = lines('items.jsonl').map((line) =>
    z.object({ vars: z.object({ messages: z.string(), expected: z.string() }) }).parse(JSON.parse(line)),
  );
  const rest = lines('train-without-items.jsonl');
  expect(items).toHaveLength(30);
  expect(rest).toHaveLength(30);
  for (const { vars } of items) {
    // Braces of the text are no template of promptfoo's.
    expect(vars.messages).toMatch(/^\{% raw %\}.*\{% endraw %\}$/);
    const number = /number (\d+)/.exec(vars.messages)?.[1];
    expect(rest.some((line) => line.includes(`number ${number} is`))).toBe(false);
  }
  expect(existsSync(join(out, 'README.md'))).toBe(true);
  expect(readFileSync(join(out, 'promptfooconfig.yaml'), 'utf8')).toContain('openai:chat:gpt-4o');
});

test.each<[string, string[], RegExp]>([
  ['a model that is not known', ['gpt-4oo 5k/day', '--training', training], /Did you mean gpt-4o/],
  ['a file that is not there', ['--training', 'none.jsonl'], /There is no file none.jsonl/],
  ['a file of something else', ['--usage', training], /none of the usage exports/],
  ['tokens of nothing', ['tokens', 'gpt-4o'], /no text to count/],
  ['tokens of nobody', ['tokens', 'hello'], /Whose tokens/],
  ['a threshold in words', ['--evals', training, '--threshold', 'high'], /takes a number/],
  [
    'a pilot without a folder',
    ['pilot', 'gpt-4o 5k/day', '--training', training],
    /needs a file and a folder/,
  ],
])('%s is answered on the error output, and exits with 2', async (_, args, message) => {
  const { code, stdout, stderr } = await ask(...args);
  expect(code).toBe(2);
  expect(stderr).toMatch(message);
  expect(stdout).toBe('');
});
