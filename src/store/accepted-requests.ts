import { and, eq, inArray, sql } from 'drizzle-orm';
import type { Database } from './database.js';
import { acceptedRequests } from './schema/index.js';

/** A request that was acknowledged and is not answered yet. */
export interface AcceptedRequest {
  readonly workspaceId: string;
  readonly id: string;
  readonly userId: string;
  readonly channelId?: string;
  readonly threadTs?: string;
  /** What the person asked for: words that can be typed again, or what the form or button is called. */
  readonly asked: string;
}

/** A request whose process is gone. */
export interface AbandonedRequest extends AcceptedRequest {
  readonly acceptedAt: Date;
}

/** Acknowledged requests of all processes on one store. Times go by one clock for all of them. */
export interface AcceptedRequests {
  /** Records requests of a process, before they are acknowledged. */
  add(owner: string, requests: readonly AcceptedRequest[], leaseMs: number): Promise<void>;
  /** Forgets requests that are answered. */
  remove(owner: string, ids: readonly string[]): Promise<void>;
  /** Says that a process still works on these. */
  renew(owner: string, ids: readonly string[], leaseMs: number): Promise<void>;
  /** Ends the lease of what a process still has: another one goes on with it at once. */
  release(owner: string): Promise<void>;
  /** Takes on what processes left that have not said for the length of their lease that they live; oldest first. */
  takeOver(owner: string, leaseMs: number, most: number): Promise<readonly AbandonedRequest[]>;
  /** Forgets all requests of a workspace. */
  forgetWorkspace(workspaceId: string): Promise<void>;
}

/** Acknowledged requests in a database, by its clock. */
export function createAcceptedRequests(database: Database): AcceptedRequests {
  function until(leaseMs: number) {
    return sql<Date>`now() + ${leaseMs} * interval '1 millisecond'`;
  }
  return {
    async add(owner, requests, leaseMs) {
      const rows = requests.map((request) => ({ ...request, owner, leaseUntil: until(leaseMs) }));
      await database.insert(acceptedRequests).values(rows);
    },

    async remove(owner, ids) {
      await database
        .delete(acceptedRequests)
        .where(and(eq(acceptedRequests.owner, owner), inArray(acceptedRequests.id, [...ids])));
    },

    async renew(owner, ids, leaseMs) {
      await database
        .update(acceptedRequests)
        .set({ leaseUntil: until(leaseMs) })
        .where(and(eq(acceptedRequests.owner, owner), inArray(acceptedRequests.id, [...ids])));
    },

    async release(owner) {
      await database
        .update(acceptedRequests)
        .set({ leaseUntil: sql`now()` })
        .where(eq(acceptedRequests.owner, owner));
    },

    async takeOver(owner, leaseMs, most) {
      const lapsed = database
        .select({ id: acceptedRequests.id })
        .from(acceptedRequests)
        .where(sql`${acceptedRequests.leaseUntil} <= now()`)
        .orderBy(acceptedRequests.leaseUntil)
        .limit(most)
        .for('update', { skipLocked: true });
      const taken = await database
        .update(acceptedRequests)
        .set({ owner, leaseUntil: until(leaseMs) })
        .where(inArray(acceptedRequests.id, lapsed))
        .returning();
      return taken.map(abandoned);
    },

    async forgetWorkspace(workspaceId) {
      await database.delete(acceptedRequests).where(eq(acceptedRequests.workspaceId, workspaceId));
    },
  };
}

/** Every acknowledged request of a database. */
export async function allAcceptedRequests(database: Database): Promise<readonly AbandonedRequest[]> {
  return (await database.select().from(acceptedRequests)).map(abandoned);
}

function abandoned({
  channelId,
  threadTs,
  owner: _owner,
  leaseUntil: _lease,
  ...request
}: typeof acceptedRequests.$inferSelect): AbandonedRequest {
  return { ...request, ...(channelId !== null && { channelId }), ...(threadTs !== null && { threadTs }) };
}
