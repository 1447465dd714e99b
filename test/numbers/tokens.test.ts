import { encodeChat } from 'gpt-tokenizer/encoding/o200k_base';
import { describe, expect, test } from 'vitest';
import { countChat } from '../../src/numbers/tokens/chat.js';
import { countPrompt } from '../../src/numbers/tokens/count-prompt.js';
import { openTokenizer } from '../../src/numbers/tokens/tokenizers.js';

const gpt4o = await openTokenizer('gpt-4o', 'OpenAI');
const gpt4 = await openTokenizer('gpt-4', 'OpenAI');

/** The example of OpenAI's cookbook, *How to count tokens with tiktoken*, whose counts it compares with the API's. */
const COOKBOOK = [
  {
    role: 'system',
    content:
      'You are a helpful, pattern-following assistant that translates corporate jargon into plain English.',
  },
  { role: 'system', name: 'example_user', content: 'New synergies will help drive top-line growth.' },
  {
    role: 'system',
    name: 'example_assistant',
    content: 'Things working well together will increase revenue.',
  },
  {
    role: 'system',
    name: 'example_user',
    content:
      "Let's circle back when we have more bandwidth to touch base on opportunities for increased leverage.",
  },
  {
    role: 'system',
    name: 'example_assistant',
    content: "Let's talk later when we're less busy about how to do better.",
  },
  {
    role: 'user',
    content: "This late pivot means we don't have time to boil the ocean for the client deliverable.",
  },
];

test('the example of the cookbook counts as the API billed it', () => {
  expect(countChat(COOKBOOK, gpt4.count)).toBe(129);
  expect(countChat(COOKBOOK, gpt4o.count)).toBe(124);
});

describe('a chat counts as its special tokens and texts do', () => {
  const SYSTEM = { role: 'system', content: 'Answer with one label.' } as const;
  test.each<[string, Parameters<typeof encodeChat>[0][number][], number]>([
    ['one word', [{ role: 'user', content: 'Hi' }], 8],
    ['nothing', [{ role: 'user', content: '' }], 7],
    ['instructions and a question', [SYSTEM, { role: 'user', content: 'My parcel is late.' }], 21],
    [
      'a dialogue',
      [
        SYSTEM,
        { role: 'user', content: 'a' },
        { role: 'assistant', content: 'b' },
        { role: 'user', content: 'c' },
      ],
      27,
    ],
    ['Chinese', [{ role: 'user', content: '你好，世界。今天天气怎么样？' }], 16],
    ['Arabic', [{ role: 'user', content: 'مرحبا بالعالم' }], 11],
    ['emoji', [{ role: 'user', content: '👩‍👩‍👧 😀' }], 16],
    ['code', [{ role: 'user', content: 'for (let i = 0; i < 10; i++) { console.log(i); }\n' }], 28],
    ['JSON', [{ role: 'user', content: '{"order":12345,"items":[{"sku":"A-1","qty":2}]}' }], 27],
    ['spaces and lines', [{ role: 'user', content: 'a    b\n\n\n   \t c  ' }], 14],
  ])('%s', (_, messages, expected) => {
    const counted = countChat(
      messages.map((message) => ({ role: message.role ?? '', content: message.content ?? '' })),
      gpt4o.count,
    );
    expect(counted).toBe(encodeChat(messages, 'gpt-4o').length);
    expect(counted).toBe(expected);
  });
});

test('special tokens in a text are counted as text', () => {
  expect(gpt4o.count('<|endoftext|>')).toBeGreaterThan(1);
});

test('a run that no encoding cuts is counted in time, and nearly as it is', () => {
  const began = performance.now();
  expect(gpt4o.count('a'.repeat(64_000))).toBe(8_000);
  expect(performance.now() - began).toBeLessThan(20_000);
});

test.each([
  ['gpt-6-luna', 'OpenAI'],
  ['claude-haiku-5.5', 'Anthropic'],
  ['claude-haiku-4.5', 'Anthropic'],
  ['gemini-3.8-flash', 'Google'],
  ['groq/llama-3.3-70b', 'Meta'],
  ['mistral-large-3', 'Mistral'],
  ['a-model-of-tomorrow', 'Nobody'],
])('%s has a range and says why', async (id, provider) => {
  const tokenizer = await openTokenizer(id, provider);
  const { exactness } = tokenizer;
  expect(exactness.kind).toBe('estimate');
  const counted = countPrompt('The parcel has not arrived, and I want my money back.', tokenizer);
  expect(counted.low).toBeLessThanOrEqual(counted.tokens);
  expect(counted.high).toBeGreaterThanOrEqual(counted.tokens);
  expect(counted.low).toBeLessThan(counted.high);
});

test.each(['gpt-4o', 'gpt-4.1-mini', 'gpt-5-nano', 'gpt-5.6-luna', 'o3', 'gpt-4', 'gpt-3.5-turbo'])(
  '%s is counted exactly',
  async (id) => {
    expect((await openTokenizer(id, 'OpenAI')).exactness.kind).toBe('exact');
  },
);

describe('what is pasted', () => {
  const BODY = {
    model: 'gpt-4o',
    messages: [
      { role: 'system', content: 'Be brief.' },
      { role: 'user', content: "It's late" },
    ],
    max_tokens: 50,
  };
  const json = JSON.stringify(BODY);
  const expected = { kind: 'chat', messages: 2, model: 'gpt-4o', maxTokens: 50, fixedTokens: 7, tokens: 16 };
  test.each([
    ['the JSON of a chat', json, expected],
    ['its messages alone', JSON.stringify(BODY.messages), { kind: 'chat', messages: 2, tokens: 16 }],
    [
      'a curl command',
      `curl https://api.example.com/v1/chat -H 'a: b' -d '${json.replaceAll("'", "'\\''")}'`,
      { ...expected, kind: 'curl' },
    ],
    [
      'a curl command in double quotes',
      `curl -d "${json.replaceAll('"', '\\"')}" https://api.example.com`,
      { ...expected, kind: 'curl' },
    ],
    [
      'parts of a content',
      JSON.stringify({
        messages: [{ role: 'user', content: [{ type: 'text', text: 'Hi' }, { type: 'image_url' }] }],
      }),
      { kind: 'chat', messages: 1, tokens: 8 },
    ],
    ['JSON that is no chat', '{"order": 5}', { kind: 'text', messages: 0 }],
    ['braces in a text', 'Write {name} and {place}.', { kind: 'text', messages: 0 }],
  ])('%s', (_, pasted, wanted) => {
    expect(countPrompt(pasted, gpt4o)).toMatchObject(wanted);
  });

  test('tools are told apart from what is exact', () => {
    const withTools = { ...BODY, tools: [{ type: 'function', function: { name: 'find', parameters: {} } }] };
    const { low, high, tokens } = countPrompt(JSON.stringify(withTools), gpt4o);
    expect(low).toBeLessThan(tokens);
    expect(high).toBeGreaterThan(tokens);
  });
});
