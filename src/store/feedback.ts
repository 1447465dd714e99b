import { asc, eq } from 'drizzle-orm';
import { z } from 'zod';
import {
  type Feedback,
  isNotRightReason,
  JudgedVerdictSchema,
  type NotRightReason,
} from '../workspace/feedback.js';
import type { Database } from './database.js';
import { feedback } from './schema/index.js';

/** What people said of verdicts. */
export interface FeedbackBook {
  /** Of a workspace, the oldest first. */
  list(workspaceId: string): Promise<readonly Feedback[]>;
  /** Keeps it, in place of what the same person said of the same result before. */
  keep(said: Feedback): Promise<void>;
}

/** What a row of feedback has to hold. */
export const FeedbackRowSchema = z.object({
  workspaceId: z.string(),
  id: z.string(),
  isRight: z.boolean(),
  reason: z
    .custom<NotRightReason>((value) => typeof value === 'string' && isNotRightReason(value))
    .nullable(),
  decision: JudgedVerdictSchema,
  createdBy: z.string(),
  createdAt: z.date(),
});

/** Feedback in the store. */
export function createFeedback(database: Database): FeedbackBook {
  return {
    async list(workspaceId) {
      const rows = await database
        .select()
        .from(feedback)
        .where(eq(feedback.workspaceId, workspaceId))
        .orderBy(asc(feedback.createdAt), feedback.id);
      return rows.map((row): Feedback => {
        const { reason, ...rest } = FeedbackRowSchema.parse(row);
        return { ...rest, ...(reason !== null && { reason }) };
      });
    },
    async keep({ workspaceId, id, reason, decision, ...said }) {
      const values = { ...said, reason: reason ?? null, decision: JudgedVerdictSchema.parse(decision) };
      await database
        .insert(feedback)
        .values({ workspaceId, id, ...values })
        .onConflictDoUpdate({ target: [feedback.workspaceId, feedback.id], set: values });
    },
  };
}
