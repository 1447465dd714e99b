import { and, eq } from 'drizzle-orm';
import { z } from 'zod';
import { type Budget, type Measured, MeasuredSchema, stateOfBudget } from '../workspace/budget.js';
import { type Actor, recordAudit } from './audit-log.js';
import type { Database } from './database.js';
import { budgets, estimates } from './schema/index.js';
import { type OnUnreadable, problemOf } from './unreadable-row.js';
import { lockWorkspace } from './workspace-lock.js';

/** Budgets of saved workloads. An id of another workspace is like one that does not exist. */
export interface Budgets {
  /** Of all estimates of a workspace. */
  list(workspaceId: string): Promise<readonly Budget[]>;
  /**
   * Sets what an estimate may cost a month, in USD, and judges it by the usage that is known; `null` takes it back.
   *
   * @param measured what the usage kept with the estimate comes to, where there is any
   * @returns the budget as it is now; `undefined` where there is none
   */
  set(
    workspaceId: string,
    estimateId: string,
    usdPerMonth: number | null,
    measured: Measured | undefined,
    by: Actor,
    at: Date,
  ): Promise<Budget | undefined>;
  /** Judges the budget of an estimate, where there is one, by usage that was imported. */
  measure(workspaceId: string, estimateId: string, measured: Measured, at: Date): Promise<void>;
}

/** What a row of a budget has to hold. */
export const BudgetRowSchema = z.object({ measured: MeasuredSchema.nullable() });

type Row = typeof budgets.$inferSelect;

/** Budgets in the store. A row that cannot be read is reported and passed over. */
export function createBudgets(database: Database, onUnreadable: OnUnreadable): Budgets {
  function read({ workspaceId, estimateId, passedAt, trendAt, ...row }: Row): Budget | undefined {
    const parsed = BudgetRowSchema.safeParse(row);
    if (!parsed.success) {
      onUnreadable({ table: 'budgets', workspaceId, key: estimateId, problem: problemOf(parsed.error) });
      return undefined;
    }
    const { measured } = parsed.data;
    const { usdPerMonth, createdBy } = row;
    return {
      workspaceId,
      estimateId,
      usdPerMonth,
      createdBy,
      ...(measured !== null && { measured }),
      ...(passedAt !== null && { passedAt }),
      ...(trendAt !== null && { trendAt }),
    };
  }

  function at(workspaceId: string, estimateId: string) {
    return and(eq(budgets.workspaceId, workspaceId), eq(budgets.estimateId, estimateId));
  }

  async function judged(
    inside: Database,
    workspaceId: string,
    estimateId: string,
    measured: Measured,
    now: Date,
  ): Promise<Budget | undefined> {
    const [row] = await inside.select().from(budgets).where(at(workspaceId, estimateId));
    if (row === undefined) return undefined;
    const { kind } = stateOfBudget(row.usdPerMonth, measured);
    const [changed] = await inside
      .update(budgets)
      .set({
        measured: MeasuredSchema.parse(measured),
        passedAt: kind === 'passed' ? (row.passedAt ?? now) : null,
        trendAt: kind === 'trend' ? (row.trendAt ?? now) : null,
      })
      .where(at(workspaceId, estimateId))
      .returning();
    return changed === undefined ? undefined : read(changed);
  }

  return {
    async list(workspaceId) {
      const rows = await database.select().from(budgets).where(eq(budgets.workspaceId, workspaceId));
      return rows.flatMap((row) => read(row) ?? []);
    },
    set: (workspaceId, estimateId, usdPerMonth, measured, by, now) =>
      database.transaction(async (inside) => {
        await lockWorkspace(inside, workspaceId);
        const [estimate] = await inside
          .select({ name: estimates.name })
          .from(estimates)
          .where(and(eq(estimates.workspaceId, workspaceId), eq(estimates.id, estimateId)));
        if (estimate === undefined) return undefined;
        const [before] = await inside.delete(budgets).where(at(workspaceId, estimateId)).returning();
        const deed = {
          subjectId: estimateId,
          subject: estimate.name,
          change: {
            usdPerMonth: {
              ...(before !== undefined && { from: before.usdPerMonth }),
              ...(usdPerMonth !== null && { to: usdPerMonth }),
            },
          },
        };
        await recordAudit(inside, workspaceId, by, { action: 'budget.set', ...deed }, now);
        if (usdPerMonth === null) return undefined;
        const [row] = await inside
          .insert(budgets)
          .values({
            workspaceId,
            estimateId,
            usdPerMonth,
            createdBy: by.userId,
            createdAt: now,
            updatedAt: now,
            measured: measured ?? before?.measured ?? null,
          })
          .returning();
        const set = row === undefined ? undefined : read(row);
        if (set?.measured === undefined) return set;
        return judged(inside, workspaceId, estimateId, set.measured, now);
      }),
    measure: (workspaceId, estimateId, measured, now) =>
      database.transaction(async (inside) => {
        await lockWorkspace(inside, workspaceId);
        await judged(inside, workspaceId, estimateId, measured, now);
      }),
  };
}
