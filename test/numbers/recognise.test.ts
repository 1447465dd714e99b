import { gzipSync } from 'node:zlib';
import { expect, test } from 'vitest';
import { recognise } from '../../src/numbers/recognise.js';
import { source } from './source.js';

const chat = (index: number) =>
  JSON.stringify({
    messages: [
      { role: 'user', content: `question ${index}` },
      { role: 'assistant', content: 'yes' },
    ],
  });

const PROMPTFOO = {
  results: { results: [{ testIdx: 0, provider: { id: 'openai:gpt-4o' }, success: true }] },
};
const OPENAI_USAGE = {
  object: 'page',
  data: [
    {
      object: 'bucket',
      start_time: 1_790_000_000,
      results: [
        {
          object: 'organization.usage.completions.result',
          input_tokens: 5,
          output_tokens: 1,
          num_model_requests: 1,
        },
      ],
    },
  ],
};
const TRACE = Array.from({ length: 50 }, () => '{"name":"GET /","attributes":{}}').join('\n');
const SPAN = '{"attributes":{"gen_ai.request.model":"gpt-4o","gen_ai.usage.input_tokens":3}}';

test.each([
  ['a chat', 'training', `${chat(1)}\n${chat(2)}\n`],
  ['prompt and completion in one line', 'training', '{"prompt":"a","completion":"b"}'],
  [
    'preferences',
    'training',
    '{"input":{"messages":[{"role":"user","content":"a"}]},"preferred_output":[{"role":"assistant","content":"b"}],"non_preferred_output":[{"role":"assistant","content":"c"}]}\n',
  ],
  ['training rows after one that is broken', 'training', `{"messages":[\n${chat(1)}\n`],
  ['training rows with a byte order mark and CRLF', 'training', `\uFEFF${chat(1)}\r\n${chat(2)}\r\n`],
  [
    'a table of usage',
    'usage',
    'start_time,end_time,num_model_requests,model,input_tokens,output_tokens\n1,2,3,gpt-4o,4,5\n',
  ],
  ['an export without usage', 'usage', 'start_time,end_time,start_time_iso,end_time_iso\n'],
  ['a page of usage', 'usage', JSON.stringify(OPENAI_USAGE, null, 2)],
  [
    'a log of a gateway, which has the messages, too',
    'usage',
    '{"request_id":"r","startTime":"2026-11-01","model":"gpt-4o","prompt_tokens":3,"completion_tokens":1,"messages":[]}\n',
  ],
  ['a trace that begins with other spans', 'usage', `${TRACE}\n${SPAN}\n`],
  ['a table of an evaluation', 'evals', 'item,model,correct\n1,gpt-4o,1\n'],
  [
    'an evaluation with tokens and cost',
    'evals',
    '{"item":1,"model":"gpt-4o","correct":true,"input_tokens":5,"cost":0.1}\n',
  ],
  ['results of promptfoo', 'evals', JSON.stringify(PROMPTFOO)],
])('%s is known by its content, as %s', async (_, kind, content) => {
  const { kind: found, source: whole } = await recognise(source('file', content));
  expect(found).toBe(kind);
  const pieces: Uint8Array[] = [];
  for await (const piece of whole.chunks) pieces.push(piece);
  expect(Buffer.concat(pieces).toString()).toBe(content);
});

test('a long file is looked at in its beginning only', async () => {
  let given = 0;
  async function* chunks() {
    for (let index = 0; index < 100_000; index += 1) {
      const line = Buffer.from(`${chat(index)}\n`);
      given += line.length;
      yield line;
    }
  }
  const { kind } = await recognise({ name: 'long.jsonl', chunks: chunks() });
  expect(kind).toBe('training');
  expect(given).toBeLessThan(100_000);
});

test.each([
  ['prose', 'Dear all, the figures are attached.', 'unknown-shape', /nothing that I can read/],
  ['a table of something else', 'name,age\nAda,36\n', 'unknown-shape', /columns are name, age/],
  ['a document cut short', '{"results":{"results":[{"testIdx":0,', 'cut-short', /cut short/],
  ['an archive', gzipSync(Buffer.alloc(1e6)), 'compressed', /gzip/],
  ['a spreadsheet', Buffer.from('PK\u0003\u0004rest'), 'compressed', /ZIP archive or a spreadsheet/],
  ['nothing', '', 'empty', /is empty/],
])('%s is answered with what is wrong', async (_, content, code, message) => {
  await expect(recognise(source('file', content))).rejects.toMatchObject({
    name: 'FileError',
    code,
    message: expect.stringMatching(message),
  });
});
