import { describe, expect, test } from 'vitest';
import { ADA, ADA_AND_BOT, GRACE, ML_PLATFORM } from '../../src/playground/slack-server/index.js';
import { AS_IN_MANIFEST, clickButton, imageFileOf, startWorld, type World } from './harness.js';

const USEFUL = 'gpt-4o 500k/day 2000+200in 100out examples=5000x500 task=classification';

const GPT_4O = { text: { type: 'plain_text', text: 'GPT-4o' }, value: 'gpt-4o' };

interface Place {
  readonly userId?: string;
  readonly channelId?: string;
  readonly threadTs?: string;
}

/** Somebody writes a message; the app has answered when this is done. */
async function say(
  world: World,
  text: string,
  { userId = ADA, channelId = ML_PLATFORM, threadTs }: Place = {},
) {
  const said = await world.slack.sendMessage({ userId, channelId, text, threadTs });
  await world.settled();
  return said.message;
}

/** What the app has said for everybody in a channel. */
function answersIn(world: World, channelId = ML_PLATFORM) {
  return world.slack.messages(channelId).filter(({ userId }) => userId === world.slack.team.bot.userId);
}

function told(world: World, userId = ADA) {
  return world.slack.ephemerals(userId).at(-1);
}

function start(options: Parameters<typeof startWorld>[0] = {}) {
  return startWorld({ ...options, server: { ...AS_IN_MANIFEST, ...options.server } });
}

describe('a mention', () => {
  test('with a workload is answered by the result, with its chart, in the thread of the mention', async () => {
    const world = await start();
    const asked = await say(world, `@ftcost ${USEFUL}`);
    const [result, ...others] = answersIn(world);
    expect(others).toEqual([]);
    expect(result?.threadTs).toBe(asked.ts);
    expect(result?.text).toMatch(/saves \$/);
    expect(imageFileOf(result)).toBeDefined();
    expect(world.slack.ephemerals(ADA)).toEqual([]);
    expect(JSON.stringify(world.slack.calls)).not.toContain('reply_broadcast');
  });

  test('inside a thread is answered in that thread, and so is every result that follows from it', async () => {
    const world = await start();
    const top = await say(world, 'What would this cost us?');
    await say(world, `hm, @ftcost ${USEFUL}`, { threadTs: top.ts, userId: GRACE });
    const result = answersIn(world).at(-1);
    expect(result?.threadTs).toBe(top.ts);

    await clickButton(world, result, 'adjust', ADA);
    const viewId = world.slack.openViews(ADA)[0]?.id ?? '';
    await world.slack.submitView({ userId: ADA, viewId });
    await world.settled();
    expect(answersIn(world)).toHaveLength(2);

    await clickButton(world, result, 'save_estimate', ADA);
    expect(told(world)?.threadTs).toBe(top.ts);
    await clickButton(world, told(world), 'saved_list', ADA);
    await clickButton(world, told(world), 'estimate_post', ADA);
    await say(world, '@ftcost prices gpt-4o', { threadTs: top.ts });
    await clickButton(world, told(world), 'share_prices', ADA);
    const answers = answersIn(world);
    expect(answers).toHaveLength(4);
    expect(answers.map(({ threadTs }) => threadTs)).toEqual(Array(4).fill(top.ts));
  });

  test('answers the whole grammar of the command', async () => {
    const world = await start();
    await say(world, '@ftcost preset ticket-triage');
    await say(world, '@ftcost compare gpt-4o gpt-6-luna 5k/day');
    expect(answersIn(world)).toHaveLength(2);
    await say(world, '@ftcost help');
    expect(told(world)?.text).toContain('/ftcost');
    await say(world, '@ftcost presets');
    expect(told(world)?.text).toMatch(/^Presets: /);
    await say(world, '@ftcost saved');
    expect(told(world)?.text).toMatch(/^0 saved estimates/);
    await say(world, '@ftcost digest list');
    expect(told(world)?.text).toMatch(/^No channel of this workspace is subscribed/);
    expect(answersIn(world)).toHaveLength(2);
  });

  test('that cannot be read is explained to the person alone, in the thread if there is one; nothing is posted', async () => {
    const world = await start();
    await say(world, '@ftcost gpt-4o 500k/dya');
    expect(told(world)?.text).toMatch(/^I need a little more/);
    expect(told(world)?.threadTs).toBeUndefined();
    const top = await say(world, 'A thread');
    await say(world, 'An answer', { threadTs: top.ts, userId: GRACE });
    await say(world, '@ftcost nonsense', { threadTs: top.ts, userId: GRACE });
    expect(told(world, GRACE)).toMatchObject({ threadTs: top.ts });
    expect(answersIn(world)).toEqual([]);
    await clickButton(world, told(world, GRACE), 'open_form', GRACE);
    expect(world.slack.openViews(GRACE)).toHaveLength(1);
  });

  test('without words offers a button that opens the form; settings and the digest have theirs', async () => {
    // Waits are as long as they are: the person who opens the settings is looked up within a time limit.
    const world = await start({ pace: 1 });
    await say(world, '@ftcost');
    await clickButton(world, told(world), 'open_form', ADA);
    expect(world.slack.openViews(ADA)[0]?.callback_id).toBe('workload_form');
    await say(world, '@ftcost settings');
    await clickButton(world, told(world), 'open_settings', ADA);
    expect(world.slack.openViews(ADA)[0]?.callback_id).toBe('settings_form');
    await say(world, '@ftcost digest');
    await clickButton(world, told(world), 'digest_edit', ADA);
    expect(world.slack.openViews(ADA)[0]?.callback_id).toBe('digest_form');
    expect(answersIn(world)).toEqual([]);
  });

  test('with private sends the result to the person, and says so beside the mention', async () => {
    const world = await start();
    await say(world, `@ftcost ${USEFUL} private`);
    expect(answersIn(world)).toEqual([]);
    expect(answersIn(world, ADA_AND_BOT)).toHaveLength(1);
    expect(told(world)?.text).toMatch(/^I sent the result to you/);
  });

  test('as Slack writes it is understood: escaped, with links of its making, in marks of code', async () => {
    const world = await start();
    await say(world, 'The message of the mention');
    const text = `<@${world.slack.team.bot.userId}|ftcost> \`gpt-4o\` 500k/day 200in 100out name="a &lt; <http://b.example|b.example>"`;
    await world.slack.sendEvent(mentionOf(world, text));
    await world.settled();
    expect(answersIn(world)[0]?.text).toContain('a &lt; b');
  });

  test('delivered again, under the same id, is answered once', async () => {
    const world = await start();
    await say(world, 'The message of the mention');
    await world.slack.sendEvent(mentionOf(world, `<@${world.slack.team.bot.userId}> ${USEFUL}`), {
      copies: 3,
    });
    await world.settled();
    expect(answersIn(world)).toHaveLength(1);
  });

  test('that somebody edits, that a program writes, or that comes in another shape, is left alone', async () => {
    const world = await start();
    await say(world, 'The message of the mention');
    const event = mentionOf(world, `<@${world.slack.team.bot.userId}> ${USEFUL}`);
    await world.slack.sendEvent({ ...event, edited: { user: ADA, ts: '1.0' } });
    await world.slack.sendEvent({ ...event, bot_id: 'B0OTHERBOT' });
    await world.slack.sendEvent({ ...event, user: undefined });
    await world.slack.sendEvent({ ...event, type: 'message', channel_type: 'channel' });
    await world.settled();
    expect(answersIn(world)).toEqual([]);
    expect(world.slack.ephemerals(ADA)).toEqual([]);
  });

  test('that fails through a fault of ours is answered to the person with a reference', async () => {
    const world = await start({
      advisor: {
        advise: async () => {
          throw new Error('a fault');
        },
      },
    });
    await say(world, `@ftcost ${USEFUL}`);
    expect(told(world)?.text).toMatch(/went wrong on my side.*reference/i);
    expect(answersIn(world)).toEqual([]);
    await say(world, USEFUL, { channelId: ADA_AND_BOT });
    expect(answersIn(world, ADA_AND_BOT)[0]?.text).toMatch(/went wrong on my side/);
  });

  test('where posting is refused gives the numbers to the person alone', async () => {
    const world = await start();
    world.slack.faults.add({
      method: 'chat.postMessage',
      times: 1,
      respond: { body: { ok: false, error: 'restricted_action_thread_locked' } },
    });
    await say(world, `@ftcost ${USEFUL}`);
    expect(answersIn(world)).toEqual([]);
    expect(told(world)?.text).toMatch(/restricted/);
  });
});

function mentionOf(world: World, text: string) {
  const event = { user: ADA, text, ts: '', channel: ML_PLATFORM };
  const said = world.slack.messages(ML_PLATFORM)[0];
  return { type: 'app_mention', ...event, ts: said?.ts ?? '1.000001' };
}

describe('a direct message to the app', () => {
  test('is answered there, by the same words, privacy included', async () => {
    const world = await start();
    await say(world, `${USEFUL} private`, { channelId: ADA_AND_BOT });
    const [result, ...others] = answersIn(world, ADA_AND_BOT);
    expect(others).toEqual([]);
    expect(result?.text).toMatch(/saves \$/);
    expect(result?.threadTs).toBeUndefined();
    await say(world, 'gpt-4o 500k/dya', { channelId: ADA_AND_BOT });
    expect(answersIn(world, ADA_AND_BOT).at(-1)?.text).toMatch(/^I need a little more/);
    await say(world, 'saved', { channelId: ADA_AND_BOT });
    expect(answersIn(world, ADA_AND_BOT).at(-1)?.text).toMatch(/^0 saved estimates/);
  });

  test('in a thread is answered in that thread', async () => {
    const world = await start();
    const top = await say(world, 'help', { channelId: ADA_AND_BOT });
    await say(world, USEFUL, { channelId: ADA_AND_BOT, threadTs: top.ts });
    await say(world, 'nonsense', { channelId: ADA_AND_BOT, threadTs: top.ts });
    expect(answersIn(world, ADA_AND_BOT).map(({ threadTs }) => threadTs)).toEqual([
      undefined,
      top.ts,
      top.ts,
    ]);
  });

  test('of somebody who has never talked to the app works, too; the app does not answer itself', async () => {
    const world = await start();
    await say(world, 'help', { userId: GRACE, channelId: world.slack.team.bot.userId });
    const direct = world.slack.directMessage(GRACE) ?? '';
    expect(world.slack.messages(direct)).toHaveLength(2);
  });
});

describe('the shortcut New estimate', () => {
  test('opens the form from anywhere; the result goes where the person says', async () => {
    const world = await start();
    const outcome = await world.slack.sendShortcut({ userId: GRACE, callbackId: 'new_estimate' });
    await world.settled();
    expect(outcome.ok).toBe(true);
    const [view] = world.slack.openViews(GRACE);
    expect(view?.callback_id).toBe('workload_form');
    const written = (value: string) => ({ type: 'plain_text_input', value });
    await world.slack.submitView({
      userId: GRACE,
      viewId: view?.id ?? '',
      stateValues: {
        'model.0': { model: { type: 'external_select', selected_option: GPT_4O } },
        'volume.0': { volume: written('500k') },
        'tokens.0': { tokens: written('200 in, 100 out') },
        'destination.0': {
          destination: { type: 'conversations_select', selected_conversation: ML_PLATFORM },
        },
      },
    });
    await world.settled();
    expect(answersIn(world)).toHaveLength(1);
    expect(answersIn(world)[0]?.text).toMatch(/costs \$[\d.]+k a month less than today/);
  });
});
