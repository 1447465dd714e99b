import { desc, eq } from 'drizzle-orm';
import type { Database } from './database.js';
import { tunes } from './schema/index.js';

/** By when the newest tune of an estimate has to be trained again. */
export interface Retraining {
  readonly estimateId: string;
  /** `2027-02-01`. */
  readonly retrainBy: string;
}

/** The days by which a workspace's tunes have to be trained again: of each estimate that of its newest tune. */
export async function retrainingsOf(database: Database, workspaceId: string): Promise<readonly Retraining[]> {
  const rows = await database
    .select({ estimateId: tunes.estimateId, retrainBy: tunes.retrainBy })
    .from(tunes)
    .where(eq(tunes.workspaceId, workspaceId))
    .orderBy(desc(tunes.createdAt), tunes.id);
  const newest = new Map<string, string | null>();
  for (const { estimateId, retrainBy } of rows) {
    if (!newest.has(estimateId)) newest.set(estimateId, retrainBy);
  }
  return [...newest].flatMap(([estimateId, retrainBy]) =>
    retrainBy === null ? [] : [{ estimateId, retrainBy }],
  );
}
