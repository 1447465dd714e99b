import { z } from 'zod';
import { WorkloadSchema } from '../engine/index.js';

const agreed = {
  /** Id of a model or tuning offer, `own/<name>` for a model of the workspace's own, or `platform:<name>` for everything sold there. */
  product: z.string().min(1).max(200),
  /** Why, in the workspace's own words: `Contract 2026-114`. */
  note: z.string().max(200).optional(),
};

/**
 * A price that a workspace has negotiated: a discount on a product or on everything that a platform sells by the
 * token, or the price itself. It holds for this workspace only.
 */
export const NegotiatedPriceSchema = z.union([
  z.object({
    ...agreed,
    /** Share taken off every token price, 0..1. */
    discount: z.number().gt(0).lt(1),
  }),
  z.object({ ...agreed, price: WorkloadSchema.shape.current.shape.price.unwrap() }),
]);

/** Negotiated prices of one workspace. */
export const MAX_NEGOTIATED = 50;

export type NegotiatedPrice = z.infer<typeof NegotiatedPriceSchema>;

const constraints = WorkloadSchema.shape.constraints.unwrap().shape;

/** What a workspace has set for all its advices. What is absent falls back to the engine's stated default. */
export const WorkspaceSettingsSchema = z.object({
  /** Cost of one engineer per month, USD. */
  engineerMonthlyUsd: WorkloadSchema.shape.people.unwrap().shape.engineerMonthlyUsd,
  /** Providers that may be used; absent: all. */
  providers: constraints.providers,
  /** Providers where this organisation may still start tuning jobs. */
  existingFineTuningAccounts: constraints.existingFineTuningAccounts,
  horizonMonths: WorkloadSchema.shape.horizonMonths,
  /** What one of another currency is in US dollars, by its code: `EUR` 1.08. Absent: only dollars are read. */
  usdPer: z.record(z.string().regex(/^[A-Z]{3}$/), z.number().gt(0).lt(1_000)).optional(),
  negotiated: z.array(NegotiatedPriceSchema).max(MAX_NEGOTIATED).default([]),
  /** Who may change these settings: admins and owners of the workspace, or everybody. */
  editors: z.enum(['admins', 'everyone']).default('admins'),
  /** `off`: nobody makes links to workloads that open without an account, and those that are there open nothing. */
  liveSheets: z.literal('off').optional(),
});

export type WorkspaceSettings = z.infer<typeof WorkspaceSettingsSchema>;

/** What holds where a workspace has set nothing. */
export const NO_SETTINGS: WorkspaceSettings = WorkspaceSettingsSchema.parse({});

/** Settings as they were from one moment on. A change makes a new version; the old ones stay. */
export interface SettingsVersion {
  readonly workspaceId: string;
  /** From 1. */
  readonly version: number;
  readonly settings: WorkspaceSettings;
  readonly changedBy: string;
  /** What that person was called then, as Slack wrote it: escape it before it is shown. */
  readonly changedByName: string;
  readonly changedAt: Date;
}
