import { randomBytes } from 'node:crypto';
import type { PGlite } from '@electric-sql/pglite';
import pg from 'pg';
import { afterAll, afterEach, beforeEach, describe } from 'vitest';
import { z } from 'zod';
import { newDatabase } from '../../src/store/database-image.js';
import { openEmbeddedStore } from '../../src/store/embedded-store.js';
import { JOBS_SCHEMA } from '../../src/store/jobs-schema.js';
import { openServerStore } from '../../src/store/server-store.js';
import type { Store } from '../../src/store/store.js';

/** Stores for tests: empty, brought up to date, and gone when the test file is through. */

/** Opens an embedded database without tables, in memory. */
export async function openPlainDatabase(): Promise<PGlite> {
  const client = await newDatabase({});
  await client.exec(`DROP SCHEMA IF EXISTS public, drizzle, ${JOBS_SCHEMA} CASCADE; CREATE SCHEMA public`);
  return client;
}

/** Opens an empty embedded store in memory. Close it. */
export async function openMemoryStore(): Promise<Store> {
  return openEmbeddedStore();
}

/** Address of a PostgreSQL in which tests may create databases. */
const SERVER = process.env.TEST_DATABASE_URL;

/** Why tests on PostgreSQL are left out, where they are. */
const SKIPPED = 'skipped on PostgreSQL: TEST_DATABASE_URL is not set';

/** Makes an empty database on the server. @returns its address */
export async function createDatabase(server: string): Promise<string> {
  const name = `ftcost_test_${randomBytes(6).toString('hex')}`;
  const client = new pg.Client({ connectionString: server });
  await client.connect();
  await client.query(`CREATE DATABASE ${name}`);
  await client.end();
  const url = new URL(server);
  url.pathname = `/${name}`;
  afterAll(async () => {
    const admin = new pg.Client({ connectionString: server });
    await admin.connect();
    await admin.query(`DROP DATABASE ${name} WITH (FORCE)`);
    await admin.end();
  });
  return url.href;
}

/** How a test gets its stores. */
export interface Stores {
  readonly kind: Store['kind'];
  /**
   * Opens an empty store. It is closed after the tests. One opened in a test is emptied for a later test; one opened
   * before the tests is theirs.
   */
  open(): Promise<Store>;
  /** The same for a test that changes the tables: no other test gets it. */
  openOwn(): Promise<Store>;
}

const Names = z.array(z.object({ name: z.string() }));

/** Takes every row out of a store, but for those that come with its tables. */
async function empty({ sql }: Store): Promise<void> {
  const { rows } = await sql.executeSql(
    `SELECT format('%I.%I', schemaname, tablename) AS name FROM pg_tables
     WHERE schemaname = 'public' OR (schemaname = '${JOBS_SCHEMA}' AND tablename NOT IN ('version', 'queue'))
     EXCEPT SELECT 'public.write_probe'`,
  );
  const names = Names.parse(rows).map(({ name }) => name);
  await sql.executeSql(`TRUNCATE ${names.join(', ')} RESTART IDENTITY CASCADE`);
}

/** Embedded stores that no group of tests has at the moment: they serve the next one of this process. */
const spare: Store[] = [];

/** Stores for the tests of a group. Opening one takes far longer than emptying it. */
function storesFor(kind: Store['kind'], make: () => Promise<Store>): Stores {
  const own: Store[] = [];
  const lent: Store[] = [];
  /** Those that the tests before have left. */
  const left: Store[] = [];
  let inUse: Store[] | undefined;
  beforeEach(() => {
    inUse = [];
  });
  afterEach(() => {
    left.push(...(inUse ?? []));
    inUse = undefined;
  });
  afterAll(async () => {
    // A database of the server ends with its group.
    if (kind === 'embedded') spare.push(...lent);
    else own.push(...lent);
    await Promise.all(own.map((store) => store.close()));
  });

  async function lend(): Promise<Store> {
    const known = kind === 'embedded' ? spare.pop() : undefined;
    if (known !== undefined) await empty(known);
    const store = known ?? (await make());
    lent.push(store);
    return store;
  }

  return {
    kind,
    async openOwn() {
      const store = await make();
      own.push(store);
      return store;
    },
    async open() {
      if (inUse === undefined) return lend();
      const known = left.pop();
      if (known !== undefined) await empty(known);
      const store = known ?? (await lend());
      inUse.push(store);
      return store;
    },
  };
}

/** Runs the same tests on the embedded database and on PostgreSQL. */
export function describeOnEveryStore(name: string, tests: (stores: Stores) => void): void {
  describe(`${name} (embedded)`, () => tests(storesFor('embedded', openMemoryStore)));
  if (SERVER === undefined) console.warn(`${name}: ${SKIPPED}`);
  describe.skipIf(SERVER === undefined)(`${name} (PostgreSQL)`, () =>
    tests(storesFor('server', () => createDatabase(SERVER ?? '').then((url) => openServerStore(url)))),
  );
}
