import { setTimeout as sleep } from 'node:timers/promises';
import pg from 'pg';
import { expect, it } from 'vitest';
import { openServerStore } from '../../src/store/server-store.js';
import { createDatabase } from './stores.js';

const SERVER = process.env.TEST_DATABASE_URL;
if (SERVER === undefined) console.warn('outages of PostgreSQL: skipped: TEST_DATABASE_URL is not set');

it.skipIf(SERVER === undefined)(
  'a connection that breaks in the middle of work fails that work, not the process',
  async () => {
    const url = await createDatabase(SERVER ?? '');
    let broken = 0;
    const store = await openServerStore(url, {
      onBroken: () => {
        broken += 1;
      },
    });
    const admin = new pg.Client({ connectionString: SERVER });
    await admin.connect();
    const working = store.exclusively('work', async () => {
      await admin.query('SELECT pg_terminate_backend(pid) FROM pg_stat_activity WHERE datname = $1', [
        new URL(url).pathname.slice(1),
      ]);
      await sleep(200);
    });
    await expect(working).rejects.toThrow();
    expect(broken).toBeGreaterThan(0);
    await store.ping();
    await admin.end();
    await store.close();
  },
);
