import { and, asc, eq, gt, isNull, lte, min, or } from 'drizzle-orm';
import { z } from 'zod';
import {
  type DigestContent,
  DigestContentSchema,
  type NextTimes,
  PAUSE_REASONS,
  type PauseReason,
  type Schedule,
  ScheduleSchema,
  type Subscription,
} from '../workspace/subscription.js';
import { type Actor, changeBetween, type Deed, recordAudit } from './audit-log.js';
import type { Database } from './database.js';
import { subscriptions } from './schema/index.js';
import { isUuid } from './uuid.js';
import { lockWorkspace } from './workspace-lock.js';

/** What a person decides about a subscription, and when it is due by that. */
export interface SubscriptionDraft extends NextTimes {
  readonly workspaceId: string;
  readonly channelId: string;
  /** Who asks. Kept from the first time: a person who changes a subscription does not become its creator. */
  readonly createdBy: string;
  readonly schedule: Schedule;
  readonly content: DigestContent;
}

/** The subscriptions that a scan has to look at. */
export interface DueSubscriptions {
  readonly due: readonly Subscription[];
  /** Rows that cannot be read, for the operator: they do not keep the others waiting. */
  readonly unreadable: readonly { readonly workspaceId: string; readonly id: string; readonly why: string }[];
}

/** A row of a subscription, and what is read from it. */
export const SubscriptionRowSchema = z
  .object({
    workspaceId: z.string(),
    id: z.string(),
    channelId: z.string(),
    createdBy: z.string(),
    createdAt: z.date(),
    schedule: ScheduleSchema,
    content: DigestContentSchema,
    status: z.enum(['active', 'paused']),
    pausedBecause: z.enum(PAUSE_REASONS).nullable(),
    nextRunAt: z.date(),
    coveredUntil: z.date(),
    nextAlertAt: z.date().nullable(),
    alertedUntil: z.date().nullable(),
  })
  .transform(
    ({ pausedBecause, nextAlertAt, alertedUntil, ...row }): Subscription => ({
      ...row,
      ...(pausedBecause !== null && { pausedBecause }),
      ...(nextAlertAt !== null && { nextAlertAt }),
      ...(alertedUntil !== null && { alertedUntil }),
    }),
  );

/** The subscriptions in the store. */
export interface Subscriptions {
  find(workspaceId: string, channelId: string): Promise<Subscription | undefined>;
  get(workspaceId: string, id: string): Promise<Subscription | undefined>;
  /** Every subscription of a workspace, the oldest first. */
  list(workspaceId: string): Promise<readonly Subscription[]>;
  /**
   * Subscribes a channel, or changes its subscription and resumes it. A new one covers the time from `now` on, and so
   * do alerts that are new.
   */
  save(draft: SubscriptionDraft, now: Date): Promise<Subscription>;
  /** @returns whether there was one */
  remove(workspaceId: string, id: string, by: Actor, now: Date): Promise<boolean>;
  /** @returns whether there is one */
  pause(workspaceId: string, id: string, reason: PauseReason, by: Actor, now: Date): Promise<boolean>;
  /** @returns whether there is one */
  resume(workspaceId: string, id: string, next: NextTimes, by: Actor, now: Date): Promise<boolean>;
  /** Of all workspaces: when the next digest is due. */
  nextAt(): Promise<Date | undefined>;
  /** Of all workspaces: when the next alert is due. */
  nextAlertAt(): Promise<Date | undefined>;
  /**
   * Of all workspaces: active ones of which a digest or an alert is due, and those whose next time lies after
   * `latest`, which can only stem from a clock that was wrong. The most overdue digest first.
   */
  due(now: Date, latest: Date, limit: number): Promise<DueSubscriptions>;
  /**
   * Sets the next times, if they are still what the caller has read.
   * @returns whether this call did
   */
  reschedule(subscription: Subscription, next: NextTimes): Promise<boolean>;
}

/** The subscriptions in a database, or inside a transaction. */
export function createSubscriptions(database: Database): Subscriptions {
  function one(workspaceId: string, id: string) {
    return and(eq(subscriptions.workspaceId, workspaceId), eq(subscriptions.id, id));
  }

  async function change(
    workspaceId: string,
    id: string,
    values: Partial<typeof subscriptions.$inferInsert>,
    by: Actor,
    deed: Pick<Deed, 'action' | 'change'>,
    now: Date,
  ): Promise<boolean> {
    if (!isUuid(id)) return false;
    return database.transaction(async (inside) => {
      const [changed] = await inside
        .update(subscriptions)
        .set({ ...values, updatedAt: now })
        .where(one(workspaceId, id))
        .returning({ channelId: subscriptions.channelId });
      if (changed === undefined) return false;
      await recordAudit(inside, workspaceId, by, { ...deed, subjectId: changed.channelId }, now);
      return true;
    });
  }

  return {
    find: (workspaceId, channelId) => findIn(database, workspaceId, channelId),

    async get(workspaceId, id) {
      if (!isUuid(id)) return undefined;
      const [row] = await database.select().from(subscriptions).where(one(workspaceId, id));
      return row === undefined ? undefined : SubscriptionRowSchema.parse(row);
    },

    async list(workspaceId) {
      const rows = await database
        .select()
        .from(subscriptions)
        .where(eq(subscriptions.workspaceId, workspaceId))
        .orderBy(asc(subscriptions.createdAt), asc(subscriptions.id));
      return rows.map((row) => SubscriptionRowSchema.parse(row));
    },

    save: ({ createdBy, ...draft }, now) =>
      database.transaction(async (inside) => {
        const { workspaceId, channelId } = draft;
        await lockWorkspace(inside, workspaceId);
        const before = await findIn(inside, workspaceId, channelId);
        const hadAlerts = before?.nextAlertAt !== undefined;
        const decided = {
          ...draft,
          nextAlertAt: draft.nextAlertAt ?? null,
          ...(!hadAlerts && { alertedUntil: draft.nextAlertAt === undefined ? null : now }),
          status: 'active',
          pausedBecause: null,
          updatedAt: now,
        };
        const [row] = await inside
          .insert(subscriptions)
          .values({ ...decided, createdBy, createdAt: now, coveredUntil: now })
          .onConflictDoUpdate({
            target: [subscriptions.workspaceId, subscriptions.channelId],
            set: decided,
          })
          .returning();
        const saved = SubscriptionRowSchema.parse(row);
        const deed = {
          action: before === undefined ? ('digest.subscribed' as const) : ('digest.changed' as const),
          subjectId: channelId,
          change: changeBetween(before === undefined ? {} : told(before), told(saved)),
        };
        await recordAudit(inside, workspaceId, { userId: createdBy, channelId }, deed, now);
        return saved;
      }),

    async remove(workspaceId, id, by, now) {
      if (!isUuid(id)) return false;
      return database.transaction(async (inside) => {
        const [removed] = await inside
          .delete(subscriptions)
          .where(one(workspaceId, id))
          .returning({ channelId: subscriptions.channelId });
        if (removed === undefined) return false;
        const deed = { action: 'digest.unsubscribed', subjectId: removed.channelId } as const;
        await recordAudit(inside, workspaceId, by, deed, now);
        return true;
      });
    },

    pause: (workspaceId, id, pausedBecause, by, now) => {
      const deed = { action: 'digest.paused', change: { pausedBecause: { to: pausedBecause } } } as const;
      return change(workspaceId, id, { status: 'paused', pausedBecause }, by, deed, now);
    },

    resume: (workspaceId, id, { nextRunAt, nextAlertAt = null }, by, now) =>
      change(
        workspaceId,
        id,
        { status: 'active', pausedBecause: null, nextRunAt, nextAlertAt },
        by,
        { action: 'digest.resumed' },
        now,
      ),

    nextAt: () => earliest(database, subscriptions.nextRunAt),

    nextAlertAt: () => earliest(database, subscriptions.nextAlertAt),

    async due(now, latest, limit) {
      const rows = await database
        .select()
        .from(subscriptions)
        .where(
          and(
            eq(subscriptions.status, 'active'),
            or(
              ...[subscriptions.nextRunAt, subscriptions.nextAlertAt].flatMap((at) => [
                lte(at, now),
                gt(at, latest),
              ]),
            ),
          ),
        )
        .orderBy(asc(subscriptions.nextRunAt), asc(subscriptions.id))
        .limit(limit);
      const read = rows.map((row) => ({ row, parsed: SubscriptionRowSchema.safeParse(row) }));
      return {
        due: read.flatMap(({ parsed }) => (parsed.success ? [parsed.data] : [])),
        unreadable: read.flatMap(({ row: { workspaceId, id }, parsed }) =>
          parsed.success ? [] : [{ workspaceId, id, why: z.prettifyError(parsed.error) }],
        ),
      };
    },

    async reschedule({ workspaceId, id, ...before }, { nextRunAt, nextAlertAt = null }) {
      const { nextAlertAt: alertBefore } = before;
      const changed = await database
        .update(subscriptions)
        .set({ nextRunAt, nextAlertAt })
        .where(
          and(
            one(workspaceId, id),
            eq(subscriptions.nextRunAt, before.nextRunAt),
            alertBefore === undefined
              ? isNull(subscriptions.nextAlertAt)
              : eq(subscriptions.nextAlertAt, alertBefore),
          ),
        )
        .returning({ id: subscriptions.id });
      return changed.length > 0;
    },
  };
}

async function earliest(
  from: Database,
  column: typeof subscriptions.nextRunAt | typeof subscriptions.nextAlertAt,
): Promise<Date | undefined> {
  const [row] = await from
    .select({ at: min(column) })
    .from(subscriptions)
    .where(eq(subscriptions.status, 'active'));
  return row?.at ?? undefined;
}

async function findIn(
  from: Database,
  workspaceId: string,
  channelId: string,
): Promise<Subscription | undefined> {
  const [row] = await from
    .select()
    .from(subscriptions)
    .where(and(eq(subscriptions.workspaceId, workspaceId), eq(subscriptions.channelId, channelId)));
  return row === undefined ? undefined : SubscriptionRowSchema.parse(row);
}

/** What the audit log tells of a subscription: what people decide about it. */
function told({ schedule, content, status }: Subscription) {
  return { schedule, content, status };
}
