import { isDeepStrictEqual } from 'node:util';
import type { PriceBookData } from './build-price-book.js';
import { type PriceConflict, priceConflicts } from './layered-book.js';
import type { IsoDate } from './price-book.js';
import { fingerprintOf, type HeldDecision, type PriceEvent } from './price-event.js';
import { layerChanges } from './price-log.js';
import type { SyncCounts, SyncRecord, TakenFeed } from './price-store.js';
import { bareKey } from './registry/catalogue-key.js';
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
  readonly text: string;
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
  const { last, catalogue, today, address } = feed;
  const registry = parseRegistry(feed.text);
  if (last && !feed.isVouchedFor) checkFeed(registry, feed.sha256, last);
  const context = gateContext(catalogue, today, feed.decisions);
  const moves = last
    ? judgeChanges(compareRegistries(last.rows, registry.rows), registry.rows, context)
    : judgeFirstSight(registry.rows, context);
  const rows = last ? rowsInForce(last.rows, registry.rows, moves) : registry.rows;
  const judged = rows.map((row) => judgeRow(row, context));
  const layer = registryLayer(feed.layer, { rows: judged, events: moves, address }, today);
  const disputes = priceConflicts({ catalogue, registry: layer }, today).map(disputeOf);
  return {
    counts: countsOf(registry, moves, disputes.length),
    events: [...moves, ...disputes],
    refused: registry.refused,
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
