import { join } from 'node:path';
import type { PGlite } from '@electric-sql/pglite';
import { drizzle } from 'drizzle-orm/pglite';
import { migrate } from 'drizzle-orm/pglite/migrator';
import { lock } from 'proper-lockfile';
import { type AcceptedJournal, openAcceptedJournal } from './accepted-journal.js';
import { allAcceptedRequests, createAcceptedRequests } from './accepted-requests.js';
import type { Database } from './database.js';
import { newDatabase } from './database-image.js';
import { makeFolder, openDatabaseIn } from './embedded-folder.js';
import { areTablesCurrent, MIGRATIONS } from './migrations.js';
import { createQueues } from './queues.js';
import * as schema from './schema/index.js';
import type { SqlRunner, Store } from './store.js';
import { StoreError } from './store-error.js';

/** A lock that nobody has renewed for so long belongs to a process that is gone, in milliseconds. */
export const STALE_LOCK_MS = 5_000;

/** Tries to get the lock, one second apart: a process that was killed leaves its lock until it is stale. */
const LOCK_TRIES = 6;

/**
 * Opens the embedded database in a folder, or in memory where none is given.
 *
 * @param snapshot a database to begin with, as `dumpDataDir` gives it; only for a database in memory. Default: a new one
 * @throws StoreError `in-use` when another process has the folder open: the embedded database serves one process;
 *   `damaged` and `unavailable` as `openDatabaseIn`; `newer`, `foreign` and `migration` as for a server
 */
export async function openEmbeddedStore(directory?: string, snapshot?: Blob): Promise<Store> {
  const release = directory === undefined ? async () => {} : await lockFolder(directory);
  try {
    const client =
      directory === undefined ? await newDatabase({}, snapshot) : await openDatabaseIn(directory);
    const database = drizzle({ client, schema });
    await bringUpToDate(client);
    const journal = directory === undefined ? undefined : await openJournal(directory, database);
    return {
      database,
      // The database is a part of this process, and has its clock.
      clock: () => new Date(),
      acceptedRequests: journal ?? createAcceptedRequests(database),
      sql: runnerOf(client),
      kind: 'embedded',
      exclusively: createQueues(),
      async ping() {
        await client.query('SELECT 1');
      },
      async close() {
        await journal?.close();
        await client.close();
        await release();
      },
    };
  } catch (error) {
    await release();
    throw error;
  }
}

/** Versions before the journal kept these requests in the database: what they left there moves. */
async function openJournal(directory: string, database: Database): Promise<AcceptedJournal> {
  const left = await allAcceptedRequests(database);
  const journal = await openAcceptedJournal(join(directory, 'accepted.journal'), left);
  if (left.length > 0) await database.delete(schema.acceptedRequests);
  return journal;
}

async function bringUpToDate(client: PGlite): Promise<void> {
  try {
    if (!(await areTablesCurrent(client)))
      await migrate(drizzle({ client }), { migrationsFolder: MIGRATIONS });
  } catch (error) {
    if (error instanceof StoreError) throw error;
    throw new StoreError(
      'migration',
      'The tables of the embedded database could not be brought up to date, and are as they were. Look whether the disk ' +
        'is full; if not, restore the folder from a backup (docs/runbook.md, "Backup and restore").',
      error,
    );
  }
}

async function lockFolder(directory: string): Promise<() => Promise<void>> {
  makeFolder(directory);
  try {
    return await lock(directory, {
      stale: STALE_LOCK_MS,
      retries: { retries: LOCK_TRIES, minTimeout: 1_000, maxTimeout: 1_000 },
    });
  } catch (error) {
    if (!(error instanceof Error && 'code' in error && error.code === 'ELOCKED')) {
      throw new StoreError(
        'unavailable',
        `${directory} cannot be locked: the lock stands beside it, as ${directory}.lock. Make the folder around it ` +
          'writable, or set DATA_DIR to a folder inside one that is.',
        error,
      );
    }
    throw new StoreError(
      'in-use',
      `${directory} is in use by another ftcost process: the embedded database serves one process at a time. ` +
        'Stop the other one, set DATA_DIR to another folder, or set DATABASE_URL to a PostgreSQL that both share.',
      error,
    );
  }
}

function runnerOf(client: PGlite): SqlRunner {
  return {
    async executeSql(text, values = []) {
      if (values.length > 0) {
        const { rows, affectedRows = rows.length } = await client.query(text, values);
        return { rows, rowCount: affectedRows };
      }
      const results = await client.exec(text);
      const last = results.at(-1);
      return { rows: last?.rows ?? [], rowCount: last?.affectedRows ?? last?.rows.length ?? 0 };
    },
  };
}
