import { sql } from 'drizzle-orm';
import { expect, it } from 'vitest';
import { createStoredClaims } from '../../src/store/claims.js';
import * as schema from '../../src/store/schema/index.js';
import { describeOnEveryStore } from './stores.js';

describeOnEveryStore('claims in the store', (stores) => {
  it('are won once, however many ask at once, and apart for each workspace', async () => {
    const { database } = await stores.open();
    const instances = [createStoredClaims(database), createStoredClaims(database)];
    const asked = await Promise.all(
      [...instances, ...instances, ...instances].map((claims) => claims.claim('T1', 'k')),
    );
    expect(asked.filter((won) => won)).toHaveLength(1);
    expect(await instances[0]?.claim('T2', 'k')).toBe(true);
  });

  it('can be won again when one is taken back, which leaves the others', async () => {
    const { database } = await stores.open();
    const claims = createStoredClaims(database);
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
    const anHourLater = () =>
      database.update(schema.claims).set({ expiresAt: sql`expires_at - interval '1 hour'` });
    const claims = createStoredClaims(database);
    await claims.claim('T1', 'a');
    await claims.claim('T1', 'b');
    await anHourLater();
    expect(await claims.claim('T1', 'a')).toBe(true);
    // Another process clears away what it finds.
    await anHourLater();
    await createStoredClaims(database).claim('T1', 'a');
    expect((await database.select().from(schema.claims)).map(({ key }) => key)).toEqual(['a']);
  });
});
