import type { Pipeline } from '../decisions/pipeline.js';
import type { PriceBook } from '../prices/price-book.js';
import type { RunKind } from '../store/digest-runs.js';
import type { Decision, Estimate } from '../workspace/estimate.js';
import type { Subscription } from '../workspace/subscription.js';
import { composeAlert } from './compose-alert.js';
import { composeDigest } from './compose-digest.js';
import type { Digest } from './digest.js';
import { newModelsBetween } from './new-models.js';
import { budgetNews, type OwnDates, retrainingNews } from './own-dates.js';
import type { DigestWindow } from './ports.js';
import { priceNews } from './price-news.js';
import { type Decide, redecideEstimates, type Situation } from './redecide-estimates.js';
import { endsBetween } from './shutdowns.js';
import { untouchedOf } from './untouched.js';

/** Where a digest gets its facts. */
export interface DigestSources {
  /** The watched estimates of a workspace. */
  watchedEstimates(workspaceId: string): Promise<readonly Estimate[]>;
  /** Prices as they were known at one instant, read on its day, by the workspace's settings of another. */
  situation(workspaceId: string, pricesAt: Date, settingsAt: Date): Promise<Situation>;
  /** What all decisions of a workspace come to, with the ends of models as a price book has them. */
  pipeline(workspaceId: string, book: PriceBook): Promise<Pipeline>;
  /** What a workspace has set itself. */
  ownDates(workspaceId: string): Promise<OwnDates>;
  /** Price changes that wait for the operator. */
  heldBackCount(): Promise<number>;
  readonly decide: Decide;
  /** Keeps what estimates come to at the end of the window. */
  keepLatest(
    workspaceId: string,
    decided: readonly { readonly estimate: Estimate; readonly decision: Decision }[],
  ): Promise<void>;
}

/**
 * Works a digest or an alert out: every watched estimate of the workspace is decided with the prices, settings and
 * day of the window's beginning, and with those of its end. Of each estimate the newest decision is kept, for the
 * lists; nothing that a digest depends on is written, so that a preview is the real thing.
 *
 * @throws what the sources throw; an estimate of an unknown model is not a failure
 */
export async function gatherDigest(
  sources: DigestSources,
  { workspaceId, channelId, content }: Pick<Subscription, 'workspaceId' | 'channelId' | 'content'>,
  window: DigestWindow,
  kind: RunKind,
): Promise<Digest> {
  const { from, until } = window;
  const [watched, old, now, unset, heldBack] = await Promise.all([
    sources.watchedEstimates(workspaceId),
    sources.situation(workspaceId, from, from),
    sources.situation(workspaceId, until, until),
    sources.situation(workspaceId, until, from),
    sources.heldBackCount(),
  ]);
  const estimates = watched.filter(({ snoozedUntil }) => snoozedUntil === undefined || snoozedUntil <= until);
  const newModels = newModelsBetween(old, now);
  const launched = new Set(newModels.map(({ id }) => id));
  const { redecided, undecided } = await redecideEstimates(
    estimates,
    { old, now, unset, newModels: launched },
    sources.decide,
  );
  const latest = new Map(redecided.map(({ estimate, after }) => [estimate.id, after]));
  await sources.keepLatest(
    workspaceId,
    estimates.flatMap((estimate) => {
      const decision = latest.get(estimate.id);
      return decision === undefined ? [] : [{ estimate, decision }];
    }),
  );
  // An alert leaves the sums over all decisions to the digest.
  const pipeline = kind === 'alert' ? undefined : await sources.pipeline(workspaceId, now.book);
  const own = await sources.ownDates(workspaceId);
  const compose = kind === 'alert' ? composeAlert : composeDigest;
  return compose({
    ...(pipeline !== undefined && { pipeline }),
    from: old.asOf,
    until: now.asOf,
    channelId,
    content,
    book: now.book,
    redecided,
    undecided,
    // Discounts that the workspace has negotiated meanwhile are settings, not price moves.
    moves: priceNews(old, unset, launched),
    ends: endsBetween(old, now),
    newModels,
    budgets: budgetNews(own, window),
    retrainings: retrainingNews(own, { from: old.asOf, until: now.asOf }),
    untouched: untouchedOf(estimates, { from: old.asOf, until: now.asOf }),
    heldBack,
  });
}
