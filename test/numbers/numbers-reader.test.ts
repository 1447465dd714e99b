import { mkdtempSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, expect, test } from 'vitest';
import { FileError } from '../../src/numbers/file-error.js';
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

/** A file that comes piece by piece, and how much of it was asked for. */
function streamed(name: string, lines: readonly string[], failure?: Error) {
  const seen = { lines: 0, isEnded: false };
  async function* chunks() {
    try {
      for (const line of lines) {
        seen.lines += 1;
        yield Buffer.from(line);
      }
      if (failure !== undefined) throw failure;
    } finally {
      seen.isEnded = true;
    }
  }
  const bytes = lines.reduce((sum, line) => sum + line.length, 0);
  return { seen, file: { name, bytes, chunks: chunks() } };
}

const ROWS = Array.from({ length: 40 }, (_, index) => ROW(index));

test('a file that comes piece by piece is read as it comes, and known by its content', async () => {
  const { file: training, seen } = streamed('train', ROWS);
  const { file: validation } = streamed('val', ROWS.slice(0, 5));
  const answer = await reader.read({ kind: 'any', files: [validation, training], model: MODEL });
  expect(answer).toMatchObject({
    kind: 'training',
    training: { examples: 40, validation: { examples: 5 }, repeats: { inValidation: 5 } },
  });
  expect(seen).toEqual({ lines: 40, isEnded: true });
});

test('what ends a stream comes back as it was, and the source of it is ended', async () => {
  const failure = new FileError('cut-short', 'It came in part only.');
  const { file: cut } = streamed('train', ROWS, failure);
  await expect(reader.read({ kind: 'any', files: [cut], model: MODEL })).rejects.toBe(failure);
  const { file: strange, seen } = streamed(
    'letter',
    Array.from({ length: 20_000 }, () => 'Dear all,\n'),
  );
  await expect(reader.read({ kind: 'any', files: [strange], model: MODEL })).rejects.toMatchObject({
    code: 'unknown-shape',
  });
  await expect.poll(() => seen.isEnded).toBe(true);
  expect(seen.lines).toBeLessThan(20_000);
});

test('files of different kinds are not taken for one', async () => {
  const files = [
    streamed('a.jsonl', ROWS).file,
    streamed('b.csv', ['item,model,correct\n', '1,gpt-4o,1\n']).file,
  ];
  await expect(reader.read({ kind: 'any', files, model: MODEL })).rejects.toMatchObject({
    code: 'mixed',
    message: 'a.jsonl is a training file, b.csv is an evaluation. Send each kind by itself.',
  });
});

test('one owner has three files under way, and the queue is left to others', async () => {
  let go = () => {};
  const waiting = new Promise<void>((resolve) => {
    go = resolve;
  });
  async function* slow() {
    await waiting;
    yield Buffer.from(ROWS.join(''));
  }
  const ask = (owner: string) =>
    reader.read(
      { kind: 'any', files: [{ name: 'slow', bytes: 1, chunks: slow() }], model: MODEL },
      { owner },
    );
  const three = [ask('ada'), ask('ada'), ask('ada')];
  await expect(ask('ada')).rejects.toMatchObject({ code: 'too-slow' });
  const other = ask('grace');
  // A short text does not wait behind them.
  expect((await reader.read({ kind: 'tokens', text: 'Hi', model: MODEL })).tokens.tokens).toBe(1);
  go();
  await Promise.all([...three, other]);
  await expect(ask('ada')).resolves.toMatchObject({ kind: 'training' });
});
