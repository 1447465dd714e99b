import { describe, expect, test } from 'vitest';
import { evaluate } from '../../src/numbers/evals/evaluate.js';
import { mcNemarP, pairedInterval, wilson } from '../../src/numbers/evals/intervals.js';
import { evaluationFields } from '../../src/numbers/evals/measured-fields.js';
import { readEvals } from '../../src/numbers/evals/read-evals.js';
import { loadCatalogue } from '../../src/prices/catalogue.js';
import { source, unwatched } from './source.js';

const book = loadCatalogue();
const read = (text: string, threshold?: number) => readEvals(source('evals.csv', text), threshold, unwatched);
const findings = async (text: string, threshold?: number) => evaluate(await read(text, threshold), book);

describe('intervals', () => {
  test('of a share (Wilson): 90 of 100', () => {
    const { low, high } = wilson(90, 100);
    expect(low).toBeCloseTo(0.8256, 4);
    expect(high).toBeCloseTo(0.9448, 4);
  });

  test('of a share at its ends', () => {
    expect(wilson(0, 10).low).toBe(0);
    expect(wilson(10, 10).high).toBe(1);
    expect(wilson(10, 10).low).toBeCloseTo(0.7225, 4);
  });

  test('of a paired difference (Newcombe 1998, table III: 36, 12, 2, 0)', () => {
    const { low, high } = pairedInterval({ bothRight: 36, onlyOne: 12, onlyOther: 2, bothWrong: 0 });
    expect(low).toBeCloseTo(0.0569, 3);
    expect(high).toBeCloseTo(0.3404, 3);
  });

  test.each([
    [0, 0, 1],
    [5, 5, 1],
    [1, 9, 0.021484375],
    [0, 10, 0.001953125],
  ])('McNemar: %i against %i is %f', (one, other, p) => {
    expect(mcNemarP(one, other)).toBeCloseTo(p, 9);
  });
});

const TABLE = `item,model,correct,input_tokens,output_tokens,latency_ms,cost
1,gpt-4o,1,2000,100,900,0.006
1,gpt-6-luna,1,2000,100,300,0.0003
2,gpt-4o,true,2000,100,1000,0.006
2,gpt-6-luna,FALSE,2000,100,400,0.0003
3,gpt-4o,pass,2000,100,1100,0.006
3,gpt-6-luna,fail,2000,100,500,0.0003
4,gpt-4o,0,2000,100,1200,0.006
4,gpt-6-luna,1.0,2000,100,600,0.0003
`;

test('a table: accuracies, tokens, p95, pairs and routing', async () => {
  const { items, models, pairs, routing } = await findings(TABLE);
  expect(items).toBe(4);
  expect(models.map(({ model, right, n }) => [model?.id, right, n])).toEqual([
    ['gpt-4o', 3, 4],
    ['gpt-6-luna', 2, 4],
  ]);
  expect(models[0]).toMatchObject({ inputTokens: 2_000, outputTokens: 100, p95LatencyMs: 1_200 });
  expect(models[0]?.costUsd).toBeCloseTo(0.006, 12);
  expect(pairs).toHaveLength(1);
  expect(pairs[0]).toMatchObject({
    n: 4,
    bothRight: 1,
    onlyOne: 2,
    onlyOther: 1,
    bothWrong: 0,
    difference: 0.25,
    p: 1,
  });
  expect(routing).toMatchObject({ first: 'gpt-6-luna', second: 'gpt-4o' });
  expect(routing?.costUsd?.second).toBeCloseTo(0.006, 12);
  const at = (share: number) => routing?.points.find(({ escalated }) => escalated === share);
  expect(at(0)).toMatchObject({ byChance: 0.5, atBest: 0.5 });
  expect(at(0.5)).toMatchObject({ byChance: 0.625, atBest: 1 });
  expect(at(1)).toMatchObject({ byChance: 0.75, atBest: 0.75 });
});

test("what was judged on today's items is told beside it, and what had other items is not", async () => {
  const found = await findings(`${TABLE}1,gpt-6.1-terra,1\n2,gpt-6.1-terra,1\n`);
  expect(evaluationFields(found, { id: 'gpt-4o' })).toMatchObject({
    'quality.current': { right: 3, items: 4 },
    'quality.models.gpt-6-luna': { right: 2, items: 4, bothRight: 1 },
    'quality.models.gpt-6.1-terra': { right: 2, items: 2 },
  });
  expect(evaluationFields(found, { id: 'claude-haiku-5.5' })['quality.models.gpt-6-luna']).toEqual({
    right: 2,
    items: 4,
  });
});

test('without costs in the file the list prices say which model comes first, and a better model that costs less needs no routing', async () => {
  const rows = (right: string, wrong: string) =>
    `item,model,correct\n1,${right},1\n1,${wrong},1\n2,${right},1\n2,${wrong},0\n`;
  const curve = async (text: string) => (await findings(text)).routing;
  expect(await curve(rows('gpt-4o', 'gpt-6-luna'))).toMatchObject({ first: 'gpt-6-luna', second: 'gpt-4o' });
  expect(await curve(rows('gpt-4o', 'gpt-6-luna'))).not.toHaveProperty('costUsd');
  expect(await curve(rows('gpt-6-luna', 'gpt-4o'))).toBeNull();
  expect(await curve(rows('gpt-4o', 'nobody-knows'))).toBeNull();
});

test('scores need a threshold, and are right from it on', async () => {
  const scores = '{"item":"a","model":"gpt-4o","score":0.7}\n{"item":"b","model":"gpt-4o","score":0.69}\n';
  await expect(read(scores)).rejects.toMatchObject({
    code: 'missing-column',
    message: expect.stringContaining('--threshold'),
  });
  expect((await findings(scores, 0.7)).models[0]).toMatchObject({ right: 1, n: 2 });
});

test('the first of several rows of an item counts', async () => {
  const { models } = await findings('item,model,correct\n1,gpt-4o,1\n1,gpt-4o,0\n');
  expect(models[0]).toMatchObject({ right: 1, n: 1, repeated: 1 });
});

test('without items there are accuracies and no pairs', async () => {
  const { models, pairs } = await findings('model,correct\ngpt-4o,1\ngpt-4o,0\ngpt-6-luna,1\n');
  expect(models.map(({ right, n }) => [right, n])).toEqual([
    [1, 1],
    [1, 2],
  ]);
  expect(pairs).toEqual([]);
});

test.each([
  ['no model', 'item,correct\n1,1\n', /no model/],
  ['no verdict', 'item,model\n1,gpt-4o\n', /no correct/],
  ['a verdict in other words', 'item,model,correct\n1,gpt-4o,perhaps\n', /Line 2.*1 or 0/],
  ['no rows', 'item,model,correct\n', /no results/],
])('%s is answered clearly', async (_, text, message) => {
  await expect(read(text)).rejects.toThrow(message);
});

test('the result of promptfoo: a call that failed counts neither as right nor as wrong', async () => {
  const result = (testIdx: number, id: string, success: boolean, more: object = {}) => ({
    testIdx,
    promptIdx: 0,
    provider: { id },
    success,
    score: success ? 1 : 0,
    latencyMs: 500,
    cost: 0.001,
    response: { output: 'secret words', tokenUsage: { prompt: 2_000, completion: 100, total: 2_100 } },
    vars: { question: 'secret words' },
    ...more,
  });
  const file = {
    evalId: 'e',
    results: {
      version: 3,
      results: [
        result(0, 'openai:chat:gpt-4o', true),
        result(1, 'openai:chat:gpt-4o', false),
        result(2, 'openai:chat:gpt-4o', false, { failureReason: 2, error: 'timeout' }),
        result(0, 'anthropic:messages:claude-haiku-4-5-20251001', true),
        result(1, 'anthropic:messages:claude-haiku-4-5-20251001', true, { promptIdx: 1 }),
      ],
      stats: {},
    },
    config: {},
  };
  const facts = await read(JSON.stringify(file));
  expect(facts.source).toBe('promptfoo');
  const { models, pairs } = evaluate(facts, book);
  expect(models.map(({ model, right, n, failed }) => [model?.id, right, n, failed])).toEqual([
    ['claude-haiku-4.5', 1, 1, 0],
    ['claude-haiku-4.5', 1, 1, 0],
    ['gpt-4o', 1, 2, 1],
  ]);
  expect(pairs.some(({ n }) => n === 1)).toBe(true);
  expect(JSON.stringify(facts, (_, value) => (value instanceof Map ? [...value] : value))).not.toContain(
    'secret',
  );
});
