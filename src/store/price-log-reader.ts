import { asc, gt, lte, type SQL } from 'drizzle-orm';
import { z } from 'zod';
import { PriceEntitySchema } from '../prices/price-book-schema.js';
import { EMPTY_LAYER, layersOf, type PriceLogEntry } from '../prices/price-log.js';
import type { StoredLayers } from '../prices/price-store.js';
import type { Database } from './database.js';
import { priceLog } from './schema/index.js';

const RowSchema = z.object({
  layer: z.enum(['catalogue', 'registry']),
  operation: z.enum(['put', 'drop']),
  entity: z.enum(['fact', 'model', 'tuning-offer', 'component']),
  entityId: z.string(),
  body: z.unknown(),
});

/** Reads the log of prices. */
export interface PriceLogReader {
  /** The layers as they are now. Remembers what it has read, for the log only grows. */
  now(): Promise<StoredLayers>;
  /** The layers as they were after an entry, or at a moment. */
  until(end: { readonly seq: number } | { readonly at: Date }): Promise<StoredLayers>;
}

/** Opens the log. It is written by one at a time, so that no entry appears before one that was read. */
export function createPriceLogReader(database: Database): PriceLogReader {
  let known: StoredLayers = { layers: { catalogue: EMPTY_LAYER, registry: EMPTY_LAYER }, seq: 0 };
  let entries: readonly PriceLogEntry[] = [];

  async function read(which: SQL): Promise<{ entries: readonly PriceLogEntry[]; seq: number | undefined }> {
    const rows = await database.select().from(priceLog).where(which).orderBy(asc(priceLog.seq));
    return { entries: rows.map(readPriceLogRow), seq: rows.at(-1)?.seq };
  }

  return {
    async now() {
      const start = known.seq;
      const news = await read(gt(priceLog.seq, start));
      // Another reading may have ended meanwhile.
      if (news.seq === undefined || known.seq !== start) return known;
      entries = [...entries, ...news.entries];
      known = { layers: layersOf(entries), seq: news.seq };
      return known;
    },
    async until(end) {
      const past = await read('seq' in end ? lte(priceLog.seq, end.seq) : lte(priceLog.recordedAt, end.at));
      return { layers: layersOf(past.entries), seq: past.seq ?? 0 };
    },
  };
}

/** The entry that a row of the log holds. @throws ZodError */
export function readPriceLogRow(row: unknown): PriceLogEntry {
  const { layer, operation, entity, entityId, body } = RowSchema.parse(row);
  if (operation === 'drop') return { layer, operation, entityId, entity };
  return { layer, operation, entityId, ...PriceEntitySchema.parse({ entity, body }) };
}
