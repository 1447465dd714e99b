import { mkdtempSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { Client } from '@modelcontextprotocol/sdk/client/index.js';
import { StdioClientTransport } from '@modelcontextprotocol/sdk/client/stdio.js';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { z } from 'zod';

const WORDS = 'gpt-4o 500k/day 2000+200in 100out task=classification';

/** The SDK's own client, which started the built program as an editor would. */
const client = new Client({ name: 'test', version: '1' });
const Called = z.object({
  isError: z.boolean().optional(),
  content: z.array(z.object({ type: z.literal('text'), text: z.string() })).length(1),
  structuredContent: z.record(z.string(), z.unknown()).optional(),
});

async function call(name: string, asked: Record<string, unknown>) {
  const { content, ...rest } = Called.parse(await client.callTool({ name, arguments: asked }));
  return { ...rest, text: content[0]?.text ?? '' };
}

beforeAll(async () => {
  // An empty environment and folder: nothing is configured, nothing is found beside it.
  await client.connect(
    new StdioClientTransport({
      command: process.execPath,
      args: [join(import.meta.dirname, '../../dist/cli.js'), 'mcp'],
      cwd: mkdtempSync(join(tmpdir(), 'ftcost-mcp-')),
      env: {},
    }),
  );
});
afterAll(() => client.close());

describe('ftcost mcp', () => {
  test('lists six tools that only read, with schemas of what is asked and answered', async () => {
    const { tools } = await client.listTools();
    expect(tools.map(({ name }) => name)).toEqual([
      'advise',
      'compare',
      'prices',
      'redecide',
      'count_tokens',
      'check_training_file',
    ]);
    for (const { annotations, inputSchema, outputSchema } of tools) {
      expect(annotations?.readOnlyHint).toBe(true);
      expect(inputSchema).toMatchObject({ type: 'object', additionalProperties: false });
      expect(outputSchema?.type).toBe('object');
    }
    const workload = z
      .object({
        properties: z.object({ tokens: z.object({ properties: z.record(z.string(), z.unknown()) }) }),
      })
      .parse(tools[0]?.inputSchema.properties?.workload);
    expect(workload.properties.tokens.properties.user).toMatchObject({
      description: expect.stringMatching(/tokens/),
    });
  });

  test('advises in the words of the card, and with the same as data', async () => {
    const { text, structuredContent } = await call('advise', { text: WORDS });
    const data = z
      .object({
        decision: z.object({ headline: z.string(), grade: z.string() }),
        advice: z.undefined().optional(),
      })
      .parse(structuredContent);
    expect(text.startsWith(data.decision.headline)).toBe(true);
    expect(text).toMatch(/Invoice: \$/);
    expect(text.length).toBeLessThan(5_000);
  });

  test('gives the whole advice where it is asked for, of a workload field by field', async () => {
    const { structuredContent } = await call('advise', {
      workload: {
        volume: { queriesPerDay: 500_000 },
        tokens: { staticPrompt: 2_000, user: 200, output: 100 },
        current: { model: 'gpt-4o' },
      },
      whole: true,
    });
    const data = z
      .object({ advice: z.object({ plans: z.array(z.unknown()).min(20) }) })
      .parse(structuredContent);
    expect(data.advice.plans.length).toBeGreaterThan(20);
  });

  test('compares, looks up prices, decides again', async () => {
    const compared = await call('compare', { models: ['gpt-4o', 'gpt-6-luna'], text: '500k/day' });
    expect(compared.structuredContent).toMatchObject({
      typical: ['prompt', 'answer'],
      models: [{ model: 'gpt-4o', againstFirst: null }, { model: 'gpt-6-luna' }],
    });
    const prices = await call('prices', { of: 'gpt-4o' });
    expect(prices.structuredContent).toMatchObject({
      models: [
        {
          id: 'gpt-4o',
          prices: expect.arrayContaining([expect.objectContaining({ kind: 'input', amount: '2.50' })]),
        },
      ],
    });
    // In June 2025 the shutdown of GPT-4o lay beyond the horizon.
    const again = await call('redecide', { text: WORDS, since: '2025-06-01' });
    expect(again.structuredContent).toMatchObject({ flips: true, before: { asOf: '2025-06-01' } });
    expect(again.text).toMatch(/^The decision flips\.\n1 Jun 2025: /);
    const dearer = await call('redecide', { text: WORDS, changes: [{ product: 'gpt-4o', factor: 2 }] });
    expect(dearer.structuredContent).toMatchObject({ flips: false });
    expect(dearer.text).toMatch(/, with these prices: /);
  });

  test('counts the tokens of a text', async () => {
    const { structuredContent } = await call('count_tokens', {
      model: 'gpt-4o',
      text: 'Answer with one label.',
    });
    expect(structuredContent).toMatchObject({ tokens: 5, exact: true, model: 'gpt-4o' });
  });

  test('checks a training file by its path, or by its content', async () => {
    const row = JSON.stringify({
      messages: [
        { role: 'user', content: 'Where is my order?' },
        { role: 'assistant', content: 'delivery' },
      ],
    });
    const content = `${row}\n${row}\n{"messages":[]}\n`;
    const path = join(mkdtempSync(join(tmpdir(), 'ftcost-mcp-')), 'train.jsonl');
    writeFileSync(path, content);
    const byPath = await call('check_training_file', { path });
    expect(byPath.structuredContent).toMatchObject({ examples: 2, duplicates: { exact: 1 } });
    expect(await call('check_training_file', { content })).toMatchObject({
      structuredContent: byPath.structuredContent,
    });
    expect(byPath.text).not.toContain('Where is my order');
  });

  test.each([
    ['advise', {}, /say what it is about/],
    [
      'advise',
      { workload: { tokens: { user: 1, output: 1 }, current: { model: 'gpt-4o' } } },
      /workload\.volume: this is missing/,
    ],
    ['advise', { text: WORDS, hole: true }, /hole: there is no such field\. Did you mean whole\?/],
    ['advise', { text: 'gpt4o-mni 5k/day 200in 100out' }, /text: .*Did you mean/],
    ['compare', { models: ['gpt-4o'] }, /models: this is too short\. Write at least 2/],
    ['prices', { of: 'gpt-4oo' }, /of: there is no such model, maker or platform\. Did you mean/],
    ['redecide', { text: WORDS }, /say since which day/],
    [
      'redecide',
      { text: WORDS, changes: [{ product: 'nothing', factor: 2 }] },
      /changes\.0\.product: there is no such/,
    ],
    ['count_tokens', { model: 'gpt-4o' }, /text: this is missing/],
    ['check_training_file', { path: '/nowhere/train.jsonl' }, /train\.jsonl/],
    ['check_training_file', {}, /either the path of the file or its content/],
  ])('%s with %j says which field is wrong and how to mend it', async (name, asked, words) => {
    const { isError, text } = await call(name, asked);
    expect(isError).toBe(true);
    expect(text).toMatch(words);
  });

  test('knows no other tool', async () => {
    await expect(client.callTool({ name: 'deploy', arguments: {} })).rejects.toThrow(/no tool deploy/);
  });
});
