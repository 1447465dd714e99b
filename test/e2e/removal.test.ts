import { expect, it } from 'vitest';
import { ADA, ML_PLATFORM } from '../../src/playground/slack-server/index.js';
import { DigestContentSchema } from '../../src/workspace/subscription.js';
import { startWorld, type World } from './harness.js';

/** One workspace, whose token is in the environment. */

const NOW = new Date('2026-11-22T12:00:00Z');
const LATER = new Date('2026-11-25T12:00:00Z');
const BY = { userId: ADA, name: 'ada' };

/** A workspace that keeps settings and a subscription. */
async function keepingWorld(): Promise<{ world: World; teamId: string; isSubscribed(): Promise<boolean> }> {
  const world = await startWorld();
  const { teamId = '' } = (await world.app.init()) ?? {};
  await world.workspaces.settings.change(teamId, BY, NOW, (now) => ({ ...now, engineerMonthlyUsd: 20_000 }));
  const { subscriptions } = world.digests;
  const { id } = await subscriptions.save(
    {
      workspaceId: teamId,
      channelId: 'C1',
      createdBy: ADA,
      schedule: { weekday: 1, hour: 9, timeZone: 'Europe/Berlin' },
      content: DigestContentSchema.parse({}),
      nextRunAt: LATER,
    },
    NOW,
  );
  return {
    world,
    teamId,
    isSubscribed: async () => (await subscriptions.get(teamId, id))?.status === 'active',
  };
}

/** Slack says that the bot's tokens were revoked, at a time. */
async function revoke(world: World, teamId: string, at: Date): Promise<void> {
  const envelope = {
    type: 'event_callback',
    team_id: teamId,
    api_app_id: 'A0FTCOSTAP',
    event: { type: 'tokens_revoked', tokens: { oauth: [], bot: ['U1'] } },
    event_id: `Ev${at.getTime()}`,
    event_time: Math.floor(at.getTime() / 1_000),
    authorizations: [],
  };
  await world.slack.sendEvent({ type: 'tokens_revoked' }, { rawBody: JSON.stringify(envelope) });
  await world.settled();
}

it('a revocation of an earlier time changes nothing', async () => {
  const { world, teamId, isSubscribed } = await keepingWorld();
  await revoke(world, teamId, new Date('2026-11-20T12:00:00Z'));
  expect(await isSubscribed()).toBe(true);
  await world.type('/ftcost help');
  expect(world.slack.ephemerals(ADA)).toHaveLength(1);
});

it('a revocation stops everything and deletes nothing, and a restart with a token that works brings all back', async () => {
  const { world, teamId, isSubscribed } = await keepingWorld();
  await revoke(world, teamId, new Date(NOW.getTime() + 5_000));
  expect(await isSubscribed()).toBe(false);
  await expect(world.app.clientFor(teamId)).rejects.toThrow('not installed');
  await world.type('/ftcost prices gpt-4o');
  expect(JSON.stringify(world.slack.messages(ML_PLATFORM))).not.toContain('gpt-4o');
  await world.restart(LATER);
  await expect(world.app.clientFor(teamId)).rejects.toThrow('not installed');
  await world.app.init();
  expect(await isSubscribed()).toBe(true);
  await world.app.clientFor(teamId);
  expect(await world.workspaces.settings.current(teamId)).toMatchObject({
    settings: { engineerMonthlyUsd: 20_000 },
  });
});

it('what a workspace keeps is gone when the grace is over', async () => {
  const { world, teamId } = await keepingWorld();
  await revoke(world, teamId, new Date(NOW.getTime() + 5_000));
  await world.restart(LATER);
  expect(await world.app.forgetGone()).toBe(0);
  await world.restart(new Date('2026-11-29T12:00:01Z'));
  expect(await world.app.forgetGone()).toBe(1);
  expect(await world.workspaces.settings.current(teamId)).toBeUndefined();
});
