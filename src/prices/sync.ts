import { createHash } from 'node:crypto';
import type { PriceBookData } from './build-price-book.js';
import type { FurtherFeed } from './feeds/feed-list.js';
import { type FetchedFurther, fetchFurther } from './feeds/fetch-further.js';
import type { FeedReport } from './feeds/hear-feeds.js';
import type { FeedToJudge, JudgedFeed } from './judge-feed.js';
import type { PriceEvent } from './price-event.js';
import type { FeedProblem, PriceStore, SyncCounts, SyncRecord, TakenFeed } from './price-store.js';
import { keptAddress, shownAddress } from './registry/feed-address.js';
import { FeedError } from './registry/feed-error.js';
import { type FeedRequest, fetchFeed } from './registry/fetch-feed.js';
import type { Refusal } from './registry/parse-registry.js';

/** A feed that has not changed for so many days is stale: the real one changes nearly every day. */
const STALE_AFTER_DAYS = 30;

const DAY_MS = 86_400_000;

/** What a sync needs. */
export interface SyncParts extends Pick<FeedRequest, 'fetch' | 'url' | 'timeLimitMs' | 'byteLimit'> {
  readonly store: PriceStore;
  /** The feeds that vote beside the registry at `url`. Default: none. */
  readonly further?: readonly FurtherFeed[];
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
      /** How the feeds beside the registry did. */
      readonly feeds: readonly FeedReport[];
      /** Why the registry itself was refused, while other feeds were heard; absent where it was read. */
      readonly problem?: FeedProblem;
      /** False when everything that was refused was refused at the look before, too: it has been reported. */
      readonly hasNewProblem: boolean;
    };

/**
 * Looks at the feeds once: fetches them, checks each as a whole, lets them vote and the gate judge what differs from
 * the prices in force, and records everything in one piece. A feed that is refused changes nothing: what it said last
 * stands. Two syncs at once work one after the other.
 */
export function syncPrices(parts: SyncParts): Promise<SyncResult> {
  return parts.store.alone(() => look(parts));
}

async function look(parts: SyncParts): Promise<SyncResult> {
  const { store, clock } = parts;
  const startedAt = clock();
  const last = await store.takenFeed();
  try {
    const fetched = await fetchAll(parts, last, startedAt);
    if (fetched === 'unchanged') {
      await store.recordSync({ ...recordOf(parts, startedAt), outcome: 'unchanged', counts: {} });
      return { outcome: 'unchanged' };
    }
    return await take(parts, startedAt, last, fetched);
  } catch (error) {
    if (!(error instanceof FeedError)) throw error;
    const problem = problemOf(error);
    const before = await store.lastSync();
    await store.recordSync({ ...recordOf(parts, startedAt), outcome: 'refused', problem, counts: {} });
    return { outcome: 'refused', problem, isNews: before?.problem?.code !== problem.code };
  }
}

/** The feeds as they came. */
interface FetchedAll {
  /** The registry's text; absent where it is missing. */
  readonly text?: string;
  readonly etag?: string;
  /** Checksum of everything that was fetched. */
  readonly sha256: string;
  readonly further: readonly FetchedFurther[];
  readonly problem?: FeedProblem;
}

/**
 * Fetches the feeds. Where only the registry is read, it may say that nothing is new; several are always read whole,
 * for one that is unchanged may be outvoted by another that is not.
 *
 * @throws FeedError when the registry cannot be had, and there is nothing that it said before or nobody else speaks
 */
async function fetchAll(
  parts: SyncParts,
  last: TakenFeed | undefined,
  now: Date,
): Promise<FetchedAll | 'unchanged'> {
  const known = last?.url === keptAddress(parts.url) ? last : undefined;
  const { further: named = [] } = parts;
  if (named.length === 0) {
    const feed = await fetchFeed({ ...parts, ...(known && { sha256: known.sha256 }), ...etagOf(known) });
    if (feed.status === 'fetched') return { ...feed, further: [] };
    checkStaleness(known, now);
    return 'unchanged';
  }
  const limits = pickLimits(parts);
  const [registry, ...further] = await Promise.all([
    fetchFeed({ ...limits, url: parts.url }).catch(asFeedError),
    ...named.map((feed) => fetchFurther(feed, limits)),
  ]);
  const isMissing = registry instanceof FeedError;
  if (isMissing && !(known && further.some(({ outcome }) => outcome === 'fetched'))) throw registry;
  const sums = further.map((feed) => (feed.outcome === 'fetched' ? feed.sha256 : feed.code));
  const own = isMissing || registry.status === 'unchanged' ? 'missing' : registry.sha256;
  const sha256 = createHash('sha256')
    .update([own, ...sums].join())
    .digest('hex');
  if (sha256 === known?.sha256) {
    checkStaleness(known, now);
    return 'unchanged';
  }
  return {
    sha256,
    further,
    ...(isMissing && { problem: problemOf(registry) }),
    ...(!isMissing && registry.status === 'fetched' && { text: registry.text }),
  };
}

function asFeedError(error: unknown): FeedError {
  if (error instanceof FeedError) return error;
  throw error;
}

function pickLimits({
  fetch,
  timeLimitMs,
  byteLimit,
}: SyncParts): Pick<FeedRequest, 'fetch' | 'timeLimitMs' | 'byteLimit'> {
  return {
    ...(fetch && { fetch }),
    ...(timeLimitMs !== undefined && { timeLimitMs }),
    ...(byteLimit !== undefined && { byteLimit }),
  };
}

function problemOf({ code, message }: FeedError): FeedProblem {
  return { code, message };
}

async function take(
  { store, catalogue, url, clock, judge, isVouchedFor = false }: SyncParts,
  startedAt: Date,
  last: TakenFeed | undefined,
  { text, etag, sha256, further, problem }: FetchedAll,
): Promise<SyncResult> {
  const [decisions, reported, { layers }, before] = await Promise.all([
    store.decisions(),
    store.knownEvents(),
    store.layers(),
    store.lastSync(),
  ]);
  const { facts, models, tuningOffers, components } = catalogue;
  const judged = await judge({
    ...(text !== undefined && { text }),
    further,
    sha256,
    address: shownAddress(url),
    ...(last && { last }),
    isVouchedFor,
    catalogue: { facts, models, tuningOffers, components },
    layer: layers.registry,
    decisions,
    today: dayOf(startedAt),
  });
  const { events, refused, taken, feeds } = judged;
  const counts = { ...judged.counts, ...(problem && { 'litellm refused': 1 }) };
  await store.recordSync({
    ...recordOf({ url, clock }, startedAt),
    outcome: 'changed',
    counts,
    taken: { ...taken, ...(etag !== undefined && { etag }) },
  });
  const news = events.filter(({ rule, fingerprint }) => rule !== 'operator' && !reported.has(fingerprint));
  const refusals = Object.keys(counts).filter((name) => name.endsWith(' refused'));
  const hasNewProblem = refusals.some((name) => before?.counts[name] === undefined);
  return {
    outcome: 'changed',
    counts,
    events: news,
    refused,
    feeds,
    ...(problem && { problem }),
    hasNewProblem,
  };
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
