import { getTableName, is, sql } from 'drizzle-orm';
import { PgTable } from 'drizzle-orm/pg-core';
import { z } from 'zod';
import type { Database } from './database.js';
import * as schema from './schema/index.js';
import { writeProbe } from './schema/index.js';
import type { Store } from './store.js';
import { sqlStateOf } from './store-error.js';

/** A write that went well is believed for so long, in milliseconds: a probe may ask every second. */
const WRITE_BELIEVED_MS = 15_000;

/** Memory of the query that has to write to the disk, in kB: the least that PostgreSQL allows. */
const WORK_MEM_KB = 64;

/** Rows that do not fit into it. */
const SPILLED_ROWS = 5_000;

const TABLES = Object.values(schema).flatMap((table) => (is(table, PgTable) ? [getTableName(table)] : []));

const Missing = z.array(z.object({ name: z.string() }));

/** Names of tables of this program that a database does not have. */
export async function missingTables(database: Database): Promise<readonly string[]> {
  const names = sql.join(
    TABLES.map((name) => sql`${name}`),
    sql`, `,
  );
  const found = await database
    .select({ name: sql<string>`name` })
    .from(sql`unnest(ARRAY[${names}]::text[]) AS name`)
    .where(sql`to_regclass(name) IS NULL`);
  return Missing.parse(found).map(({ name }) => name);
}

/** The database answers, but cannot do the app's work. The message says why, for the operator. */
export class NotReadyError extends Error {
  override readonly name = 'NotReadyError';
  readonly code = 'not-ready';
}

/**
 * A check whether a database can do the app's work: every table is there, and it takes writes, which it does not on a
 * full disk or where it may only be read.
 *
 * @param now monotonic clock, in milliseconds
 * @returns the check; it throws NotReadyError, or what the database throws where it does not answer
 */
export function createReadinessCheck(
  { database }: Pick<Store, 'database'>,
  now: () => number = () => performance.now(),
): () => Promise<void> {
  let wroteAtMs = Number.NEGATIVE_INFINITY;

  async function checkTables(): Promise<void> {
    const missing = await missingTables(database);
    if (missing.length > 0) {
      throw new NotReadyError(`tables are missing: ${missing.join(', ')}; restore a backup`);
    }
  }

  async function write(): Promise<void> {
    try {
      await database.transaction(async (inside) => {
        await inside.update(writeProbe).set({ writtenAt: sql`now()` });
        // A row that is there finds room on a full disk. What does not fit into memory needs new room.
        await inside.execute(sql.raw(`SET LOCAL work_mem = ${WORK_MEM_KB}`));
        await inside.execute(sql.raw(`SELECT count(*) FROM generate_series(1, ${SPILLED_ROWS})`));
      });
    } catch (error) {
      if (sqlStateOf(error) === undefined) throw error;
      throw new NotReadyError('the database takes no writes; look whether its disk is full', {
        cause: error,
      });
    }
  }

  return async () => {
    await checkTables();
    if (now() - wroteAtMs < WRITE_BELIEVED_MS) return;
    await write();
    wroteAtMs = now();
  };
}
