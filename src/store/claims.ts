import { and, eq, lte, sql } from 'drizzle-orm';
import type { Database } from './database.js';
import { claims } from './schema/index.js';

/** Claims are forgotten after this time, in milliseconds: far longer than any delivery is repeated. */
const FORGOTTEN_AFTER_MS = 60 * 60 * 1_000;
/** Forgotten claims are cleared away at most this often, in milliseconds. */
const CLEARED_EVERY_MS = 10 * 60 * 1_000;

/** Claims that every instance on the same store sees. */
export interface StoredClaims {
  /** True for the first caller with this key in this workspace, false for everybody after. */
  claim(workspaceId: string, key: string): Promise<boolean>;
  /** Takes a claim back: the next caller is the first again. */
  release(workspaceId: string, key: string): Promise<void>;
}

/** Claims in a database, by its clock. */
export function createStoredClaims(database: Database): StoredClaims {
  const isForgotten = lte(claims.expiresAt, sql`now()`);
  let clearedAtMs = Number.NEGATIVE_INFINITY;

  async function clear(): Promise<void> {
    if (performance.now() - clearedAtMs < CLEARED_EVERY_MS) return;
    clearedAtMs = performance.now();
    await database.delete(claims).where(isForgotten);
  }

  return {
    async claim(workspaceId, key) {
      await clear();
      const taken = {
        claimedAt: sql`now()`,
        expiresAt: sql`now() + ${FORGOTTEN_AFTER_MS} * interval '1 millisecond'`,
      };
      const won = await database
        .insert(claims)
        .values({ workspaceId, key, ...taken })
        .onConflictDoUpdate({
          target: [claims.workspaceId, claims.key],
          set: taken,
          setWhere: isForgotten,
        })
        .returning({ key: claims.key });
      return won.length > 0;
    },

    async release(workspaceId, key) {
      await database.delete(claims).where(and(eq(claims.workspaceId, workspaceId), eq(claims.key, key)));
    },
  };
}
