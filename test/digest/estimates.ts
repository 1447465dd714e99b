import { pipelineOf } from '../../src/decisions/pipeline.js';
import type { DigestSources } from '../../src/digest/gather-digest.js';
import type { Decide, Situation } from '../../src/digest/redecide-estimates.js';
import { PRESETS, redecide, type Workload } from '../../src/engine/index.js';
import type { PriceBook } from '../../src/prices/price-book.js';
import { adviseFor } from '../../src/workspace/advise-for.js';
import { decisionOf, type Estimate } from '../../src/workspace/estimate.js';

/** Estimates and situations for tests of digests. */

/** The engine in this thread, by the workspace's settings. */
export const decideHere: Decide = (workload, { asOf, ...basis }) =>
  adviseFor(async (question) => redecide(question.workload, question.book, { asOf }), basis, { workload });

/** The presets as watched estimates, saved at a price book and day. */
export function presetEstimates(book: PriceBook, asOf: string): readonly Estimate[] {
  return PRESETS.map(({ id, workload }) => estimateOf(id, workload, book, asOf));
}

/** A watched estimate. */
export function estimateOf(id: string, workload: Workload, book: PriceBook, asOf: string): Estimate {
  const at = new Date(`${asOf}T09:00:00Z`);
  return {
    workspaceId: 'T1',
    id,
    name: workload.name ?? id,
    workload,
    decision: decisionOf(redecide(workload, book, { asOf })),
    channelId: 'C1',
    createdBy: 'U1',
    createdAt: at,
    updatedAt: at,
    watched: true,
  };
}

/** Prices of a day, without settings. */
export function situation(book: PriceBook, asOf: string): Situation {
  return { book, asOf, settings: undefined };
}

/** What sources are made of. */
export interface SourceOptions {
  readonly estimates: readonly Estimate[];
  readonly old: Situation;
  readonly now: Situation;
  readonly heldBack?: number;
  readonly decide?: Decide;
}

/** Sources over fixed estimates and situations. */
export function sourcesOf(options: SourceOptions): DigestSources {
  const { estimates, old, now, heldBack = 0, decide = decideHere } = options;
  const at = (instant: Date) => (instant.toISOString().slice(0, 10) === old.asOf ? old : now);
  return {
    watchedEstimates: async () => estimates,
    situation: async (_, pricesAt, settingsAt) => ({
      ...at(pricesAt),
      settings: at(settingsAt).settings,
    }),
    pipeline: async (_, book) => pipelineOf(estimates, book, new Map()),
    heldBackCount: async () => heldBack,
    decide,
    keepLatest: async () => {},
  };
}

/** The window between two days. */
export function windowOf(old: Situation, now: Situation) {
  return { from: new Date(`${old.asOf}T09:00:00Z`), until: new Date(`${now.asOf}T09:00:00Z`) };
}
