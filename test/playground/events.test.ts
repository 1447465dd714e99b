import { describe, expect, it } from 'vitest';
import {
  ADA,
  APP,
  FINANCE,
  GRACE,
  LINUS,
  ML_PLATFORM,
  OLD_PROJECT,
  readAppManifest,
  SECRET_LAB,
  TEAM,
} from '../../src/playground/slack-server/index.js';
import { call, eventsIn, FakeClock, startApp, startSlack } from './workspace-fixture.js';

const MENTIONS = { scopes: ['chat:write', 'app_mentions:read'], botEvents: ['app_mention'] };
const CHANNEL_EVENTS = [
  'channel_archive',
  'channel_unarchive',
  'channel_deleted',
  'channel_left',
  'channel_rename',
  'member_joined_channel',
];
const CHANNELS = { scopes: ['chat:write', 'channels:read'], botEvents: CHANNEL_EVENTS };

describe('A mention of the bot', () => {
  it('reaches the app with its thread, in the envelope of an event', async () => {
    const clock = new FakeClock();
    const slack = await startSlack({ ...MENTIONS, clock: () => clock.nowMs });
    const log = await startApp(slack);
    const text = '@ftcost gpt-4o 500k/day & <more>';
    const { message } = await slack.sendMessage({ userId: ADA, channelId: ML_PLATFORM, text });
    await slack.sendMessage({ userId: LINUS, channelId: ML_PLATFORM, text, threadTs: message.ts });
    const said = `<@${APP.botUserId}> gpt-4o 500k/day &amp; &lt;more&gt;`;
    expect(log[0]?.payload).toMatchObject({
      type: 'event_callback',
      team_id: TEAM.id,
      api_app_id: APP.id,
      event_id: expect.stringMatching(/^Ev/),
      event_time: clock.nowMs / 1000,
      authorizations: [{ team_id: TEAM.id, user_id: APP.botUserId, is_bot: true }],
      event: { type: 'app_mention', user: ADA, channel: ML_PLATFORM, text: said, ts: message.ts },
    });
    expect(eventsIn(log)[0]).not.toHaveProperty('thread_ts');
    expect(eventsIn(log)[1]).toMatchObject({ user: LINUS, thread_ts: message.ts });
    expect(log[1]?.payload.event_id).not.toBe(log[0]?.payload.event_id);
  });

  it.each([
    ['in a channel without the bot', FINANCE, '@ftcost help'],
    ['of somebody else', ML_PLATFORM, '@grace help'],
    ['inside a word', ML_PLATFORM, 'mail me@ftcost.example'],
    ['that is escaped', ML_PLATFORM, `&lt;@${APP.botUserId}&gt; help`],
  ])('%s does not', async (_, channelId, text) => {
    const slack = await startSlack(MENTIONS);
    const log = await startApp(slack);
    await slack.sendMessage({ userId: ADA, channelId, text });
    expect(log).toEqual([]);
    expect(slack.messages(channelId)).toHaveLength(1);
  });

  it('does not without the subscription or the scope', async () => {
    for (const options of [
      { ...MENTIONS, botEvents: [] },
      { ...MENTIONS, scopes: ['chat:write'] },
    ]) {
      const slack = await startSlack(options);
      const log = await startApp(slack);
      await slack.sendMessage({ userId: ADA, channelId: ML_PLATFORM, text: '@ftcost help' });
      expect(log).toEqual([]);
    }
  });
});

describe('A direct message to the bot', () => {
  const DIRECT = { scopes: ['chat:write', 'im:history'], botEvents: ['message.im'] };

  it('opens the conversation and reaches the app', async () => {
    const slack = await startSlack({ ...DIRECT, messagesTab: 'on' });
    const log = await startApp(slack);
    expect(slack.directMessage(GRACE)).toBeUndefined();
    await slack.sendMessage({ userId: GRACE, channelId: APP.botUserId, text: 'hello' });
    const channel = slack.directMessage(GRACE);
    expect(channel).toBeDefined();
    expect(eventsIn(log)).toMatchObject([
      { type: 'message', channel_type: 'im', channel, user: GRACE, text: 'hello' },
    ]);
  });

  it('cannot be written where the Messages tab is only for reading, nor by somebody else', async () => {
    const slack = await startSlack(DIRECT);
    const direct = slack.directMessage(ADA) ?? '';
    await expect(slack.sendMessage({ userId: ADA, channelId: direct, text: 'x' })).rejects.toThrow(
      'turned off',
    );
    await expect(slack.sendMessage({ userId: LINUS, channelId: direct, text: 'x' })).rejects.toThrow(
      'no channel',
    );
    await expect(slack.sendMessage({ userId: ADA, channelId: OLD_PROJECT, text: 'x' })).rejects.toThrow(
      'is_archived',
    );
  });
});

describe('An event that the app does not take', () => {
  it('is tried again three times with the same id, a number and a reason', async () => {
    const slack = await startSlack({ ...MENTIONS, eventRetryDelaysMs: [0, 5, 10] });
    const log = await startApp(slack, () => ({ status: 500 }));
    await slack.sendMessage({ userId: ADA, channelId: ML_PLATFORM, text: '@ftcost help' });
    await expect.poll(() => log).toHaveLength(4);
    await new Promise((resolve) => setTimeout(resolve, 60));
    expect(log).toHaveLength(4);
    expect(new Set(log.map(({ payload }) => payload.event_id)).size).toBe(1);
    expect(log.map(({ headers }) => headers['x-slack-retry-num'])).toEqual([undefined, '1', '2', '3']);
    expect(log[3]?.headers['x-slack-retry-reason']).toBe('http_error');
  });

  it('is tried again after a timeout, until it is taken', async () => {
    const slack = await startSlack({ ...MENTIONS, eventRetryDelaysMs: [0, 5], ackTimeoutMs: 50 });
    let count = 0;
    const log = await startApp(slack, () => {
      count += 1;
      return count === 1 ? { delayMs: 200 } : { status: 204 };
    });
    await slack.sendMessage({ userId: ADA, channelId: ML_PLATFORM, text: '@ftcost help' });
    await expect.poll(() => log).toHaveLength(2);
    await new Promise((resolve) => setTimeout(resolve, 60));
    expect(log.map(({ headers }) => headers['x-slack-retry-reason'])).toEqual([undefined, 'http_timeout']);
  });
});

it('An event is not tried again if the app asks for that', async () => {
  const slack = await startSlack({ ...MENTIONS, eventRetryDelaysMs: [0, 0] });
  const log = await startApp(slack, () => ({ status: 500, headers: { 'x-slack-no-retry': '1' } }));
  await slack.sendMessage({ userId: ADA, channelId: ML_PLATFORM, text: '@ftcost help' });
  await new Promise((resolve) => setTimeout(resolve, 60));
  expect(log).toHaveLength(1);
});

describe('What happens to a channel reaches the app', () => {
  it('when it is archived, brought back, renamed and deleted', async () => {
    const slack = await startSlack(CHANNELS);
    const log = await startApp(slack);
    await slack.archive(ML_PLATFORM);
    expect(await call(slack, 'chat.postMessage', { channel: ML_PLATFORM, text: 'x' })).toMatchObject({
      error: 'is_archived',
    });
    await slack.archive(ML_PLATFORM, false);
    await slack.rename(ML_PLATFORM, 'ml-core');
    await call(slack, 'chat.postMessage', { channel: ML_PLATFORM, text: 'x' });
    await slack.deleteChannel(ML_PLATFORM);
    expect(eventsIn(log)).toMatchObject([
      { type: 'channel_archive', channel: ML_PLATFORM, user: ADA },
      { type: 'channel_unarchive', channel: ML_PLATFORM },
      { type: 'channel_rename', channel: { id: ML_PLATFORM, name: 'ml-core' } },
      { type: 'channel_deleted', channel: ML_PLATFORM },
    ]);
    expect(slack.messages(ML_PLATFORM)).toEqual([]);
    expect(await call(slack, 'chat.postMessage', { channel: ML_PLATFORM, text: 'x' })).toMatchObject({
      error: 'channel_not_found',
    });
  });

  it('when the bot is invited and removed', async () => {
    const slack = await startSlack(CHANNELS);
    const log = await startApp(slack);
    await slack.invite(FINANCE, APP.botUserId, GRACE);
    await slack.removeMember(FINANCE, APP.botUserId);
    expect(eventsIn(log)).toMatchObject([
      { type: 'member_joined_channel', channel: FINANCE, user: APP.botUserId, inviter: GRACE },
      { type: 'channel_left', channel: FINANCE, actor_id: ADA },
    ]);
    expect(await call(slack, 'chat.postMessage', { channel: FINANCE, text: 'x' })).toMatchObject({
      error: 'not_in_channel',
    });
  });

  it('but not of a channel without the bot, nor without the subscription', async () => {
    const slack = await startSlack(CHANNELS);
    const log = await startApp(slack);
    await slack.archive(FINANCE);
    const silent = await startSlack({ scopes: CHANNELS.scopes });
    const silentLog = await startApp(silent);
    await silent.archive(ML_PLATFORM);
    expect([...log, ...silentLog]).toEqual([]);
  });

  it('as a group where it is private, with the scope for groups', async () => {
    const botEvents = ['group_archive', 'member_joined_channel'];
    const slack = await startSlack({ scopes: ['groups:read'], botEvents });
    const log = await startApp(slack);
    await slack.invite(SECRET_LAB, APP.botUserId);
    await slack.archive(SECRET_LAB);
    expect(eventsIn(log)).toMatchObject([
      { type: 'member_joined_channel', channel_type: 'G' },
      { type: 'group_archive', channel: SECRET_LAB },
    ]);
  });

  it('and only an administrator deletes one, under a name that nobody has it is renamed', async () => {
    const slack = await startSlack();
    await expect(slack.deleteChannel(ML_PLATFORM, GRACE)).rejects.toThrow('administrator');
    await expect(slack.rename(ML_PLATFORM, 'finance')).rejects.toThrow('name_taken');
    await expect(slack.rename(ML_PLATFORM, 'Not A Name')).rejects.toThrow('invalid_name');
  });
});

it('A manifest decides commands, shortcuts, scopes, events and tabs', () => {
  const read = readAppManifest({
    features: {
      app_home: { home_tab_enabled: true, messages_tab_enabled: true },
      slash_commands: [{ command: '/ftcost', description: 'Ask', usage_hint: 'help' }],
      shortcuts: [
        { name: 'Estimate', type: 'global', callback_id: 'new', description: 'New' },
        { name: 'Explain', type: 'message', callback_id: 'explain', description: 'This' },
      ],
    },
    oauth_config: { scopes: { bot: ['commands'] } },
    settings: { event_subscriptions: { bot_events: ['app_mention'] } },
  });
  expect(read).toEqual({
    commands: [{ command: '/ftcost', description: 'Ask', usageHint: 'help' }],
    shortcuts: [{ name: 'Estimate', callbackId: 'new', description: 'New' }],
    messageShortcuts: [{ name: 'Explain', callbackId: 'explain', description: 'This' }],
    scopes: ['commands'],
    botEvents: ['app_mention'],
    homeTab: true,
    messagesTab: 'on',
  });
});
