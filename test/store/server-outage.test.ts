import { setTimeout as sleep } from 'node:timers/promises';
import { sql } from 'drizzle-orm';
import pg from 'pg';
import { expect, it, onTestFinished } from 'vitest';
import { openServerStore } from '../../src/store/server-store.js';
import { startRelay } from '../chaos/tcp-relay.js';
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

it.skipIf(SERVER === undefined)(
  'a PostgreSQL that falls silent fails the work that waits for it, in time, and serves again when it is back',
  async () => {
    const own = new URL(await createDatabase(SERVER ?? ''));
    const port = Number(own.port);
    const relay = await startRelay(() => port);
    own.port = String(relay.port);
    let silent = 0;
    const patienceMs = 500;
    const store = await openServerStore(own.href, {
      connections: 3,
      patienceMs,
      onBroken: () => {
        silent += 1;
      },
    });
    onTestFinished(async () => {
      await store.close();
      relay.close();
    });
    await store.database.execute(sql`CREATE TABLE written (number int)`);
    const write = (number: number) => sql`INSERT INTO written VALUES (${number})`;
    async function inTransaction(between: () => void, when?: Promise<void>): Promise<void> {
      await store.database.transaction(async (inside) => {
        await inside.execute(write(1));
        await when;
        between();
        await inside.execute(write(2));
      });
    }

    const began = performance.now();
    let hasLock = () => {};
    const locked = new Promise<void>((resolve) => {
      hasLock = resolve;
    });
    const broken = [
      store.exclusively('work', async () => {
        hasLock();
        await sleep(100);
      }),
      inTransaction(() => relay.swallow(), locked),
    ];
    await locked;
    await sleep(50);
    broken.push(store.ping(), store.database.execute(write(3)).then(), store.ping());
    for (const { status } of await Promise.allSettled(broken)) expect(status).toBe('rejected');
    expect(performance.now() - began).toBeLessThan(6 * patienceMs);
    expect(silent).toBeGreaterThan(0);

    relay.mend();
    await Promise.all(Array.from({ length: 6 }, () => store.ping()));
    await store.exclusively('work', () => inTransaction(() => {}));
    // The server has let go of what the lost connection held, and kept nothing of it.
    const { rows } = await store.sql.executeSql('SELECT number FROM written ORDER BY number');
    expect(rows).toEqual([{ number: 1 }, { number: 2 }]);
  },
);

it.skipIf(SERVER === undefined)(
  'a transaction may go on as long as each of its statements is answered',
  async () => {
    const patienceMs = 1_500;
    const store = await openServerStore(await createDatabase(SERVER ?? ''), { patienceMs });
    onTestFinished(() => store.close());
    await store.database.transaction(async (inside) => {
      for (let count = 0; count < 4; count += 1) await inside.execute(sql`SELECT pg_sleep(0.5)`);
    });
    await expect(store.database.execute(sql`SELECT pg_sleep(3)`)).rejects.toThrow();
    await store.ping();
  },
);

it.skipIf(SERVER === undefined)(
  'a start on a PostgreSQL that falls silent fails, and does not hang',
  async () => {
    const url = await createDatabase(SERVER ?? '');
    const store = await openServerStore(url);
    await store.close();
    const own = new URL(url);
    const port = Number(own.port);
    let connections = 0;
    const relay = await startRelay(() => {
      connections += 1;
      // Long enough for the connection to be made, and for little more.
      setTimeout(() => relay.swallow(), 30);
      return port;
    });
    onTestFinished(() => relay.close());
    own.port = String(relay.port);
    const starts = Array.from({ length: 3 }, () => openServerStore(own.href, { patienceMs: 500 }));
    for (const start of await Promise.allSettled(starts)) {
      if (start.status === 'fulfilled') await start.value.close();
      else expect(start.reason).toMatchObject({ code: 'unreachable' });
    }
    expect(connections).toBeGreaterThan(0);
  },
);
