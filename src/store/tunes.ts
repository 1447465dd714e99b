import { and, desc, eq } from 'drizzle-orm';
import { z } from 'zod';
import { type KeptTune, TuneSchema } from '../workspace/tune.js';
import { type Actor, type Audited, recordAudit } from './audit-log.js';
import type { Database } from './database.js';
import { estimates, tunes } from './schema/index.js';
import { type OnUnreadable, problemOf } from './unreadable-row.js';
import { lockWorkspace } from './workspace-lock.js';

/** A tune to be kept: with a new id it is added, with a known one it is changed. */
export type TuneToKeep = Pick<KeptTune, 'id' | 'estimateId' | 'tune' | 'retrainBy' | 'endsOn'>;

/** The ledger of tunes. An id of another workspace is like one that does not exist. */
export interface Tunes {
  /** Of all estimates of a workspace, the newest first. */
  list(workspaceId: string): Promise<readonly KeptTune[]>;
  /** @returns whether the estimate is still there */
  keep(workspaceId: string, tune: TuneToKeep, by: Actor, at: Date): Promise<boolean>;
}

/** What a row of the ledger has to hold. */
export const TuneRowSchema = z.object({
  body: TuneSchema,
  retrainBy: z.iso.date(),
  endsOn: z.iso.date().nullable(),
});

/** The ledger in the store. A row that cannot be read is reported and passed over. */
export function createTunes(database: Database, onUnreadable: OnUnreadable): Tunes {
  return {
    async list(workspaceId) {
      const rows = await database
        .select()
        .from(tunes)
        .where(eq(tunes.workspaceId, workspaceId))
        .orderBy(desc(tunes.createdAt), tunes.id);
      return rows.flatMap((row): KeptTune[] => {
        const { body: _, endsOn: __, ...rest } = row;
        const parsed = TuneRowSchema.safeParse(row);
        if (parsed.success) {
          const { body: tune, retrainBy, endsOn } = parsed.data;
          return [{ ...rest, tune, retrainBy, ...(endsOn !== null && { endsOn }) }];
        }
        onUnreadable({ table: 'tunes', workspaceId, key: row.id, problem: problemOf(parsed.error) });
        return [];
      });
    },
    keep: (workspaceId, { id, estimateId, tune, retrainBy, endsOn = undefined }, by, at) =>
      database.transaction(async (inside) => {
        await lockWorkspace(inside, workspaceId);
        const [estimate] = await inside
          .select({ name: estimates.name })
          .from(estimates)
          .where(and(eq(estimates.workspaceId, workspaceId), eq(estimates.id, estimateId)));
        if (estimate === undefined) return false;
        const values = { body: TuneSchema.parse(tune), retrainBy, endsOn: endsOn ?? null };
        const [known] = await inside
          .update(tunes)
          .set(values)
          .where(and(eq(tunes.workspaceId, workspaceId), eq(tunes.id, id), eq(tunes.estimateId, estimateId)))
          .returning({ id: tunes.id });
        if (known === undefined) {
          const made = { createdBy: by.userId, createdAt: at };
          await inside.insert(tunes).values({ workspaceId, id, estimateId, ...values, ...made });
        }
        const action: Audited = known === undefined ? 'tune.added' : 'tune.changed';
        const change = { tune: { to: { ...tune, retrainBy } } };
        await recordAudit(
          inside,
          workspaceId,
          by,
          { action, subjectId: estimateId, subject: estimate.name, change },
          at,
        );
        return true;
      }),
  };
}
