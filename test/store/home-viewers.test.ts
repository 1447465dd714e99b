import { expect, it } from 'vitest';
import { createHomeViewers, MAX_HOME_VIEWERS } from '../../src/store/home-viewers.js';
import { homeViewers } from '../../src/store/schema/index.js';
import { describeOnEveryStore } from './stores.js';

const DAY_MS = 24 * 60 * 60 * 1_000;
const NOW = new Date('2026-11-22T12:00:00Z');

function daysAgo(days: number): Date {
  return new Date(NOW.getTime() - days * DAY_MS);
}

describeOnEveryStore('those who look at the Home tab', (stores) => {
  async function open() {
    const { database } = await stores.open();
    await database.delete(homeViewers);
    return { database, viewers: createHomeViewers(database) };
  }

  it('are named by who looked last, once each, and by workspace', async () => {
    const { viewers } = await open();
    await viewers.opened('T1', 'U1', daysAgo(3));
    await viewers.opened('T1', 'U2', daysAgo(2));
    await viewers.opened('T2', 'U3', daysAgo(1));
    await viewers.opened('T1', 'U1', daysAgo(1));
    expect(await viewers.recent('T1', NOW)).toEqual(['U1', 'U2']);
    await viewers.forget('T2', 'U1');
    await viewers.forget('T1', 'U2');
    expect(await viewers.recent('T1', NOW)).toEqual(['U1']);
    expect(await viewers.recent('T2', NOW)).toEqual(['U3']);
  });

  it('are forgotten after thirty days, and their rows go when somebody else looks', async () => {
    const { database, viewers } = await open();
    await viewers.opened('T1', 'U1', daysAgo(31));
    await viewers.opened('T1', 'U2', daysAgo(29));
    expect(await viewers.recent('T1', NOW)).toEqual(['U2']);
    await viewers.opened('T2', 'U1', daysAgo(31));
    await viewers.opened('T1', 'U3', NOW);
    const kept = await database.select().from(homeViewers).orderBy(homeViewers.userId);
    expect(kept.map(({ workspaceId, userId }) => `${workspaceId} ${userId}`)).toEqual([
      'T2 U1',
      'T1 U2',
      'T1 U3',
    ]);
  });

  it(`are at most ${MAX_HOME_VIEWERS} of a workspace, however many look at once`, async () => {
    const { database, viewers } = await open();
    const people = Array.from({ length: MAX_HOME_VIEWERS + 5 }, (_, index) => `U${100 + index}`);
    await Promise.all(
      people.map((userId, index) => viewers.opened('T1', userId, new Date(NOW.getTime() + index))),
    );
    expect(await database.select().from(homeViewers)).toHaveLength(MAX_HOME_VIEWERS);
    expect(await viewers.recent('T1', NOW)).toEqual(people.slice(5).reverse());
  });
});
