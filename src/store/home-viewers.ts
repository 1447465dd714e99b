import { and, desc, eq, gt, notInArray } from 'drizzle-orm';
import type { Database } from './database.js';
import { homeViewers } from './schema/index.js';
import { lockWorkspace } from './workspace-lock.js';

/** People of one workspace whose Home tabs follow what happens: those who opened theirs last. */
export const MAX_HOME_VIEWERS = 50;

/** A person who has not opened the Home tab for so many days sees it again by opening it. */
export const HOME_VIEWERS_KEPT_DAYS = 30;

const DAY_MS = 24 * 60 * 60 * 1_000;

/** Who has opened the Home tab lately, by workspace. */
export interface HomeViewers {
  /** Remembers somebody, and forgets those beyond the limit or too long ago. */
  opened(workspaceId: string, userId: string, at: Date): Promise<void>;
  /** Ids of people, who opened it last first. */
  recent(workspaceId: string, now: Date): Promise<readonly string[]>;
  forget(workspaceId: string, userId: string): Promise<void>;
}

/** Home viewers in the store. */
export function createHomeViewers(database: Database): HomeViewers {
  async function recent(from: Database, workspaceId: string, now: Date): Promise<readonly string[]> {
    const since = new Date(now.getTime() - HOME_VIEWERS_KEPT_DAYS * DAY_MS);
    const rows = await from
      .select({ userId: homeViewers.userId })
      .from(homeViewers)
      .where(and(eq(homeViewers.workspaceId, workspaceId), gt(homeViewers.openedAt, since)))
      .orderBy(desc(homeViewers.openedAt), homeViewers.userId)
      .limit(MAX_HOME_VIEWERS);
    return rows.map(({ userId }) => userId);
  }

  return {
    opened: (workspaceId, userId, openedAt) =>
      database.transaction(async (inside) => {
        await lockWorkspace(inside, workspaceId);
        await inside
          .insert(homeViewers)
          .values({ workspaceId, userId, openedAt })
          .onConflictDoUpdate({
            target: [homeViewers.workspaceId, homeViewers.userId],
            set: { openedAt },
          });
        const kept = [...(await recent(inside, workspaceId, openedAt))];
        await inside
          .delete(homeViewers)
          .where(and(eq(homeViewers.workspaceId, workspaceId), notInArray(homeViewers.userId, kept)));
      }),
    recent: (workspaceId, now) => recent(database, workspaceId, now),
    async forget(workspaceId, userId) {
      await database
        .delete(homeViewers)
        .where(and(eq(homeViewers.workspaceId, workspaceId), eq(homeViewers.userId, userId)));
    },
  };
}
