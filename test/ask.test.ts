import { execFile } from 'node:child_process';
import { mkdtempSync, readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { z } from 'zod';
import { readQuestion, readWorkloadFile } from '../src/ask/read-question.js';
import { findPreset, WorkloadSchema } from '../src/engine/index.js';
import { vocabularyOf } from '../src/slack/grammar/vocabulary.js';
import { CATALOGUE } from './catalogue.js';

const vocabulary = vocabularyOf(CATALOGUE, '2026-11-22');
const folder = mkdtempSync(join(tmpdir(), 'ftcost-ask-'));

const WORKLOAD = {
  task: 'classification',
  volume: { queriesPerDay: 500_000 },
  tokens: { staticPrompt: 2_000, user: 200, output: 100 },
  current: { model: 'gpt-4o' },
  quality: { target: 0.9 },
};

function file(name: string, content: unknown): string {
  const path = join(folder, name);
  writeFileSync(path, typeof content === 'string' ? content : JSON.stringify(content));
  return path;
}

/** Runs a program of this repository, as built. */
function run(...args: string[]): Promise<{ code: number; stdout: string; stderr: string }> {
  return new Promise((resolve) => {
    execFile(process.execPath, args, { maxBuffer: 64e6 }, (error, stdout, stderr) => {
      const code = error === null ? 0 : typeof error.code === 'number' ? error.code : 1;
      resolve({ code, stdout, stderr });
    });
  });
}

const Answer = z.object({ workload: WorkloadSchema, verdict: z.object({ headline: z.string().min(1) }) });

describe('a workload file', () => {
  const read = (name: string, content: unknown) => readWorkloadFile(file(name, content), vocabulary);

  test('is read whole', () => {
    expect(read('good.json', WORKLOAD)).toEqual({ ok: true, workload: WORKLOAD });
  });

  test.each<[string, unknown, string | RegExp]>([
    ['no JSON', '{"task":', /is no JSON/],
    [
      'a slip',
      { ...WORKLOAD, volume: { queriesPerDy: 5 } },
      /^volume\.queriesPerDy: .*Did you mean queriesPerDay\?/,
    ],
    ['a group that does not exist', { ...WORKLOAD, volumes: {} }, /^volumes: .*Did you mean volume\?/],
    [
      'text for a number',
      { ...WORKLOAD, tokens: { user: '2', output: 1 } },
      /^tokens\.user: .*without quotes/,
    ],
    ['nothing for a number', { ...WORKLOAD, tokens: { user: 2 } }, /^tokens\.output: this is missing/],
    [
      'a share above 1',
      { ...WORKLOAD, quality: { target: 92 } },
      'quality.target: this is too large. The most is 1.',
    ],
    ['no horizon', { ...WORKLOAD, horizonMonths: 0 }, 'horizonMonths: this is too small. Write at least 1.'],
    ['an unknown task', { ...WORKLOAD, task: 'poetry' }, /^task: .*Choose one of: classification/],
    ['no volume', { ...WORKLOAD, volume: {} }, /^volume: Say how many queries/],
    [
      'an unknown model',
      { ...WORKLOAD, current: { model: 'gpt4o-mni' } },
      /^current\.model: .*Did you mean gpt-4o-mini\?/,
    ],
    [
      'an unknown model that was judged',
      { ...WORKLOAD, quality: { models: { 'gpt-6-lunna@low': 0.9 } } },
      /^quality\.models: gpt-6-lunna@low: .*Did you mean gpt-6-luna@low\?/,
    ],
    [
      'an unknown effort of a candidate',
      { ...WORKLOAD, candidates: ['gpt-6-luna@lwo'] },
      /^candidates\.0: gpt-6-luna@lwo: there is no such effort\. Did you mean low\?/,
    ],
    [
      'an effort behind the model in use',
      { ...WORKLOAD, current: { model: 'gpt-6-luna@low' } },
      /^current\.model: .*Write "model": "gpt-6-luna", "effort": "low"/,
    ],
    [
      'an accuracy above 1',
      { ...WORKLOAD, quality: { current: 92 } },
      'quality.current: this is too large. The most is 1.',
    ],
    [
      'an accuracy in words',
      { ...WORKLOAD, quality: { current: 'good' } },
      'quality.current: write a share such as 0.91, or {"right": 182, "items": 200}.',
    ],
    [
      'more right answers than answers',
      { ...WORKLOAD, quality: { current: { right: 210, items: 200 } } },
      'quality.current.right: There cannot be more right answers than answers.',
    ],
    [
      'no answers judged',
      { ...WORKLOAD, quality: { models: { 'gpt-6-luna': { right: 0, items: 0 } } } },
      'quality.models.gpt-6-luna.items: this is too small. Write at least 1.',
    ],
    [
      'a slip in a figure',
      { ...WORKLOAD, quality: { current: { right: 182, item: 200 } } },
      'quality.current: it takes "right" and "items" alone, such as {"right": 182, "items": 200}.',
    ],
    ['a list', [], /^The workload: this has the wrong type/],
  ])('with %s is refused, naming the field and the mend', (_, content, expected) => {
    const outcome = read('bad.json', content);
    expect(outcome.ok ? [] : outcome.problems).toContainEqual(
      typeof expected === 'string' ? expected : expect.stringMatching(expected),
    );
  });

  test('that is not there is said to be not there', () => {
    expect(readWorkloadFile(join(folder, 'gone.json'), vocabulary)).toMatchObject({
      ok: false,
      problems: [expect.stringContaining('cannot be read')],
    });
  });
});

describe('a question in words', () => {
  test('may be a preset, with words that change it', () => {
    const outcome = readQuestion('preset ticket-triage 77/day', vocabulary);
    expect(outcome).toMatchObject({ ok: true, workload: { volume: { queriesPerDay: 77 } } });
    expect(readQuestion('preset ticket-triage', vocabulary)).toEqual({
      ok: true,
      workload: findPreset('ticket-triage')?.workload,
    });
    expect(readQuestion('preset tickets', vocabulary)).toMatchObject({ ok: false });
  });
});

describe('the command in the terminal', () => {
  test('--json prints the whole advice and nothing else', async () => {
    const { code, stdout } = await run('dist/ask.js', '--json', 'gpt-4o 500k/day 2000+200in 100out');
    expect(code).toBe(0);
    expect(Answer.parse(JSON.parse(stdout)).workload.current.model).toBe('gpt-4o');
  });

  test('--workload takes a file, and words after it change it', async () => {
    const path = file('workload.json', WORKLOAD);
    const { code, stdout } = await run('dist/ask.js', '--json', '--workload', path, '77/day');
    expect(code).toBe(0);
    expect(Answer.parse(JSON.parse(stdout)).workload).toEqual({ ...WORKLOAD, volume: { queriesPerDay: 77 } });
  });

  test('--workload alone prints the message and saves the chart', async () => {
    const chart = join(folder, 'chart.png');
    const path = file('workload.json', WORKLOAD);
    const { code, stdout } = await run('dist/ask.js', '--workload', path, '--chart', chart);
    expect(code).toBe(0);
    expect(stdout).toContain('Invoice: ');
    expect(readFileSync(chart).subarray(1, 4).toString()).toBe('PNG');
  });

  test('saves a memo, prints windows, and saves what was exported', { timeout: 240_000 }, async () => {
    const chart = join(folder, 'played.png');
    const memo = join(folder, 'memo.pdf');
    const line = 'gpt-4o 500k/day 200in 100out task=classification';
    const steps = ['press Working', 'press Export', 'settings'].flatMap((step) => ['--then', step]);
    const { code, stdout } = await run('dist/ask.js', line, '--chart', chart, '--memo', memo, ...steps);
    expect(code).toBe(0);
    for (const said of ['One query: $', 'An engineer a month']) expect(stdout).toContain(said);
    expect(readFileSync(memo).subarray(0, 5).toString()).toBe('%PDF-');
    expect(readdirSync(folder).filter((name) => name.endsWith('-ledgers.csv'))).toHaveLength(1);
  });

  test.each([
    [['--json', 'gpt-4o 500k/dy']],
    [['--json', '']],
    [['--workload', file('broken.json', { ...WORKLOAD, tokens: {} })]],
  ])('%j exits with 2, says why on the error output, and prints nothing', async (args) => {
    const { code, stdout, stderr } = await run('dist/ask.js', ...args);
    expect(code).toBe(2);
    expect(stdout).toBe('');
    expect(stderr).not.toBe('');
  });
});

test('the example imports the engine by its name, runs, and stands in the README as it is', async () => {
  const { code, stdout } = await run('examples/advise.js');
  expect(code).toBe(0);
  expect(stdout).toMatch(/costs \$[\d.]+k a month less than today/);
  expect(stdout.trim().split('\n')).toHaveLength(4);
  expect(readFileSync('README.md', 'utf8')).toContain(readFileSync('examples/advise.js', 'utf8'));
});

test('the names of the package lead to files that exist, types included', () => {
  const Package = z.object({
    exports: z.record(z.string(), z.object({ types: z.string(), default: z.string() })),
  });
  const { exports } = Package.parse(JSON.parse(readFileSync('package.json', 'utf8')));
  expect(Object.keys(exports)).toEqual(['./engine', './prices', './evidence']);
  for (const { types, default: code } of Object.values(exports)) {
    expect(readFileSync(types, 'utf8')).toContain('export');
    expect(readFileSync(code, 'utf8')).toContain('export');
  }
});
