import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { readMigrationFiles } from 'drizzle-orm/migrator';
import { z } from 'zod';
import { StoreError } from './store-error.js';

/** Folder of the migrations. They run in the order of its journal, each once, and never change once they have run. */
export const MIGRATIONS = fileURLToPath(new URL('./migrations/', import.meta.url));

/**
 * Migrations as they read before they were frozen, by what a database has written down of them. Databases of then
 * are brought up to date by `0007_early_databases`.
 */
const EARLY = new Set([
  'b9fe80e21ef9b3b52b3b630fc1b62e45b10eafa17876397478d519780c8c7bd7',
  '79d7b10907f374f6ce411013b86ea6ce9f8729949736b3de63a179a4bdc6c32c',
  'c6f0575f2288d92fc3ad4146f572b5e760c886b9038a0ade9b2ca4924297c788',
]);

const Known = z.array(z.object({ known: z.boolean() }));
const Applied = z.array(z.object({ hash: z.string(), created_at: z.coerce.number() }));

const Journal = z.object({ entries: z.array(z.object({ when: z.number(), tag: z.string() })) });

/** Asks a database, by a connection of either kind. */
export interface Asking {
  query(text: string): Promise<{ readonly rows: unknown[] }>;
}

/**
 * Whether the tables of a database are those of this program, or have to be brought up to date.
 *
 * @throws StoreError `newer` when a newer program has changed them, `foreign` when no released one has made them
 */
export async function areTablesCurrent(database: Asking): Promise<boolean> {
  const applied = await migrationsIn(database);
  if (applied.length === 0) return false;
  const ours = readMigrationFiles({ migrationsFolder: MIGRATIONS });
  const newest = ours.at(-1)?.folderMillis ?? 0;
  if (applied.some(({ created_at }) => created_at > newest)) {
    throw new StoreError(
      'newer',
      'The tables belong to a newer version of ftcost than this one, which could damage what they hold. Start that ' +
        'version, or restore the backup that was made before the upgrade (docs/runbook.md, "Upgrade").',
    );
  }
  const hashes = new Map(ours.map(({ folderMillis, hash }) => [folderMillis, hash]));
  const isForeign = applied.some(
    ({ hash, created_at }) => hashes.get(created_at) !== hash && !EARLY.has(hash),
  );
  if (isForeign) {
    throw new StoreError(
      'foreign',
      'The tables were made by a changed copy of ftcost, and nobody knows what they look like. Start that copy, restore ' +
        'a backup of a released version, or name an empty database in DATABASE_URL or an empty folder in DATA_DIR.',
    );
  }
  return applied.at(-1)?.created_at === newest;
}

/** The name of the newest migration that has run on a database; `undefined` where it has no tables of ftcost. */
export async function newestMigrationIn(database: Asking): Promise<string | undefined> {
  const newest = (await migrationsIn(database)).at(-1)?.created_at;
  if (newest === undefined) return undefined;
  return migrationNames().findLast(({ when }) => when <= newest)?.tag;
}

/** The name of the newest migration of this program. */
export function newestMigration(): string | undefined {
  return migrationNames().at(-1)?.tag;
}

function migrationNames(): z.infer<typeof Journal>['entries'] {
  return Journal.parse(JSON.parse(readFileSync(join(MIGRATIONS, 'meta/_journal.json'), 'utf8'))).entries;
}

/** What a database has written down of the migrations that have run on it, the oldest first. */
async function migrationsIn(database: Asking): Promise<z.infer<typeof Applied>> {
  const known = await database.query(
    "SELECT to_regclass('drizzle.__drizzle_migrations') IS NOT NULL AS known",
  );
  if (Known.parse(known.rows)[0]?.known !== true) return [];
  const { rows } = await database.query(
    'SELECT hash, created_at FROM drizzle.__drizzle_migrations ORDER BY created_at',
  );
  return Applied.parse(rows);
}
