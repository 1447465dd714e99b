import { sql } from 'drizzle-orm';
import type { Database } from './database.js';

/** Waits until no other transaction changes what this workspace keeps, and keeps others out until the end of this one. */
export async function lockWorkspace(transaction: Database, workspaceId: string): Promise<void> {
  await transaction.execute(sql`SELECT pg_advisory_xact_lock(hashtextextended(${workspaceId}, 0))`);
}
