import { describe, expect, it } from 'vitest';
import type { PlaygroundCall, PlaygroundCalls, PlaygroundState } from '../../src/playground/protocol.js';
import {
  ADA,
  APP,
  FINANCE,
  GRACE,
  ML_PLATFORM,
  type SlackServer,
} from '../../src/playground/slack-server/index.js';
import { option } from './block-fixture.js';
import {
  askAsPage,
  BOT_TOKEN,
  call,
  clientOf,
  eventsIn,
  modal,
  openModal,
  PNG,
  section,
  startApp,
  startSlack,
} from './workspace-fixture.js';

async function get<Answer>(slack: SlackServer, path: string): Promise<Answer> {
  return (await (await fetch(`${slack.url}/playground/${path}`)).json()) as Answer;
}

async function calls(slack: SlackServer): Promise<readonly PlaygroundCall[]> {
  return (await get<PlaygroundCalls>(slack, 'calls')).calls;
}

const state = (slack: SlackServer) => get<PlaygroundState>(slack, 'state');

describe('The panel shows', () => {
  it('a call of the app with its arguments, its answer and what its blocks break, but never a token', async () => {
    const slack = await startSlack();
    await call(slack, 'chat.postMessage', { channel: ML_PLATFORM, text: 'x', blocks: [section('ok')] });
    await call(slack, 'chat.postMessage', { token: BOT_TOKEN, channel: ML_PLATFORM, blocks: [section('')] });
    const [good, bad] = await calls(slack);
    expect(good).toMatchObject({
      direction: 'app-to-slack',
      name: 'chat.postMessage',
      payload: { channel: ML_PLATFORM, text: 'x' },
      answer: { status: 200, body: { ok: true, channel: ML_PLATFORM } },
      problems: [],
    });
    expect(bad).toMatchObject({
      answer: { error: 'invalid_blocks' },
      problems: [{ reason: 'must be more than 0 characters', pointer: '/blocks/0/text/text' }],
    });
    expect(JSON.stringify(await calls(slack))).not.toContain(BOT_TOKEN);
  });

  it('a request to the app with its payload, its answer and what the view in it breaks', async () => {
    const slack = await startSlack();
    const bad = { response_action: 'update', view: { type: 'modal', blocks: [] } };
    await startApp(slack, ({ payload }) => (payload.type === 'view_submission' ? { body: bad } : {}));
    const viewId = await openModal(slack, modal([{ type: 'divider' }]));
    await slack.submitView({ userId: ADA, viewId });
    const all = await calls(slack);
    expect(all.map(({ direction, name }) => [direction, name])).toEqual([
      ['slack-to-app', '/ftcost'],
      ['app-to-slack', 'views.open'],
      ['slack-to-app', 'view_submission'],
    ]);
    expect(all[2]).toMatchObject({ answer: { status: 200, body: bad }, payload: { view: { id: viewId } } });
    expect(all[2]?.problems).toContainEqual({ reason: 'missing required field: title', pointer: '/view' });
  });

  it('a request that nobody answers', async () => {
    const slack = await startSlack();
    await slack.sendCommand({ userId: ADA, channelId: ML_PLATFORM, line: '/ftcost' });
    const [only] = await calls(slack);
    expect(only).toMatchObject({ name: '/ftcost', answer: { error: 'dispatch_failed' } });
    expect(only?.answer).not.toHaveProperty('status');
  });

  it('the last 300 and no more', async () => {
    const slack = await startSlack();
    for (let index = 0; index < 310; index++) await call(slack, 'auth.test', { index });
    const all = await calls(slack);
    expect(all).toHaveLength(300);
    expect(all.at(-1)).toMatchObject({ id: 310, payload: { index: 309 } });
  });
});

describe('The page', () => {
  it('offers the choices of an external menu inside a message', async () => {
    const slack = await startSlack();
    const log = await startApp(slack, () => ({ body: { options: [option(1)] } }));
    const element = { type: 'external_select', action_id: 'model', min_query_length: 1 };
    const blocks = [{ type: 'actions', block_id: 'b', elements: [element] }];
    const { ts } = await call(slack, 'chat.postMessage', { channel: ML_PLATFORM, text: 'x', blocks });
    const container = { kind: 'message', channelId: ML_PLATFORM, ts };
    const typed = { userId: GRACE, container, blockId: 'b', actionId: 'model', value: 'gpt' };
    expect(await askAsPage(slack, 'suggestions', typed)).toEqual({ ok: true, options: [option(1)] });
    expect(log.at(-1)?.payload).toMatchObject({
      type: 'block_suggestion',
      value: 'gpt',
      container: { type: 'message', message_ts: ts, channel_id: ML_PLATFORM },
    });
  });

  it('mentions, opens the app and chooses a shortcut', async () => {
    const slack = await startSlack({
      homeTab: true,
      shortcuts: [{ callbackId: 'new', name: 'Estimate', description: 'New' }],
      scopes: ['app_mentions:read'],
      botEvents: ['app_mention', 'app_home_opened'],
    });
    const log = await startApp(slack);
    const userId = ADA;
    expect(await askAsPage(slack, 'home/open', { userId, tab: 'home' })).toEqual({ ok: true });
    expect(await askAsPage(slack, 'shortcuts', { userId, callbackId: 'new' })).toEqual({ ok: true });
    const mention = { userId, channelId: ML_PLATFORM, text: '@ftcost help' };
    expect(await askAsPage(slack, 'messages', mention)).toEqual({ ok: true });
    expect(eventsIn(log).map(({ type }) => type)).toEqual(['app_home_opened', 'app_mention']);
    expect(log[1]?.payload.type).toBe('shortcut');
    const direct = { ...mention, channelId: APP.botUserId };
    expect(await askAsPage(slack, 'messages', direct)).toMatchObject({ ok: false });
  });

  it('changes channels and is told of it', async () => {
    const slack = await startSlack();
    const where = { userId: GRACE, channelId: FINANCE };
    await askAsPage(slack, 'channels', { ...where, change: 'invite-bot' });
    await askAsPage(slack, 'channels', { ...where, change: 'rename', name: 'money' });
    await askAsPage(slack, 'channels', { ...where, change: 'archive' });
    const find = async () => (await state(slack)).channels.find(({ id }) => id === FINANCE);
    expect(await find()).toMatchObject({ name: 'money', hasBot: true, isArchived: true });
    expect(await askAsPage(slack, 'channels', { ...where, change: 'delete' })).toEqual({
      ok: false,
      error: 'Only an administrator can do that',
    });
    await askAsPage(slack, 'channels', { userId: ADA, channelId: FINANCE, change: 'delete' });
    expect(await find()).toBeUndefined();
  });

  it('shows files beside a message, and saves them under their names', async () => {
    const slack = await startSlack({ fileProcessingMs: 0 });
    await clientOf(slack).filesUploadV2({
      channel_id: ML_PLATFORM,
      initial_comment: 'The ledger',
      file_uploads: [
        { file: Buffer.from('plan,usd\nkeep,1\n'), filename: 'ledger.csv' },
        { file: PNG, filename: 'chart.png' },
      ],
    });
    const [message] = (await state(slack)).messages;
    expect(message?.blocks).toMatchObject([{ type: 'image' }]);
    expect(message?.files).toMatchObject([{ name: 'ledger.csv', mimeType: 'text/csv', sizeBytes: 16 }]);
    const saved = await fetch(`${slack.url}${message?.files?.[0]?.url}`);
    expect(saved.headers.get('content-disposition')).toContain('ledger.csv');
    expect(await saved.text()).toBe('plan,usd\nkeep,1\n');
  });

  it('removes the app and installs it again, if an administrator wants it', async () => {
    const slack = await startSlack();
    const change = (userId: string, what: string) =>
      askAsPage(slack, 'installation', { userId, change: what });
    expect(await change(GRACE, 'uninstall')).toMatchObject({ ok: false });
    expect(await change(ADA, 'uninstall')).toEqual({ ok: true });
    expect((await state(slack)).app.isInstalled).toBe(false);
    expect(await change(ADA, 'reinstall')).toEqual({ ok: true });
    expect((await state(slack)).app.isInstalled).toBe(true);
    expect(await call(slack, 'auth.test', {})).toMatchObject({ ok: true });
  });
});

describe('The clock and the price feed', () => {
  function controls() {
    let nowMs = Date.UTC(2026, 10, 22, 10);
    let feed = 'before';
    return {
      clock: {
        now: () => new Date(nowMs),
        advance: async (milliseconds: number) => {
          nowMs += milliseconds;
        },
        nextDigestAt: async () => new Date(Date.UTC(2026, 10, 23, 9)),
      },
      feeds: {
        list: [
          { id: 'before', label: 'Before the price cut' },
          { id: 'after', label: 'After the price cut' },
        ],
        get current() {
          return feed;
        },
        select: async (id: string) => {
          feed = id;
        },
      },
    };
  }

  it('move on request, and messages and events follow the clock', async () => {
    const scopes = ['chat:write', 'app_mentions:read'];
    const slack = await startSlack({ controls: controls(), scopes, botEvents: ['app_mention'] });
    const log = await startApp(slack);
    const first = await call(slack, 'chat.postMessage', { channel: ML_PLATFORM, text: '1' });
    const second = await call(slack, 'chat.postMessage', { channel: ML_PLATFORM, text: '2' });
    expect(first.ts).toBe(`${Date.UTC(2026, 10, 22, 10) / 1000}.000000`);
    expect(Number(second.ts)).toBeGreaterThan(Number(first.ts));
    expect(await askAsPage(slack, 'clock', { advanceMs: 3_600_000 })).toEqual({ ok: true });
    expect((await state(slack)).clock).toEqual({ now: '2026-11-22T11:00:00.000Z', canFindNextDigest: true });
    expect(await askAsPage(slack, 'clock', { to: 'next-digest' })).toEqual({ ok: true });
    await slack.sendMessage({ userId: ADA, channelId: ML_PLATFORM, text: '@ftcost help' });
    const digestAt = Date.UTC(2026, 10, 23, 9) / 1000;
    expect(log.at(-1)?.payload.event_time).toBe(digestAt);
    expect(Math.floor(Number(eventsIn(log).at(-1)?.ts))).toBe(digestAt);
    expect(await askAsPage(slack, 'clock', { advanceMs: -1 })).toMatchObject({ error: 'invalid_arguments' });
  });

  it('change the prices to a feed that exists', async () => {
    const slack = await startSlack({ controls: controls() });
    expect(await askAsPage(slack, 'feed', { id: 'after' })).toEqual({ ok: true });
    expect((await state(slack)).feeds).toMatchObject({ current: 'after', list: [{}, {}] });
    expect(await askAsPage(slack, 'feed', { id: 'never' })).toMatchObject({ ok: false });
  });

  it('are not there in a workspace with the machine’s clock', async () => {
    const slack = await startSlack();
    expect(await state(slack)).not.toHaveProperty('clock');
    expect(await state(slack)).not.toHaveProperty('feeds');
    expect(await askAsPage(slack, 'clock', { advanceMs: 1 })).toMatchObject({ ok: false });
  });

  it('let files get ready while the clock stands still', async () => {
    const slack = await startSlack({ controls: controls(), fileProcessingMs: 5 });
    const { files } = await clientOf(slack).filesUploadV2({ file: PNG, filename: 'a.png' });
    await new Promise((resolve) => setTimeout(resolve, 20));
    expect(slack.file(files[0]?.files?.[0]?.id ?? '')?.isReady).toBe(true);
  });
});
