import { pino } from 'pino';
import { startBackground } from '../../src/background.js';
import { GRACE, ML_PLATFORM, TEAM } from '../../src/playground/slack-server/index.js';
import { createDigestMaker } from '../../src/slack/features/digest/digest-maker.js';
import { OUTSIDE } from '../../src/slack/kit/web-client.js';
import { DigestContentSchema } from '../../src/workspace/subscription.js';
import { fastRenderer, type World } from './harness.js';

/** Grace has subscribed #ml-platform, for Mondays at nine in London; the first digest comes on 23 November 2026. */
export async function subscribed(world: World): Promise<void> {
  await world.digests.subscriptions.save(
    {
      workspaceId: TEAM.id,
      channelId: ML_PLATFORM,
      createdBy: GRACE,
      schedule: { weekday: 1, hour: 9, timeZone: 'Europe/London' },
      content: DigestContentSchema.parse({}),
      nextRunAt: new Date('2026-11-23T09:00:00Z'),
    },
    new Date('2026-11-15T12:00:00Z'),
  );
}

/** Sends the digests that are due, as the app does by the clock. */
export async function sendDueDigests(world: World, now: Date): Promise<void> {
  const { store, digests, app } = world;
  const renderer = { ...fastRenderer, close: async () => {} };
  const background = await startBackground(
    { store, renderer, logger: pino({ level: 'silent' }), clock: () => now },
    app.clientFor,
    { digests: createDigestMaker(digests), afterDigest: app.homesChanged },
    OUTSIDE,
  );
  try {
    await background.tick();
  } finally {
    await background.stop(5_000);
  }
}
