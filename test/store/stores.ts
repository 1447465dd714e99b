import { createHash, randomBytes } from 'node:crypto';
import { existsSync, mkdirSync, readdirSync, readFileSync, renameSync, writeFileSync } from 'node:fs';
import { PGlite } from '@electric-sql/pglite';
import { drizzle } from 'drizzle-orm/pglite';
import { migrate } from 'drizzle-orm/pglite/migrator';
import pg from 'pg';
import { afterAll, describe } from 'vitest';
import { openEmbeddedStore } from '../../src/store/embedded-store.js';
import { MIGRATIONS } from '../../src/store/migrations.js';
import { openServerStore } from '../../src/store/server-store.js';
import type { Store } from '../../src/store/store.js';

/** Stores for tests: empty, brought up to date, and gone when the test file is through. */

const CACHE = new URL('../../node_modules/.cache/ftcost/', import.meta.url);

/** An embedded database, made once: making one takes seconds, copying it does not. */
async function madeOnce(name: string, fill: (client: PGlite) => Promise<void>): Promise<Blob> {
  const file = new URL(`${name}.tar`, CACHE);
  if (!existsSync(file)) {
    const client = await PGlite.create();
    await fill(client);
    const dump = await client.dumpDataDir('none');
    await client.close();
    mkdirSync(CACHE, { recursive: true });
    const own = new URL(`${randomBytes(6).toString('hex')}.tmp`, CACHE);
    writeFileSync(own, Buffer.from(await dump.arrayBuffer()));
    renameSync(own, file);
  }
  return new Blob([readFileSync(file)]);
}

/** An embedded database without tables. */
export function plainDatabase(): Promise<Blob> {
  return madeOnce('plain', async () => {});
}

/** An embedded database with all tables and no rows. */
function emptyDatabase(): Promise<Blob> {
  const hash = createHash('sha256');
  for (const name of readdirSync(MIGRATIONS)
    .filter((one) => one.endsWith('.sql'))
    .sort()) {
    hash.update(readFileSync(new URL(`file://${MIGRATIONS}${name}`)));
  }
  return madeOnce(`store-${hash.digest('hex').slice(0, 12)}`, (client) =>
    migrate(drizzle({ client }), { migrationsFolder: MIGRATIONS }),
  );
}

/** Opens an empty embedded store in memory. Close it. */
export async function openMemoryStore(): Promise<Store> {
  return openEmbeddedStore(undefined, await emptyDatabase());
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
  /** Opens an empty store. It is closed after the test file. */
  open(): Promise<Store>;
}

/** Runs the same tests on the embedded database and on PostgreSQL. */
export function describeOnEveryStore(name: string, tests: (stores: Stores) => void): void {
  const opened: Store[] = [];
  async function keep(opening: Promise<Store>): Promise<Store> {
    const store = await opening;
    opened.push(store);
    return store;
  }
  async function closeAll(): Promise<void> {
    await Promise.all(opened.splice(0).map((store) => store.close()));
  }
  describe(`${name} (embedded)`, () => {
    tests({ kind: 'embedded', open: () => keep(openMemoryStore()) });
    afterAll(closeAll);
  });
  if (SERVER === undefined) console.warn(`${name}: ${SKIPPED}`);
  describe.skipIf(SERVER === undefined)(`${name} (PostgreSQL)`, () => {
    tests({
      kind: 'server',
      open: () => keep(createDatabase(SERVER ?? '').then((url) => openServerStore(url))),
    });
    afterAll(closeAll);
  });
}
