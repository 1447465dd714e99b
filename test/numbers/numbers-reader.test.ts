import { mkdtempSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, expect, test } from 'vitest';
import { createNumbersReader } from '../../src/numbers/numbers-reader.js';

const folder = mkdtempSync(join(tmpdir(), 'ftcost-numbers-'));
const reader = createNumbersReader();
const MODEL = { id: 'gpt-4o', provider: 'OpenAI' };

afterAll(() => reader.close());

function file(name: string, content: string) {
  const path = join(folder, name);
  writeFileSync(path, content);
  return { path, name };
}

const ROW = (index: number) =>
  `${JSON.stringify({
    messages: [
      { role: 'user', content: `question ${index}` },
      { role: 'assistant', content: 'b' },
    ],
  })}\n`;

test('a file is read in a worker, and a later one after it', async () => {
  const training = file('train.jsonl', Array.from({ length: 20 }, (_, index) => ROW(index)).join(''));
  for (let time = 0; time < 2; time += 1) {
    const { training: facts } = await reader.read({ kind: 'training', training, model: MODEL });
    expect(facts.examples).toBe(20);
  }
});

test('what is wrong with a file comes back with its code', async () => {
  const missing = { path: join(folder, 'none.csv'), name: 'none.csv' };
  await expect(reader.read({ kind: 'usage', files: [missing] })).rejects.toMatchObject({
    name: 'FileError',
    code: 'not-found',
    message: 'There is no file none.csv.',
  });
  const archive = file('usage.zip', 'PK\u0003\u0004');
  await expect(reader.read({ kind: 'usage', files: [archive] })).rejects.toMatchObject({
    code: 'compressed',
  });
  await expect(reader.read({ kind: 'evals', file: { path: folder, name: 'folder' } })).rejects.toMatchObject({
    code: 'not-found',
  });
});

test('a reading can be stopped, and the worker goes on with the next', async () => {
  const training = file('long.jsonl', Array.from({ length: 30_000 }, (_, index) => ROW(index)).join(''));
  const stopping = new AbortController();
  stopping.abort();
  await expect(
    reader.read({ kind: 'training', training, model: MODEL }, { signal: stopping.signal }),
  ).rejects.toMatchObject({ code: 'stopped' });
  const { tokens } = await reader.read({ kind: 'tokens', text: 'Hi', model: MODEL });
  expect(tokens.tokens).toBe(1);
});
