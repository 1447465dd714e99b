import { and, asc, desc, eq, gt, inArray, isNotNull, isNull, like, or, sql } from 'drizzle-orm';
import { z } from 'zod';
import type { PauseReason } from '../workspace/subscription.js';
import { BY_APP } from './audit-log.js';
import type { Database } from './database.js';
import { digestRuns, subscriptions } from './schema/index.js';
import { createSubscriptions } from './subscriptions.js';

/**
 * How far a digest has got.
 *
 * - `claimed`: it is due, and nobody else will make it.
 * - `composed`: its content is stored; a retry sends the same.
 * - `posting`: the intent is recorded; Slack may or may not have the message.
 * - `posted`, `quiet`: done. `quiet`: there was nothing to say, and so it was chosen.
 * - `unknown`: it cannot be known whether the message went out. It is never sent again.
 * - `failed`: it was not sent, for sure. `skipped`: it was not tried, being too late or paused.
 */
export const RUN_STATES = [
  'claimed',
  'composed',
  'posting',
  'posted',
  'quiet',
  'unknown',
  'failed',
  'skipped',
] as const;

export type RunState = (typeof RUN_STATES)[number];

/** States of a run on which something is left to do. */
export const WORKING = ['claimed', 'composed', 'posting'] as const satisfies readonly RunState[];

/** Ends of which the subscriber has to hear. */
const TO_TELL = ['unknown', 'failed', 'skipped'] as const satisfies readonly RunState[];

const ENDS_TO_TELL: ReadonlySet<string> = new Set(TO_TELL);

/** Whether the subscriber has to hear of the state of a run. */
export function isToBeTold({ state }: Pick<DigestRun, 'state'>): boolean {
  return ENDS_TO_TELL.has(state);
}

/** How a run ends without a message. */
export type RunEnd = 'quiet' | (typeof TO_TELL)[number];

/** What is sent: the weekly digest, or an alert on another day. */
export type RunKind = 'digest' | 'alert';

/** One digest of one subscription in one ISO week, or one alert on one day. */
export interface RunKey {
  readonly workspaceId: string;
  readonly subscriptionId: string;
  /** In the subscriber's zone: the ISO week of a digest, `2026-W47`, or the day of an alert, `2026-11-18`. */
  readonly week: string;
}

/** What a run sends. */
export function kindOf({ week }: Pick<RunKey, 'week'>): RunKind {
  return week.includes('W') ? 'digest' : 'alert';
}

/** A row of a digest run. */
export const DigestRunRowSchema = z.object({
  workspaceId: z.string(),
  subscriptionId: z.string(),
  week: z.string(),
  state: z.enum(RUN_STATES),
  dueAt: z.date(),
  attempts: z.number(),
  content: z.unknown(),
  messageTs: z.string().nullable(),
  problem: z.string().nullable(),
  toldAt: z.date().nullable(),
  untellable: z.boolean(),
  coversUntil: z.date().nullable(),
  intendedAt: z.date().nullable(),
  anchorTs: z.string().nullable(),
  notBefore: z.date().nullable(),
  updatedAt: z.date(),
});

/** A digest run as it is stored. `attempts` is the number of the try; only the newest try may go on. */
export type DigestRun = z.infer<typeof DigestRunRowSchema>;

/** A run that ended without a message, as the operator sees it. */
export type ParkedRun = DigestRun & { readonly channelId: string };

/** The digest runs in the store. */
export interface DigestRuns {
  /** Notes that one is due. @returns false when this subscription has one for the week or day already */
  open(key: RunKey, dueAt: Date, now: Date): Promise<boolean>;
  find(key: RunKey): Promise<DigestRun | undefined>;
  /** Begins a try. Tries before it can no longer go on. `undefined` when the run has ended or is gone. */
  take(key: RunKey, now: Date): Promise<DigestRun | undefined>;
  /** `claimed` to `composed`. */
  keepContent(run: DigestRun, content: unknown, coversUntil: Date, now: Date): Promise<DigestRun | undefined>;
  /** `composed`, or `posting` when the first message is surely absent, to `posting`. */
  intend(run: DigestRun, anchorTs: string | undefined, now: Date): Promise<DigestRun | undefined>;
  /** `posting` back to `composed`: Slack has refused, and so nothing was posted. */
  withdraw(run: DigestRun, problem: string, notBefore: Date | undefined, now: Date): Promise<boolean>;
  /** The message is there. A worker that knows that is believed, an older try included. The time it covers is told. */
  posted(key: RunKey, messageTs: string | undefined, now: Date): Promise<boolean>;
  /**
   * Ends the try's run without a message. A quiet one covers its time; the others do not.
   *
   * @param pause why the subscription is paused with it, where it is
   */
  end(
    run: DigestRun,
    ending: { readonly state: RunEnd; readonly problem?: string; readonly pause?: PauseReason },
    now: Date,
  ): Promise<boolean>;
  /** The subscriber knows of the end. */
  told(key: RunKey, now: Date): Promise<void>;
  /** Slack refuses to tell the subscriber. */
  untellable(key: RunKey, now: Date): Promise<void>;
  /** Of all workspaces: runs on which something is left to do, those that wait longest first. */
  unfinished(limit: number): Promise<readonly DigestRun[]>;
  /** Of all workspaces: runs that ended without a message since an instant, the newest first. */
  parked(since: Date, limit: number): Promise<readonly ParkedRun[]>;
  /** The newest week for which the subscription has a digest's run. */
  lastWeek(workspaceId: string, subscriptionId: string): Promise<string | undefined>;
}

/** The digest runs in a database. */
export function createDigestRuns(database: Database): DigestRuns {
  function at({ workspaceId, subscriptionId, week }: RunKey) {
    return and(
      eq(digestRuns.workspaceId, workspaceId),
      eq(digestRuns.subscriptionId, subscriptionId),
      eq(digestRuns.week, week),
    );
  }

  /** A step of one try: it does nothing once a newer try has begun, or the run is in another state. */
  async function step(
    run: DigestRun,
    from: readonly RunState[],
    values: Partial<typeof digestRuns.$inferInsert>,
    within: Database = database,
  ): Promise<DigestRun | undefined> {
    const [row] = await within
      .update(digestRuns)
      .set(values)
      .where(and(at(run), eq(digestRuns.attempts, run.attempts), inArray(digestRuns.state, [...from])))
      .returning();
    return row === undefined ? undefined : DigestRunRowSchema.parse(row);
  }

  /** The time up to an instant has been told: a digest says what alerts would say, an alert not all of a digest. */
  async function covers(
    { workspaceId, subscriptionId, week }: RunKey,
    until: Date,
    within: Database,
  ): Promise<void> {
    const values =
      kindOf({ week }) === 'alert'
        ? { alertedUntil: until }
        : {
            coveredUntil: until,
            alertedUntil: sql`greatest(${subscriptions.alertedUntil}, ${until}::timestamptz)`,
          };
    await within
      .update(subscriptions)
      .set(values)
      .where(and(eq(subscriptions.workspaceId, workspaceId), eq(subscriptions.id, subscriptionId)));
  }

  return {
    async open({ workspaceId, subscriptionId, week }, dueAt, now) {
      const opened = await database
        .insert(digestRuns)
        .values({ workspaceId, subscriptionId, week, state: 'claimed', dueAt, updatedAt: now })
        .onConflictDoNothing()
        .returning({ week: digestRuns.week });
      return opened.length > 0;
    },

    async find(key) {
      const [row] = await database.select().from(digestRuns).where(at(key));
      return row === undefined ? undefined : DigestRunRowSchema.parse(row);
    },

    async take(key, now) {
      const [row] = await database
        .update(digestRuns)
        .set({ attempts: sql`${digestRuns.attempts} + 1`, updatedAt: now })
        .where(and(at(key), inArray(digestRuns.state, [...WORKING])))
        .returning();
      return row === undefined ? undefined : DigestRunRowSchema.parse(row);
    },

    keepContent: (run, content, coversUntil, now) =>
      step(run, ['claimed'], { state: 'composed', content, coversUntil, updatedAt: now }),

    intend: (run, anchorTs, now) =>
      step(run, ['composed', 'posting'], {
        state: 'posting',
        intendedAt: now,
        anchorTs: anchorTs ?? null,
        updatedAt: now,
      }),

    async withdraw(run, problem, notBefore, now) {
      const values = { state: 'composed', problem, notBefore: notBefore ?? null, updatedAt: now };
      return (await step(run, ['posting'], values)) !== undefined;
    },

    posted: (key, messageTs, now) =>
      database.transaction(async (inside) => {
        const [row] = await inside
          .update(digestRuns)
          .set({ state: 'posted', messageTs: messageTs ?? null, problem: null, updatedAt: now })
          .where(and(at(key), inArray(digestRuns.state, ['posting', 'unknown'])))
          .returning();
        if (row === undefined) return false;
        if (row.coversUntil !== null) await covers(key, row.coversUntil, inside);
        return true;
      }),

    end: (run, { state, problem, pause }, now) =>
      database.transaction(async (inside) => {
        const values = { state, problem: problem ?? null, updatedAt: now };
        const ended = await step(run, WORKING, values, inside);
        if (ended === undefined) return false;
        if (state === 'quiet') await covers(run, ended.coversUntil ?? now, inside);
        if (pause !== undefined) {
          await createSubscriptions(inside).pause(run.workspaceId, run.subscriptionId, pause, BY_APP, now);
        }
        return true;
      }),

    async told(key, now) {
      await database.update(digestRuns).set({ toldAt: now, updatedAt: now }).where(at(key));
    },

    async untellable(key, now) {
      await database.update(digestRuns).set({ untellable: true, updatedAt: now }).where(at(key));
    },

    async unfinished(limit) {
      const rows = await database
        .select()
        .from(digestRuns)
        .where(
          or(
            inArray(digestRuns.state, [...WORKING]),
            and(
              inArray(digestRuns.state, [...TO_TELL]),
              isNull(digestRuns.toldAt),
              eq(digestRuns.untellable, false),
            ),
          ),
        )
        .orderBy(asc(digestRuns.dueAt), asc(digestRuns.subscriptionId))
        .limit(limit);
      return rows.map((row) => DigestRunRowSchema.parse(row));
    },

    async parked(since, limit) {
      const rows = await database
        .select({ run: digestRuns, channelId: subscriptions.channelId })
        .from(digestRuns)
        .innerJoin(
          subscriptions,
          and(
            eq(subscriptions.workspaceId, digestRuns.workspaceId),
            eq(subscriptions.id, digestRuns.subscriptionId),
          ),
        )
        .where(
          and(
            inArray(digestRuns.state, [...TO_TELL]),
            gt(digestRuns.dueAt, since),
            isNotNull(digestRuns.problem),
          ),
        )
        .orderBy(desc(digestRuns.dueAt))
        .limit(limit);
      return rows.map(({ run, channelId }) => ({ ...DigestRunRowSchema.parse(run), channelId }));
    },

    async lastWeek(workspaceId, subscriptionId) {
      const [row] = await database
        .select({ week: digestRuns.week })
        .from(digestRuns)
        .where(
          and(
            eq(digestRuns.workspaceId, workspaceId),
            eq(digestRuns.subscriptionId, subscriptionId),
            like(digestRuns.week, '%W%'),
          ),
        )
        .orderBy(desc(digestRuns.week))
        .limit(1);
      return row?.week;
    },
  };
}
