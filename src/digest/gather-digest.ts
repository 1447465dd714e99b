import type { Estimate } from '../workspace/estimate.js';
import type { Subscription } from '../workspace/subscription.js';
import { composeDigest } from './compose-digest.js';
import type { Digest } from './digest.js';
import { newModelsBetween } from './new-models.js';
import type { PriceMove } from './price-move.js';
import { type Decide, redecideEstimates, type Situation } from './redecide-estimates.js';
import { endsBetween } from './shutdowns.js';

/** Where a digest gets its facts. */
export interface DigestSources {
  /** The watched estimates of a workspace. */
  watchedEstimates(workspaceId: string): Promise<readonly Estimate[]>;
  /** Prices and settings of a workspace as they were known at an instant, and that instant's day. */
  situationAt(workspaceId: string, instant: Date): Promise<Situation>;
  /** How prices moved between two situations. */
  priceMoves(old: Situation, now: Situation): Promise<readonly PriceMove[]>;
  /** Price changes that wait for the operator at an instant. */
  heldBackCount(instant: Date): Promise<number>;
  readonly decide: Decide;
}

/** The stretch of time that a digest tells of. */
export interface DigestWindow {
  /** Everything known before this instant has been told. */
  readonly from: Date;
  readonly until: Date;
}

/**
 * Works a digest out: every watched estimate of the workspace is decided with the prices, settings and day of the
 * window's beginning, and with those of its end. Writes nothing, so that a preview is the real thing.
 *
 * @throws what the sources throw; an estimate of an unknown model is not a failure
 */
export async function gatherDigest(
  sources: DigestSources,
  { workspaceId, channelId, content }: Pick<Subscription, 'workspaceId' | 'channelId' | 'content'>,
  window: DigestWindow,
): Promise<Digest> {
  const [estimates, old, now, heldBack] = await Promise.all([
    sources.watchedEstimates(workspaceId),
    sources.situationAt(workspaceId, window.from),
    sources.situationAt(workspaceId, window.until),
    sources.heldBackCount(window.until),
  ]);
  const moves = await sources.priceMoves(old, now);
  const newModels = newModelsBetween(old, now);
  const ids = new Set(newModels.map(({ id }) => id));
  const { redecided, undecided } = await redecideEstimates(estimates, old, now, ids, sources.decide);
  return composeDigest({
    from: old.asOf,
    until: now.asOf,
    channelId,
    content,
    bookVersion: now.book.version,
    checkedOn: now.book.checkedOn,
    redecided,
    undecided,
    moves,
    ends: endsBetween(old, now),
    newModels,
    heldBack,
  });
}
