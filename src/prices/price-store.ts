import type { IsoDate } from './price-book.js';
import type { HeldDecision, PriceEvent } from './price-event.js';
import type { PriceLayers, PriceLogEntry } from './price-log.js';
import type { FeedErrorCode } from './registry/feed-error.js';
import type { RegistryRow } from './registry/registry-row.js';

/** Where prices are kept, as the price book sees it. The store implements it. */

/** How a look at the registry ended. */
export type SyncOutcome = 'changed' | 'unchanged' | 'refused';

/** Why a feed was refused. */
export interface FeedProblem {
  readonly code: FeedErrorCode;
  /** One sentence for the operator. */
  readonly message: string;
}

/** What a sync counted. */
export type SyncCounts = Readonly<Record<string, number>>;

/** The last look at the registry, whatever came of it. */
export interface LastSync {
  readonly outcome: SyncOutcome;
  readonly problem?: FeedProblem;
  /** What it counted. */
  readonly counts: SyncCounts;
  readonly finishedAt: Date;
}

/** The feed that was taken last, and the rows with the prices in force. */
export interface TakenFeed {
  readonly takenAt: Date;
  /** As `keptAddress` has it. */
  readonly url: string;
  readonly etag?: string;
  readonly sha256: string;
  readonly lastUpdated?: string;
  readonly rows: readonly RegistryRow[];
  /** Checksums of feeds taken before the last two. Going back by one is how a mistake is undone. */
  readonly olderChecksums: ReadonlySet<string>;
}

/** The log's content, and where it ends. */
export interface StoredLayers {
  readonly layers: PriceLayers;
  /** Number of the last entry that was read; 0 for an empty log. */
  readonly seq: number;
}

/** How to build a version of the price book again. */
export interface BookRecord {
  readonly version: string;
  readonly seq: number;
  /** Day of the last look at the registry that found its prices true; absent when there was none. */
  readonly registryCheckedOn?: IsoDate;
}

/** One look at the registry, to be recorded in one piece. */
export interface SyncRecord {
  readonly startedAt: Date;
  readonly finishedAt: Date;
  /** As `keptAddress` has it. */
  readonly url: string;
  readonly outcome: SyncOutcome;
  readonly problem?: FeedProblem;
  readonly counts: SyncCounts;
  /** What a feed that was taken leaves behind. */
  readonly taken?: {
    readonly etag?: string;
    readonly sha256: string;
    readonly lastUpdated?: string;
    /** Rows that are new or differ from those in force before. */
    readonly changedRows: readonly RegistryRow[];
    /** Keys of the rows that are gone. */
    readonly removedKeys: readonly string[];
    /** To be recorded; held ones only if they do not wait already. */
    readonly events: readonly PriceEvent[];
    /** Fingerprints of everything that is held now: what else was held has been taken back. */
    readonly held: ReadonlySet<string>;
    readonly log: readonly PriceLogEntry[];
  };
}

/** A held event that waits for the operator. */
export interface HeldEvent {
  readonly event: PriceEvent;
  readonly seenAt: Date;
}

/** The operator's word on held events, to be recorded in one piece. */
export interface DecisionRecord {
  readonly fingerprints: readonly string[];
  readonly decision: HeldDecision;
  readonly decidedBy: string;
  readonly decidedAt: Date;
  /** Rows whose prices in force the decision changes. */
  readonly rows: readonly RegistryRow[];
  readonly log: readonly PriceLogEntry[];
}

/** Keeps prices. Every method that writes does so in one transaction. */
export interface PriceStore {
  /** Runs work that changes prices while nobody else, on any instance, does. */
  alone<T>(work: () => Promise<T>): Promise<T>;
  lastSync(): Promise<LastSync | undefined>;
  takenFeed(): Promise<TakenFeed | undefined>;
  recordSync(sync: SyncRecord): Promise<void>;
  /** What the operator decided, by fingerprint. */
  decisions(): Promise<ReadonlyMap<string, HeldDecision>>;
  /** What waits for the operator, the oldest first. */
  heldEvents(): Promise<readonly HeldEvent[]>;
  /** Fingerprints of what is held or disputed: it has been reported. */
  knownEvents(): Promise<ReadonlySet<string>>;
  recordDecision(decision: DecisionRecord): Promise<void>;
  /** Number of the last entry of the log; 0 when it is empty. */
  lastSeq(): Promise<number>;
  /** The layers as they were at a moment, or after an entry; now, when neither is given. */
  layers(until?: { readonly seq: number } | { readonly at: Date }): Promise<StoredLayers>;
  /**
   * From when on the history is whole: the first time that the registry was taken, or, where it never was, the
   * first entry of the log. `undefined` for an empty log.
   */
  beginning(): Promise<Date | undefined>;
  /** Appends to the log. */
  append(entries: readonly PriceLogEntry[], at: Date): Promise<void>;
  /** Day (UTC) of the last look at the registry, up to a moment, that was not refused. */
  registryCheckedOn(until?: Date): Promise<IsoDate | undefined>;
  /** Remembers how to build a version again. */
  recordBook(book: BookRecord, at: Date): Promise<void>;
  findBook(version: string): Promise<BookRecord | undefined>;
}
