import { expect, it } from 'vitest';
import { createStoredClaims } from '../../src/store/claims.js';
import * as schema from '../../src/store/schema/index.js';
import { describeOnEveryStore } from './stores.js';

describeOnEveryStore('claims in the store', (stores) => {
  it('are won once, however many ask at once, and apart for each workspace', async () => {
    const { database } = await stores.open();
    const clock = () => new Date('2026-11-22T10:00:00Z');
    const instances = [createStoredClaims(database, clock), createStoredClaims(database, clock)];
    const asked = await Promise.all(
      [...instances, ...instances, ...instances].map((claims) => claims.claim('T1', 'k')),
    );
    expect(asked.filter((won) => won)).toHaveLength(1);
    expect(await instances[0]?.claim('T2', 'k')).toBe(true);
  });

  it('can be won again when one is taken back, which leaves the others', async () => {
    const { database } = await stores.open();
    const claims = createStoredClaims(database, () => new Date('2026-11-22T10:00:00Z'));
    await claims.claim('T1', 'a');
    await claims.claim('T1', 'b');
    await claims.claim('T2', 'a');
    await claims.release('T1', 'a');
    expect(await claims.claim('T1', 'b')).toBe(false);
    expect(await claims.claim('T2', 'a')).toBe(false);
    expect(await claims.claim('T1', 'a')).toBe(true);
  });

  it('can be won again when they have been forgotten, and are cleared away', async () => {
    const { database } = await stores.open();
    let now = new Date('2026-11-22T10:00:00Z');
    const claims = createStoredClaims(database, () => now);
    await claims.claim('T1', 'a');
    await claims.claim('T1', 'b');
    now = new Date('2026-11-22T11:00:00Z');
    expect(await claims.claim('T1', 'a')).toBe(true);
    expect((await database.select().from(schema.claims)).map(({ key }) => key)).toEqual(['a']);
  });
});
