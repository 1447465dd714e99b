import { eq, sql } from 'drizzle-orm';
import type { Database } from './database.js';
import { JOBS_SCHEMA } from './jobs-schema.js';
import { ownedTables } from './own-data.js';
import { installations } from './schema/index.js';
import type { Store } from './store.js';
import { lockWorkspace } from './workspace-lock.js';

/** Tables of the job queue: what waits, and what is over. */
const JOB_TABLES = ['job', 'archive'];

/**
 * Removes everything that is kept of a workspace, or of an organisation that installed the app as a whole: tokens,
 * settings, estimates, subscriptions, digests, claims and jobs. All or nothing; nothing happens where nothing is left.
 */
export async function purgeWorkspace(
  { database, acceptedRequests }: Pick<Store, 'database' | 'acceptedRequests'>,
  id: string,
): Promise<void> {
  await database.transaction(async (inside) => {
    await lockWorkspace(inside, id);
    for (const { table, workspaceId } of ownedTables()) {
      await inside.delete(table).where(eq(workspaceId, id));
    }
    await inside.delete(installations).where(eq(installations.id, id));
    await purgeJobs(inside, id);
  });
  // Where they are not in the database.
  await acceptedRequests.forgetWorkspace(id);
}

/** The queue makes its own tables when it starts, so they may not be there yet. */
async function purgeJobs(inside: Database, id: string): Promise<void> {
  const present = await inside
    .select({ name: sql<string>`table_name` })
    .from(sql`information_schema.tables`)
    .where(sql`table_schema = ${JOBS_SCHEMA}`);
  const names = new Set(present.map(({ name }) => name));
  for (const name of JOB_TABLES.filter((one) => names.has(one))) {
    const table = sql`${sql.identifier(JOBS_SCHEMA)}.${sql.identifier(name)}`;
    await inside.execute(sql`DELETE FROM ${table} WHERE data ->> 'workspaceId' = ${id}`);
  }
}
