import { describe, expect, test } from 'vitest';
import { openTokenizer } from '../../src/numbers/tokens/tokenizers.js';
import { acceptances } from '../../src/numbers/training/acceptance.js';
import { FAULTS } from '../../src/numbers/training/faults.js';
import { openAiAutoEpochs } from '../../src/numbers/training/platforms.js';
import { readTraining } from '../../src/numbers/training/read-training.js';
import { secretsIn } from '../../src/numbers/training/secrets.js';
import { trainingBills } from '../../src/numbers/training/training-bills.js';
import { loadCatalogue } from '../../src/prices/catalogue.js';
import { source, unwatched } from './source.js';

const tokenizer = await openTokenizer('gpt-4o', 'OpenAI');
const book = loadCatalogue();

function chat(question: string, answer: string, more: object = {}): string {
  return JSON.stringify({
    messages: [
      { role: 'system', content: 'Answer with one label.' },
      { role: 'user', content: question },
      { role: 'assistant', content: answer },
    ],
    ...more,
  });
}

function read(lines: readonly string[] | string, validation?: readonly string[]) {
  const text = typeof lines === 'string' ? lines : `${lines.join('\n')}\n`;
  return readTraining(
    {
      training: source('train.jsonl', text, 4_096),
      ...(validation !== undefined && { validation: source('val.jsonl', validation.join('\n')) }),
    },
    tokenizer,
    unwatched,
  );
}

const GOOD = chat('Where is my parcel?', 'shipping');

describe('a fault is found with its line', () => {
  const message = (one: object) => JSON.stringify({ messages: [{ role: 'user', content: 'a' }, one] });
  test.each<[keyof typeof FAULTS, string]>([
    ['invalid-json', '{"messages": [}'],
    ['not-an-object', '[1, 2]'],
    ['unknown-shape', '{"question": "a", "answer": "b"}'],
    ['mixed-shapes', '{"prompt": "a", "completion": "b"}'],
    ['no-messages', '{"messages": []}'],
    ['not-a-message', '{"messages": ["a", {"role": "assistant", "content": "b"}]}'],
    ['missing-role', '{"messages": [{"content": "a"}, {"role": "assistant", "content": "b"}]}'],
    ['unknown-role', message({ role: 'bot', content: 'b' })],
    ['missing-content', message({ role: 'assistant' })],
    ['unknown-key', message({ role: 'assistant', content: 'b', label: 1 })],
    ['bad-weight', message({ role: 'assistant', content: 'b', weight: 0.5 })],
    ['no-answer', '{"messages": [{"role": "user", "content": "a"}]}'],
    ['answer-not-last', chat('a', 'b').replace(/]}$/, ',{"role":"user","content":"c"}]}')],
    ['empty-answer', message({ role: 'assistant', content: ' ' })],
    ['no-preference', '{"input": {"messages": [{"role": "user", "content": "a"}]}, "preferred_output": []}'],
    [
      'same-preference',
      JSON.stringify({
        input: { messages: [{ role: 'user', content: 'a' }] },
        preferred_output: [{ role: 'assistant', content: 'b' }],
        non_preferred_output: [{ role: 'assistant', content: 'b' }],
      }),
    ],
    ['not-utf8', chat('caf\uFFFD', 'b')],
  ])('%s', async (code, line) => {
    const { faults } = await read([GOOD, '', line]);
    expect(faults).toContainEqual({ code, count: 1, lines: [3] });
    expect(FAULTS[code].mend).not.toBe('');
  });

  test('cut-short, where the last line has no end', async () => {
    const { faults, examples } = await read(`${GOOD}\n${GOOD.slice(0, 60)}`);
    expect(faults).toEqual([{ code: 'cut-short', count: 1, lines: [2] }]);
    expect(examples).toBe(1);
  });
});

describe('a format is recognised by its content', () => {
  test.each<[string, string]>([
    ['openai-chat', GOOD],
    [
      'openai-preference',
      JSON.stringify({
        input: { messages: [{ role: 'user', content: 'a' }] },
        preferred_output: [{ role: 'assistant', content: 'b' }],
        non_preferred_output: [{ role: 'assistant', content: 'c' }],
      }),
    ],
    [
      'google-contents',
      JSON.stringify({
        systemInstruction: { role: 'system', parts: [{ text: 's' }] },
        contents: [
          { role: 'user', parts: [{ text: 'a' }] },
          { role: 'model', parts: [{ text: 'b' }] },
        ],
      }),
    ],
    [
      'bedrock-conversation',
      JSON.stringify({
        schemaVersion: 'bedrock-conversation-2024',
        system: [{ text: 's' }],
        messages: [
          { role: 'user', content: [{ text: 'a' }] },
          { role: 'assistant', content: [{ text: 'b' }] },
        ],
      }),
    ],
    ['prompt-completion', '{"prompt": "a", "completion": "b"}'],
    ['plain-text', '{"text": "a b c"}'],
  ])('%s', async (shape, line) => {
    const facts = await read([line]);
    expect(facts).toMatchObject({ shape, examples: 1, faults: [] });
    expect(facts.tokens.total).toBeGreaterThan(0);
    const taken = acceptances(facts).filter(({ refusals }) =>
      refusals.every((one) => !one.includes('convert')),
    );
    expect(taken.length).toBeGreaterThan(0);
  });
});

describe('a file in another coat', () => {
  test('a byte order mark and CRLF change nothing', async () => {
    const plain = await read([GOOD, GOOD]);
    const dressed = await read(`\uFEFF${GOOD}\r\n${GOOD}\r\n`);
    // Size and hash are those of the file itself.
    expect({ ...dressed, bytes: 0, sha256: '' }).toEqual({ ...plain, bytes: 0, sha256: '' });
  });

  test.each<[string, number[], string]>([
    ['a ZIP archive', [0x50, 0x4b, 0x03, 0x04, 0], 'compressed'],
    ['gzip', [0x1f, 0x8b, 8], 'compressed'],
    ['Parquet', [0x50, 0x41, 0x52, 0x31], 'not-text'],
    ['UTF-16', [0xff, 0xfe, 0x7b, 0], 'not-text'],
    ['bytes', [1, 0, 2], 'not-text'],
    ['nothing', [], 'empty'],
  ])('%s is refused with a way out', async (_, bytes, code) => {
    const training = source('train.jsonl', Uint8Array.from(bytes), 64);
    await expect(readTraining({ training }, tokenizer, unwatched)).rejects.toMatchObject({ code });
  });

  test('a file without any example is refused', async () => {
    await expect(read(['{"a": 1}'])).rejects.toMatchObject({ code: 'unknown-shape' });
  });

  test('a reading that is stopped ends', async () => {
    const stopped = new Error('stopped');
    const training = source('train.jsonl', GOOD);
    await expect(
      readTraining({ training }, tokenizer, () => {
        throw stopped;
      }),
    ).rejects.toBe(stopped);
  });
});

test('tokens are split into prompts and answers, by the rule of the cookbook', async () => {
  const facts = await read([GOOD]);
  const words = ['Answer with one label.', 'Where is my parcel?', 'shipping'].map(tokenizer.count);
  const total = words.reduce((sum, one) => sum + one, 0) + 3 * (3 + 1) + 3;
  expect(facts.tokens).toEqual({ total, prompt: total - (words[2] ?? 0), answer: words[2] });
  expect(facts.perExample).toEqual({ p50: total, p95: total, max: total });
  expect(facts.fixedPromptTokens).toBe((words[0] ?? 0) + 4);
});

const LONG =
  'my order of last week has still not arrived although the tracking page says that it was delivered on Monday and nobody at home saw a courier';

describe('repeats', () => {
  test('the same, nearly the same, contradictory, and in the validation file', async () => {
    const { repeats } = await read(
      [
        chat(LONG, 'shipping'),
        chat(LONG, 'shipping'),
        chat(LONG, 'refund'),
        chat(`${LONG}!`, 'shipping'),
        chat('something else entirely', 'other'),
      ],
      [chat('something else entirely', 'account')],
    );
    expect(repeats).toMatchObject({
      exact: 1,
      exactLines: [2],
      contradictions: 1,
      contradictionLines: [3],
      near: 1,
      nearLines: [4],
      inValidation: 1,
      inValidationLines: [5],
    });
  });

  test('different texts of the same words are not near each other', async () => {
    const words = LONG.split(' ');
    const shuffled = [...words.slice(13), ...words.slice(0, 13)].reverse().join(' ');
    expect((await read([chat(LONG, 'a'), chat(shuffled, 'a')])).repeats.near).toBe(0);
  });
});

describe('the task', () => {
  const rows = (answer: (index: number) => string) =>
    Array.from({ length: 40 }, (_, index) => chat(`Question ${index} about Berlin and 2024`, answer(index)));
  test.each<[string, (index: number) => string]>([
    ['classification', (index) => ['yes', 'no', 'maybe'][index % 3] ?? ''],
    ['extraction', () => '{"city": "Berlin", "year": "2024"}'],
    ['structured-output', (index) => JSON.stringify({ plan: `step ${index} nowhere to be found` })],
    ['code', (index) => `\`\`\`js\nlet a = ${index};\n\`\`\``],
    ['generation', (index) => `A letter of its own, number ${index}, in free words.`],
  ])('%s', async (task, answer) => {
    expect((await read(rows(answer))).task).toBe(task);
  });

  test('labels are counted, not kept, and their noise is read from repeated questions', async () => {
    const clean = Array.from({ length: 30 }, (_, index) => chat(`q${index}`, index % 2 === 0 ? 'a' : 'b'));
    const again = clean.map((line, index) =>
      index < 6 ? line.replace(/"(a|b)"}]}$/, (_, label) => `"${label === 'a' ? 'b' : 'a'}"}]}`) : line,
    );
    const facts = await read([...clean, ...again]);
    expect(facts.labelCounts).toEqual([30, 30]);
    // 6 of 30 pairs differ: 2e(1 - e) = 0.2.
    expect(facts.labelNoise?.pairs).toBe(30);
    expect(facts.labelNoise?.share).toBeCloseTo((1 - Math.sqrt(0.6)) / 2, 10);
  });
});

describe('secrets', () => {
  test.each<[string, string[]]>([
    ['the key is sk-abcdefghijklmnopqrstuv', ['api-key']],
    ['AKIAIOSFODNN7EXAMPLE', ['api-key']],
    ['-----BEGIN RSA PRIVATE KEY-----', ['private-key']],
    ['write to bob@example.com', ['e-mail']],
    ['card 4111 1111 1111 1111', ['payment-card']],
    ['order 4111 1111 1111 1112', []],
    ['DE89 3704 0044 0532 0130 00', ['iban']],
    ['DE88 3704 0044 0532 0130 00', []],
    ['ssn 123-45-6789', ['us-ssn']],
    ['call +49 30 1234567', ['phone']],
    ['nothing at all, 12 items @ 3 EUR', []],
  ])('%s', (text, kinds) => {
    expect(secretsIn(text)).toEqual(kinds);
  });
});

test.each([
  [10, 10],
  [20, 5],
  [30, 3],
  [34, 3],
  [8_333, 3],
  [10_000, 2],
  [30_000, 1],
])('OpenAI passes over %i examples %i times by itself', (examples, epochs) => {
  expect(openAiAutoEpochs(examples)).toBe(epochs);
});

describe('platforms', () => {
  const bedrock = (text: string) =>
    JSON.stringify({
      schemaVersion: 'bedrock-conversation-2024',
      messages: [
        { role: 'user', content: [{ text }] },
        { role: 'assistant', content: [{ text: 'b' }] },
      ],
    });
  const takes = async (lines: readonly string[], platform: string) =>
    acceptances(await read(lines)).find((one) => one.platform === platform);

  test('Nova refuses reserved words', async () => {
    expect((await takes([bedrock('hello')], 'Bedrock, Nova'))?.isAccepted).toBe(true);
    expect((await takes([bedrock('User: hello')], 'Bedrock, Nova'))?.refusals.join()).toContain('User: (1)');
  });

  test('OpenAI refuses nine examples and takes ten', async () => {
    const lines = Array.from({ length: 10 }, (_, index) => chat(`q${index}`, `a${index}`));
    expect((await takes(lines.slice(1), 'OpenAI'))?.isAccepted).toBe(false);
    expect((await takes(lines, 'OpenAI'))?.isAccepted).toBe(true);
  });

  test('OpenAI cuts a long example, and what is cut is not billed', async () => {
    const long = chat('word '.repeat(70_000), 'end');
    const lines = [...Array.from({ length: 9 }, (_, index) => chat(`q${index}`, 'a')), long];
    const facts = await read(lines);
    expect(facts.lengths[0]).toMatchObject({ limit: 65_536, over: 1 });
    expect((await takes(lines, 'OpenAI'))?.warnings.join()).toContain('cut');
    const bill = trainingBills(facts, book, '2026-11-30').find(({ model }) => model === 'openai/gpt-4o-mini');
    const short = facts.tokens.total - facts.perExample.max;
    expect(bill?.tokens).toBe((short + 65_536) * 10);
  });

  test('Together wants turns', async () => {
    const two = JSON.stringify({
      messages: [
        { role: 'user', content: 'a' },
        { role: 'user', content: 'b' },
        { role: 'assistant', content: 'c' },
      ],
    });
    expect((await takes([GOOD], 'Together'))?.isAccepted).toBe(true);
    expect((await takes([two], 'Together'))?.isAccepted).toBe(false);
  });
});

test('the bill of one file by hand on four platforms', async () => {
  const facts = await read(
    Array.from({ length: 100 }, (_, index) =>
      chat(`${LONG} ${index}`, index % 2 === 0 ? 'shipping' : 'refund'),
    ),
  );
  const { total } = facts.tokens;
  const usdOf = (id: string) =>
    trainingBills(facts, book, '2026-11-30').find(({ model }) => model === id)?.usd;
  // OpenAI: exact, auto epochs of 100 examples are 3, $3 a million tokens.
  expect(usdOf('openai/gpt-4o-mini')).toBeCloseTo((total * 3 * 3) / 1e6, 10);
  // Together: a little file costs the minimum fee of $4.
  expect(usdOf('together/up-to-16b/lora')).toBe(4);
  // Google: 1,550 tokens for 1,350 of GPT-4o, 3 epochs, $10 a million.
  expect(usdOf('google-cloud/gemini-3.5-flash')).toBeCloseTo((total * (1_550 / 1_350) * 3 * 10) / 1e6, 10);
  // Bedrock: 1.1 tokens for one of GPT-4o, Nova's default of 2 epochs, $1 a million.
  expect(usdOf('aws-bedrock/nova-micro')).toBeCloseTo((total * 1.1 * 2 * 1) / 1e6, 10);
});

test('nothing of the text is in what is kept', async () => {
  const facts = await read(
    Array.from({ length: 30 }, (_, index) =>
      chat(`the zanzibar question ${index}`, index % 2 === 0 ? 'quokka' : 'wombat'),
    ),
  );
  expect(JSON.stringify(facts)).not.toMatch(/zanzibar|quokka|wombat|label\./);
});
