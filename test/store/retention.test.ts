import { randomUUID } from 'node:crypto';
import { expect, it } from 'vitest';
import { WORKING } from '../../src/store/digest-runs.js';
import { HOME_VIEWERS_KEPT_DAYS } from '../../src/store/home-viewers.js';
import { DEFAULT_RETENTION, prune, type Retention } from '../../src/store/retention.js';
import {
  claims,
  digestRuns,
  feedback,
  homeViewers,
  installStates,
  priceEvents,
  registrySyncs,
  subscriptions,
} from '../../src/store/schema/index.js';
import type { Store } from '../../src/store/store.js';
import { describeOnEveryStore } from './stores.js';

const DAY_MS = 24 * 60 * 60_000;
const NOW = new Date('2026-11-22T12:00:00Z');

/** Not the default of any, and each another: a limit that is taken for another one shows. */
const KEPT: Retention = {
  removedDays: 3,
  digestDays: 70,
  settingsDays: 80,
  feedCheckDays: 20,
  auditDays: 90,
};

function daysAgo(days: number): Date {
  return new Date(NOW.getTime() - days * DAY_MS);
}

/** A subscription with digests, the oldest first. @returns its id */
async function digests(
  { database }: Store,
  channelId: string,
  runs: readonly (readonly [week: string, state: string, updatedDaysAgo: number])[],
): Promise<void> {
  const [workspaceId, id, at] = ['T1', randomUUID(), daysAgo(400)];
  await database.insert(subscriptions).values({
    ...{ workspaceId, id, channelId, createdBy: 'U1', createdAt: at, updatedAt: at, status: 'active' },
    ...{ schedule: {}, content: {}, nextRunAt: NOW, coveredUntil: NOW },
  });
  await database.insert(digestRuns).values(
    runs.map(([week, state, days]) => ({
      ...{ workspaceId, subscriptionId: id, week, state },
      ...{ dueAt: daysAgo(days), updatedAt: daysAgo(days) },
    })),
  );
}

/** A look at the price registry. @returns its id */
async function look({ database }: Store, outcome: string, days: number): Promise<string> {
  const id = randomUUID();
  const at = daysAgo(days);
  await database
    .insert(registrySyncs)
    .values({ id, startedAt: at, finishedAt: at, url: 'https://feed.example', outcome, counts: {} });
  return id;
}

describeOnEveryStore('what has been kept for long enough', (stores) => {
  it('of digests goes, but for the newest of a subscription and those at work', async () => {
    const store = await stores.open();
    await digests(store, 'C1', [
      ['2026-W01', 'posted', 71],
      ['2026-W02', 'failed', 70.5],
      ['2026-W03', 'quiet', 69.5],
      ['2026-W04', 'posted', 1],
    ]);
    await digests(store, 'C2', [
      ['2026-W05', 'skipped', 300],
      ['2026-W06', 'posted', 200],
    ]);
    await digests(store, 'C3', [
      ...WORKING.map((state, index) => [`2025-W0${index + 1}`, state, 300] as const),
      ['2025-W09', 'posted', 300],
    ]);
    expect(await prune(store.sql, KEPT, NOW)).toMatchObject({ digest_runs: 3 });
    const left = await store.database.select({ week: digestRuns.week }).from(digestRuns);
    expect(left.map(({ week }) => week).sort()).toEqual([
      ...['2025-W01', '2025-W02', '2025-W03', '2025-W09'],
      ...['2026-W03', '2026-W04', '2026-W06'],
    ]);
    expect(await prune(store.sql, KEPT, NOW)).toMatchObject({ digest_runs: 0 });
    const longer = { ...KEPT, digestDays: KEPT.digestDays - 1 };
    expect(await prune(store.sql, longer, NOW)).toMatchObject({ digest_runs: 1 });
  });

  it('of looks at the registry goes, but for those that changed prices, that an event names, and the newest', async () => {
    const store = await stores.open();
    const changed = await look(store, 'changed', 300);
    await look(store, 'unchanged', 21);
    await look(store, 'refused', 20.5);
    const named = await look(store, 'unchanged', 20.5);
    const young = await look(store, 'unchanged', 19.5);
    await store.database.insert(priceEvents).values({
      ...{ fingerprint: 'f', syncId: named, seenAt: daysAgo(20.5), kind: 'changed', status: 'announced' },
      ...{ product: 'p', platform: 'x', body: {} },
    });
    expect(await prune(store.sql, KEPT, NOW)).toMatchObject({ registry_syncs: 2 });
    const ids = async () =>
      (await store.database.select().from(registrySyncs).orderBy(registrySyncs.seq)).map(({ id }) => id);
    expect(await ids()).toEqual([changed, named, young]);
    // However old: it says when the prices were last found true.
    expect(await prune(store.sql, { ...KEPT, feedCheckDays: 7 }, NOW)).toMatchObject({ registry_syncs: 0 });
    const refused = await look(store, 'refused', 15);
    expect(await prune(store.sql, { ...KEPT, feedCheckDays: 7 }, NOW)).toMatchObject({ registry_syncs: 0 });
    expect(await ids()).toEqual([changed, named, young, refused]);
  });

  it('of people who have opened the Home tab goes, whatever the operator keeps for how long', async () => {
    const store = await stores.open();
    await store.database.insert(homeViewers).values([
      { workspaceId: 'T1', userId: 'old', openedAt: daysAgo(HOME_VIEWERS_KEPT_DAYS + 0.1) },
      { workspaceId: 'T1', userId: 'young', openedAt: daysAgo(HOME_VIEWERS_KEPT_DAYS - 0.1) },
    ]);
    expect(await prune(store.sql, DEFAULT_RETENTION, NOW)).toMatchObject({ home_viewers: 1 });
    expect(await store.database.select().from(homeViewers)).toMatchObject([{ userId: 'young' }]);
  });

  it('of what people said of verdicts goes with the audit log', async () => {
    const store = await stores.open();
    const said = { workspaceId: 'T1', isRight: true, decision: {}, createdBy: 'U1' };
    const [old, young] = [randomUUID(), randomUUID()];
    await store.database.insert(feedback).values([
      { ...said, id: old, createdAt: daysAgo(KEPT.auditDays + 0.1) },
      { ...said, id: young, createdAt: daysAgo(KEPT.auditDays - 0.1) },
    ]);
    expect(await prune(store.sql, KEPT, NOW)).toMatchObject({ feedback: 1 });
    expect(await store.database.select().from(feedback)).toMatchObject([{ id: young }]);
  });

  it('of deliveries and installations under way goes at the moment that they name', async () => {
    const store = await stores.open();
    const [past, ahead] = [new Date(NOW.getTime() - 1), new Date(NOW.getTime() + 1)];
    await store.database.insert(claims).values([
      { workspaceId: 'T1', key: 'over', claimedAt: daysAgo(0.1), expiresAt: past },
      { workspaceId: 'T1', key: 'holds', claimedAt: daysAgo(9), expiresAt: ahead },
    ]);
    await store.database.insert(installStates).values([
      { id: 'over', expiresAt: past },
      { id: 'holds', expiresAt: ahead },
    ]);
    expect(await prune(store.sql, KEPT, NOW)).toMatchObject({ claims: 1, install_states: 1 });
    expect(await store.database.select().from(claims)).toMatchObject([{ key: 'holds' }]);
    expect(await store.database.select().from(installStates)).toMatchObject([{ id: 'holds' }]);
  });
});
