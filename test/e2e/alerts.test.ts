import { expect, test } from 'vitest';
import { ADA, GRACE, ML_PLATFORM, TEAM } from '../../src/playground/slack-server/index.js';
import { sendDueDigests, subscribed } from './due-digests.js';
import { clickButton, startWorld, type World } from './harness.js';
import { cutOn20th, watchTriage } from './price-cut.js';

/** The clock of every world stands at Sunday, 22 November 2026, 12:00 UTC. */

function textsTo(world: World, userId: string): string {
  return world.slack
    .ephemerals(userId)
    .map(({ text }) => text)
    .join('\n');
}

/** Grace types a line in the channel. */
async function say(world: World, line: string): Promise<void> {
  await world.slack.sendCommand({ userId: GRACE, channelId: ML_PLATFORM, line });
  await world.settled();
}

function kept(world: World) {
  return world.digests.subscriptions.find(TEAM.id, ML_PLATFORM);
}

test('alerts are off until somebody asks for them, at an hour; the digest stays when it is', async () => {
  const world = await startWorld();
  await subscribed(world);
  await say(world, '/ftcost digest alerts');
  expect(textsTo(world, GRACE)).toContain('gets no alerts. /ftcost digest alerts on asks for them.');
  await say(world, '/ftcost digest alerts on 8');
  expect(textsTo(world, GRACE)).toContain('The next look is on Tuesday, 24 November, 08:00 (Europe/London)');
  expect(await kept(world)).toMatchObject({
    schedule: { weekday: 1, hour: 9, alertHour: 8 },
    nextRunAt: new Date('2026-11-23T09:00:00Z'),
    nextAlertAt: new Date('2026-11-24T08:00:00Z'),
    alertedUntil: new Date('2026-11-22T12:00:00Z'),
  });
  await say(world, '/ftcost digest list');
  expect(textsTo(world, GRACE)).toContain('Alerts at 08:00 on the other days.');
  await say(world, '/ftcost digest alerts off');
  const off = await kept(world);
  expect(off?.schedule.alertHour).toBeUndefined();
  expect(off?.nextAlertAt).toBeUndefined();
  expect(off?.nextRunAt).toEqual(new Date('2026-11-23T09:00:00Z'));
});

test('what cannot be read, somebody who may not, and a channel without a digest are told how it goes', async () => {
  const world = await startWorld();
  await world.type('/ftcost digest alerts on');
  expect(textsTo(world, ADA)).toContain('This channel is not subscribed. Type /ftcost digest');
  await subscribed(world);
  await world.type('/ftcost digest alerts on 25');
  expect(textsTo(world, ADA)).toContain('Say /ftcost digest alerts on, with an hour from 0 to 23');
  expect((await kept(world))?.nextAlertAt).toBeUndefined();
});

test('a decision that flips is told in the morning after the price cut, once, and again in the digest', async () => {
  const world = await startWorld({ bookAt: cutOn20th });
  await watchTriage(world, 'Ticket triage');
  const { subscriptions } = world.digests;
  await subscribed(world);
  const subscription = await kept(world);
  if (subscription === undefined) throw new Error('Nobody has subscribed.');
  await subscriptions.save(
    {
      ...subscription,
      schedule: { ...subscription.schedule, alertHour: 9 },
      nextAlertAt: new Date('2026-11-20T09:00:00Z'),
    },
    new Date('2026-11-19T12:00:00Z'),
  );
  for (const day of ['20', '21', '22', '23'])
    await sendDueDigests(world, new Date(`2026-11-${day}T09:00:00Z`));
  const posted = world.slack.messages(ML_PLATFORM).map(({ text }) => text);
  expect(posted).toHaveLength(2);
  for (const text of posted) expect(text).toMatch(/^Ticket triage flips: .*GPT-6 Luna/);
  expect(posted[0]).toContain('To stop these: /ftcost digest alerts off.');
  expect(posted[1]).toContain('Change or stop this with /ftcost digest.');
});

test('a decision that flips is opened for the person alone, is adopted, or rests for four weeks and comes back with what changed', async () => {
  const world = await startWorld({ bookAt: cutOn20th });
  const { id } = await watchTriage(world, 'Ticket triage');
  await subscribed(world);
  await sendDueDigests(world, new Date('2026-11-23T09:00:00Z'));
  const [posted] = world.slack.messages(ML_PLATFORM);
  await clickButton(world, posted, 'digest_open', ADA);
  expect((await world.workspaces.estimates.find(TEAM.id, id))?.lastLookedAt).toEqual(
    new Date('2026-11-22T12:00:00Z'),
  );
  await clickButton(world, posted, 'digest_adopt', ADA);
  expect(textsTo(world, ADA)).toContain('“Ticket triage” is adopted: Switch to GPT-6 Luna');
  expect((await world.workspaces.estimates.find(TEAM.id, id))?.life).toMatchObject({
    state: 'adopted',
    owner: ADA,
    adoption: { planId: 'switch-model:gpt-6-luna' },
  });
  await clickButton(world, posted, 'digest_snooze', ADA);
  expect(textsTo(world, ADA)).toContain('“Ticket triage” rests until 20 Dec 2026');
  expect(world.slack.messages(ML_PLATFORM)).toEqual([posted]);
  await sendDueDigests(world, new Date('2026-12-14T09:00:00Z'));
  expect(world.slack.messages(ML_PLATFORM).at(-1)?.text).not.toContain('flips');
  await sendDueDigests(world, new Date('2026-12-21T09:00:00Z'));
  expect(world.slack.messages(ML_PLATFORM).at(-1)?.text).toMatch(/^Ticket triage flips: .*GPT-6 Luna/);
});
