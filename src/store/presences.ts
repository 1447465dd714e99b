import { and, asc, eq, isNotNull, isNull, lte } from 'drizzle-orm';
import { type Actor, BY_APP, recordAudit } from './audit-log.js';
import type { Database } from './database.js';
import { installations, presences, subscriptions } from './schema/index.js';
import { lockWorkspace } from './workspace-lock.js';

/** A workspace that has removed the app. What it keeps is kept until the grace is over. */
export interface RemovedWorkspace {
  readonly workspaceId: string;
  readonly removedAt: Date;
}

/**
 * What became of the word that the app was removed. `late`: it is about a time before the app was last known to be
 * there. `unknown`: the app was never there, or nothing is kept any more.
 */
export type Removal = 'removed' | 'already' | 'late' | 'unknown';

/** In which workspaces the app is. */
export interface Presences {
  /**
   * The app is there: somebody has installed it, its token works, or the operator says so. What a removal has stopped
   * goes on.
   * @returns whether it had been removed
   */
  confirm(workspaceId: string, by: Actor, at: Date): Promise<boolean>;
  /** Stops everything in a workspace from which the app was removed, and deletes nothing. */
  remove(workspaceId: string, happenedAt: Date, now: Date): Promise<Removal>;
  isRemoved(workspaceId: string): Promise<boolean>;
  /** Workspaces that have removed the app until a moment, the first ones first. */
  removedUntil(moment: Date): Promise<readonly RemovedWorkspace[]>;
}

/** Why subscriptions stop when the app is removed or its token refused. */
const APP_REMOVED = 'app-removed';

/** Presences in a database, or inside a transaction. */
export function createPresences(database: Database): Presences {
  return {
    confirm: (workspaceId, by, at) =>
      database.transaction(async (inside) => {
        await lockWorkspace(inside, workspaceId);
        const [before] = await inside.select().from(presences).where(eq(presences.workspaceId, workspaceId));
        const values = { confirmedAt: at, removedAt: null };
        await inside
          .insert(presences)
          .values({ workspaceId, ...values })
          .onConflictDoUpdate({ target: presences.workspaceId, set: values });
        if (before?.removedAt == null) return false;
        await inside.update(installations).set({ refusedAt: null }).where(eq(installations.id, workspaceId));
        await resumeSubscriptions(inside, workspaceId, at);
        await recordAudit(inside, workspaceId, by, { action: 'app.restored' }, at);
        return true;
      }),

    remove: (workspaceId, happenedAt, now) =>
      database.transaction(async (inside): Promise<Removal> => {
        await lockWorkspace(inside, workspaceId);
        const [before] = await inside.select().from(presences).where(eq(presences.workspaceId, workspaceId));
        if (before === undefined) return 'unknown';
        if (happenedAt <= before.confirmedAt) return 'late';
        if (before.removedAt !== null) return 'already';
        await inside.update(presences).set({ removedAt: now }).where(eq(presences.workspaceId, workspaceId));
        await inside
          .update(installations)
          .set({ refusedAt: now })
          .where(and(eq(installations.id, workspaceId), isNull(installations.refusedAt)));
        await pauseSubscriptions(inside, workspaceId, now);
        await recordAudit(inside, workspaceId, BY_APP, { action: 'app.removed' }, now);
        return 'removed';
      }),

    async isRemoved(workspaceId) {
      const [row] = await database
        .select({ removedAt: presences.removedAt })
        .from(presences)
        .where(eq(presences.workspaceId, workspaceId));
      return row?.removedAt != null;
    },

    async removedUntil(moment) {
      const rows = await database
        .select({ workspaceId: presences.workspaceId, removedAt: presences.removedAt })
        .from(presences)
        .where(and(isNotNull(presences.removedAt), lte(presences.removedAt, moment)))
        .orderBy(asc(presences.removedAt));
      return rows.flatMap(({ workspaceId, removedAt }) =>
        removedAt === null ? [] : [{ workspaceId, removedAt }],
      );
    },
  };
}

/** Stops the subscriptions of a workspace until the app is there again. */
export async function pauseSubscriptions(inside: Database, workspaceId: string, at: Date): Promise<void> {
  await inside
    .update(subscriptions)
    .set({ status: 'paused', pausedBecause: APP_REMOVED, updatedAt: at })
    .where(and(eq(subscriptions.workspaceId, workspaceId), eq(subscriptions.status, 'active')));
}

/** Lets subscriptions go on that stopped because the app was gone, and no others. */
export async function resumeSubscriptions(inside: Database, workspaceId: string, at: Date): Promise<void> {
  await inside
    .update(subscriptions)
    .set({ status: 'active', pausedBecause: null, updatedAt: at })
    .where(
      and(
        eq(subscriptions.workspaceId, workspaceId),
        eq(subscriptions.status, 'paused'),
        eq(subscriptions.pausedBecause, APP_REMOVED),
      ),
    );
}
