import { getTableColumns, getTableName, max } from 'drizzle-orm';
import { getTableConfig, type PgColumn, type PgTable } from 'drizzle-orm/pg-core';
import { z } from 'zod';
import { PriceEventSchema, RegistryRowSchema } from '../prices/price-event-schema.js';
import { WorkspaceSettingsSchema } from '../workspace/settings.js';
import { ActualRowSchema } from './actuals.js';
import { AuditRowSchema } from './audit-log.js';
import type { Database } from './database.js';
import { DigestRunRowSchema } from './digest-runs.js';
import { EstimateRowSchema } from './estimates.js';
import { type Keyring, KeyringError } from './keyring.js';
import { LiveLinkRowSchema } from './live-links.js';
import { readPriceLogRow } from './price-log-reader.js';
import { SyncRowSchema } from './prices.js';
import * as schema from './schema/index.js';
import { SubscriptionRowSchema } from './subscriptions.js';
import { problemOf } from './unreadable-row.js';

/** Rows that are read at once. */
const PAGE = 1_000;

/** What was found in a table. */
export interface TableReading {
  readonly table: string;
  readonly rows: number;
  /** Rows that do not say what they should: their keys, and what is wrong, without the values. */
  readonly unreadable: readonly { readonly key: string; readonly problem: string }[];
}

/** Reads a row as the app does. @throws ZodError */
type ReadRow = (row: unknown) => unknown;

/** Rows of plain columns hold what the database lets in. */
function plain(): void {}

/** How the app reads the rows of each table. */
const READERS: { readonly [Name in keyof typeof schema]: ReadRow } = {
  workspaceSettings: (row) => z.object({ body: WorkspaceSettingsSchema }).parse(row),
  estimates: (row) => EstimateRowSchema.parse(row),
  subscriptions: (row) => SubscriptionRowSchema.parse(row),
  digestRuns: (row) => DigestRunRowSchema.parse(row),
  auditLog: (row) => AuditRowSchema.parse(row),
  registrySyncs: (row) => SyncRowSchema.parse(row),
  registryRows: (row) => z.object({ body: RegistryRowSchema }).parse(row),
  priceEvents: (row) => z.object({ body: PriceEventSchema }).parse(row),
  priceLog: readPriceLogRow,
  priceBooks: plain,
  installations: plain,
  installStates: plain,
  presences: plain,
  tunes: plain,
  actuals: (row) => ActualRowSchema.parse(row),
  feedback: plain,
  budgets: plain,
  claims: plain,
  acceptedRequests: plain,
  homeViewers: plain,
  apiTokens: plain,
  liveLinks: (row) => LiveLinkRowSchema.parse(row),
  writeProbe: plain,
};

/** Reads every row of every table as the app would. */
export async function readEverything(database: Database): Promise<readonly TableReading[]> {
  const readings: TableReading[] = [];
  for (const [name, table] of Object.entries(schema)) {
    const read = new Map<string, ReadRow>(Object.entries(READERS)).get(name) ?? plain;
    readings.push(await readTable(database, table, read));
  }
  return readings.sort((a, b) => a.table.localeCompare(b.table));
}

async function readTable(database: Database, table: PgTable, read: ReadRow): Promise<TableReading> {
  const keys = keyColumns(table);
  const unreadable: { key: string; problem: string }[] = [];
  let rows = 0;
  for (let page: readonly Record<string, unknown>[] = [{}]; page.length > 0; rows += page.length) {
    page = await database
      .select()
      .from(table)
      .orderBy(...keys.map(([, column]) => column))
      .limit(PAGE)
      .offset(rows);
    for (const row of page) {
      try {
        read(row);
      } catch (error) {
        if (!(error instanceof z.ZodError)) throw error;
        unreadable.push({
          key: keys.map(([field]) => String(row[field])).join(' '),
          problem: problemOf(error),
        });
      }
    }
  }
  return { table: getTableName(table), rows, unreadable };
}

function keyColumns(table: PgTable): readonly (readonly [field: string, column: PgColumn])[] {
  const columns: Record<string, PgColumn> = getTableColumns<PgTable>(table);
  const [composed] = getTableConfig(table).primaryKeys;
  const names = new Set(composed?.columns.map(({ name }) => name));
  return Object.entries(columns).filter(([, { primary, name }]) => primary || names.has(name));
}

/** When an estimate was last saved or changed; `undefined` where there is none. */
export async function newestEstimateAt(database: Database): Promise<Date | undefined> {
  const [row] = await database.select({ at: max(schema.estimates.updatedAt) }).from(schema.estimates);
  return row?.at ?? undefined;
}

/** Installations whose tokens do not open, each with what is wrong, and how many there are in all. */
export async function openEveryToken(
  database: Database,
  keyring: Keyring,
): Promise<{ readonly count: number; readonly closed: readonly { id: string; error: KeyringError }[] }> {
  const rows = await database.select().from(schema.installations);
  const closed: { id: string; error: KeyringError }[] = [];
  for (const { id, sealed } of rows) {
    try {
      keyring.open(sealed, id);
    } catch (error) {
      if (!(error instanceof KeyringError)) throw error;
      closed.push({ id, error });
    }
  }
  return { count: rows.length, closed };
}
