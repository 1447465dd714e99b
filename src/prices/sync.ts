import { isDeepStrictEqual } from 'node:util';
import type { PriceBookData } from './build-price-book.js';
import { type PriceConflict, priceConflicts } from './layered-book.js';
import { fingerprintOf, type PriceEvent } from './price-event.js';
import { layerChanges } from './price-log.js';
import type { FeedProblem, PriceStore, SyncCounts, SyncRecord, TakenFeed } from './price-store.js';
import { bareKey } from './registry/catalogue-key.js';
import { checkFeed } from './registry/check-feed.js';
import { compareRegistries } from './registry/compare-registries.js';
import { keptAddress, shownAddress } from './registry/feed-address.js';
import { FeedError } from './registry/feed-error.js';
import { type FeedRequest, fetchFeed } from './registry/fetch-feed.js';
import { gateContext } from './registry/gate/gate-context.js';
import { rowsInForce } from './registry/in-force.js';
import { judgeChanges, judgeFirstSight } from './registry/judge-changes.js';
import { judgeRow } from './registry/judge-row.js';
import { type ParsedRegistry, parseRegistry, type Refusal } from './registry/parse-registry.js';
import { registryLayer } from './registry/registry-layer.js';
import type { RegistryRow } from './registry/registry-row.js';

/** A feed that has not changed for so many days is stale: the real one changes nearly every day. */
const STALE_AFTER_DAYS = 30;

const DAY_MS = 86_400_000;

/** What a sync needs. */
export interface SyncParts extends Pick<FeedRequest, 'fetch' | 'url' | 'timeLimitMs' | 'byteLimit'> {
  readonly store: PriceStore;
  /** The shipped catalogue. */
  readonly catalogue: PriceBookData;
  readonly clock: () => Date;
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
    const registry = parseRegistry(feed.text);
    if (last) checkFeed(registry, feed.sha256, last);
    return await take(parts, startedAt, last, registry, feed);
  } catch (error) {
    if (!(error instanceof FeedError)) throw error;
    const problem = { code: error.code, message: error.message };
    const before = await store.lastSync();
    await store.recordSync({ ...recordOf(parts, startedAt), outcome: 'refused', problem, counts: {} });
    return { outcome: 'refused', problem, isNews: before?.problem?.code !== problem.code };
  }
}

async function take(
  { store, catalogue, url, clock }: SyncParts,
  startedAt: Date,
  last: TakenFeed | undefined,
  registry: ParsedRegistry,
  feed: { readonly sha256: string; readonly etag?: string },
): Promise<SyncResult> {
  const today = dayOf(startedAt);
  const context = gateContext(catalogue, today, await store.decisions());
  const reported = await store.knownEvents();
  const events = last
    ? judgeChanges(compareRegistries(last.rows, registry.rows), registry.rows, context)
    : judgeFirstSight(registry.rows, context);
  const rows = last ? rowsInForce(last.rows, registry.rows, events) : registry.rows;
  const { layers } = await store.layers();
  const judged = rows.map((row) => judgeRow(row, context));
  const layer = registryLayer(layers.registry, { rows: judged, events, address: shownAddress(url) }, today);
  const disputes = priceConflicts({ catalogue, registry: layer }, today).map(disputeOf);
  const counts = countsOf(registry, events, disputes.length);
  await store.recordSync({
    ...recordOf({ url, clock }, startedAt),
    outcome: 'changed',
    counts,
    taken: {
      ...(feed.etag !== undefined && { etag: feed.etag }),
      sha256: feed.sha256,
      ...(registry.lastUpdated !== undefined && { lastUpdated: registry.lastUpdated }),
      ...rowChanges(last?.rows ?? [], rows),
      events: [...events.filter((event) => isWorthKeeping(event, last === undefined)), ...disputes],
      held: heldIn([...events, ...judged.flatMap(({ findings }) => findings)]),
      log: layerChanges('registry', layers.registry, layer),
    },
  });
  const news = [...events, ...disputes].filter(
    ({ rule, fingerprint }) => rule !== 'operator' && !reported.has(fingerprint),
  );
  return { outcome: 'changed', counts, events: news, refused: registry.refused };
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

function rowChanges(
  before: readonly RegistryRow[],
  after: readonly RegistryRow[],
): Pick<NonNullable<SyncRecord['taken']>, 'changedRows' | 'removedKeys'> {
  const known = new Map(before.map((row) => [row.key, row]));
  const changedRows = after.filter((row) => !isDeepStrictEqual(known.get(row.key), row));
  for (const { key } of after) known.delete(key);
  return { changedRows, removedKeys: [...known.keys()] };
}

/** What the operator has decided is kept already; on the first look, what is unknown is only counted. */
function isWorthKeeping({ disposition, rule }: PriceEvent, isFirst: boolean): boolean {
  if (rule === 'operator') return false;
  return disposition === 'hold' || !isFirst;
}

/** Fingerprints of everything that waits for the operator, whether it moved today or stood there before. */
function heldIn(events: readonly Pick<PriceEvent, 'disposition' | 'fingerprint'>[]): ReadonlySet<string> {
  return new Set(
    events.flatMap(({ disposition, fingerprint }) => (disposition === 'hold' ? fingerprint : [])),
  );
}

/** T20: a disagreement between catalogue and registry, to be recorded once, with both figures and the decision. */
function disputeOf({ product, curated, registry }: PriceConflict): PriceEvent {
  const event = {
    product,
    registryKey: registry.product,
    provider: registry.platform,
    platform: registry.platform,
    kind: 'disputed',
    disposition: 'announce',
    rule: 'sources-disagree',
    reason: `The catalogue says ${curated.amount}, the registry ${registry.amount}. The catalogue's figure stands.`,
    priceKind: curated.kind,
    ...(curated.aboveTokens !== undefined && { aboveTokens: curated.aboveTokens }),
    unit: curated.unit === 'usdPerThousandSearches' ? curated.unit : 'usdPerMTok',
    oldAmount: curated.amount,
    newAmount: registry.amount,
    cause: `${registry.platform}: disputed ${bareKey(registry.product, registry.platform)}`,
  } as const;
  return { ...event, fingerprint: fingerprintOf(event) };
}

function countsOf(registry: ParsedRegistry, events: readonly PriceEvent[], disputed: number): SyncCounts {
  const counts: Record<string, number> = {
    rows: registry.rows.length,
    refused: registry.refusedCount,
    ignored: registry.ignoredCount,
    disputed,
  };
  for (const { kind, disposition } of events) {
    const name = disposition === 'announce' ? kind : disposition === 'hold' ? 'held' : disposition;
    counts[name] = (counts[name] ?? 0) + 1;
  }
  return counts;
}

function dayOf(instant: Date): string {
  return instant.toISOString().slice(0, 10);
}
