import { setImmediate } from 'node:timers/promises';
import { and, desc, eq, inArray, isNull, lte, min, ne, notInArray, sql } from 'drizzle-orm';
import { z } from 'zod';
import type { HeldDecision, PriceEvent } from '../prices/price-event.js';
import { PriceEventSchema, RegistryRowSchema } from '../prices/price-event-schema.js';
import type { PriceLogEntry } from '../prices/price-log.js';
import type { LastSync, PriceStore, SyncRecord, TakenFeed } from '../prices/price-store.js';
import type { FeedErrorCode } from '../prices/registry/feed-error.js';
import { FEED_ERROR_CODES } from '../prices/registry/feed-error.js';
import type { RegistryRow } from '../prices/registry/registry-row.js';
import type { Database } from './database.js';
import { createPriceLogReader } from './price-log-reader.js';
import { priceBooks, priceEvents, priceLog, registryRows, registrySyncs } from './schema/index.js';
import type { Store } from './store.js';

/** Rows of one statement: PostgreSQL takes 65,535 values at once, and the embedded database makes others wait. */
const CHUNK = 250;

/** Prices are changed by one at a time, on all instances, under this name. */
const WORK = 'prices';

/** Feeds that are not called old when they come back: the last one, and the one before it. */
const RECENT_FEEDS = 2;

/** Prices in the store. */
export function createPriceStore({
  database,
  exclusively,
}: Pick<Store, 'database' | 'exclusively'>): PriceStore {
  const log = createPriceLogReader(database);
  const readRows = createRowReader(database);
  return {
    alone: (work) => exclusively(WORK, work),
    lastSync: () => lastSync(database),
    takenFeed: () => takenFeed(database, readRows),
    recordSync: (sync) => database.transaction((inside) => recordSync(inside, sync)),
    async decisions() {
      const rows = await database
        .select({ fingerprint: priceEvents.fingerprint, status: priceEvents.status })
        .from(priceEvents)
        .where(inArray(priceEvents.status, ['accepted', 'rejected']));
      return new Map(rows.map(({ fingerprint, status }) => [fingerprint, DecisionSchema.parse(status)]));
    },
    async heldEvents() {
      const rows = await database
        .select({ body: priceEvents.body, seenAt: priceEvents.seenAt })
        .from(priceEvents)
        .where(eq(priceEvents.status, 'held'))
        .orderBy(priceEvents.seenAt, priceEvents.product, priceEvents.fingerprint);
      return rows.map(({ body, seenAt }) => ({ event: PriceEventSchema.parse(body), seenAt }));
    },
    async knownEvents() {
      const rows = await database
        .select({ fingerprint: priceEvents.fingerprint })
        .from(priceEvents)
        .where(inArray(priceEvents.status, ['held', 'disputed']));
      return new Set(rows.map(({ fingerprint }) => fingerprint));
    },
    recordDecision: ({ fingerprints, decision, decidedBy, decidedAt, rows, log }) =>
      database.transaction(async (inside) => {
        await inside
          .update(priceEvents)
          .set({ status: decision, decidedAt, decidedBy })
          .where(and(inArray(priceEvents.fingerprint, [...fingerprints]), eq(priceEvents.status, 'held')));
        await putRows(inside, rows, decidedAt);
        await appendLog(inside, log, decidedAt);
      }),
    lastSeq: () => lastSeq(database),
    beginning: () => beginning(database),
    layers: (until) => (until === undefined ? log.now() : log.until(until)),
    append: (entries, at) => database.transaction((inside) => appendLog(inside, entries, at)),
    async registryCheckedOn(until) {
      const [row] = await database
        .select({ finishedAt: registrySyncs.finishedAt })
        .from(registrySyncs)
        .where(
          and(
            ne(registrySyncs.outcome, 'refused'),
            until === undefined ? undefined : lte(registrySyncs.finishedAt, until),
          ),
        )
        .orderBy(desc(registrySyncs.seq))
        .limit(1);
      return row?.finishedAt.toISOString().slice(0, 10);
    },
    async recordBook({ version, seq, registryCheckedOn }, at) {
      await database
        .insert(priceBooks)
        .values({ version, logSeq: seq, registryCheckedOn: registryCheckedOn ?? null, recordedAt: at })
        .onConflictDoNothing();
    },
    async findBook(version) {
      const [row] = await database.select().from(priceBooks).where(eq(priceBooks.version, version));
      if (!row) return undefined;
      const { logSeq: seq, registryCheckedOn } = row;
      return { version, seq, ...(registryCheckedOn !== null && { registryCheckedOn }) };
    },
  };
}

const DecisionSchema: z.ZodType<HeldDecision> = z.enum(['accepted', 'rejected']);
const CountsSchema = z.record(z.string(), z.number());
const OutcomeSchema = z.enum(['changed', 'unchanged', 'refused']);
const ProblemCodeSchema: z.ZodType<FeedErrorCode> = z.enum(FEED_ERROR_CODES);

/** What a row of a look at the registry has to hold. */
export const SyncRowSchema = z.object({ outcome: OutcomeSchema, problemCode: ProblemCodeSchema.nullable() });

async function lastSeq(database: Database): Promise<number> {
  const [row] = await database
    .select({ seq: sql<number>`coalesce(max(${priceLog.seq}), 0)::int` })
    .from(priceLog);
  return row?.seq ?? 0;
}

async function beginning(database: Database): Promise<Date | undefined> {
  const [taken] = await database
    .select({ at: min(registrySyncs.finishedAt) })
    .from(registrySyncs)
    .where(eq(registrySyncs.outcome, 'changed'));
  if (taken?.at) return taken.at;
  const [entry] = await database.select({ at: min(priceLog.recordedAt) }).from(priceLog);
  return entry?.at ?? undefined;
}

async function lastSync(database: Database): Promise<LastSync | undefined> {
  const [row] = await database.select().from(registrySyncs).orderBy(desc(registrySyncs.seq)).limit(1);
  if (!row) return undefined;
  const { outcome, problemCode, problem, counts, finishedAt } = row;
  return {
    outcome: OutcomeSchema.parse(outcome),
    finishedAt,
    counts: CountsSchema.parse(counts),
    ...(problemCode !== null && {
      problem: { code: ProblemCodeSchema.parse(problemCode), message: problem ?? '' },
    }),
  };
}

async function takenFeed(database: Database, readRows: RowReader): Promise<TakenFeed | undefined> {
  const syncs = await database
    .select()
    .from(registrySyncs)
    .where(eq(registrySyncs.outcome, 'changed'))
    .orderBy(desc(registrySyncs.seq));
  const [last] = syncs;
  if (!last || last.sha256 === null) return undefined;
  return {
    takenAt: last.finishedAt,
    url: last.url,
    ...(last.etag !== null && { etag: last.etag }),
    sha256: last.sha256,
    ...(last.lastUpdated !== null && { lastUpdated: last.lastUpdated }),
    rows: await readRows(last.id),
    olderChecksums: olderChecksums(syncs.flatMap(({ sha256 }) => sha256 ?? [])),
  };
}

/** The rows with the prices in force after a sync. */
type RowReader = (syncId: string) => Promise<readonly RegistryRow[]>;

/** Reads the rows, and remembers them while neither a sync nor a decision has changed any. */
function createRowReader(database: Database): RowReader {
  let known: { readonly state: string; readonly rows: readonly RegistryRow[] } = { state: '', rows: [] };
  return async (syncId) => {
    const [last] = await database
      .select({ changedAt: sql<string | null>`max(${registryRows.changedAt})::text` })
      .from(registryRows);
    const state = `${syncId} ${await lastSeq(database)} ${last?.changedAt ?? ''}`;
    if (known.state === state) return known.rows;
    const rows = await database
      .select({ body: registryRows.body })
      .from(registryRows)
      .where(isNull(registryRows.removedAt))
      .orderBy(registryRows.key);
    known = { state, rows: rows.map(({ body }) => RegistryRowSchema.parse(body)) };
    return known.rows;
  };
}

/** @param checksums of the feeds that were taken, the newest first */
function olderChecksums(checksums: readonly string[]): ReadonlySet<string> {
  const recent = new Set(checksums.slice(0, RECENT_FEEDS));
  return new Set(checksums.filter((checksum) => !recent.has(checksum)));
}

async function recordSync(inside: Database, sync: SyncRecord): Promise<void> {
  const { startedAt, finishedAt, url, outcome, problem, counts, taken } = sync;
  const [row] = await inside
    .insert(registrySyncs)
    .values({
      startedAt,
      finishedAt,
      url,
      outcome,
      problemCode: problem?.code ?? null,
      problem: problem?.message ?? null,
      etag: taken?.etag ?? null,
      sha256: taken?.sha256 ?? null,
      lastUpdated: taken?.lastUpdated ?? null,
      counts,
    })
    .returning({ id: registrySyncs.id });
  if (!taken || !row) return;
  await putRows(inside, taken.changedRows, finishedAt);
  await removeRows(inside, taken.removedKeys, finishedAt);
  await takeBack(inside, taken.held);
  await putEvents(inside, taken.events, row.id, finishedAt);
  await appendLog(inside, taken.log, finishedAt);
}

async function putRows(inside: Database, rows: readonly RegistryRow[], changedAt: Date): Promise<void> {
  for await (const chunk of chunks(rows)) {
    await inside
      .insert(registryRows)
      .values(chunk.map((body) => ({ key: body.key, body, firstSeenAt: changedAt, changedAt })))
      .onConflictDoUpdate({
        target: registryRows.key,
        set: { body: sql`excluded.body`, changedAt, removedAt: null },
      });
  }
}

async function removeRows(inside: Database, keys: readonly string[], removedAt: Date): Promise<void> {
  for await (const chunk of chunks(keys)) {
    await inside
      .update(registryRows)
      .set({ removedAt })
      .where(inArray(registryRows.key, [...chunk]));
  }
}

/** What was held and is held no more, the feed has taken back by itself. */
async function takeBack(inside: Database, held: ReadonlySet<string>): Promise<void> {
  const stillHeld = [...held];
  await inside
    .update(priceEvents)
    .set({ status: 'taken-back' })
    .where(
      and(
        eq(priceEvents.status, 'held'),
        stillHeld.length === 0 ? undefined : notInArray(priceEvents.fingerprint, stillHeld),
      ),
    );
}

const STATUS_OF = { announce: 'announced', hold: 'held', unknown: 'unknown', rejected: 'rejected' } as const;

async function putEvents(
  inside: Database,
  events: readonly PriceEvent[],
  syncId: string,
  seenAt: Date,
): Promise<void> {
  for await (const chunk of chunks(events)) {
    await inside
      .insert(priceEvents)
      .values(
        chunk.map((event) => ({
          fingerprint: event.fingerprint,
          syncId,
          seenAt,
          kind: event.kind,
          status: event.kind === 'disputed' ? 'disputed' : STATUS_OF[event.disposition],
          product: event.product,
          platform: event.platform,
          body: event,
        })),
      )
      .onConflictDoNothing();
  }
}

async function appendLog(
  inside: Database,
  entries: readonly PriceLogEntry[],
  recordedAt: Date,
): Promise<void> {
  for await (const chunk of chunks(entries)) {
    await inside.insert(priceLog).values(
      chunk.map((entry) => ({
        recordedAt,
        layer: entry.layer,
        operation: entry.operation,
        entity: entry.entity,
        entityId: entry.entityId,
        body: entry.operation === 'put' ? entry.body : null,
      })),
    );
  }
}

/** Between two chunks others get their turn: the embedded database works in this thread and gives it up to nobody. */
async function* chunks<Item>(items: readonly Item[]): AsyncGenerator<readonly Item[]> {
  for (let start = 0; start < items.length; start += CHUNK) {
    await setImmediate();
    yield items.slice(start, start + CHUNK);
  }
}
