import { and, eq, getTableColumns, getTableName, is, or, type SQL, sql } from 'drizzle-orm';
import { type PgColumn, PgTable } from 'drizzle-orm/pg-core';
import { BY_OPERATOR, recordAudit } from './audit-log.js';
import type { Database } from './database.js';
import * as schema from './schema/index.js';
import { acceptedRequests, homeViewers } from './schema/index.js';
import { lockWorkspace } from './workspace-lock.js';

/** Stands where the id of a person stood who wants to be forgotten. */
export const FORGOTTEN_PERSON = 'forgotten-person';

/** Columns that say whose row it is or who made it, and the one that says what that person was called. */
const PEOPLE = new Set(['userId', 'createdBy', 'changedBy', 'actor']);
const NAME = 'changedByName';

/** Tables that are about people and nothing else: their rows go, in others the id is replaced. */
const OF_PEOPLE: ReadonlySet<PgTable> = new Set<PgTable>([homeViewers, acceptedRequests]);

interface OwnedTable {
  readonly table: PgTable;
  readonly workspaceId: PgColumn;
  /** Columns with the id of a person and nothing else. */
  readonly people: readonly PgColumn[];
  /** Columns of text or plain data, in which an id may stand anywhere, by the name of their field. */
  readonly texts: readonly (readonly [field: string, column: PgColumn])[];
  readonly name?: PgColumn;
}

/** Every table that says of which workspace a row is, with that column: a new table is among them by itself. */
export function ownedTables(): readonly OwnedTable[] {
  return Object.values(schema).flatMap((table): readonly OwnedTable[] => {
    if (!is(table, PgTable)) return [];
    const { workspaceId, ...columns }: Record<string, PgColumn> = getTableColumns<PgTable>(table);
    if (workspaceId === undefined) return [];
    const all = Object.entries(columns);
    const name = columns[NAME];
    return [
      {
        table,
        workspaceId,
        people: all.filter(([field]) => PEOPLE.has(field)).map(([, column]) => column),
        texts: all.filter(([, column]) => ['text', 'jsonb'].includes(column.getSQLType())),
        ...(name !== undefined && { name }),
      },
    ];
  });
}

/**
 * The id as a whole word: `U0ADA` stands in `<@U0ADA>`, and not in `U0ADAM`. In JSON a new line is written as `\n`, which
 * ends in a letter and yet ends a word.
 */
function wordOf(userId: string): string {
  return `(?:\\m|(?<=\\\\[bfnrt]))${userId.replace(/\W/g, '\\$&')}\\M`;
}

/** Rows in which a person is named, in whatever column. */
function naming({ texts }: OwnedTable, userId: string): SQL | undefined {
  return or(...texts.map(([, column]) => sql`${column}::text ~ ${wordOf(userId)}`));
}

/** Rows that a person made, or that are about them. */
function madeBy({ people }: OwnedTable, userId: string): SQL | undefined {
  return or(...people.map((column) => eq(column, userId)));
}

/**
 * All that is kept of a workspace, by table; of one person in it, the rows that name them, wherever they do. Tokens are
 * kept elsewhere, sealed, and are not among it.
 */
export async function exportWorkspace(
  database: Database,
  id: string,
  userId?: string,
): Promise<Readonly<Record<string, readonly object[]>>> {
  const found: Record<string, readonly object[]> = {};
  for (const owned of ownedTables()) {
    const { table, workspaceId } = owned;
    const named = userId === undefined ? undefined : naming(owned, userId);
    // A table without texts names nobody.
    if (userId !== undefined && named === undefined) continue;
    found[getTableName(table)] = await database
      .select()
      .from(table)
      .where(and(eq(workspaceId, id), named));
  }
  return found;
}

/**
 * Forgets a person: rows that are about them alone are deleted, and elsewhere, in what digests and the audit log quote,
 * too, nobody can tell any more who it was. What they made for the workspace stays. All or nothing.
 *
 * @returns rows that named them
 */
export async function forgetPerson(
  database: Database,
  id: string,
  userId: string,
  at: Date,
): Promise<number> {
  return database.transaction(async (inside) => {
    await lockWorkspace(inside, id);
    let count = 0;
    for (const owned of ownedTables()) {
      const { table, workspaceId, texts, name } = owned;
      const isHere = eq(workspaceId, id);
      const returning = { workspaceId };
      const [made, named] = [madeBy(owned, userId), naming(owned, userId)];
      if (OF_PEOPLE.has(table) && made !== undefined) {
        count += (await inside.delete(table).where(and(isHere, made)).returning(returning)).length;
      }
      if (named === undefined) continue;
      const values = Object.fromEntries([
        ...texts.map(([field, column]) => [field, withoutPerson(column, userId)]),
        ...(name === undefined
          ? []
          : [[NAME, sql`CASE WHEN ${made} THEN ${FORGOTTEN_PERSON} ELSE ${name} END`]]),
      ]);
      const rows = await inside.update(table).set(values).where(and(isHere, named)).returning(returning);
      count += rows.length;
    }
    if (count > 0) await recordAudit(inside, id, BY_OPERATOR, { action: 'person.forgotten' }, at);
    return count;
  });
}

/** A column with something else wherever the person's id stood. */
function withoutPerson(column: PgColumn, userId: string): SQL {
  const replaced = sql`regexp_replace(${column}::text, ${wordOf(userId)}, ${FORGOTTEN_PERSON}, 'g')`;
  return column.getSQLType() === 'jsonb' ? sql`${replaced}::jsonb` : replaced;
}
