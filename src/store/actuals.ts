import { and, asc, eq } from 'drizzle-orm';
import { z } from 'zod';
import { ActualSchema, type KeptActual, PERIODS } from '../workspace/actual.js';
import { type Actor, recordAudit } from './audit-log.js';
import type { Database } from './database.js';
import { actuals, estimates } from './schema/index.js';
import { type OnUnreadable, problemOf } from './unreadable-row.js';
import { lockWorkspace } from './workspace-lock.js';

/** Usage to be kept with an estimate. */
export type NewActual = Pick<KeptActual, 'estimateId' | 'period' | 'fromDay' | 'toDay' | 'actual'>;

/** What workloads were really used for and cost. An id of another workspace is like one that does not exist. */
export interface Actuals {
  /** Of all estimates of a workspace. */
  list(workspaceId: string): Promise<readonly KeptActual[]>;
  /**
   * Keeps usage with an estimate, in place of what was kept of the same period.
   *
   * @returns whether the estimate is still there
   */
  keep(workspaceId: string, usage: readonly NewActual[], by: Actor, at: Date): Promise<boolean>;
}

/** What a row of imported usage has to hold. */
export const ActualRowSchema = z.object({
  period: z.enum(PERIODS),
  fromDay: z.iso.date(),
  toDay: z.iso.date(),
  body: ActualSchema,
});

/** Imported usage in the store. A row that cannot be read is reported and passed over. */
export function createActuals(database: Database, onUnreadable: OnUnreadable): Actuals {
  return {
    async list(workspaceId) {
      const rows = await database
        .select()
        .from(actuals)
        .where(eq(actuals.workspaceId, workspaceId))
        .orderBy(asc(actuals.estimateId), asc(actuals.period));
      return rows.flatMap((row): KeptActual[] => {
        const { body: _, ...rest } = row;
        const parsed = ActualRowSchema.safeParse(row);
        if (parsed.success) {
          const { body, ...read } = parsed.data;
          return [{ ...rest, ...read, actual: body }];
        }
        const key = `${row.estimateId} ${row.period}`;
        onUnreadable({ table: 'actuals', workspaceId, key, problem: problemOf(parsed.error) });
        return [];
      });
    },
    keep: (workspaceId, usage, by, at) =>
      database.transaction(async (inside) => {
        await lockWorkspace(inside, workspaceId);
        for (const { estimateId, period, fromDay, toDay, actual } of usage) {
          const [estimate] = await inside
            .select({ name: estimates.name })
            .from(estimates)
            .where(and(eq(estimates.workspaceId, workspaceId), eq(estimates.id, estimateId)));
          if (estimate === undefined) return false;
          const values = {
            fromDay,
            toDay,
            body: ActualSchema.parse(actual),
            createdBy: by.userId,
            createdAt: at,
          };
          await inside
            .insert(actuals)
            .values({ workspaceId, estimateId, period, ...values })
            .onConflictDoUpdate({
              target: [actuals.workspaceId, actuals.estimateId, actuals.period],
              set: values,
            });
          const change = { [period]: { to: `${fromDay} to ${toDay}` } };
          const deed = { subjectId: estimateId, subject: estimate.name, change };
          await recordAudit(inside, workspaceId, by, { action: 'usage.imported', ...deed }, at);
        }
        return true;
      }),
  };
}
