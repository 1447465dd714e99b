import { isDeepStrictEqual } from 'node:util';
import type { PriceBookData } from './build-price-book.js';
import { conflictEvent, differenceEvents } from './disputes.js';
import type { FetchedFurther } from './feeds/fetch-further.js';
import { type FeedReport, hearFeeds, registryOf } from './feeds/hear-feeds.js';
import { priceConflicts } from './layered-book.js';
import type { IsoDate } from './price-book.js';
import type { HeldDecision, PriceEvent } from './price-event.js';
import { layerChanges } from './price-log.js';
import type { SyncCounts, SyncRecord, TakenFeed } from './price-store.js';
import { checkFeed } from './registry/check-feed.js';
import { compareRegistries } from './registry/compare-registries.js';
import { gateContext } from './registry/gate/gate-context.js';
import { rowsInForce } from './registry/in-force.js';
import { judgeChanges, judgeFirstSight } from './registry/judge-changes.js';
import { judgeRow } from './registry/judge-row.js';
import { type ParsedRegistry, parseRegistry, type Refusal } from './registry/parse-registry.js';
import { registryLayer } from './registry/registry-layer.js';
import type { RegistryRow } from './registry/registry-row.js';

/** A feed, and what it is judged by. Plain data: it travels to a worker thread. */
export interface FeedToJudge {
  /** The registry's text; absent where it is missing, and what it said last stands for it. */
  readonly text?: string;
  /** The feeds that vote beside it. Default: none. */
  readonly further?: readonly FetchedFurther[];
  /** Checksum of the bytes, hexadecimal. */
  readonly sha256: string;
  /** Address of the feed, without credentials. */
  readonly address: string;
  /** The feed that was taken last. Absent on the first look. */
  readonly last?: Pick<TakenFeed, 'rows' | 'lastUpdated' | 'olderChecksums'>;
  /** The operator vouches for the feed: it is not compared as a whole with the last one, only price by price. */
  readonly isVouchedFor: boolean;
  /** The shipped catalogue. */
  readonly catalogue: PriceBookData;
  /** The registry's layer of the price book before. */
  readonly layer: PriceBookData;
  /** What the operator decided, by fingerprint. */
  readonly decisions: ReadonlyMap<string, HeldDecision>;
  readonly today: IsoDate;
}

/** What comes of a feed. */
export interface JudgedFeed {
  readonly counts: SyncCounts;
  /** Everything that differs, disagreements with the catalogue included. */
  readonly events: readonly PriceEvent[];
  /** The first hundred parts of the file that were refused. */
  readonly refused: readonly Refusal[];
  /** How the feeds beside the registry did. */
  readonly feeds: readonly FeedReport[];
  /** What is to be recorded of it. */
  readonly taken: Omit<NonNullable<SyncRecord['taken']>, 'etag'>;
}

/**
 * Reads a feed, checks it as a whole, and lets the gate judge what differs from the prices in force. Pure, and at
 * work for a second or so: where people are answered meanwhile, it belongs into a thread of its own.
 *
 * @throws FeedError when nothing of the feed may be taken
 */
export function judgeFeed(feed: FeedToJudge): JudgedFeed {
  const { last, catalogue, today, address, further = [], isVouchedFor } = feed;
  const before = last?.rows ?? [];
  const context = gateContext(catalogue, today, feed.decisions);
  const stated = statedRegistry(feed, before);
  const { rows: heard, reports: feeds } = hearFeeds({
    registry: stated.rows,
    further,
    before,
    isVouchedFor,
    context,
  });
  const registry = { ...stated, rows: heard };
  const moves = last
    ? judgeChanges(compareRegistries(last.rows, registry.rows), registry.rows, context)
    : judgeFirstSight(registry.rows, context);
  const rows = last ? rowsInForce(last.rows, registry.rows, moves) : registry.rows;
  const judged = rows.map((row) => judgeRow(row, context));
  const layer = registryLayer(feed.layer, { rows: judged, events: moves, address }, today);
  const disputes = [
    ...priceConflicts({ catalogue, registry: layer }, today).map(conflictEvent),
    ...judged.flatMap((row) => differenceEvents(row, context)),
  ];
  return {
    counts: { ...countsOf(registry, moves, disputes.length), ...feedCounts(feeds) },
    events: [...moves, ...disputes],
    refused: registry.refused,
    feeds,
    taken: {
      sha256: feed.sha256,
      ...(registry.lastUpdated !== undefined && { lastUpdated: registry.lastUpdated }),
      ...rowChanges(last?.rows ?? [], rows),
      events: [...moves.filter((event) => isWorthKeeping(event, last === undefined)), ...disputes],
      held: heldIn([...moves, ...judged.flatMap(({ findings }) => findings)]),
      log: layerChanges('registry', feed.layer, layer),
    },
  };
}

/** The registry as it states itself now, checked as a whole, or as it stated itself last. */
function statedRegistry(
  { text, sha256, last, isVouchedFor }: FeedToJudge,
  before: readonly RegistryRow[],
): ParsedRegistry {
  const known = registryOf(before);
  if (text === undefined) return { rows: known, refused: [], refusedCount: 0, ignoredCount: 0 };
  const registry = parseRegistry(text);
  if (last && !isVouchedFor) checkFeed(registry, sha256, { ...last, rows: known });
  return registry;
}

/** `portkey prices 1200`, or `portkey refused 1`. */
function feedCounts(feeds: readonly FeedReport[]): SyncCounts {
  return Object.fromEntries(
    feeds.map(({ voice, prices, problem }) =>
      problem === undefined ? [`${voice} prices`, prices] : [`${voice} refused`, 1],
    ),
  );
}

function rowChanges(
  before: readonly RegistryRow[],
  after: readonly RegistryRow[],
): Pick<JudgedFeed['taken'], 'changedRows' | 'removedKeys'> {
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
