import { and, count, desc, eq, sql } from 'drizzle-orm';
import { z } from 'zod';
import { type Workload, WorkloadSchema } from '../engine/index.js';
import { type Decision, DecisionSchema, ESTIMATE_NAME_LENGTH, type Estimate } from '../workspace/estimate.js';
import { type Life, LifeSchema, PROPOSED } from '../workspace/life.js';
import { type Actor, type Audited, changeBetween, recordAudit } from './audit-log.js';
import type { Database } from './database.js';
import { estimates } from './schema/index.js';
import { type OnUnreadable, problemOf } from './unreadable-row.js';
import { lockWorkspace } from './workspace-lock.js';

/** Estimates that one workspace may keep: a list that people can still look through, and a digest can decide again. */
export const MAX_ESTIMATES = 200;

/** An estimate to be saved. */
export interface NewEstimate {
  /** Chosen by the caller: the same for the same press of a button, so that it is saved once. */
  readonly id: string;
  readonly name: string;
  readonly workload: Workload;
  readonly decision: Decision;
  readonly channelId?: string | undefined;
  readonly createdBy: string;
}

/** What may be changed of an estimate. */
export interface EstimateChange {
  readonly name?: string;
  readonly workload?: Workload;
  readonly decision?: Decision;
  readonly watched?: boolean;
  /** `null` ends a snooze. */
  readonly snoozedUntil?: Date | null;
}

/** An estimate that was decided again. */
export interface DecidedAnew {
  /** As it was read: what was decided holds for no other version of it. */
  readonly estimate: Pick<Estimate, 'id' | 'updatedAt'>;
  readonly decision: Decision;
}

/** What became of saving. */
export type Saved =
  | { readonly kind: 'saved'; readonly estimate: Estimate }
  /** It was there before, and is as it was. */
  | { readonly kind: 'already'; readonly estimate: Estimate }
  /** The workspace keeps `MAX_ESTIMATES`. */
  | { readonly kind: 'full' };

/** The estimates of a workspace, newest first. */
export interface EstimateList {
  readonly estimates: readonly Estimate[];
  /** Estimates that are kept but could not be read. */
  readonly unreadable: number;
}

/** The saved workloads of workspaces. An id of another workspace is like one that does not exist. */
export interface Estimates {
  list(workspaceId: string): Promise<EstimateList>;
  find(workspaceId: string, id: string): Promise<Estimate | undefined>;
  /** Saves a watched estimate, once for each id. */
  save(workspaceId: string, estimate: NewEstimate, at: Date): Promise<Saved>;
  /** The estimate as it is now, or `undefined` when it is gone. */
  change(
    workspaceId: string,
    id: string,
    change: EstimateChange,
    by: Actor,
    at: Date,
  ): Promise<Estimate | undefined>;
  /**
   * Keeps what people did about a decision.
   *
   * @param next what it is to be, from what it is
   * @returns the estimate as it is now, or `undefined` when it is gone
   */
  live(
    workspaceId: string,
    id: string,
    next: (life: Life) => Life,
    by: Actor,
    at: Date,
  ): Promise<Estimate | undefined>;
  /** Notes that somebody has opened it. */
  lookedAt(workspaceId: string, id: string, at: Date): Promise<void>;
  /** Keeps the newest decision of each. One that was changed or deleted meanwhile is passed over. */
  keepLatest(workspaceId: string, decided: readonly DecidedAnew[]): Promise<void>;
  /** The name of what was deleted, or `undefined` when it was gone already. */
  remove(workspaceId: string, id: string, by: Actor, at: Date): Promise<string | undefined>;
}

type Row = typeof estimates.$inferSelect;

const Kept = z.object({
  name: z.string().min(1).max(ESTIMATE_NAME_LENGTH),
  workload: WorkloadSchema,
  decision: DecisionSchema,
});
/** What a row of an estimate has to hold. */
export const EstimateRowSchema = Kept.extend({
  latest: DecisionSchema.nullable(),
  life: LifeSchema.nullable(),
});
const Id = z.uuid();

/** Estimates in the store. A row that cannot be read is reported and passed over. */
export function createEstimates(database: Database, onUnreadable: OnUnreadable): Estimates {
  function read(row: Row): Estimate | undefined {
    const parsed = EstimateRowSchema.safeParse(row);
    if (parsed.success) {
      const { latest, life, ...kept } = parsed.data;
      const { latest: _, life: __, channelId, snoozedUntil, lastLookedAt, ...rest } = row;
      return {
        ...rest,
        ...kept,
        ...(latest !== null && { latest }),
        ...(life !== null && { life }),
        ...(channelId !== null && { channelId }),
        ...(snoozedUntil !== null && { snoozedUntil }),
        ...(lastLookedAt !== null && { lastLookedAt }),
      };
    }
    const { workspaceId, id } = row;
    onUnreadable({ table: 'estimates', workspaceId, key: id, problem: problemOf(parsed.error) });
    return undefined;
  }

  async function find(from: Database, workspaceId: string, id: string): Promise<Estimate | undefined> {
    if (!Id.safeParse(id).success) return undefined;
    const [row] = await from.select().from(estimates).where(at(workspaceId, id));
    return row === undefined ? undefined : read(row);
  }

  return {
    async list(workspaceId) {
      const rows = await database
        .select()
        .from(estimates)
        .where(eq(estimates.workspaceId, workspaceId))
        .orderBy(desc(estimates.createdAt), estimates.id);
      const readable = rows.flatMap((row) => read(row) ?? []);
      return { estimates: readable, unreadable: rows.length - readable.length };
    },
    find: (workspaceId, id) => find(database, workspaceId, id),
    save: (workspaceId, { id, channelId = null, ...estimate }, now) =>
      database.transaction(async (inside): Promise<Saved> => {
        await lockWorkspace(inside, workspaceId);
        const known = await find(inside, workspaceId, id);
        if (known !== undefined) return { kind: 'already', estimate: known };
        const [kept] = await inside
          .select({ number: count() })
          .from(estimates)
          .where(eq(estimates.workspaceId, workspaceId));
        if ((kept?.number ?? 0) >= MAX_ESTIMATES) return { kind: 'full' };
        const { workload, decision, name } = Kept.parse(estimate);
        const { createdBy } = estimate;
        const row = {
          workspaceId,
          id: Id.parse(id),
          name,
          createdBy,
          createdAt: now,
          updatedAt: now,
          watched: true,
        };
        await inside.insert(estimates).values({ ...row, workload, decision, channelId });
        const by = { userId: createdBy, channelId: channelId ?? undefined };
        await recordAudit(
          inside,
          workspaceId,
          by,
          { action: 'estimate.saved', subjectId: id, subject: name },
          now,
        );
        return {
          kind: 'saved',
          estimate: { ...row, workload, decision, ...(channelId !== null && { channelId }) },
        };
      }),
    change: (workspaceId, id, change, by, now) =>
      database.transaction(async (inside) => {
        await lockWorkspace(inside, workspaceId);
        const before = await find(inside, workspaceId, id);
        if (before === undefined) return undefined;
        const [row] = await inside
          .update(estimates)
          .set({
            ...Kept.partial().parse(change),
            ...(change.watched !== undefined && { watched: change.watched }),
            ...(change.snoozedUntil !== undefined && { snoozedUntil: change.snoozedUntil }),
            ...(change.decision !== undefined && { latest: null }),
            updatedAt: now,
          })
          .where(at(workspaceId, id))
          .returning();
        const after = row === undefined ? undefined : read(row);
        if (after === undefined) return undefined;
        const deed = { subjectId: id, subject: after.name, change: changeBetween(told(before), told(after)) };
        await recordAudit(inside, workspaceId, by, { action: 'estimate.changed', ...deed }, now);
        return after;
      }),
    live: (workspaceId, id, next, by, now) =>
      database.transaction(async (inside) => {
        await lockWorkspace(inside, workspaceId);
        const before = await find(inside, workspaceId, id);
        if (before === undefined) return undefined;
        const was = before.life ?? PROPOSED;
        const life = LifeSchema.parse(next(was));
        // When it was changed stays: what was decided meanwhile still holds for the workload.
        await inside.update(estimates).set({ life, lastLookedAt: now }).where(at(workspaceId, id));
        const action: Audited = life.state === was.state ? 'decision.changed' : `decision.${life.state}`;
        const deed = {
          subjectId: id,
          subject: before.name,
          change: changeBetween(toldOfLife(was), toldOfLife(life)),
        };
        await recordAudit(inside, workspaceId, by, { action, ...deed }, now);
        return { ...before, life };
      }),
    async lookedAt(workspaceId, id, now) {
      if (!Id.safeParse(id).success) return;
      await database.update(estimates).set({ lastLookedAt: now }).where(at(workspaceId, id));
    },
    keepLatest: (workspaceId, decided) =>
      database.transaction(async (inside) => {
        await lockWorkspace(inside, workspaceId);
        const rows = decided.map(({ estimate: { id, updatedAt }, decision }) => ({
          id,
          updatedAt,
          decision,
        }));
        await inside.execute(sql`
          UPDATE ${estimates} SET latest = decided.decision
          FROM jsonb_to_recordset(${JSON.stringify(rows)}::jsonb)
            AS decided (id uuid, "updatedAt" timestamptz, decision jsonb)
          WHERE ${estimates.workspaceId} = ${workspaceId} AND ${estimates.id} = decided.id
            AND ${estimates.updatedAt} = decided."updatedAt"`);
      }),
    async remove(workspaceId, id, by, now) {
      if (!Id.safeParse(id).success) return undefined;
      return database.transaction(async (inside) => {
        await lockWorkspace(inside, workspaceId);
        const [row] = await inside
          .delete(estimates)
          .where(at(workspaceId, id))
          .returning({ name: estimates.name });
        if (row === undefined) return undefined;
        const deed = { subjectId: id, subject: row.name };
        await recordAudit(inside, workspaceId, by, { action: 'estimate.deleted', ...deed }, now);
        return row.name;
      });
    },
  };
}

/** What the audit log tells of an estimate: what people decide about it. */
function told({ name, workload, watched, snoozedUntil }: Estimate) {
  return { name, workload, watched, snoozedUntil: snoozedUntil?.toISOString() };
}

/** What it tells of a decision's life; of the forecast only what was said. */
function toldOfLife({ adoption, ...life }: Life) {
  if (adoption === undefined) return life;
  const { planTitle, savingUsd, on } = adoption;
  return { ...life, adopted: { planTitle, savingUsd, on } };
}

/** The row of one estimate. */
function at(workspaceId: string, id: string) {
  return and(eq(estimates.workspaceId, workspaceId), eq(estimates.id, id));
}
