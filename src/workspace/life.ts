import { z } from 'zod';

/** The states of a decision. A saved estimate is proposed until somebody says otherwise. */
export const LIFE_STATES = ['proposed', 'adopted', 'rejected', 'done', 'withdrawn'] as const;

export type LifeState = (typeof LIFE_STATES)[number];

/** Longest reason, in UTF-16 units. */
export const REASON_LENGTH = 300;

/** That a plan was adopted: by whom, when, and what was said of it then. */
const AdoptionSchema = z.object({
  /** Id of the person. */
  by: z.string(),
  at: z.iso.datetime(),
  planId: z.string(),
  /** The plan as people read it: `Switch to GPT-6 Luna`. */
  planTitle: z.string(),
  /** What it was said to save: a month, in USD, or in all for a single batch; `null` where a price was unknown. */
  savingUsd: z.number().nullable(),
});

/** What people did about a decision. */
export const LifeSchema = z.object({
  state: z.enum(LIFE_STATES),
  /** Id of the person who sees to it. */
  owner: z.string().optional(),
  /** Day by which something has to be done; absent where it is the end of the model in use. */
  dueOn: z.iso.date().optional(),
  /** Why it was rejected or withdrawn. */
  reason: z.string().max(REASON_LENGTH).optional(),
  /** The newest adoption; it stays when the decision is done or withdrawn. */
  adoption: AdoptionSchema.optional(),
});

/** What people did about a decision, as it is now; the audit log tells how it came to it. */
export type Life = z.infer<typeof LifeSchema>;
