import { expect, test } from 'vitest';
import { ADA, FINANCE, GRACE, ML_PLATFORM, TEAM } from '../../src/playground/slack-server/index.js';
import { DigestContentSchema } from '../../src/workspace/subscription.js';
import { sendDueDigests, subscribed } from './due-digests.js';
import { AS_IN_MANIFEST, clickButton, startWorld, USEFUL_LINE, type World } from './harness.js';
import { cutOn20th, watchTriage } from './price-cut.js';

/** What one person changes reaches the Home tabs of the others, without their doing anything. */

const LINUS = 'U0LINUSPAU';

/** Waits between tabs are hurried; a time limit on a look at a profile has to stay long enough. */
function start(options: Parameters<typeof startWorld>[0] = {}) {
  return startWorld({ pace: 0.2, ...options, server: { ...AS_IN_MANIFEST, ...options.server } });
}

async function open(world: World, userId: string) {
  await world.slack.openHome({ userId, tab: 'home' });
  await world.settled();
}

function says(world: World, userId: string): string {
  return JSON.stringify(world.slack.home(userId) ?? 'nothing');
}

/** Waits until a person's Home tab says something. */
function follows(world: World, userId: string) {
  return expect.poll(() => says(world, userId), { timeout: 15_000 });
}

function publishedFor(world: World, userId: string): number {
  return world.slack.calls.filter(
    (call) => call.method === 'views.publish' && call.arguments.user_id === userId,
  ).length;
}

async function save(world: World) {
  await world.type(USEFUL_LINE);
  await clickButton(world, world.slack.messages(ML_PLATFORM).at(-1), 'save_estimate', ADA);
}

/** Presses a button in what Ada was told last. */
function press(world: World, action: string) {
  return clickButton(world, world.slack.ephemerals(ADA).at(-1), action, ADA);
}

test('saving, renaming, watching and deleting reach everybody who has opened Home, and nobody else', async () => {
  const world = await start();
  await open(world, GRACE);
  await save(world);
  await follows(world, GRACE).toContain('Saved estimates: 1');
  expect(says(world, GRACE)).toContain('No change in the last week.');
  await world.type('/ftcost saved');
  await press(world, 'estimate_rename');
  await world.slack.submitView({
    userId: ADA,
    viewId: world.slack.openViews(ADA)[0]?.id ?? '',
    stateValues: { new_name: { new_name: { type: 'plain_text_input', value: 'Triage' } } },
  });
  await follows(world, GRACE).toContain('"Triage"');
  await press(world, 'estimate_unwatch');
  await follows(world, GRACE).toContain('Not watched.');
  await press(world, 'estimate_delete');
  await follows(world, GRACE).toContain('Nothing is saved yet');
  expect(publishedFor(world, LINUS)).toBe(0);
}, 60_000);

test('settings and subscriptions reach an admin who has Home open while others change them', async () => {
  const world = await start();
  await world.workspaces.settings.change(TEAM.id, { userId: ADA, name: 'ada' }, new Date(0), (now) => ({
    ...now,
    editors: 'everyone',
  }));
  await open(world, ADA);
  await world.slack.sendCommand({ userId: GRACE, channelId: ML_PLATFORM, line: '/ftcost settings' });
  await world.settled();
  await world.slack.submitView({
    userId: GRACE,
    viewId: world.slack.openViews(GRACE)[0]?.id ?? '',
    stateValues: { 'engineer.0': { engineer: { type: 'plain_text_input', value: '22k' } } },
  });
  await follows(world, ADA).toMatch(/Every advice starts from: engineer \$22k a month\. Changed by grace/);
  await world.slack.sendCommand({ userId: GRACE, channelId: ML_PLATFORM, line: '/ftcost digest' });
  await world.settled();
  await world.slack.submitView({ userId: GRACE, viewId: world.slack.openViews(GRACE)[0]?.id ?? '' });
  await follows(world, ADA).toContain('next on');
  await world.slack.sendCommand({ userId: GRACE, channelId: ML_PLATFORM, line: '/ftcost digest pause' });
  await follows(world, ADA).toContain('paused: somebody asked for it.');
}, 60_000);

test('many changes in a row are one publication for each of the others', async () => {
  const world = await start({ pace: 1 });
  await save(world);
  await open(world, GRACE);
  await world.type('/ftcost saved');
  const before = publishedFor(world, GRACE);
  for (const action of ['estimate_unwatch', 'estimate_watch', 'estimate_unwatch']) {
    await press(world, action);
  }
  await follows(world, GRACE).toContain('Not watched.');
  await new Promise((resolve) => setTimeout(resolve, 3_000));
  expect(publishedFor(world, GRACE) - before).toBe(1);
}, 60_000);

test('a Home tab that Slack refuses keeps nobody else from theirs, and is left alone until it is opened', async () => {
  const world = await start();
  await open(world, GRACE);
  await open(world, LINUS);
  world.slack.faults.add({
    method: 'views.publish',
    times: Number.POSITIVE_INFINITY,
    when: ({ user_id }) => user_id === GRACE,
    respond: { body: { ok: false, error: 'user_not_found' } },
  });
  await save(world);
  expect(world.slack.ephemerals(ADA).at(-1)?.text).toMatch(/^Saved as/);
  await follows(world, LINUS).toContain('Saved estimates: 1');
  const viewers = await world.workspaces.homeViewers.recent(TEAM.id, new Date('2026-11-22T12:00:00Z'));
  expect(viewers).toEqual([LINUS]);
}, 60_000);

test('a digest that the clock sends, and a restart before it, leave no Home tab behind', async () => {
  const world = await start({ bookAt: cutOn20th });
  await watchTriage(world, 'Ticket triage');
  await subscribed(world);
  await open(world, GRACE);
  expect(says(world, GRACE)).toContain('next on Monday, 23 November, 09:00');
  const now = new Date('2026-11-23T09:00:00Z');
  await world.restart(now);
  await sendDueDigests(world, now);
  expect(world.slack.messages(ML_PLATFORM)).toHaveLength(1);
  await follows(world, GRACE).toContain('next on Monday, 30 November, 09:00');
}, 60_000);

test('what a digest told stays in the lists, with what it was at saving, and no other channel misses it', async () => {
  const world = await start({ bookAt: cutOn20th });
  const { decision } = await watchTriage(world, 'Ticket triage');
  await subscribed(world);
  await sendDueDigests(world, new Date('2026-11-23T09:00:00Z'));
  expect(world.slack.messages(ML_PLATFORM)[0]?.text).toMatch(/^Ticket triage flips: switch to GPT-6 Luna/);
  await world.restart(new Date('2026-12-07T12:00:00Z'));
  const before = `When it was saved, on 10 Nov 2026, it was “${decision.headline.split('. ')[0]}”.`;
  await world.type('/ftcost saved');
  const list = world.slack.ephemerals(ADA).at(-1)?.text;
  expect(list).toMatch(
    /Ticket triage: Prompt, do not fine-tune: switch to GPT-6 Luna\. Saves .* Decided 23 Nov 2026\. Watched\./,
  );
  expect(list).toContain(before);
  await world.type('/ftcost saved luna');
  expect(world.slack.ephemerals(ADA).at(-1)?.text).toContain('1 saved estimate with “luna”');
  await open(world, GRACE);
  expect(says(world, GRACE)).toMatch(/switch to GPT-6 Luna\..*Saves .* Decided 7 Dec 2026\. Watched\./);
  expect(says(world, GRACE)).toContain(before);
  expect(says(world, GRACE)).toContain('No change in the last week.');
  const { decisions } = await world.digests.gather(
    { workspaceId: TEAM.id, channelId: FINANCE, content: DigestContentSchema.parse({}) },
    { from: new Date('2026-11-15T12:00:00Z'), until: new Date('2026-12-07T12:00:00Z') },
  );
  expect(decisions.moves.map(({ flipped, before: stood }) => [flipped, stood.planId])).toEqual([
    [true, decision.planId],
  ]);
}, 60_000);
