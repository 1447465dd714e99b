import { and, eq, getTableColumns, getTableName, is, or } from 'drizzle-orm';
import { type PgColumn, PgTable } from 'drizzle-orm/pg-core';
import { BY_OPERATOR, recordAudit } from './audit-log.js';
import type { Database } from './database.js';
import * as schema from './schema/index.js';
import { acceptedRequests, homeViewers } from './schema/index.js';
import { lockWorkspace } from './workspace-lock.js';

/** Stands where the id of a person stood who wants to be forgotten. */
export const FORGOTTEN_PERSON = 'forgotten-person';

/** Columns in which the id of a person stands, and the one that says what that person was called. */
const PEOPLE = new Set(['userId', 'createdBy', 'changedBy', 'actor']);
const NAME = 'changedByName';

/** Tables that are about people and nothing else: their rows go, in others the id is replaced. */
const OF_PEOPLE: ReadonlySet<PgTable> = new Set<PgTable>([homeViewers, acceptedRequests]);

interface OwnedTable {
  readonly table: PgTable;
  readonly workspaceId: PgColumn;
  /** Columns with the id of a person, by the name of their field. */
  readonly people: readonly (readonly [field: string, column: PgColumn])[];
  readonly hasName: boolean;
}

/** Every table that says of which workspace a row is, with that column: a new table is among them by itself. */
export function ownedTables(): readonly OwnedTable[] {
  return Object.values(schema).flatMap((table) => {
    if (!is(table, PgTable)) return [];
    const columns: Record<string, PgColumn> = getTableColumns<PgTable>(table);
    const { workspaceId } = columns;
    if (workspaceId === undefined) return [];
    const people = Object.entries(columns).filter(([field]) => PEOPLE.has(field));
    return [{ table, workspaceId, people, hasName: NAME in columns }];
  });
}

/**
 * All that is kept of a workspace, by table; of one person in it, the rows that name them. Tokens are kept elsewhere,
 * sealed, and are not among it.
 */
export async function exportWorkspace(
  database: Database,
  id: string,
  userId?: string,
): Promise<Readonly<Record<string, readonly object[]>>> {
  const found: Record<string, readonly object[]> = {};
  for (const { table, workspaceId, people } of ownedTables()) {
    if (userId !== undefined && people.length === 0) continue;
    const names = userId === undefined ? undefined : or(...people.map(([, column]) => eq(column, userId)));
    found[getTableName(table)] = await database
      .select()
      .from(table)
      .where(and(eq(workspaceId, id), names));
  }
  return found;
}

/**
 * Forgets a person: rows that are about them alone are deleted, and elsewhere nobody can tell any more who it was.
 * What they made for the workspace stays. All or nothing.
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
    for (const { table, workspaceId, people, hasName } of ownedTables()) {
      for (const [field, column] of people) {
        const theirs = and(eq(workspaceId, id), eq(column, userId));
        const returning = { workspaceId };
        const rows = OF_PEOPLE.has(table)
          ? await inside.delete(table).where(theirs).returning(returning)
          : await inside
              .update(table)
              .set({ [field]: FORGOTTEN_PERSON, ...(hasName && { [NAME]: FORGOTTEN_PERSON }) })
              .where(theirs)
              .returning(returning);
        count += rows.length;
      }
    }
    if (count > 0) await recordAudit(inside, id, BY_OPERATOR, { action: 'person.forgotten' }, at);
    return count;
  });
}
