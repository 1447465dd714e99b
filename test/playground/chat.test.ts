import { describe, expect, it } from 'vitest';
import {
  ADA,
  ADA_AND_BOT,
  ADA_AND_GRACE,
  APP,
  FINANCE,
  GRACE,
  ML_PLATFORM,
  OLD_PROJECT,
  SECRET_LAB,
} from '../../src/playground/slack-server/index.js';
import { BOT_TOKEN, call, clientOf, FakeClock, section, startSlack } from './workspace-fixture.js';

describe('Every call', () => {
  it('needs a known method and a token that is valid', async () => {
    const slack = await startSlack();
    expect(await call(slack, 'chat.shout', {})).toMatchObject({ ok: false, error: 'unknown_method' });
    expect(await call(slack, 'auth.test', {}, 'xoxb-wrong')).toEqual({ ok: false, error: 'invalid_auth' });
    const anonymous = await fetch(`${slack.apiUrl}auth.test`, { method: 'POST' });
    expect(await anonymous.json()).toEqual({ ok: false, error: 'not_authed' });
  });

  it('takes a form with the token inside', async () => {
    const slack = await startSlack();
    const body = new URLSearchParams({
      token: BOT_TOKEN,
      channel: ML_PLATFORM,
      blocks: JSON.stringify([section('x')]),
    });
    const response = await fetch(`${slack.apiUrl}chat.postMessage`, { method: 'POST', body });
    expect(await response.json()).toMatchObject({ ok: true, channel: ML_PLATFORM });
    expect(slack.calls[0]?.arguments).toEqual({ channel: ML_PLATFORM, blocks: [section('x')] });
  });

  it('names the scope that is missing', async () => {
    const slack = await startSlack();
    expect(await call(slack, 'conversations.open', { users: ADA })).toEqual({
      ok: false,
      error: 'missing_scope',
      needed: 'im:write',
      provided: 'commands,chat:write,files:write,files:read',
    });
    expect(await call(slack, 'users.info', { user: ADA })).toMatchObject({ needed: 'users:read' });
    expect(await call(slack, 'conversations.info', { channel: ML_PLATFORM })).toMatchObject({
      needed: 'channels:read',
    });
  });

  it('with the scopes answers about people and channels', async () => {
    const slack = await startSlack({ scopes: ['users:read', 'channels:read', 'groups:read', 'im:write'] });
    expect(await call(slack, 'users.info', { user: GRACE })).toMatchObject({
      user: { tz: 'America/New_York' },
    });
    expect(await call(slack, 'conversations.info', { channel: FINANCE })).toMatchObject({
      channel: { is_member: false },
    });
    expect(await call(slack, 'conversations.info', { channel: SECRET_LAB })).toMatchObject({
      error: 'channel_not_found',
    });
    expect(await call(slack, 'conversations.open', { users: ADA })).toMatchObject({
      channel: { id: ADA_AND_BOT },
    });
  });

  it('knows who the bot is', async () => {
    const slack = await startSlack();
    const answer = await clientOf(slack).auth.test();
    expect(answer).toMatchObject({ ok: true, team: 'Acme', user_id: APP.botUserId, bot_id: APP.botId });
    expect(answer.response_metadata?.scopes).toContain('files:read');
  });
});

describe('chat.postMessage', () => {
  it.each([
    [ML_PLATFORM, undefined],
    [ADA_AND_BOT, undefined],
    [FINANCE, 'not_in_channel'],
    [SECRET_LAB, 'channel_not_found'],
    [ADA_AND_GRACE, 'channel_not_found'],
    [OLD_PROJECT, 'is_archived'],
    ['C0NOWHERE0', 'channel_not_found'],
  ])('into %s: %s', async (channel, error) => {
    const slack = await startSlack();
    const answer = await call(slack, 'chat.postMessage', { channel, text: 'x' });
    expect(answer.error).toBe(error);
    expect(slack.messages(channel)).toHaveLength(error === undefined ? 1 : 0);
  });

  it('by a user id reaches the direct message, which it opens if need be', async () => {
    const slack = await startSlack();
    expect(slack.directMessage(GRACE)).toBeUndefined();
    const answer = await clientOf(slack).chat.postMessage({ channel: GRACE, text: 'Hello' });
    expect(slack.directMessage(GRACE)).toBe(answer.channel);
    expect(slack.messages(answer.channel ?? '')).toMatchObject([{ text: 'Hello', userId: APP.botUserId }]);
    const again = await clientOf(slack).chat.postMessage({ channel: ADA, text: 'Hello' });
    expect(again.channel).toBe(ADA_AND_BOT);
  });

  it('follows the bot in and out of channels', async () => {
    const slack = await startSlack();
    slack.invite(SECRET_LAB, APP.botUserId);
    slack.removeMember(ML_PLATFORM, APP.botUserId);
    expect(await call(slack, 'chat.postMessage', { channel: SECRET_LAB, text: 'x' })).toMatchObject({
      ok: true,
    });
    expect(await call(slack, 'chat.postMessage', { channel: ML_PLATFORM, text: 'x' })).toMatchObject({
      error: 'not_in_channel',
    });
  });

  it('says what is wrong with blocks, and where', async () => {
    const slack = await startSlack();
    const blocks = [section('fine'), { type: 'header', text: { type: 'plain_text', text: 'x'.repeat(151) } }];
    const reason = 'must be less than 151 characters [json-pointer:/blocks/1/text/text]';
    expect(await call(slack, 'chat.postMessage', { channel: ML_PLATFORM, blocks })).toEqual({
      ok: false,
      error: 'invalid_blocks',
      errors: [reason],
      response_metadata: { messages: [`[ERROR] ${reason}`] },
    });
  });

  it.each([
    [{}, 'no_text'],
    [{ text: '' }, 'no_text'],
    [{ blocks: '[{' }, 'invalid_blocks_format'],
    [{ blocks: { type: 'divider' } }, 'invalid_blocks_format'],
    [{ text: 'x', attachments: Array.from({ length: 101 }, () => ({})) }, 'too_many_attachments'],
    [{ text: 'x', thread_ts: '1.000001' }, 'message_not_found'],
  ])('%j is refused: %s', async (args, error) => {
    const slack = await startSlack();
    expect(await call(slack, 'chat.postMessage', { channel: ML_PLATFORM, ...args })).toMatchObject({ error });
  });

  it('cuts text at 40,000 characters', async () => {
    const slack = await startSlack();
    await call(slack, 'chat.postMessage', { channel: ML_PLATFORM, text: 'x'.repeat(40_001) });
    expect(slack.messages(ML_PLATFORM)[0]?.text).toHaveLength(40_000);
  });

  it('notes whom a message notifies, and that escaped syntax notifies nobody', async () => {
    const slack = await startSlack();
    const rich = {
      type: 'rich_text',
      elements: [{ type: 'rich_text_section', elements: [{ type: 'broadcast', range: 'here' }] }],
    };
    const blocks = [
      section('<!subteam^S12|team> and <@U34|joe> and &lt;@U56&gt;'),
      rich,
      { type: 'header', text: { type: 'plain_text', text: '<!everyone>' } },
    ];
    await call(slack, 'chat.postMessage', { channel: ML_PLATFORM, text: 'Hi <!channel>', blocks });
    await call(slack, 'chat.postMessage', { channel: ML_PLATFORM, text: 'Hi &lt;!channel&gt; @here' });
    expect(slack.messages(ML_PLATFORM).map(({ mentions }) => mentions)).toEqual([
      ['channel', 'S12', 'U34', 'here'],
      [],
    ]);
  });

  it('is limited for each channel if so asked', async () => {
    const clock = new FakeClock();
    const slack = await startSlack({ clock: () => clock.nowMs, rateLimit: { perSecond: 1, burst: 2 } });
    const post = (channel: string) => clientOf(slack).chat.postMessage({ channel, text: 'x' });
    await post(ML_PLATFORM);
    await post(ML_PLATFORM);
    await expect(post(ML_PLATFORM)).rejects.toMatchObject({ retryAfter: 1 });
    await post(ADA);
    clock.advance(1000);
    await post(ML_PLATFORM);
    expect(slack.calls.map(({ status }) => status)).toEqual([200, 200, 429, 200, 200]);
  });
});

describe('chat.postEphemeral', () => {
  it('is seen by one person, and only by a member', async () => {
    const slack = await startSlack();
    await clientOf(slack).chat.postEphemeral({ channel: ML_PLATFORM, user: ADA, text: 'Only you' });
    expect(slack.ephemerals(ADA)).toMatchObject([{ text: 'Only you', onlyVisibleTo: ADA }]);
    expect(slack.ephemerals(GRACE)).toEqual([]);
    expect(slack.messages(ML_PLATFORM)).toEqual([]);
    slack.removeMember(ML_PLATFORM, GRACE);
    const answer = await call(slack, 'chat.postEphemeral', { channel: ML_PLATFORM, user: GRACE, text: 'x' });
    expect(answer.error).toBe('user_not_in_channel');
  });
});

describe('chat.update and chat.delete', () => {
  it('change and remove what the bot posted', async () => {
    const slack = await startSlack();
    const client = clientOf(slack);
    const { ts = '' } = await client.chat.postMessage({
      channel: ML_PLATFORM,
      text: 'One',
      blocks: [{ type: 'divider' }],
    });
    await client.chat.update({ channel: ML_PLATFORM, ts, text: 'Two' });
    expect(slack.messages(ML_PLATFORM)).toMatchObject([
      { ts, text: 'Two', edited: true, blocks: [{ type: 'divider' }] },
    ]);
    const { permalink } = await client.chat.getPermalink({ channel: ML_PLATFORM, message_ts: ts });
    expect(permalink).toContain(`/archives/${ML_PLATFORM}/p`);
    await client.chat.delete({ channel: ML_PLATFORM, ts });
    expect(slack.messages(ML_PLATFORM)).toEqual([]);
  });

  it('take at most 4,000 characters and only the bot’s own visible messages', async () => {
    const slack = await startSlack();
    const { ts } = await call(slack, 'chat.postMessage', { channel: ML_PLATFORM, text: 'x' });
    const { message_ts } = await call(slack, 'chat.postEphemeral', {
      channel: ML_PLATFORM,
      user: ADA,
      text: 'x',
    });
    const update = (args: object) => call(slack, 'chat.update', { channel: ML_PLATFORM, text: 'y', ...args });
    expect(await update({ ts, text: 'x'.repeat(4000) })).toMatchObject({ ok: true });
    expect(await update({ ts, text: 'x'.repeat(4001) })).toMatchObject({ error: 'msg_too_long' });
    expect(await update({ ts: message_ts })).toMatchObject({ error: 'message_not_found' });
    expect(await update({ ts: '1.000001' })).toMatchObject({ error: 'message_not_found' });
  });
});
