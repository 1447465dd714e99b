import { sql } from 'drizzle-orm';
import { beforeAll, expect, it } from 'vitest';
import { createDigestRuns, type DigestRuns, type RunKey } from '../../src/store/digest-runs.js';
import type { Store } from '../../src/store/store.js';
import { createSubscriptions, type Subscriptions } from '../../src/store/subscriptions.js';
import { DigestContentSchema, type Subscription } from '../../src/workspace/subscription.js';
import { describeOnEveryStore } from './stores.js';

const NOW = new Date('2026-11-22T10:00:00Z');
const MONDAY = new Date('2026-11-23T08:00:00Z');
const LATER = new Date('2026-11-30T08:00:00Z');
const FAR = new Date('2026-12-31T00:00:00Z');

let channel = 0;
function draft(workspaceId = 'T1', nextRunAt = MONDAY) {
  channel += 1;
  return {
    workspaceId,
    channelId: `C${channel}`,
    createdBy: 'U1',
    schedule: { weekday: 1, hour: 9, timeZone: 'Europe/Berlin' },
    content: DigestContentSchema.parse({}),
    nextRunAt,
  };
}

function keyOf({ workspaceId, id }: Subscription, week = '2026-W48'): RunKey {
  return { workspaceId, subscriptionId: id, week };
}

describeOnEveryStore('subscriptions', (stores) => {
  let store: Store;
  let all: Subscriptions;
  beforeAll(async () => {
    store = await stores.open();
    all = createSubscriptions(store.database);
  });

  it('are found by channel and by id, in their own workspace only', async () => {
    const one = await all.save(draft(), NOW);
    expect(await all.find('T1', one.channelId)).toEqual(one);
    expect(await all.get('T1', one.id)).toEqual(one);
    expect(await all.find('T2', one.channelId)).toBeUndefined();
    expect(await all.get('T2', one.id)).toBeUndefined();
    expect(await all.get('T1', 'no-uuid')).toBeUndefined();
    expect(await all.remove('T2', one.id, { userId: 'U1' }, NOW)).toBe(false);
    expect(await all.pause('T2', one.id, 'archived', { userId: 'U1' }, NOW)).toBe(false);
    expect(await all.get('T1', one.id)).toEqual(one);
  });

  it('are one per channel: saving again changes it, resumes it, and keeps who made it and what was told', async () => {
    const first = draft('T3');
    const made = await all.save(first, NOW);
    await all.pause('T3', made.id, 'archived', { userId: 'U1' }, NOW);
    const again = { ...first, createdBy: 'U2', schedule: { ...first.schedule, hour: 17 }, nextRunAt: LATER };
    const changed = await all.save(again, LATER);
    expect(changed).toEqual({
      ...made,
      schedule: again.schedule,
      nextRunAt: LATER,
      status: 'active',
    });
    expect(await all.list('T3')).toEqual([changed]);
  });

  it('can be removed, and their runs go with them', async () => {
    const runs = createDigestRuns(store.database);
    const one = await all.save(draft('T4'), NOW);
    await runs.open(keyOf(one), MONDAY, NOW);
    expect(await all.remove('T4', one.id, { userId: 'U1' }, NOW)).toBe(true);
    expect(await all.remove('T4', one.id, { userId: 'U1' }, NOW)).toBe(false);
    expect(await runs.find(keyOf(one))).toBeUndefined();
  });

  it('are due when their time has come, or lies further ahead than any schedule; paused ones never are', async () => {
    const mine = await stores.open();
    const own = createSubscriptions(mine.database);
    const due = await own.save(draft('T5', MONDAY), NOW);
    const ahead = await own.save(draft('T6', new Date('2027-11-23T08:00:00Z')), NOW);
    await own.save(draft('T7', LATER), NOW);
    const paused = await own.save(draft('T8', MONDAY), NOW);
    await own.pause('T8', paused.id, 'asked', { userId: 'U1' }, NOW);
    const found = await own.due(MONDAY, FAR, 10);
    expect(found).toEqual({ due: [due, ahead], unreadable: [] });
    expect(await own.nextAt()).toEqual(MONDAY);
    const alerted = await own.save({ ...draft('T9', LATER), nextAlertAt: MONDAY }, NOW);
    expect((await own.due(MONDAY, FAR, 10)).due).toContainEqual(alerted);
    expect(await own.nextAlertAt()).toEqual(MONDAY);
  });

  it('that cannot be read are named, and keep no other waiting', async () => {
    const mine = await stores.open();
    const own = createSubscriptions(mine.database);
    const broken = await own.save(draft('T5'), NOW);
    const fine = await own.save(draft('T5'), NOW);
    await mine.database.execute(
      sql`UPDATE subscriptions SET schedule = '{"weekday": 9}' WHERE id = ${broken.id}`,
    );
    const found = await own.due(MONDAY, FAR, 10);
    expect(found.due).toEqual([fine]);
    expect(found.unreadable).toMatchObject([{ id: broken.id, why: expect.stringContaining('weekday') }]);
  });

  it('are rescheduled by one of two instances', async () => {
    const one = await all.save(draft('T9'), NOW);
    const next = { nextRunAt: LATER, nextAlertAt: MONDAY };
    expect(await Promise.all([all.reschedule(one, next), all.reschedule(one, next)])).toContain(true);
    expect(await all.reschedule(one, next)).toBe(false);
    expect(await all.get('T9', one.id)).toMatchObject(next);
  });
});

describeOnEveryStore('digest runs', (stores) => {
  let runs: DigestRuns;
  let all: Subscriptions;
  beforeAll(async () => {
    const store = await stores.open();
    runs = createDigestRuns(store.database);
    all = createSubscriptions(store.database);
  });

  async function opened() {
    const subscription = await all.save(draft(), NOW);
    const key = keyOf(subscription);
    expect(await runs.open(key, MONDAY, MONDAY)).toBe(true);
    return { subscription, key };
  }

  async function taken() {
    const { subscription, key } = await opened();
    const run = await runs.take(key, MONDAY);
    if (run === undefined) throw new Error('The run could not be taken.');
    return { subscription, key, run };
  }

  it('are one per subscription and week', async () => {
    const { key, subscription } = await opened();
    expect(await runs.open(key, MONDAY, LATER)).toBe(false);
    expect(await runs.open({ ...key, week: '2026-W49' }, LATER, LATER)).toBe(true);
    expect(await runs.lastWeek(subscription.workspaceId, subscription.id)).toBe('2026-W49');
    expect(await runs.find({ ...key, workspaceId: 'T2' })).toBeUndefined();
  });

  it('go on only in the newest try', async () => {
    const { key, run } = await taken();
    const newer = await runs.take(key, LATER);
    expect(await runs.keepContent(run, { a: 1 }, MONDAY, LATER)).toBeUndefined();
    expect(await runs.end(run, { state: 'failed' }, LATER)).toBe(false);
    if (newer === undefined) throw new Error('The run could not be taken.');
    expect(await runs.keepContent(newer, { a: 1 }, MONDAY, LATER)).toMatchObject({
      state: 'composed',
      content: { a: 1 },
      attempts: 2,
    });
  });

  it('that were posted are believed from an older try, too, and what they cover is told', async () => {
    const { key, run, subscription } = await taken();
    await runs.keepContent(run, { a: 1 }, MONDAY, MONDAY);
    await runs.intend(run, '12.5', MONDAY);
    await runs.take(key, LATER);
    expect(await runs.posted(key, '13.0', LATER)).toBe(true);
    expect(await runs.find(key)).toMatchObject({ state: 'posted', messageTs: '13.0', anchorTs: '12.5' });
    expect(await all.get(subscription.workspaceId, subscription.id)).toMatchObject({ coveredUntil: MONDAY });
    expect(await runs.take(key, LATER)).toBeUndefined();
  });

  it('that end without a message are unfinished until the subscriber knows, and parked for the operator', async () => {
    const { key, run, subscription } = await taken();
    expect(await runs.end(run, { state: 'failed', problem: 'is_archived', pause: 'archived' }, MONDAY)).toBe(
      true,
    );
    expect(await all.get(key.workspaceId, subscription.id)).toMatchObject({
      status: 'paused',
      pausedBecause: 'archived',
      coveredUntil: NOW,
    });
    const isThis = (one: RunKey) => one.subscriptionId === key.subscriptionId;
    expect((await runs.unfinished(100)).filter(isThis)).toHaveLength(1);
    await runs.told(key, LATER);
    expect((await runs.unfinished(100)).filter(isThis)).toEqual([]);
    expect((await runs.parked(NOW, 100)).filter(isThis)).toMatchObject([
      { channelId: subscription.channelId, problem: 'is_archived', toldAt: LATER },
    ]);
  });
});
