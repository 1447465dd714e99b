import { setTimeout as sleep } from 'node:timers/promises';
import { drizzle } from 'drizzle-orm/node-postgres';
import { migrate } from 'drizzle-orm/node-postgres/migrator';
import { Client, type ClientConfig, Pool, type QueryResult } from 'pg';
import { z } from 'zod';
import { createAcceptedRequests } from './accepted-requests.js';
import { type FollowedClock, followClock } from './followed-clock.js';
import { createLimit } from './limit.js';
import { areTablesCurrent, MIGRATIONS } from './migrations.js';
import { createQueues } from './queues.js';
import * as schema from './schema/index.js';
import { endSilentConnections } from './silent-connections.js';
import type { Store } from './store.js';
import { StoreError } from './store-error.js';

/** Advisory lock under which migrations run, so that several instances may start at once. Any fixed number. */
const MIGRATION_LOCK = 704_120_261;

/** Longest wait for a connection, in milliseconds. */
const CONNECT_TIMEOUT_MS = 5_000;

/** A statement that is not answered for so long fails, in milliseconds: far longer than any takes that is well. */
const PATIENCE_MS = 15_000;

/** Between two looks whether a lock is free, in milliseconds. */
const LOCK_POLL_MS = 100;

/** Settings of a connection to PostgreSQL. */
export interface ServerStoreOptions {
  /** Most connections at once. */
  readonly connections?: number;
  /** Told when a connection breaks: the pool replaces it. What was being done over it fails by itself. */
  readonly onBroken?: (error: Error) => void;
  /** How long a statement may wait for its answer, in milliseconds. */
  readonly patienceMs?: number;
}

/**
 * Opens a store on PostgreSQL and brings its tables up to date.
 *
 * @throws StoreError `unreachable` when no connection can be made, `newer` and `foreign` as `areTablesCurrent`,
 *   `migration` when the tables cannot be brought up to date
 */
export async function openServerStore(
  url: string,
  { connections = 10, onBroken = () => {}, patienceMs = PATIENCE_MS }: ServerStoreOptions = {},
): Promise<Store> {
  const connection: ClientConfig = {
    connectionString: url,
    connectionTimeoutMillis: Math.min(CONNECT_TIMEOUT_MS, patienceMs),
    keepAlive: true,
  };
  const session = {
    connection: { ...connection, query_timeout: patienceMs, idle_in_transaction_session_timeout: patienceMs },
    patienceMs,
    onBroken,
  };
  if (!(await isUpToDate(session))) await migrateUnderLock({ ...session, connection });
  const pool = new Pool({
    ...connection,
    max: connections,
    // The server gives up, too: what nobody waits for any more must not hold locks.
    statement_timeout: patienceMs,
    idle_in_transaction_session_timeout: patienceMs,
  });
  endSilentConnections(pool, patienceMs, onBroken);
  // The pool listens to its connections only while they lie idle. One that breaks in somebody's hands, between two
  // statements of a transaction, would end the process.
  pool.on('connect', (client) => client.on('error', onBroken));
  // Idle ones have been told about by then.
  pool.on('error', () => {});
  const queued = createQueues();
  // A lock has a connection of its own, beside those of the pool.
  const limited = createLimit(Math.max(1, Math.floor(connections / 2)));
  const database = drizzle({ client: pool, schema });
  const clock = await clockOf(pool, onBroken);
  return {
    database,
    clock: clock.now,
    acceptedRequests: createAcceptedRequests(database),
    sql: { executeSql: (text, values) => runSql(pool, text, values) },
    kind: 'server',
    exclusively: (name, work) => queued(name, () => limited(() => underLock(session, name, work))),
    async ping() {
      await pool.query('SELECT 1');
    },
    close() {
      clock.stop();
      return pool.end();
    },
  };
}

const Times = z.tuple([z.object({ time: z.date() })]);

/** The database's clock. */
async function clockOf(pool: Pool, onBroken: (error: Error) => void): Promise<FollowedClock> {
  async function readTime(): Promise<Date> {
    const [{ time }] = Times.parse((await pool.query('SELECT clock_timestamp() AS time')).rows);
    return time;
  }
  try {
    return await followClock(readTime, onBroken);
  } catch (error) {
    await pool.end();
    throw new StoreError('unreachable', UNREACHABLE, error);
  }
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

const UNREACHABLE =
  'PostgreSQL does not answer under DATABASE_URL. Check the address, the password and that it is running.';

/** A connection beside those of the pool. */
interface Session {
  readonly connection: ClientConfig;
  readonly patienceMs: number;
  readonly onBroken: (error: Error) => void;
}

/**
 * The lock lives as long as a transaction that says again and again that it lives: where its connection is lost and the
 * server is not told, the server ends it by itself, and others need not wait for hours.
 */
async function underLock<T>(session: Session, name: string, work: () => Promise<T>): Promise<T> {
  const { patienceMs, onBroken } = session;
  const client = await connect(session);
  let beating: NodeJS.Timeout | undefined;
  try {
    await client.query('BEGIN');
    // Not by one statement that waits: an answer that is late would look like one that never comes.
    while (!(await hasLocked(client, name))) await sleep(LOCK_POLL_MS);
    beating = setInterval(() => void client.query('SELECT 1').catch(onBroken), patienceMs / 3);
    const result = await work();
    // Fails where the lock was lost on the way: then somebody else may have been at the same work.
    await client.query('COMMIT');
    return result;
  } finally {
    clearInterval(beating);
    endSession(client, session);
  }
}

async function hasLocked(client: Client, name: string): Promise<boolean> {
  const { rows } = await client.query<{ locked: boolean }>(
    'SELECT pg_try_advisory_xact_lock($1, hashtext($2)) AS locked',
    [NAMED_LOCK, name],
  );
  return rows[0]?.locked === true;
}

/** Whether there is nothing to bring up to date: asked before, so that an ordinary start waits for nothing long. */
async function isUpToDate(session: Session): Promise<boolean> {
  const client = await connect(session);
  try {
    return await areTablesCurrent(client);
  } catch (error) {
    throw error instanceof StoreError ? error : new StoreError('unreachable', UNREACHABLE, error);
  } finally {
    endSession(client, session);
  }
}

/** Without a time limit: another instance may be at it, and a table may be large. */
async function migrateUnderLock(session: Session): Promise<void> {
  const client = await connect(session);
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
    endSession(client, session);
  }
}

async function connect({ connection, onBroken }: Session): Promise<Client> {
  const client = new Client(connection);
  client.on('error', onBroken);
  try {
    await client.connect();
    return client;
  } catch (error) {
    throw new StoreError('unreachable', UNREACHABLE, error);
  }
}

/** Ends a session and the locks that it holds, without waiting for a server that may be away. */
function endSession(client: Client, { onBroken }: Session): void {
  client.end().catch(onBroken);
}
