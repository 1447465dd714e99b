import { pino } from 'pino';
import { describe, expect, test } from 'vitest';
import { startBackground } from '../../src/background.js';
import {
  ADA,
  FINANCE,
  GRACE,
  ML_PLATFORM,
  SECRET_LAB,
  TEAM,
} from '../../src/playground/slack-server/index.js';
import { createDigestMaker } from '../../src/slack/features/digest/digest-maker.js';
import { zonesFor } from '../../src/slack/features/digest/zone-suggestions.js';
import { OUTSIDE, slackApiWith } from '../../src/slack/kit/web-client.js';
import { DigestContentSchema } from '../../src/workspace/subscription.js';
import { untouchedState } from '../slack/form-client.js';
import {
  BOT_TOKEN,
  clickButton,
  fastRenderer,
  imageFileOf,
  startWorld as startAnyWorld,
  type World,
  type WorldOptions,
} from './harness.js';
import { cutOn20th, watchTriage } from './price-cut.js';
import { until } from './waiting.js';

/** The clock of every world stands at Sunday, 22 November 2026, 12:00 UTC. */
const NEXT_MONDAY = 'Monday, 23 November, 09:00 (Europe/London)';

const SCOPES = ['commands', 'chat:write', 'files:write', 'files:read', 'users:read'];

/** A workspace that lets the app look people up. */
function startWorld(options: WorldOptions = {}): Promise<World> {
  // Slack is asked within a time limit, which hurried waits would cut short.
  return startAnyWorld({ ...options, server: { scopes: SCOPES }, pace: 1 });
}

function option(value: string) {
  return { type: 'static_select', selected_option: { text: { type: 'plain_text', text: value }, value } };
}

/** Types the command, and hands the form in as it stands, with some fields filled in otherwise. */
async function subscribe(world: World, channelId = ML_PLATFORM, changes: object = {}, userId = ADA) {
  await world.slack.sendCommand({ userId, channelId, line: '/ftcost digest' });
  await world.settled();
  const [view] = world.slack.openViews(userId);
  if (!view) throw new Error('The form did not open.');
  const outcome = await world.slack.submitView({
    userId,
    viewId: view.id,
    stateValues: { ...untouchedState(formBlocks(view.blocks), channelId), ...changes },
  });
  await world.settled();
  return outcome;
}

function formBlocks(blocks: unknown): readonly object[] {
  return Array.isArray(blocks) ? blocks : [];
}

function textsTo(world: World, userId: string): string {
  return world.slack
    .ephemerals(userId)
    .map(({ text }) => text)
    .join('\n');
}

describe('/ftcost digest', () => {
  test("subscribes the channel in the person's own time zone, says so in it once, and tells the person when", async () => {
    const world = await startWorld();
    expect(await subscribe(world)).toMatchObject({ ok: true });
    const kept = await world.digests.subscriptions.find(TEAM.id, ML_PLATFORM);
    expect(kept).toMatchObject({
      createdBy: ADA,
      schedule: { weekday: 1, hour: 9, timeZone: 'Europe/London' },
      content: { leastUsd: 0, leastShare: 0, quietWeek: 'one-line' },
      nextRunAt: new Date('2026-11-23T09:00:00Z'),
    });
    const posted = world.slack.messages(ML_PLATFORM).map(({ text }) => text);
    expect(posted).toEqual([
      `<@${ADA}> subscribed this channel to the weekly price digest. It comes next on ${NEXT_MONDAY}.`,
    ]);
    expect(textsTo(world, ADA)).toContain(`gets its digest on ${NEXT_MONDAY}`);
  });

  test('opens again with what was chosen, and keeps the one who subscribed', async () => {
    const world = await startWorld();
    await subscribe(world, ML_PLATFORM, {
      weekday: { weekday: option('5') },
      hour: { hour: option('17') },
      least_usd: { least_usd: { type: 'number_input', value: '50.5' } },
      least_percent: { least_percent: { type: 'number_input', value: '5' } },
      quiet_week: { quiet_week: option('nothing') },
    });
    const kept = await world.digests.subscriptions.find(TEAM.id, ML_PLATFORM);
    expect(kept).toMatchObject({
      schedule: { weekday: 5, hour: 17 },
      content: { leastUsd: 50.5, leastShare: 0.05, quietWeek: 'nothing' },
    });
    // Handed in untouched, it changes nothing.
    await subscribe(world);
    const again = await world.digests.subscriptions.find(TEAM.id, ML_PLATFORM);
    expect(again?.schedule).toEqual(kept?.schedule);
    expect(again?.content).toEqual(kept?.content);
    expect(world.slack.messages(ML_PLATFORM).at(-1)?.text).toContain('changed the weekly price digest');
  });

  test('names what is missing beside its field, and saves nothing', async () => {
    const world = await startWorld();
    const outcome = await subscribe(world, ML_PLATFORM, {
      parts: { parts: { type: 'checkboxes', selected_options: [] } },
    });
    expect(JSON.stringify(outcome)).toContain('parts');
    expect(await world.digests.subscriptions.list(TEAM.id)).toEqual([]);
  });

  test.each([
    ['a public channel', FINANCE],
    ['a private channel', SECRET_LAB],
  ])('in %s where the bot is not, subscribes nothing and says how to invite it', async (_, channelId) => {
    const world = await startWorld();
    await subscribe(world, channelId);
    expect(await world.digests.subscriptions.list(TEAM.id)).toEqual([]);
    expect(world.slack.messages(channelId)).toEqual([]);
    expect(textsTo(world, ADA)).toContain('so it is not subscribed. Type /invite');
  });

  test('is refused to somebody else than the creator and the admins, with the reason and what holds', async () => {
    const world = await startWorld();
    await subscribe(world);
    for (const line of ['/ftcost digest', '/ftcost digest off', '/ftcost digest pause']) {
      await world.slack.sendCommand({ userId: GRACE, channelId: ML_PLATFORM, line });
      await world.settled();
    }
    const [window, ...others] = world.slack.openViews(GRACE).map(({ blocks }) => JSON.stringify(blocks));
    expect(others).toEqual([]);
    expect(window).toContain('This channel is subscribed to the weekly price digest: ');
    expect(window).not.toContain('"input"');
    const told = [...world.slack.ephemerals(GRACE).map(({ text }) => text), window];
    expect(told).toHaveLength(3);
    for (const text of told) expect(text).toContain('Only the person who subscribed it and the admins');
    expect((await world.digests.subscriptions.list(TEAM.id))[0]?.status).toBe('active');
  });
});

test('the form opens before Slack is asked about the person, however long that takes', async () => {
  const world = await startWorld();
  world.slack.faults.add({ method: 'users.info', respond: { delayMs: 500 } });
  const typed = world.slack.sendCommand({ userId: ADA, channelId: ML_PLATFORM, line: '/ftcost digest' });
  const shown = () => JSON.stringify(world.slack.openViews(ADA)[0]?.blocks ?? []);
  await until(() => shown().includes('One moment'));
  await typed;
  await world.settled();
  expect(shown()).toContain('What to read');
});

test('without the right to look people up, the form asks for the time zone', async () => {
  const world = await startAnyWorld();
  expect(await subscribe(world)).toMatchObject({
    ok: false,
    fieldErrors: { time_zone: expect.stringContaining('required') },
  });
  await subscribe(world, ML_PLATFORM, { time_zone: { time_zone: option('Asia/Kolkata') } });
  const [kept] = await world.digests.subscriptions.list(TEAM.id);
  expect(kept?.nextRunAt).toEqual(new Date('2026-11-23T03:30:00Z'));
});

test('time zones are found by a part of their name', () => {
  expect(zonesFor('new york')[0]?.value).toBe('America/New_York');
  expect(zonesFor('berl').map(({ value }) => value)).toEqual(['Europe/Berlin']);
  expect(zonesFor('')).toHaveLength(100);
  expect(zonesFor('atlantis')).toEqual([]);
});

describe('a subscription', () => {
  test('is paused, resumed and removed in its channel', async () => {
    const world = await startWorld();
    await subscribe(world);
    await world.type('/ftcost digest pause');
    const [paused] = await world.digests.subscriptions.list(TEAM.id);
    expect(paused).toMatchObject({ status: 'paused', pausedBecause: 'asked' });
    await world.type('/ftcost digest resume');
    expect((await world.digests.subscriptions.list(TEAM.id))[0]).toMatchObject({ status: 'active' });
    expect(textsTo(world, ADA)).toContain(`gets its next digest on ${NEXT_MONDAY}`);
    await world.type('/ftcost digest off');
    expect(await world.digests.subscriptions.list(TEAM.id)).toEqual([]);
    await world.type('/ftcost digest off');
    expect(textsTo(world, ADA)).toContain('This channel is not subscribed');
  });

  test('of a channel that is gone can be removed from anywhere', async () => {
    const world = await startWorld();
    await subscribe(world);
    world.slack.archive(ML_PLATFORM);
    await world.type('/ftcost digest list', { channelId: FINANCE });
    const list = world.slack.ephemerals(ADA).at(-1);
    expect(list?.text).toContain(`<#${ML_PLATFORM}>: next on ${NEXT_MONDAY}.`);
    await clickButton(world, list, 'digest_remove', ADA);
    expect(await world.digests.subscriptions.list(TEAM.id)).toEqual([]);
  });

  test('goes by the channel, whatever it is called: listed, paused and removed after a renaming', async () => {
    const world = await startWorld();
    await subscribe(world);
    await world.slack.rename(ML_PLATFORM, 'ml-core');
    await world.settled();
    await world.type('/ftcost digest list', { channelId: FINANCE });
    expect(world.slack.ephemerals(ADA).at(-1)?.text).toContain(`<#${ML_PLATFORM}>: next on ${NEXT_MONDAY}.`);
    await world.type('/ftcost digest pause');
    expect((await world.digests.subscriptions.find(TEAM.id, ML_PLATFORM))?.status).toBe('paused');
    await world.type('/ftcost digest off');
    expect(await world.digests.subscriptions.list(TEAM.id)).toEqual([]);
  });

  test('of another workspace is like one that does not exist', async () => {
    const world = await startWorld();
    await subscribe(world);
    const other = await world.digests.subscriptions.save(
      {
        workspaceId: 'T0OTHER000',
        channelId: 'C0OTHER000',
        createdBy: ADA,
        schedule: { weekday: 1, hour: 9, timeZone: 'UTC' },
        content: { include: ['prices'], leastUsd: 0, leastShare: 0, quietWeek: 'one-line' },
        nextRunAt: new Date('2026-11-23T09:00:00Z'),
      },
      new Date('2026-11-22T12:00:00Z'),
    );
    await world.type('/ftcost digest list');
    expect(textsTo(world, ADA)).not.toContain('C0OTHER000');
    expect(await world.digests.subscriptions.get(TEAM.id, other.id)).toBeUndefined();
  });
});

describe('/ftcost digest preview', () => {
  test('shows privately which decision flips, from what to what and why, and changes nothing', async () => {
    const world = await startWorld({ bookAt: cutOn20th, heldBack: 3 });
    const { id, decision } = await watchTriage(world, 'Ticket <!channel> triage');
    await world.type('/ftcost digest preview');
    const shown = world.slack.ephemerals(ADA).at(-1);
    expect(shown?.text).toMatch(/Ticket .*triage flips: .*GPT-6 Luna/);
    expect(shown?.text).toMatch(/Why: GPT-6 Luna input \$[\d.]+ → \$[\d.]+ \(-90%\)/);
    expect(shown?.text).toContain('3 price changes look doubtful and wait for the operator');
    expect(shown?.text).not.toContain('<!channel>');
    expect(world.slack.messages(ML_PLATFORM)).toEqual([]);
    expect((await world.workspaces.estimates.find(TEAM.id, id))?.decision).toEqual(decision);
    expect(await world.digests.subscriptions.list(TEAM.id)).toEqual([]);
  });

  test('works where the bot is not a member, and says that nothing is watched yet', async () => {
    const world = await startWorld();
    await world.type('/ftcost digest preview', { channelId: SECRET_LAB });
    expect(world.slack.ephemerals(ADA).at(-1)?.text).toContain('No estimate is watched');
  });

  test('an unknown word is named with the nearest one', async () => {
    const world = await startWorld();
    await world.type('/ftcost digest previw');
    expect(textsTo(world, ADA)).toContain('Did you mean /ftcost digest preview?');
  });
});

test('a subscribed channel gets its digest at its hour, with the picture, once', async () => {
  const sunday = new Date('2026-11-15T12:00:00Z');
  const world = await startWorld({ bookAt: cutOn20th });
  await watchTriage(world, 'Ticket triage');
  await watchTriage(world, 'Support bot');
  const schedule = { weekday: 1, hour: 9, timeZone: 'Europe/London' };
  const subscription = { workspaceId: TEAM.id, channelId: ML_PLATFORM, schedule };
  const nextRunAt = new Date('2026-11-23T09:00:00Z');
  const content = DigestContentSchema.parse({});
  await world.digests.subscriptions.save({ ...subscription, createdBy: ADA, content, nextRunAt }, sunday);
  let now = new Date('2026-11-23T08:59:00Z');
  const logger = pino({ level: 'silent' });
  const api = slackApiWith(BOT_TOKEN, world.slack.apiUrl, logger);
  const background = await startBackground(
    { store: world.store, renderer: { ...fastRenderer, close: async () => {} }, logger, clock: () => now },
    async () => api,
    { digests: createDigestMaker(world.digests) },
    OUTSIDE,
  );
  try {
    await background.tick();
    expect(world.slack.messages(ML_PLATFORM)).toEqual([]);
    now = new Date('2026-11-23T09:00:00Z');
    await background.tick();
    await background.tick();
    const posted = world.slack.messages(ML_PLATFORM);
    expect(posted).toHaveLength(1);
    expect(posted[0]?.text).toMatch(/^2 of 2 decisions flip: (Ticket triage|Support bot) and /);
    expect(imageFileOf(posted[0])).toBeDefined();
  } finally {
    await background.stop(5_000);
  }
});
