import { describe, expect, it } from 'vitest';
import {
  ADA_AND_BOT,
  APP,
  FINANCE,
  ML_PLATFORM,
  OLD_PROJECT,
  SECRET_LAB,
  type SlackServer,
} from '../../src/playground/slack-server/index.js';
import { call, FakeClock, type Json, startSlack } from './workspace-fixture.js';

const SCOPES = ['chat:write', 'channels:history', 'groups:history', 'im:history'];
const DIGEST = { event_type: 'digest_posted', event_payload: { run: '2026-W47' } };

async function post(slack: SlackServer, text: string, more: Json = {}): Promise<string> {
  const answer = await call(slack, 'chat.postMessage', { channel: ML_PLATFORM, text, ...more });
  if (answer.ok !== true) throw new Error(JSON.stringify(answer));
  return String(answer.ts);
}

async function texts(slack: SlackServer, args: Json, method = 'conversations.history'): Promise<unknown[]> {
  const answer = await call(slack, method, { channel: ML_PLATFORM, ...args });
  if (answer.ok !== true) throw new Error(JSON.stringify(answer));
  return (answer.messages as Json[]).map(({ text }) => text);
}

describe('Metadata of a message', () => {
  it('comes back in the history only when it is asked for', async () => {
    const slack = await startSlack({ scopes: SCOPES });
    await post(slack, 'Digest', { metadata: DIGEST });
    const history = async (args: Json) =>
      (await call(slack, 'conversations.history', { channel: ML_PLATFORM, ...args })).messages as Json[];
    expect((await history({ include_all_metadata: true }))[0]).toMatchObject({ metadata: DIGEST });
    expect((await history({}))[0]).not.toHaveProperty('metadata');
  });

  it('stays through an update that names none, and goes with an empty one', async () => {
    const slack = await startSlack({ scopes: SCOPES });
    const ts = await post(slack, 'Digest', { metadata: JSON.stringify(DIGEST) });
    const update = { channel: ML_PLATFORM, ts, text: 'New' };
    await call(slack, 'chat.update', update);
    expect(slack.messages(ML_PLATFORM)[0]?.metadata).toEqual(DIGEST);
    await call(slack, 'chat.update', { ...update, metadata: {} });
    expect(slack.messages(ML_PLATFORM)[0]).not.toHaveProperty('metadata');
  });

  it.each([
    ['not json', 'invalid_metadata_format'],
    [{ event_type: 'x' }, 'invalid_metadata_schema'],
    [{ event_payload: {} }, 'invalid_metadata_schema'],
  ])('%j is refused with %s', async (metadata, error) => {
    const slack = await startSlack();
    const answer = await call(slack, 'chat.postMessage', { channel: ML_PLATFORM, text: 'x', metadata });
    expect(answer).toMatchObject({ ok: false, error });
    expect(slack.messages(ML_PLATFORM)).toEqual([]);
  });
});

describe('conversations.history', () => {
  it('answers the newest first, page by page, without replies and ephemeral messages', async () => {
    const slack = await startSlack({ scopes: SCOPES });
    const parent = await post(slack, '1');
    await post(slack, '2');
    await post(slack, 'reply', { thread_ts: parent });
    await call(slack, 'chat.postEphemeral', { channel: ML_PLATFORM, user: 'U0ADALOVEL', text: 'secret' });
    await post(slack, '3');
    const first = await call(slack, 'conversations.history', { channel: ML_PLATFORM, limit: 2 });
    expect(first).toMatchObject({ has_more: true, messages: [{ text: '3' }, { text: '2' }] });
    const cursor = (first.response_metadata as Json).next_cursor;
    const second = await call(slack, 'conversations.history', { channel: ML_PLATFORM, limit: 2, cursor });
    expect(second).toMatchObject({ has_more: false, messages: [{ text: '1', reply_count: 1, ts: parent }] });
    expect((second.messages as Json[]).length).toBe(1);
  });

  it('keeps to the time span, whose ends count only if inclusive', async () => {
    const clock = new FakeClock();
    const slack = await startSlack({ scopes: SCOPES, clock: () => clock.nowMs });
    const ts: string[] = [];
    for (const text of ['1', '2', '3', '4']) {
      ts.push(await post(slack, text));
      clock.advance(60_000);
    }
    const span = { oldest: ts[0], latest: ts[2] };
    expect(await texts(slack, span)).toEqual(['2']);
    expect(await texts(slack, { ...span, inclusive: true })).toEqual(['3', '2', '1']);
    expect(await texts(slack, { oldest: ts[2] })).toEqual(['4']);
  });

  it.each([
    [FINANCE, 'not_in_channel'],
    [SECRET_LAB, 'channel_not_found'],
    ['C0NOWHERE0', 'channel_not_found'],
  ])('of %s is %s', async (channel, error) => {
    const slack = await startSlack({ scopes: SCOPES });
    expect(await call(slack, 'conversations.history', { channel })).toMatchObject({ ok: false, error });
  });

  it('can be read of an archived channel', async () => {
    const slack = await startSlack({ scopes: SCOPES });
    expect(await call(slack, 'conversations.history', { channel: OLD_PROJECT })).toMatchObject({ ok: true });
  });

  it.each([
    [ML_PLATFORM, 'channels:history'],
    [SECRET_LAB, 'groups:history'],
    [ADA_AND_BOT, 'im:history'],
  ])('of %s needs %s', async (channel, needed) => {
    const slack = await startSlack({ scopes: ['chat:write'] });
    for (const method of ['conversations.history', 'conversations.replies']) {
      expect(await call(slack, method, { channel, ts: '1.0' })).toMatchObject({
        ok: false,
        error: 'missing_scope',
        needed,
        provided: 'chat:write',
      });
    }
  });

  it.each([
    [{ limit: 0 }, 'invalid_limit'],
    [{ cursor: 'nonsense' }, 'invalid_cursor'],
    [{ oldest: 'yesterday' }, 'invalid_ts_oldest'],
  ])('refuses %j with %s', async (args, error) => {
    const slack = await startSlack({ scopes: SCOPES });
    const answer = await call(slack, 'conversations.history', { channel: ML_PLATFORM, ...args });
    expect(answer).toMatchObject({ ok: false, error });
  });
});

describe('conversations.replies', () => {
  it('answers the parent and its replies, oldest first, page by page', async () => {
    const slack = await startSlack({ scopes: SCOPES });
    const ts = await post(slack, 'parent');
    await post(slack, 'beside');
    const reply = await post(slack, 'a', { thread_ts: ts });
    await post(slack, 'b', { thread_ts: ts });
    expect(await texts(slack, { ts }, 'conversations.replies')).toEqual(['parent', 'a', 'b']);
    expect(await texts(slack, { ts, oldest: reply }, 'conversations.replies')).toEqual(['parent', 'b']);
    const first = await call(slack, 'conversations.replies', { channel: ML_PLATFORM, ts, limit: 2 });
    const cursor = (first.response_metadata as Json).next_cursor;
    expect(await texts(slack, { ts, cursor }, 'conversations.replies')).toEqual(['b']);
    const missing = await call(slack, 'conversations.replies', { channel: ML_PLATFORM, ts: '1.000000' });
    expect(missing).toMatchObject({ ok: false, error: 'thread_not_found' });
  });
});

it('conversations.info says whether a channel is archived and whether the bot is in it', async () => {
  const slack = await startSlack({ scopes: ['channels:read', 'im:read'] });
  const info = async (channel: string) => (await call(slack, 'conversations.info', { channel })).channel;
  expect(await info(OLD_PROJECT)).toMatchObject({ name: 'old-project', is_archived: true, is_member: true });
  expect(await info(FINANCE)).toMatchObject({ is_archived: false, is_member: false });
  expect(await info(ADA_AND_BOT)).toMatchObject({ is_im: true, user: 'U0ADALOVEL' });
});

it('users.info says who administers the workspace, and in which time zone a person is', async () => {
  const slack = await startSlack({ scopes: ['users:read'] });
  const info = async (user: string) => (await call(slack, 'users.info', { user })).user;
  expect(await info('U0ADALOVEL')).toMatchObject({ is_admin: true, is_owner: true, tz: 'Europe/London' });
  expect(await info('U0LINUSPAU')).toMatchObject({ is_admin: false, tz: 'America/Los_Angeles' });
  expect(await info(APP.botUserId)).toMatchObject({ is_bot: true, is_admin: false });
});
