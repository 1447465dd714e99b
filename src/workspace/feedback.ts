import type { z } from 'zod';
import { DecisionSchema } from './estimate.js';

/** Why a verdict was not right for a team. Stored, so they never change. */
export const NOT_RIGHT_BECAUSE = {
  quality: 'the quality was worse than said',
  cost: 'it cost more than said',
  effort: 'the change is more work than said',
  rules: 'a contract or a policy forbids it',
  workload: 'it misread our workload',
  done: 'we do that already',
  other: 'something else',
} as const;

export type NotRightReason = keyof typeof NOT_RIGHT_BECAUSE;

/** Whether a value is one of the reasons. */
export function isNotRightReason(value: string | undefined): value is NotRightReason {
  return value !== undefined && Object.hasOwn(NOT_RIGHT_BECAUSE, value);
}

/** What is kept of the verdict that somebody judges: what it was and how sure, nothing of the workload. */
export const JudgedVerdictSchema = DecisionSchema.pick({
  asOf: true,
  bookVersion: true,
  approach: true,
  planId: true,
  grade: true,
  presentUsd: true,
  chosenUsd: true,
});

/** Whether a verdict was right for somebody. */
export interface Feedback {
  readonly workspaceId: string;
  /** The same for the same person and the same result: who thinks again has one word. */
  readonly id: string;
  readonly isRight: boolean;
  readonly reason?: NotRightReason;
  readonly decision: z.infer<typeof JudgedVerdictSchema>;
  readonly createdBy: string;
  readonly createdAt: Date;
}
