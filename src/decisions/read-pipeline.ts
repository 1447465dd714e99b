import type { PriceBook } from '../prices/price-book.js';
import type { KeptActual } from '../workspace/actual.js';
import type { Estimate } from '../workspace/estimate.js';
import type { KeptTune } from '../workspace/tune.js';
import { type Pipeline, pipelineOf } from './pipeline.js';
import { type Realised, realisedById } from './realised.js';

/** Where the decisions of workspaces are kept. */
export interface DecisionSources {
  readonly actuals: { list(workspaceId: string): Promise<readonly KeptActual[]> };
  readonly tunes: { list(workspaceId: string): Promise<readonly KeptTune[]> };
}

/** The decisions of a workspace together, and what they are made of. */
export interface ReadPipeline {
  readonly pipeline: Pipeline;
  readonly realised: ReadonlyMap<string, Realised>;
  readonly actuals: readonly KeptActual[];
  /** The newest first. */
  readonly tunes: readonly KeptTune[];
}

/** Reads what the decisions of a workspace come to. */
export async function readPipeline(
  sources: DecisionSources,
  workspaceId: string,
  estimates: readonly Estimate[],
  book: PriceBook,
): Promise<ReadPipeline> {
  const [actuals, tunes] = await Promise.all([
    sources.actuals.list(workspaceId),
    sources.tunes.list(workspaceId),
  ]);
  const realised = realisedById(estimates, actuals);
  return { pipeline: pipelineOf(estimates, book, realised, tunes), realised, actuals, tunes };
}
