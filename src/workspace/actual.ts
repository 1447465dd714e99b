import { z } from 'zod';
import { UseSchema } from './life.js';

/** Before a plan was adopted, and after. */
export const PERIODS = ['before', 'after'] as const;

export type Period = (typeof PERIODS)[number];

/** What a workload was really used for and cost in a stretch of days. */
export const ActualSchema = z.object({
  /** Days from the first to the last. */
  days: z.number().int().min(1),
  queries: z.number().positive(),
  /** Who counted them. */
  queriesBy: z.enum(['the file', 'a person']),
  /** What a query took. The prices are those that were paid: what the file says it cost, over its tokens. */
  uses: z.array(UseSchema).min(1),
  spendUsd: z.number().min(0),
  /** Whether all of the money is told by the file, or some is at list prices. */
  spendBy: z.enum(['the file', 'list prices']),
  /** Models of the file that are none of this decision, as the file writes them. */
  leftOut: z.array(z.string()),
  /** What kinds of exports it was read from. */
  sources: z.array(z.string()),
});

export type Actual = z.infer<typeof ActualSchema>;

/** Usage that was imported for a saved estimate. */
export interface KeptActual {
  readonly workspaceId: string;
  readonly estimateId: string;
  readonly period: Period;
  readonly fromDay: string;
  readonly toDay: string;
  readonly actual: Actual;
  /** Id of the person who imported it. */
  readonly createdBy: string;
  readonly createdAt: Date;
}
