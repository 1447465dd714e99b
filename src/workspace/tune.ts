import { z } from 'zod';

/** A tune as people wrote it down: what was trained, on what, for how much, and how it was judged. */
export const TuneSchema = z.object({
  /** The version of the data: hash and counts of the training file, nothing of its text. */
  data: z.object({
    sha256: z.string().regex(/^[0-9a-f]{64}$/),
    bytes: z.number().int().min(0),
    examples: z.number().int().min(1),
    tokens: z.number().min(0),
  }),
  /** Id of the tuning offer in the price book. */
  offer: z.string(),
  /** What it is tuned from, as people read it. */
  base: z.string(),
  platform: z.string(),
  epochs: z.number().positive(),
  /** What the run cost in USD, and who says so. */
  costUsd: z.number().min(0),
  costBy: z.enum(['a person', 'list prices']),
  evaluation: z.object({ right: z.number().min(0), items: z.number().int().min(1) }).optional(),
  deployedOn: z.iso.date().optional(),
});

export type Tune = z.infer<typeof TuneSchema>;

/** A tune in the ledger of a decision. */
export interface KeptTune {
  readonly workspaceId: string;
  readonly id: string;
  readonly estimateId: string;
  readonly tune: Tune;
  /** Day by which it should be trained again. */
  readonly retrainBy: string;
  /** First day on which it no longer answers, where that is announced. */
  readonly endsOn?: string;
  /** Id of the person who wrote it down. */
  readonly createdBy: string;
  readonly createdAt: Date;
}
