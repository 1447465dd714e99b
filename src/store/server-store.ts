import { drizzle } from 'drizzle-orm/node-postgres';
import { migrate } from 'drizzle-orm/node-postgres/migrator';
import { Pool, type PoolClient, type QueryResult } from 'pg';
import { createLimit } from './limit.js';
import { MIGRATIONS } from './migrations.js';
import { createQueues } from './queues.js';
import * as schema from './schema/index.js';
import type { Store } from './store.js';
import { StoreError } from './store-error.js';

/** Advisory lock under which migrations run, so that several instances may start at once. Any fixed number. */
const MIGRATION_LOCK = 704_120_261;

/** Longest wait for a connection, in milliseconds. */
const CONNECT_TIMEOUT_MS = 5_000;

/** Settings of a connection to PostgreSQL. */
export interface ServerStoreOptions {
  /** Most connections at once. */
  readonly connections?: number;
  /** Told when a connection breaks: the pool replaces it. What was being done over it fails by itself. */
  readonly onBroken?: (error: Error) => void;
}

/**
 * Opens a store on PostgreSQL and brings its tables up to date.
 *
 * @throws StoreError `unreachable` when no connection can be made, `migration` when the tables cannot be brought up to date
 */
export async function openServerStore(
  url: string,
  { connections = 10, onBroken = () => {} }: ServerStoreOptions = {},
): Promise<Store> {
  const pool = new Pool({
    connectionString: url,
    max: connections,
    connectionTimeoutMillis: CONNECT_TIMEOUT_MS,
  });
  // The pool listens to its connections only while they lie idle. One that breaks in somebody's hands, between two
  // statements of a transaction, would end the process.
  pool.on('connect', (client) => client.on('error', onBroken));
  // Idle ones have been told about by then.
  pool.on('error', () => {});
  try {
    await migrateUnderLock(pool);
  } catch (error) {
    await pool.end();
    throw error;
  }
  const queued = createQueues();
  // Work under a lock needs a second connection for itself: never let locks take them all.
  const limited = createLimit(Math.max(1, Math.floor(connections / 2)));
  return {
    database: drizzle({ client: pool, schema }),
    sql: { executeSql: (text, values) => runSql(pool, text, values) },
    kind: 'server',
    exclusively: (name, work) => queued(name, () => limited(() => underLock(pool, name, work))),
    async ping() {
      await pool.query('SELECT 1');
    },
    close: () => pool.end(),
  };
}

async function runSql(
  pool: Pool,
  text: string,
  values?: unknown[],
): Promise<{ rows: unknown[]; rowCount: number }> {
  const client = await pool.connect();
  try {
    // Several statements at once give a list of results.
    const results: QueryResult | QueryResult[] = await client.query(text, values);
    client.release();
    const last = Array.isArray(results) ? results.at(-1) : results;
    return { rows: last?.rows ?? [], rowCount: last?.rowCount ?? last?.rows.length ?? 0 };
  } catch (error) {
    // Several statements may have begun a transaction: its connection is of no use to anybody else.
    client.release(true);
    throw error;
  }
}

/** First half of the locks of `exclusively`; the second is a hash of the name. Any fixed number. */
const NAMED_LOCK = 704_120;

async function underLock<T>(pool: Pool, name: string, work: () => Promise<T>): Promise<T> {
  const client = await pool.connect();
  try {
    await client.query('SELECT pg_advisory_lock($1, hashtext($2))', [NAMED_LOCK, name]);
    const result = await work();
    await client.query('SELECT pg_advisory_unlock($1, hashtext($2))', [NAMED_LOCK, name]);
    client.release();
    return result;
  } catch (error) {
    // Ends the session, and the lock with it.
    client.release(true);
    throw error;
  }
}

async function migrateUnderLock(pool: Pool): Promise<void> {
  const client = await connect(pool);
  try {
    await client.query('SELECT pg_advisory_lock($1)', [MIGRATION_LOCK]);
    await migrate(drizzle({ client }), { migrationsFolder: MIGRATIONS });
  } catch (error) {
    throw new StoreError(
      'migration',
      'The tables could not be brought up to date. The user of DATABASE_URL needs the right to create tables.',
      error,
    );
  } finally {
    // Ends the session, and the lock with it.
    client.release(true);
  }
}

async function connect(pool: Pool): Promise<PoolClient> {
  try {
    return await pool.connect();
  } catch (error) {
    throw new StoreError(
      'unreachable',
      'PostgreSQL does not answer under DATABASE_URL. Check the address, the password and that it is running.',
      error,
    );
  }
}
