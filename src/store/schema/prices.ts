import { sql } from 'drizzle-orm';
import { bigint, index, pgTable, uniqueIndex, uuid } from 'drizzle-orm/pg-core';
import { instant, jsonb, text } from './columns.js';

/** Tables of prices: one set for the whole installation, nothing of a workspace in them. */

/** One look at the registry, refused ones included. */
export const registrySyncs = pgTable(
  'registry_syncs',
  {
    id: uuid('id').primaryKey().defaultRandom(),
    /** Their order, whatever the clock does. */
    seq: bigint('seq', { mode: 'number' }).notNull().generatedAlwaysAsIdentity(),
    startedAt: instant('started_at').notNull(),
    finishedAt: instant('finished_at').notNull(),
    url: text('url').notNull(),
    /** `changed`, `unchanged`, or `refused`. */
    outcome: text('outcome').notNull(),
    problemCode: text('problem_code'),
    problem: text('problem'),
    etag: text('etag'),
    sha256: text('sha256'),
    /** What the feed said of its own age, where it did. */
    lastUpdated: text('last_updated'),
    counts: jsonb('counts').notNull(),
  },
  (table) => [index('registry_syncs_by_seq').on(table.seq)],
);

/** The rows of the registry with the prices in force: what the next look is compared with. */
export const registryRows = pgTable('registry_rows', {
  key: text('key').primaryKey(),
  body: jsonb('body').notNull(),
  firstSeenAt: instant('first_seen_at').notNull(),
  changedAt: instant('changed_at').notNull(),
  removedAt: instant('removed_at'),
});

/** What happened to a price: announced, held back for the operator, or decided by the operator. */
export const priceEvents = pgTable(
  'price_events',
  {
    id: uuid('id').primaryKey().defaultRandom(),
    /** The same event has the same fingerprint, so that a decision is remembered. */
    fingerprint: text('fingerprint').notNull(),
    syncId: uuid('sync_id').references(() => registrySyncs.id),
    seenAt: instant('seen_at').notNull(),
    kind: text('kind').notNull(),
    /** `announced`, `unknown`, `held`, `accepted`, `rejected`, `taken-back` or `disputed`. */
    status: text('status').notNull(),
    product: text('product').notNull(),
    platform: text('platform').notNull(),
    body: jsonb('body').notNull(),
    decidedAt: instant('decided_at'),
    decidedBy: text('decided_by'),
  },
  (table) => [
    uniqueIndex('price_events_to_decide')
      .on(table.fingerprint)
      .where(sql`${table.status} IN ('held', 'accepted', 'rejected', 'disputed')`),
    index('price_events_by_time').on(table.seenAt),
    index('price_events_by_status').on(table.status, table.seenAt),
  ],
);

/** Everything that was ever put into the price book or dropped from it, in order. Append-only. */
export const priceLog = pgTable(
  'price_log',
  {
    seq: bigint('seq', { mode: 'number' }).primaryKey().generatedAlwaysAsIdentity(),
    recordedAt: instant('recorded_at').notNull(),
    /** `catalogue` or `registry`. */
    layer: text('layer').notNull(),
    /** `put` or `drop`. */
    operation: text('operation').notNull(),
    /** `fact`, `model`, `tuning-offer` or `component`. */
    entity: text('entity').notNull(),
    entityId: text('entity_id').notNull(),
    body: jsonb('body'),
  },
  (table) => [
    index('price_log_by_entity').on(table.layer, table.entity, table.entityId, table.seq),
    index('price_log_by_time').on(table.recordedAt),
  ],
);

/** Every version of the price book that was ever in use, and how to build it again. */
export const priceBooks = pgTable('price_books', {
  /** `PriceBook.version`, as an advice names it. */
  version: text('version').primaryKey(),
  /** The log up to this entry is the book. */
  logSeq: bigint('log_seq', { mode: 'number' }).notNull(),
  /** Day of the last look at the registry that found its prices true. */
  registryCheckedOn: text('registry_checked_on'),
  recordedAt: instant('recorded_at').notNull(),
});
