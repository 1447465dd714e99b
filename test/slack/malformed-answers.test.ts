import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import pino from 'pino';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { OUTSIDE, slackApiWith } from '../../src/slack/kit/web-client.js';
import { deliver } from '../../src/slack/posting/deliver.js';
import { shareFiles } from '../../src/slack/posting/share-files.js';
import { uploadChart } from '../../src/slack/posting/upload.js';

/** A Slack whose answers a test writes: method -> bodies, one after the other, the last one again and again. */
const answers = new Map<string, string[]>();
const called: string[] = [];
const server = createServer((request, response) => {
  const method = (request.url ?? '').split('/').at(-1) ?? '';
  called.push(method);
  const left = answers.get(method) ?? [];
  const body = (left.length > 1 ? left.shift() : left[0]) ?? '{"ok":true}';
  request.resume();
  request.on('end', () => {
    response.writeHead(body === '500' ? 500 : 200, { 'content-type': 'application/json' });
    response.end(body);
  });
});
const logger = pino({ level: 'silent' });
let origin = '';

beforeAll(async () => {
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  origin = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
});
afterAll(() => server.close());

function slackThatSays(given: Readonly<Record<string, readonly string[]>>) {
  answers.clear();
  called.length = 0;
  for (const [method, bodies] of Object.entries(given)) answers.set(method, [...bodies]);
  return slackApiWith('xoxb-test', `${origin}/api/`, logger);
}

const MESSAGE = { text: 'numbers', blocks: [] };
const VERSIONS = { withPicture: undefined, withoutPicture: MESSAGE };
const ticket = () => JSON.stringify({ ok: true, upload_url: `${origin}/upload`, file_id: 'F1' });
const READY = JSON.stringify({ ok: true, file: { mimetype: 'image/png' } });

describe('an answer of chat.postMessage that is no answer', () => {
  test.each(['null', '1', '[]', '{}', '"ok"', '<html>busy</html>', ''])(
    '%s: nobody knows whether the message is there, and it is not posted twice',
    async (body) => {
      const api = slackThatSays({ 'chat.postMessage': [body] });
      const delivered = await deliver(api, OUTSIDE, 'C1', VERSIONS, { tries: 3, mostSeconds: 1 });
      expect(delivered).toMatchObject({ kind: 'failed', failure: { kind: 'unknown' } });
      expect(called).toEqual(['chat.postMessage']);
    },
  );

  test('names no conversation: files are not shared, and nothing is thrown', async () => {
    const api = slackThatSays({
      'files.getUploadURLExternal': [ticket()],
      'chat.postMessage': ['{"ok":true}'],
    });
    const file = { name: 'a.csv', title: 'A', mediaType: 'text/csv', bytes: new Uint8Array(3) };
    const telling = { api, outside: OUTSIDE, logger };
    const shared = await shareFiles(telling, { files: [file], comment: 'Files', userId: 'U1' });
    expect(shared).toMatchObject({ failure: { kind: 'unknown' } });
  });
});

describe('an upload that nobody sees yet is tried once more', () => {
  const chart = { type: 'savings', title: 'A chart' } as const;

  test.each([
    ['files.getUploadURLExternal', ['500', 'ticket']],
    ['files.getUploadURLExternal', ['{"ok":true}', 'ticket']],
    ['upload', ['500', 'OK']],
    ['files.completeUploadExternal', ['500', '{"ok":true}']],
    ['files.completeUploadExternal', ['null', '{"ok":true}']],
  ])('after %s answered %s', async (method, bodies) => {
    const api = slackThatSays({
      'files.getUploadURLExternal': [ticket()],
      'files.info': [READY],
      [method]: bodies.map((body) => (body === 'ticket' ? ticket() : body)),
    });
    expect(await uploadChart(api, OUTSIDE, Buffer.from('png'), chart)).toEqual({ ok: true, fileId: 'F1' });
  });

  test('and not for ever', async () => {
    const api = slackThatSays({ 'files.getUploadURLExternal': [ticket()], upload: ['500'] });
    expect(await uploadChart(api, OUTSIDE, Buffer.from('png'), chart)).toMatchObject({ ok: false });
    expect(called.filter((method) => method === 'upload')).toHaveLength(2);
  });
});
