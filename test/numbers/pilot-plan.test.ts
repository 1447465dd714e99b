import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, onTestFinished, test } from 'vitest';
import { parse } from 'yaml';
import type { Workload } from '../../src/engine/index.js';
import { writePilotKit } from '../../src/numbers/pilot/pilot-kit.js';
import { pilotConfiguration, pilotPage } from '../../src/numbers/pilot/pilot-page.js';
import { pairedItems, pilotPlanOf } from '../../src/numbers/pilot/pilot-plan.js';
import { rowKit } from '../../src/numbers/pilot/row-kit.js';
import { openTokenizer } from '../../src/numbers/tokens/tokenizers.js';
import { readTraining } from '../../src/numbers/training/read-training.js';
import { adviceOf } from '../advice-of.js';
import { CATALOGUE } from '../catalogue.js';
import { source, unwatched } from './source.js';

test.each([
  // (1.96 sqrt(0.15) + 0.8416 sqrt(0.1475))^2 / 0.05^2 = 468.7
  [0.05, 0.15, 469],
  // (1.96 sqrt(0.2) + 0.8416 sqrt(0.19))^2 / 0.1^2 = 154.6
  [0.1, 0.2, 155],
])('to see a drop of %f where models differ on %f of the items takes %i', (drop, differing, items) => {
  expect(pairedItems(drop, differing)).toBe(items);
});

const TODAY = '2026-11-22';
const ASKED: Workload = {
  task: 'classification',
  volume: { queriesPerDay: 50_000 },
  tokens: { staticPrompt: 1_500, user: 500, output: 100 },
  current: { model: 'gpt-6.2-sol' },
  candidates: ['gpt-6.1-terra'],
  quality: { lossPerErrorUsd: 0.01 },
};

test('a pilot is as large as the test that the advice plans, of what it tests, and passes by its mark', () => {
  const advice = adviceOf(ASKED, CATALOGUE, { asOf: TODAY });
  const { test: planned } = advice.verdict;
  expect(planned?.againstToday).toBe(true);
  const plan = pilotPlanOf(advice, CATALOGUE, 'classification');
  expect(plan.items).toBe(planned?.items);
  expect(plan.contestants.map(({ model }) => model.id)).toEqual(['gpt-6.2-sol', 'gpt-6.1-terra']);
  const page = pilotPage(plan, { items: plan.items, rowsFile: 'rows.csv' });
  expect(page).toContain(`with at least ${planned?.passMark} more right than today`);
  expect(parse(pilotConfiguration(plan)).providers).toEqual([
    'openai:chat:gpt-6.2-sol',
    'openai:chat:gpt-6.1-terra',
  ]);
});

test('an advice without a test is piloted on items enough to see a drop of 5 points', () => {
  const quality = { ...ASKED.quality, current: { right: 460, items: 500 } };
  const models = { 'gpt-6.1-terra': { right: 480, items: 500 } };
  const advice = adviceOf({ ...ASKED, quality: { ...quality, models } }, CATALOGUE, { asOf: TODAY });
  expect(advice.verdict.test).toBeNull();
  const plan = pilotPlanOf(advice, CATALOGUE, 'classification');
  expect(plan.items).toBe(469);
  expect(plan.contestants[0]?.model.id).toBe('gpt-6.2-sol');
});

test('an effort is run as such, and comes back by its label', () => {
  const model = CATALOGUE.findModel('gpt-6-luna');
  if (model === undefined) throw new Error('The catalogue has no Luna.');
  const plan = {
    contestants: [{ model, effort: 'low' as const }],
    items: 40,
    tolerance: 0.01,
    task: 'chat' as const,
  };
  expect(parse(pilotConfiguration(plan)).providers).toEqual([
    { id: 'openai:chat:gpt-6-luna', label: 'gpt-6-luna@low', config: { reasoning_effort: 'low' } },
  ]);
});

const row = (index: number) =>
  JSON.stringify({
    messages: [
      { role: 'user', content: `question ${index}` },
      { role: 'assistant', content: `answer ${index}` },
    ],
  });

test('a kit that names rows names those that a kit with the text holds out', async () => {
  const folder = mkdtempSync(join(tmpdir(), 'ftcost-pilot-'));
  onTestFinished(() => rmSync(folder, { recursive: true }));
  // A question that repeats is one.
  const rows = [...Array.from({ length: 50 }, (_, index) => row(index)), row(7), '{"messages":[]}'];
  const file = join(folder, 'train.jsonl');
  writeFileSync(file, rows.join('\n'));
  const plan = { contestants: [], items: 20, tolerance: 0.01, task: 'chat' as const };
  const { items } = await writePilotKit(file, join(folder, 'kit'), plan);
  expect(items).toBe(20);
  const written = readFileSync(join(folder, 'kit', 'items.jsonl'), 'utf8')
    .trim()
    .split('\n');
  const heldOut = written.map((line) => Number(/question (\d+)/.exec(line)?.[1])).sort((a, b) => a - b);

  const tokenizer = await openTokenizer('gpt-4o', 'OpenAI');
  const training = source('train', rows.join('\n'));
  const { questionLines } = await readTraining({ training }, tokenizer, unwatched);
  expect(questionLines).toHaveLength(50);
  const kit = rowKit(plan, questionLines);
  const named = kit
    .find(({ name }) => name.endsWith('.csv'))
    ?.text.trim()
    .split('\n')
    .slice(1)
    .map(Number);
  // A repeated question is held out with its first row.
  expect(named?.map((line) => line - 1)).toEqual(heldOut);
  expect(JSON.stringify(kit)).not.toMatch(/question \d|answer \d/);
  expect(rowKit(plan, [1])).toEqual([]);
});
