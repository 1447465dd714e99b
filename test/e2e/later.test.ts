import { expect, test } from 'vitest';
import { z } from 'zod';
import {
  ADA,
  ADA_AND_BOT,
  FINANCE,
  GRACE,
  ML_PLATFORM,
  TEAM,
} from '../../src/playground/slack-server/index.js';
import { AS_IN_MANIFEST, blocksOf, clickButton, startWorld, USEFUL_LINE, type World } from './harness.js';

/** What hangs around in a workspace works for everybody, after a restart of the app and a year later. */

const YEAR_LATER = new Date('2027-11-22T12:00:00Z');

type Message = Parameters<typeof blocksOf>[0];

const Pressable = z.looseObject({ type: z.literal('button'), action_id: z.string() });

/** The names of all buttons of a message. */
function buttonsOf(message: Message): readonly string[] {
  return blocksOf(message).flatMap(({ elements, accessory }) => {
    const all = z.array(z.unknown()).safeParse(elements ?? [accessory]).data ?? [];
    return all.flatMap((one) => Pressable.safeParse(one).data?.action_id ?? []);
  });
}

function start() {
  return startWorld({ pace: 1, server: AS_IN_MANIFEST });
}

function failures(world: World): readonly string[] {
  return world.log.filter((line) => line.includes('A listener failed'));
}

/** How much a person has seen of the app: messages, private ones, windows. */
function seenBy(world: World, userId: string): number {
  const channels = [ML_PLATFORM, FINANCE, ADA_AND_BOT, world.slack.directMessage(userId) ?? ''];
  const opened = world.slack.calls.filter(({ method, error }) => method === 'views.open' && !error);
  const messages = channels.flatMap((channelId) => world.slack.messages(channelId));
  return messages.length + world.slack.ephemerals(userId).length + opened.length;
}

/** A result in a channel, one in a thread, one where the app is no member, and one in a direct message. */
async function leaveResults(world: World): Promise<readonly { message: Message; place: string }[]> {
  await world.type(USEFUL_LINE);
  await world.type(`${USEFUL_LINE} growth=2%`, { channelId: FINANCE });
  const words = USEFUL_LINE.replace('/ftcost ', '');
  await world.slack.sendMessage({ userId: ADA, channelId: ML_PLATFORM, text: `@ftcost ${words} growth=3%` });
  await world.settled();
  await world.slack.sendMessage({ userId: ADA, channelId: ADA_AND_BOT, text: `${words} growth=4%` });
  await world.settled();
  return [
    { place: 'a channel', message: world.slack.messages(ML_PLATFORM)[0] },
    { place: 'a thread', message: world.slack.messages(ML_PLATFORM).at(-1) },
    { place: 'a channel without the app', message: world.slack.messages(FINANCE)[0] },
    { place: 'a direct message', message: world.slack.messages(ADA_AND_BOT).at(-1) },
  ];
}

test('every button of a result answers another person than its author, wherever it stands', {
  timeout: 120_000,
}, async () => {
  const world = await start();
  const results = await leaveResults(world);
  await world.restart(YEAR_LATER);
  for (const { place, message } of results) {
    const userId = place === 'a direct message' ? ADA : GRACE;
    const buttons = buttonsOf(message);
    expect(buttons).toEqual(expect.arrayContaining(['adjust', 'why', 'save_estimate']));
    for (const button of buttons) {
      const before = seenBy(world, userId);
      await clickButton(world, message, button, userId);
      expect(seenBy(world, userId), `${button} in ${place}`).toBeGreaterThan(before);
    }
    const select = blocksOf(message).find((block) => JSON.stringify(block).includes('"what_if"'));
    const before = seenBy(world, userId);
    await world.slack.sendAction({
      userId,
      container: { kind: 'message', channelId: message?.channelId ?? '', ts: message?.ts ?? '' },
      blockId: select?.block_id ?? '',
      action: { action_id: 'what_if', selected_option: { value: 'volume:0.1' } },
    });
    await world.settled();
    expect(seenBy(world, userId), `what if in ${place}`).toBeGreaterThan(before);
  }
  expect(failures(world)).toEqual([]);
  // What is answered in a thread stays there.
  expect(JSON.stringify(world.slack.calls)).not.toContain('reply_broadcast');
});

test('every button beside an estimate says politely that it is gone, once somebody has deleted it', {
  timeout: 120_000,
}, async () => {
  const world = await start();
  await world.type(USEFUL_LINE);
  const result = world.slack.messages(ML_PLATFORM)[0];

  /** What stands beside an estimate: the confirmation that it is saved, and the list. It is deleted behind their back. */
  async function leaveEstimate() {
    await clickButton(world, result, 'save_estimate', ADA);
    const confirmation = world.slack.ephemerals(ADA).at(-1);
    await world.type('/ftcost saved');
    const list = world.slack.ephemerals(ADA).at(-1);
    const { estimates } = await world.workspaces.estimates.list(TEAM.id);
    for (const { id } of estimates)
      await world.workspaces.estimates.remove(TEAM.id, id, { userId: 'U1' }, new Date());
    return { confirmation, list };
  }

  const left = await leaveEstimate();
  await world.restart(YEAR_LATER);
  for (const place of ['confirmation', 'list'] as const) {
    const buttons = buttonsOf(left[place]).filter((name) => name.startsWith('estimate_'));
    expect(buttons.length).toBeGreaterThan(1);
    for (const button of buttons) {
      const old = (await leaveEstimate())[place];
      await clickButton(world, old, button, ADA);
      const said = world.slack.ephemerals(ADA).find(({ ts }) => ts === old?.ts)?.text;
      expect(said, `${button} in the ${place}`).toContain('This estimate is gone: somebody has deleted it.');
    }
  }
  expect(failures(world)).toEqual([]);
});
