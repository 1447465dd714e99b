import { z } from 'zod';

/** The states of a decision. A saved estimate is proposed until somebody says otherwise. */
export const LIFE_STATES = ['proposed', 'adopted', 'rejected', 'done', 'withdrawn'] as const;

export type LifeState = (typeof LIFE_STATES)[number];

/** Longest reason, in UTF-16 units. */
export const REASON_LENGTH = 300;

/** Kinds of tokens, each with a price of its own. The first three are the prompt. */
export const TOKEN_KINDS = ['input', 'cached', 'cacheWrite', 'output'] as const;

export type TokenKind = (typeof TOKEN_KINDS)[number];

/** Tokens of one kind that one model takes for a query of the workload, and their price. */
export const UseSchema = z.object({
  /** Id of the model or of the tuning offer in the price book. */
  model: z.string(),
  kind: z.enum(TOKEN_KINDS),
  tokensPerQuery: z.number().min(0),
  usdPerMTok: z.number().min(0),
});

export type Use = z.infer<typeof UseSchema>;

/** A way of answering as money: what a query takes of every model, and what is paid whatever the volume. */
export const WaySchema = z.object({
  uses: z.array(UseSchema),
  /** Per query, for what is no tokens of a model: retrieval, for example. */
  otherUsdPerQuery: z.number().min(0),
  /** A month of 30 days, without people. */
  fixedUsdPerMonth: z.number().min(0),
});

export type Way = z.infer<typeof WaySchema>;

/** What was expected when a plan was adopted: today's way and the plan's, at one volume. */
const ForecastSchema = z.object({
  queriesPerMonth: z.number().min(0),
  before: WaySchema,
  after: WaySchema,
});

export type Forecast = z.infer<typeof ForecastSchema>;

/** That a plan was adopted: by whom, when, and what was said of it then. */
const AdoptionSchema = z.object({
  /** Id of the person. */
  by: z.string(),
  on: z.iso.date(),
  planId: z.string(),
  /** The plan as people read it: `Switch to GPT-6 Luna`. */
  planTitle: z.string(),
  /** What it was said to save: a month, in USD, or in all for a single batch; `null` where a price was unknown. */
  savingUsd: z.number().nullable(),
  upfrontUsd: z.number().nullable(),
  /** Absent for a single batch, and where a price was unknown. */
  forecast: ForecastSchema.optional(),
});

export type Adoption = z.infer<typeof AdoptionSchema>;

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

/** The life of a decision about which nobody has done anything. */
export const PROPOSED: Life = { state: 'proposed' };

/** Whether something is still to be done about it. */
export function isOpen({ state }: Life): boolean {
  return state === 'proposed' || state === 'adopted';
}
