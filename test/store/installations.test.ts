import { eq } from 'drizzle-orm';
import { expect, it } from 'vitest';
import { createInstallStates } from '../../src/store/install-states.js';
import { createInstallations } from '../../src/store/installations.js';
import { subscriptions } from '../../src/store/schema/index.js';
import type { Store } from '../../src/store/store.js';
import { describeOnEveryStore } from './stores.js';

const NOON = new Date('2026-11-22T12:00:00Z');
const LATER = new Date('2026-11-22T12:10:00Z');
const FIRST = { id: 'T1', isOrganisation: false, sealed: 'v1.a.b' };

async function subscribe(
  { database }: Store,
  workspaceId: string,
  channelId: string,
  pausedBecause?: string,
) {
  await database.insert(subscriptions).values({
    workspaceId,
    channelId,
    createdBy: 'U1',
    createdAt: NOON,
    updatedAt: NOON,
    schedule: {},
    content: {},
    status: pausedBecause === undefined ? 'active' : 'paused',
    pausedBecause: pausedBecause ?? null,
    nextRunAt: NOON,
    coveredUntil: NOON,
  });
}

async function statesOf({ database }: Store, workspaceId: string) {
  const rows = await database.select().from(subscriptions).where(eq(subscriptions.workspaceId, workspaceId));
  return Object.fromEntries(
    rows.map(({ channelId, status, pausedBecause }) => [channelId, pausedBecause ?? status]),
  );
}

describeOnEveryStore('installations', (stores) => {
  it('are put in place of what was there, and found by id', async () => {
    const installations = createInstallations((await stores.open()).database);
    await installations.install(FIRST, { userId: 'U1' }, NOON);
    await installations.install({ ...FIRST, id: 'E1', isOrganisation: true }, { userId: 'U1' }, NOON);
    await installations.install({ ...FIRST, sealed: 'v1.a.c' }, { userId: 'U1' }, LATER);
    expect(await installations.get('T1')).toMatchObject({ sealed: 'v1.a.c', installedAt: LATER });
    expect(await installations.get('E1')).toMatchObject({ isOrganisation: true, installedAt: NOON });
    expect(await installations.all()).toHaveLength(2);
    expect(await installations.get('T2')).toBeUndefined();
  });

  it('are changed only by who has read them as they are, so that no newer token is lost', async () => {
    const installations = createInstallations((await stores.open()).database);
    await installations.install(FIRST, { userId: 'U1' }, NOON);
    expect(await installations.replace('T1', 'v1.a.b', 'v1.a.c', LATER)).toBe(true);
    expect(await installations.replace('T1', 'v1.a.b', 'v1.a.d', LATER)).toBe(false);
    expect(await installations.get('T1')).toMatchObject({ sealed: 'v1.a.c', installedAt: NOON });
  });

  it('whose token is refused stop the subscriptions of their workspace alone, until they are installed again', async () => {
    const store = await stores.open();
    const installations = createInstallations(store.database);
    await installations.install(FIRST, { userId: 'U1' }, NOON);
    await subscribe(store, 'T1', 'C1');
    await subscribe(store, 'T1', 'C2', 'archived');
    await subscribe(store, 'T2', 'C3');
    expect(await installations.refuse('T1', 'an older token', LATER)).toBe(false);
    expect(await installations.refuse('T1', 'v1.a.b', LATER)).toBe(true);
    expect(await installations.get('T1')).toMatchObject({ refusedAt: LATER });
    expect(await statesOf(store, 'T1')).toEqual({ C1: 'app-removed', C2: 'archived' });
    expect(await statesOf(store, 'T2')).toEqual({ C3: 'active' });
    await installations.install(FIRST, { userId: 'U1' }, LATER);
    expect(await installations.get('T1')).toMatchObject({ refusedAt: null });
    expect(await statesOf(store, 'T1')).toEqual({ C1: 'active', C2: 'archived' });
  });
});

describeOnEveryStore('states of installations under way', (stores) => {
  it('work once, and not after they have expired', async () => {
    const states = createInstallStates((await stores.open()).database);
    await states.remember('a', NOON, LATER);
    const uses = await Promise.all([states.use('a', NOON), states.use('a', NOON), states.use('a', NOON)]);
    expect(uses.filter(Boolean)).toHaveLength(1);
    expect(await states.use('never', NOON)).toBe(false);
    await states.remember('b', NOON, LATER);
    expect(await states.use('b', LATER)).toBe(false);
  });

  it('are forgotten when they have expired', async () => {
    const store = await stores.open();
    const states = createInstallStates(store.database);
    await states.remember('a', NOON, LATER);
    await states.remember('b', LATER, new Date('2026-11-22T12:20:00Z'));
    const { rows } = await store.sql.executeSql('SELECT id FROM install_states');
    expect(rows).toEqual([{ id: 'b' }]);
  });
});
