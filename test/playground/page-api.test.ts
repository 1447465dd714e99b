import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { request } from 'node:http';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { describe, expect, it, onTestFinished } from 'vitest';
import type { PlaygroundEvent, PlaygroundState } from '../../src/playground/protocol.js';
import {
  ADA,
  FINANCE,
  GRACE,
  LINUS,
  ML_PLATFORM,
  type SlackServer,
} from '../../src/playground/slack-server/index.js';
import { option } from './block-fixture.js';
import {
  call,
  clientOf,
  input,
  type Json,
  modal,
  openModal,
  PNG,
  plain,
  startApp,
  startSlack,
} from './workspace-fixture.js';

async function state(slack: SlackServer): Promise<PlaygroundState> {
  const response = await fetch(`${slack.url}/playground/state`);
  return (await response.json()) as PlaygroundState;
}

async function ask(slack: SlackServer, path: string, body: Json, headers: Record<string, string> = {}) {
  const response = await fetch(`${slack.url}/playground/${path}`, {
    method: 'POST',
    headers: { 'content-type': 'application/json', ...headers },
    body: JSON.stringify(body),
  });
  return { status: response.status, answer: (await response.json()) as Json };
}

/** What the stream says, calls left out unless named, until `count` events have come. */
async function events(
  slack: SlackServer,
  count: number,
  during: () => Promise<unknown>,
  types?: readonly PlaygroundEvent['type'][],
): Promise<PlaygroundEvent[]> {
  const abort = new AbortController();
  const response = await fetch(`${slack.url}/playground/events`, { signal: abort.signal });
  await during();
  const seen: PlaygroundEvent[] = [];
  let text = '';
  for await (const chunk of response.body ?? []) {
    text += Buffer.from(chunk).toString();
    const parts = text.split('\n\n');
    text = parts.pop() ?? '';
    for (const part of parts) {
      if (!part.startsWith('data: ')) continue;
      const event = JSON.parse(part.slice(6)) as PlaygroundEvent;
      if (types === undefined ? event.type !== 'call' : types.includes(event.type)) seen.push(event);
    }
    if (seen.length >= count) break;
  }
  abort.abort();
  return seen;
}

describe('The page sees', () => {
  it('people, places and commands', async () => {
    const slack = await startSlack();
    const { teamName, users, channels, commands } = await state(slack);
    expect(teamName).toBe('Acme');
    expect(users.map(({ name, isBot, isAdmin }) => [name, isBot, isAdmin])).toEqual([
      ['Ada Lovelace', false, true],
      ['Grace Hopper', false, false],
      ['Linus Pauling', false, false],
      ['ftcost', true, false],
    ]);
    expect(channels).toContainEqual({
      id: FINANCE,
      name: 'finance',
      kind: 'public',
      hasBot: false,
      isArchived: false,
      memberIds: [ADA, GRACE, LINUS],
    });
    expect(commands).toMatchObject([{ command: '/ftcost' }]);
  });

  it('messages, edits and deletions as they happen', async () => {
    const slack = await startSlack();
    const client = clientOf(slack);
    const seen = await events(slack, 3, async () => {
      const { ts = '' } = await client.chat.postMessage({ channel: ML_PLATFORM, text: 'One' });
      await client.chat.update({ channel: ML_PLATFORM, ts, text: 'Two' });
      await client.chat.delete({ channel: ML_PLATFORM, ts });
    });
    expect(seen).toMatchObject([
      { type: 'message', message: { text: 'One', edited: false } },
      { type: 'message-changed', message: { text: 'Two', edited: true } },
      { type: 'message-deleted', channelId: ML_PLATFORM },
    ]);
  });

  it('modals opened, updated and closed', async () => {
    const slack = await startSlack();
    await startApp(slack);
    const seen = await events(slack, 3, async () => {
      const view_id = await openModal(slack, modal([{ type: 'divider' }]));
      await call(slack, 'views.update', { view_id, view: modal([{ type: 'divider' }, { type: 'divider' }]) });
      await ask(slack, 'views/close', { userId: ADA, viewId: view_id, stateValues: {} });
    });
    expect(seen.map(({ type }) => type)).toEqual(['view-opened', 'view-updated', 'view-closed']);
    expect(seen[0]).toMatchObject({
      view: { userId: ADA, view: { title: plain('Title'), state: { values: {} } } },
    });
  });

  it('uploaded pictures at an address of this server', async () => {
    const slack = await startSlack({ fileProcessingMs: 0 });
    const { files } = await clientOf(slack).filesUploadV2({ file: PNG, filename: 'a.png' });
    const id = files[0]?.files?.[0]?.id;
    const blocks = [{ type: 'image', slack_file: { id }, alt_text: 'Chart' }];
    await call(slack, 'chat.postMessage', { channel: ML_PLATFORM, text: 'x', blocks });
    const [message] = (await state(slack)).messages;
    expect(message?.blocks).toMatchObject([{ slack_file: { id }, image_url: `/playground/files/${id}` }]);
    const image = await fetch(`${slack.url}/playground/files/${id}`);
    expect(image.headers.get('content-type')).toBe('image/png');
    expect(Buffer.from(await image.arrayBuffer())).toEqual(PNG);
  });
});

describe('The page hears', () => {
  it('of a Home tab, a channel, the app itself and the clock as they change', async () => {
    let nowMs = 0;
    const clock = {
      now: () => new Date(nowMs),
      advance: async (milliseconds: number) => {
        nowMs += milliseconds;
      },
    };
    const feeds = { list: [{ id: 'a', label: 'A' }], current: 'a', select: async () => {} };
    const slack = await startSlack({ homeTab: true, controls: { clock, feeds } });
    const view = { type: 'home', blocks: [{ type: 'divider' }] };
    const seen = await events(slack, 7, async () => {
      await call(slack, 'views.publish', { user_id: ADA, view });
      await ask(slack, 'channels', { userId: ADA, channelId: FINANCE, change: 'archive' });
      await ask(slack, 'channels', { userId: ADA, channelId: FINANCE, change: 'delete' });
      await ask(slack, 'clock', { advanceMs: 1000 });
      await ask(slack, 'feed', { id: 'a' });
      await ask(slack, 'installation', { userId: ADA, change: 'uninstall' });
    });
    expect(seen).toMatchObject([
      { type: 'home-published', home: { userId: ADA, view: { type: 'home' } } },
      { type: 'channel-changed', channel: { id: FINANCE, isArchived: true } },
      { type: 'channel-deleted', channelId: FINANCE },
      { type: 'clock-changed', clock: { now: '1970-01-01T00:00:01.000Z', canFindNextDigest: false } },
      { type: 'feeds-changed', feeds: { current: 'a' } },
      { type: 'homes-cleared' },
      { type: 'app-changed', app: { isInstalled: false } },
    ]);
  });

  it('of a call when it begins and again when it is answered', async () => {
    const slack = await startSlack();
    const during = () => call(slack, 'chat.postMessage', { channel: ML_PLATFORM, blocks: [{ type: 'no' }] });
    const seen = await events(slack, 2, during, ['call']);
    expect(seen).toMatchObject([
      { call: { id: 1, name: 'chat.postMessage' } },
      { call: { id: 1, answer: { error: 'invalid_blocks' }, problems: [{ pointer: '/blocks/0/type' }] } },
    ]);
  });
});

describe('The page does', () => {
  it('commands, and hears Slack’s word for a failure', async () => {
    const slack = await startSlack();
    const where = { userId: ADA, channelId: ML_PLATFORM };
    expect((await ask(slack, 'commands', { ...where, line: '/ftcost' })).answer).toEqual({
      ok: false,
      error: 'dispatch_failed',
    });
    await startApp(slack);
    expect((await ask(slack, 'commands', { ...where, line: '/ftcost' })).answer).toEqual({ ok: true });
    expect((await ask(slack, 'commands', { ...where, line: 'hello' })).answer).toMatchObject({ ok: false });
    expect((await ask(slack, 'commands', { ...where, userId: 'U0', line: '/ftcost' })).answer).toMatchObject({
      ok: false,
    });
    expect((await ask(slack, 'commands', { line: 7 })).status).toBe(400);
  });

  it('messages, kept with their markup escaped', async () => {
    const slack = await startSlack();
    await ask(slack, 'messages', { userId: ADA, channelId: ML_PLATFORM, text: '<!channel> & all' });
    expect(slack.messages(ML_PLATFORM)).toMatchObject([
      { userId: ADA, text: '&lt;!channel&gt; &amp; all', mentions: [] },
    ]);
  });

  it('actions, suggestions and submissions, whatever else the page reports as state', async () => {
    const slack = await startSlack();
    const app = await startApp(slack, ({ payload }) => {
      if (payload.type === 'block_suggestion') return { body: { options: [option(1)] } };
      return payload.type === 'view_submission'
        ? { body: { response_action: 'errors', errors: { b: 'No' } } }
        : {};
    });
    const select = input('b', 'a', { type: 'external_select' }, { dispatch_action: true });
    const viewId = await openModal(slack, modal([select]));
    const stateValues = { gone: { x: { value: 'stale' } }, b: { a: { selected_option: option(1) } } };
    const container = { kind: 'view', viewId };
    const suggestion = { userId: ADA, container, blockId: 'b', actionId: 'a', value: 'one' };
    expect((await ask(slack, 'suggestions', suggestion)).answer).toEqual({ ok: true, options: [option(1)] });
    const action = { type: 'external_select', action_id: 'a', selected_option: option(1) };
    expect(
      (await ask(slack, 'actions', { userId: ADA, container, blockId: 'b', action, stateValues })).answer,
    ).toEqual({ ok: true });
    expect(app.at(-1)?.payload).toMatchObject({
      type: 'block_actions',
      actions: [{ selected_option: option(1) }],
    });
    const submitted = await ask(slack, 'views/submit', { userId: ADA, viewId, stateValues });
    expect(submitted.answer).toEqual({ ok: false, fieldErrors: { b: 'No' } });
  });
});

describe('The server is closed to', () => {
  const command = { userId: ADA, channelId: ML_PLATFORM, line: '/ftcost' };

  it('other origins, forms, and other names for this machine', async () => {
    const slack = await startSlack();
    const app = await startApp(slack);
    expect((await ask(slack, 'commands', command, { origin: 'https://evil.test' })).status).toBe(403);
    expect((await ask(slack, 'commands', command, { 'content-type': 'text/plain' })).status).toBe(415);
    expect((await ask(slack, 'commands', command, { origin: slack.url })).status).toBe(200);
    expect(app).toHaveLength(1);
    const { port } = new URL(slack.url);
    const status = await new Promise((resolve, reject) => {
      const headers = { host: `evil.test:${port}` };
      request({ port, host: '127.0.0.1', path: '/playground/state', headers }, (response) => {
        response.resume();
        resolve(response.statusCode);
      })
        .on('error', reject)
        .end();
    });
    expect(status).toBe(403);
  });

  it('paths outside the page’s directory', async () => {
    const directory = await mkdtemp(join(tmpdir(), 'page-'));
    onTestFinished(() => rm(directory, { recursive: true }));
    await writeFile(join(directory, 'index.html'), '<title>Page</title>');
    const slack = await startSlack({ pageDirectory: directory });
    const page = await fetch(slack.url);
    expect(page.headers.get('content-type')).toBe('text/html; charset=utf-8');
    expect(await page.text()).toBe('<title>Page</title>');
    for (const path of ['/nothing.js', '/%2e%2e/%2e%2e/etc/passwd', '/..%2f..%2f..%2fetc%2fpasswd']) {
      expect((await fetch(`${slack.url}${path}`)).status).toBe(404);
    }
  });
});
