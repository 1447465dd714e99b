import { beforeAll, expect, it } from 'vitest';
import { createDigestRuns } from '../../src/store/digest-runs.js';
import { readStoreFigures } from '../../src/store/figures.js';
import { priceEvents, registrySyncs } from '../../src/store/schema/index.js';
import type { Store } from '../../src/store/store.js';
import { createSubscriptions } from '../../src/store/subscriptions.js';
import { DigestContentSchema } from '../../src/workspace/subscription.js';
import { describeOnEveryStore } from './stores.js';

const NOW = new Date('2026-11-22T10:00:00Z');
const DUE = new Date('2026-11-22T09:00:00Z');
const OLDER = new Date('2026-11-22T08:00:00Z');

describeOnEveryStore('the figures of the store', (stores) => {
  let store: Store;
  beforeAll(async () => {
    store = await stores.open();
  });

  it('are zeros for an empty store, and know nothing of a feed', async () => {
    const figures = await readStoreFigures(store.database, NOW);
    expect(figures).toMatchObject({ heldBack: 0, isFeedRefused: false });
    expect(figures).not.toHaveProperty('oldestDueAt');
    expect(figures).not.toHaveProperty('feedTakenAt');
    expect(Object.values(figures.runs).every((count) => count === 0)).toBe(true);
  });

  it('count over all workspaces what is due, at work, held back and refused', async () => {
    const subscriptions = createSubscriptions(store.database);
    const runs = createDigestRuns(store.database);
    async function subscribe(workspaceId: string, nextRunAt: Date) {
      return subscriptions.save(
        {
          workspaceId,
          channelId: 'C1',
          createdBy: 'U1',
          schedule: { weekday: 1, hour: 9, timeZone: 'Europe/Berlin' },
          content: DigestContentSchema.parse({}),
          nextRunAt,
        },
        NOW,
      );
    }
    const one = await subscribe('T1', DUE);
    const two = await subscribe('T2', new Date('2026-11-30T09:00:00Z'));
    expect((await readStoreFigures(store.database, NOW)).oldestDueAt).toEqual(DUE);

    const key = (of: typeof one, week: string) => ({
      workspaceId: of.workspaceId,
      subscriptionId: of.id,
      week,
    });
    await runs.open(key(two, '2026-W47'), OLDER, NOW);
    await runs.open(key(one, '2026-W30'), OLDER, new Date('2026-07-26T00:00:00Z'));
    const ended = await runs.take(key(one, '2026-W30'), new Date('2026-07-26T00:00:00Z'));
    if (ended === undefined) throw new Error('The run cannot be taken.');
    await runs.end(ended, { state: 'failed', problem: 'x' }, new Date('2026-07-26T00:00:00Z'));
    const look = { startedAt: OLDER, url: 'https://feed.test', counts: {} };
    await store.database.insert(registrySyncs).values({ ...look, finishedAt: OLDER, outcome: 'changed' });
    await store.database.insert(registrySyncs).values({ ...look, finishedAt: DUE, outcome: 'refused' });
    for (const status of ['held', 'accepted']) {
      await store.database.insert(priceEvents).values({
        fingerprint: status,
        seenAt: NOW,
        kind: 'price',
        status,
        product: 'gpt-4o',
        platform: 'openai',
        body: {},
      });
    }

    const figures = await readStoreFigures(store.database, NOW);
    expect(figures).toMatchObject({
      oldestDueAt: OLDER,
      feedTakenAt: OLDER,
      isFeedRefused: true,
      heldBack: 1,
      runs: { claimed: 1, failed: 0 },
    });
  });
});
