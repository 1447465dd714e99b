import { createHash, randomBytes } from 'node:crypto';
import { and, count, eq, gt, lt, sql } from 'drizzle-orm';
import { z } from 'zod';
import { type Workload, WorkloadSchema } from '../engine/index.js';
import { type Actor, recordAudit } from './audit-log.js';
import type { Database } from './database.js';
import { liveLinks } from './schema/index.js';
import { type OnUnreadable, problemOf } from './unreadable-row.js';
import { lockWorkspace } from './workspace-lock.js';

/** A link ends so many days after it was made. */
const LINK_DAYS = 30;

/** Links of one workspace that are open at the same time. */
const MAX_LINKS = 500;

/** Results that are posted back through one link: whoever has it could fill the conversation otherwise. */
const MAX_POSTED = 20;

/** Bytes of a secret: nobody guesses 256 bits. */
const SECRET_BYTES = 32;
/** The same in base64url. */
const SECRET = /^[\w-]{43}$/;

const DAY_MS = 24 * 60 * 60_000;

/** A workload that somebody with the link sees, and where results are posted back. */
export interface LiveLink {
  readonly workspaceId: string;
  readonly id: string;
  readonly createdBy: string;
  readonly channelId: string;
  readonly threadTs: string;
  readonly workload: Workload;
  /** The day of its prices. */
  readonly asOf: string;
  readonly expiresAt: Date;
}

/** A link to be made. */
export type NewLiveLink = Omit<LiveLink, 'workspaceId' | 'id' | 'expiresAt'>;

/** What became of a withdrawal. `foreign`: somebody else has made the link. */
export type Withdrawn = 'withdrawn' | 'foreign' | 'gone';

/** Links to workloads in the browser. Whoever has the secret may open one, until it ends or is withdrawn. */
export interface LiveLinks {
  /** Makes a link. The secret is told here and never again; `undefined` where the workspace has too many open ones. */
  make(
    workspaceId: string,
    link: NewLiveLink,
    now: Date,
  ): Promise<{ readonly secret: string; readonly link: LiveLink } | undefined>;
  /** The link of a secret; `undefined` for one that has ended, was withdrawn, or never was. */
  open(secret: string, now: Date): Promise<LiveLink | undefined>;
  /** Ends a link at the wish of who made it. */
  withdraw(workspaceId: string, id: string, by: Actor, now: Date): Promise<Withdrawn>;
  /** Counts a result that is posted back. False where there have been too many. */
  countPost(link: Pick<LiveLink, 'workspaceId' | 'id'>): Promise<boolean>;
}

const State = z.object({ workload: WorkloadSchema, asOf: z.iso.date() });
/** What a row of a link has to hold. */
export const LiveLinkRowSchema = z.object({ state: State });

function hashOf(secret: string): string {
  return createHash('sha256').update(secret).digest('hex');
}

/** Links in the store. A row that cannot be read is reported, and opens nothing. */
export function createLiveLinks(database: Database, onUnreadable: OnUnreadable): LiveLinks {
  function isThis(workspaceId: string, id: string) {
    return and(eq(liveLinks.workspaceId, workspaceId), eq(liveLinks.id, id));
  }

  return {
    make: (workspaceId, { workload, asOf, createdBy, channelId, threadTs }, now) =>
      database.transaction(async (inside) => {
        await lockWorkspace(inside, workspaceId);
        const [kept] = await inside
          .select({ number: count() })
          .from(liveLinks)
          .where(and(eq(liveLinks.workspaceId, workspaceId), gt(liveLinks.expiresAt, now)));
        if ((kept?.number ?? 0) >= MAX_LINKS) return undefined;
        const secret = randomBytes(SECRET_BYTES).toString('base64url');
        const expiresAt = new Date(now.getTime() + LINK_DAYS * DAY_MS);
        const own = { workspaceId, createdBy, channelId, threadTs, expiresAt };
        const [row] = await inside
          .insert(liveLinks)
          .values({ ...own, secretHash: hashOf(secret), state: { workload, asOf }, createdAt: now })
          .returning({ id: liveLinks.id });
        if (row === undefined) throw new Error('The database has kept no link.');
        const deed = { subjectId: row.id, subject: workload.name ?? workload.current.model };
        const by = { userId: createdBy, channelId };
        await recordAudit(inside, workspaceId, by, { action: 'link.made', ...deed }, now);
        return { secret, link: { ...own, id: row.id, workload, asOf } };
      }),

    async open(secret, now) {
      if (!SECRET.test(secret)) return undefined;
      const [row] = await database
        .select()
        .from(liveLinks)
        .where(and(eq(liveLinks.secretHash, hashOf(secret)), gt(liveLinks.expiresAt, now)));
      if (row === undefined) return undefined;
      const { state, workspaceId, id, createdBy, channelId, threadTs, expiresAt } = row;
      const parsed = State.safeParse(state);
      if (!parsed.success) {
        onUnreadable({ table: 'live_links', workspaceId, key: id, problem: problemOf(parsed.error) });
        return undefined;
      }
      return { ...parsed.data, workspaceId, id, createdBy, channelId, threadTs, expiresAt };
    },

    withdraw: (workspaceId, id, by, now) =>
      database.transaction(async (inside): Promise<Withdrawn> => {
        await lockWorkspace(inside, workspaceId);
        if (!z.uuid().safeParse(id).success) return 'gone';
        const [row] = await inside.select().from(liveLinks).where(isThis(workspaceId, id));
        if (row === undefined || row.expiresAt <= now) return 'gone';
        if (row.createdBy !== by.userId) return 'foreign';
        await inside.delete(liveLinks).where(isThis(workspaceId, id));
        await recordAudit(inside, workspaceId, by, { action: 'link.withdrawn', subjectId: id }, now);
        return 'withdrawn';
      }),

    async countPost({ workspaceId, id }) {
      const counted = await database
        .update(liveLinks)
        .set({ posted: sql`${liveLinks.posted} + 1` })
        .where(and(isThis(workspaceId, id), lt(liveLinks.posted, MAX_POSTED)))
        .returning({ id: liveLinks.id });
      return counted.length > 0;
    },
  };
}
