import { sql } from 'drizzle-orm';
import { expect, it } from 'vitest';
import { createReadinessCheck } from '../../src/store/readiness.js';
import type { Store } from '../../src/store/store.js';
import { describeOnEveryStore } from './stores.js';

describeOnEveryStore('readiness', (stores) => {
  it('is given by a database that has its tables and takes writes', async () => {
    await createReadinessCheck(await stores.openOwn())();
  });

  it('is not given while tables are missing, by name', async () => {
    const store = await stores.openOwn();
    const check = createReadinessCheck(store);
    await check();
    await store.database.execute(sql`DROP TABLE estimates, claims CASCADE`);
    await expect(check()).rejects.toMatchObject({
      code: 'not-ready',
      message: expect.stringMatching(/missing: .*claims.*backup/),
    });
  });

  it.each([
    ['may only be read', 'default_transaction_read_only', 'on', 'off'],
    ['finds no room on its disk', 'temp_file_limit', '0', '-1'],
  ])(
    'is not given by a database that %s, and is given again when that is mended',
    async (_how, name, bad, good) => {
      const store = await stores.openOwn();
      let nowMs = 0;
      const check = createReadinessCheck(store, () => nowMs);
      await check();
      await set(store, name, bad);
      await check();
      nowMs += 60_000;
      await expect(check()).rejects.toMatchObject({
        code: 'not-ready',
        message: expect.stringContaining('disk'),
      });
      await set(store, name, good);
      await check();
    },
  );
});

/** Sets it for all connections: the embedded database has one, and PostgreSQL asks new ones. */
async function set({ sql: { executeSql }, kind }: Store, name: string, value: string): Promise<void> {
  if (kind === 'embedded') {
    await executeSql(`SET ${name} = ${value}`);
    return;
  }
  await executeSql(
    `BEGIN READ WRITE; DO $$ BEGIN EXECUTE format('ALTER DATABASE %I SET ${name} = ${value}', current_database()); END $$; COMMIT`,
  );
  const others = 'datname = current_database() AND pid <> pg_backend_pid()';
  await executeSql(`SELECT pg_terminate_backend(pid) FROM pg_stat_activity WHERE ${others}`);
  // The connection that has ended the others is as old as they were.
  await executeSql('SELECT pg_terminate_backend(pg_backend_pid())').catch(() => undefined);
  await expect
    .poll(() =>
      executeSql('SELECT 1').then(
        () => true,
        () => false,
      ),
    )
    .toBe(true);
}
