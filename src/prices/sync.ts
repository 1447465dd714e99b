import type { PriceBookData } from './build-price-book.js';
import type { FeedToJudge, JudgedFeed } from './judge-feed.js';
import type { PriceEvent } from './price-event.js';
import type { FeedProblem, PriceStore, SyncCounts, SyncRecord, TakenFeed } from './price-store.js';
import { keptAddress, shownAddress } from './registry/feed-address.js';
import { FeedError } from './registry/feed-error.js';
import { type FeedRequest, type FetchedFeed, fetchFeed } from './registry/fetch-feed.js';
import type { Refusal } from './registry/parse-registry.js';

/** A feed that has not changed for so many days is stale: the real one changes nearly every day. */
const STALE_AFTER_DAYS = 30;

const DAY_MS = 86_400_000;

/** What a sync needs. */
export interface SyncParts extends Pick<FeedRequest, 'fetch' | 'url' | 'timeLimitMs' | 'byteLimit'> {
  readonly store: PriceStore;
  /** The shipped catalogue. */
  readonly catalogue: PriceBookData;
  readonly clock: () => Date;
  /**
   * What comes of a feed: `judgeFeed`, in a thread of its own where people are answered meanwhile.
   *
   * @throws FeedError when nothing of the feed may be taken
   */
  readonly judge: (feed: FeedToJudge) => Promise<JudgedFeed>;
  /** The operator vouches for the feed: it is not compared as a whole with the last one. Default: no. */
  readonly isVouchedFor?: boolean;
}

/** What a look at the registry brought. */
export type SyncResult =
  | { readonly outcome: 'unchanged' }
  | {
      readonly outcome: 'refused';
      readonly problem: FeedProblem;
      /** False when the look before ended with the same problem: it has been reported. */
      readonly isNews: boolean;
    }
  | {
      readonly outcome: 'changed';
      readonly counts: SyncCounts;
      /** What is new; on the first look only what is held or unknown. What waited or was decided before is not. */
      readonly events: readonly PriceEvent[];
      /** The first hundred parts of the file that were refused. */
      readonly refused: readonly Refusal[];
    };

/**
 * Looks at the registry once: fetches it, checks it as a whole, lets the gate judge what differs from the prices in
 * force, and records everything in one piece. A feed that is refused changes nothing. Two syncs at once work one
 * after the other.
 */
export function syncPrices(parts: SyncParts): Promise<SyncResult> {
  return parts.store.alone(() => look(parts));
}

async function look(parts: SyncParts): Promise<SyncResult> {
  const { store, clock } = parts;
  const startedAt = clock();
  const last = await store.takenFeed();
  const known = last?.url === keptAddress(parts.url) ? last : undefined;
  try {
    const feed = await fetchFeed({ ...parts, ...(known && { sha256: known.sha256 }), ...etagOf(known) });
    if (feed.status === 'unchanged') {
      checkStaleness(known, startedAt);
      await store.recordSync({ ...recordOf(parts, startedAt), outcome: 'unchanged', counts: {} });
      return { outcome: 'unchanged' };
    }
    return await take(parts, startedAt, last, feed);
  } catch (error) {
    if (!(error instanceof FeedError)) throw error;
    const problem = { code: error.code, message: error.message };
    const before = await store.lastSync();
    await store.recordSync({ ...recordOf(parts, startedAt), outcome: 'refused', problem, counts: {} });
    return { outcome: 'refused', problem, isNews: before?.problem?.code !== problem.code };
  }
}

async function take(
  { store, catalogue, url, clock, judge, isVouchedFor = false }: SyncParts,
  startedAt: Date,
  last: TakenFeed | undefined,
  feed: Extract<FetchedFeed, { status: 'fetched' }>,
): Promise<SyncResult> {
  const [decisions, reported, { layers }] = await Promise.all([
    store.decisions(),
    store.knownEvents(),
    store.layers(),
  ]);
  const { facts, models, tuningOffers, components } = catalogue;
  const { counts, events, refused, taken } = await judge({
    text: feed.text,
    sha256: feed.sha256,
    address: shownAddress(url),
    ...(last && { last }),
    isVouchedFor,
    catalogue: { facts, models, tuningOffers, components },
    layer: layers.registry,
    decisions,
    today: dayOf(startedAt),
  });
  await store.recordSync({
    ...recordOf({ url, clock }, startedAt),
    outcome: 'changed',
    counts,
    taken: { ...taken, ...(feed.etag !== undefined && { etag: feed.etag }) },
  });
  const news = events.filter(({ rule, fingerprint }) => rule !== 'operator' && !reported.has(fingerprint));
  return { outcome: 'changed', counts, events: news, refused };
}

function recordOf(
  { url, clock }: Pick<SyncParts, 'url' | 'clock'>,
  startedAt: Date,
): Pick<SyncRecord, 'url' | 'startedAt' | 'finishedAt'> {
  return { url: keptAddress(url), startedAt, finishedAt: clock() };
}

function etagOf(known: TakenFeed | undefined): Pick<FeedRequest, 'etag'> {
  return known?.etag === undefined ? {} : { etag: known.etag };
}

function checkStaleness(known: TakenFeed | undefined, now: Date): void {
  if (!known) return;
  const days = Math.floor((now.getTime() - known.takenAt.getTime()) / DAY_MS);
  if (days < STALE_AFTER_DAYS) return;
  throw new FeedError('stale', `The price feed has not changed since ${dayOf(known.takenAt)}.`);
}

function dayOf(instant: Date): string {
  return instant.toISOString().slice(0, 10);
}
