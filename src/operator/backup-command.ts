import { randomUUID } from 'node:crypto';
import { parseArgs } from 'node:util';
import { ConfigError, readBackupConfig } from '../config.js';
import { createKeyring } from '../store/keyring.js';
import { newestMigration } from '../store/migrations.js';
import {
  newestEstimateAt,
  openEveryToken,
  readEverything,
  type TableReading,
} from '../store/read-everything.js';
import { BackupError, type Restored, withRestored } from '../store/restored-backup.js';
import { StoreError } from '../store/store-error.js';

const USAGE = `Checks a backup by restoring it beside everything, and reads every row of it:

  npm run backup:check -- <folder>                        of an embedded database, unpacked
  npm run backup:check -- <dump> [--server postgres://..] of pg_dump --format=custom; the server is that of
                                                          DATABASE_URL unless named

The backup is left as it is, and what was restored is removed again.`;

/** Unreadable rows of one table, and tokens, that are named; the others are counted. */
const MAX_NAMED = 5;

/** Requests without an answer that are counted. */
const MAX_REQUESTS = 1_000_000;

/** What was found, and what is wrong with it. */
interface Findings {
  readonly lines: readonly string[];
  readonly problems: readonly string[];
}

/** Checks the backup that the words name, and prints what was found. @returns the exit code: 2 when it is not whole */
export async function runBackupCheck(
  words: readonly string[],
  env: Readonly<Record<string, string | undefined>>,
): Promise<number> {
  const asked = read(words);
  if (asked === undefined) {
    console.error(USAGE);
    return 2;
  }
  try {
    const { serverUrl, keys } = readBackupConfig(env);
    const { lines, problems } = await withRestored(asked.backup, asked.server ?? serverUrl, (restored) =>
      lookAt(restored, keys),
    );
    console.log(lines.join('\n'));
    if (problems.length === 0) {
      console.log('The backup can be restored.');
      return 0;
    }
    console.error(['The backup is not whole:', ...problems].join('\n'));
    return 2;
  } catch (error) {
    if (!(error instanceof ConfigError || error instanceof StoreError || error instanceof BackupError))
      throw error;
    const reason = error instanceof StoreError ? error.explanation : error.message;
    console.error(error instanceof ConfigError ? reason : `The backup cannot be used: ${reason}`);
    return 2;
  }
}

function read(words: readonly string[]): { readonly backup: string; readonly server?: string } | undefined {
  try {
    const { values, positionals } = parseArgs({
      args: [...words],
      options: { server: { type: 'string' } },
      allowPositionals: true,
    });
    const [backup] = positionals;
    if (backup === undefined || positionals.length > 1) return undefined;
    const { server } = values;
    return { backup, ...(server !== undefined && { server }) };
  } catch {
    // Options that are not known: the usage names those that are.
    return undefined;
  }
}

async function lookAt(
  { store, migration }: Restored,
  keys: readonly Uint8Array[] | undefined,
): Promise<Findings> {
  const { database, acceptedRequests, kind } = store;
  const readings = await readEverything(database);
  const newest = await newestEstimateAt(database);
  const tokens = await lookAtTokens(store, keys);
  // Nobody works on what a backup holds: all of it can be taken.
  const open = await acceptedRequests.takeOver(randomUUID(), 0, MAX_REQUESTS);
  const current = newestMigration() ?? '';
  return {
    lines: [
      `Tables of version ${migration}${migration === current ? '' : `, brought up to date with ${current}`}:`,
      ...readings.map(({ table, rows }) => `  ${table.padEnd(20)} ${String(rows).padStart(9)} rows`),
      `Newest estimate: ${newest?.toISOString() ?? 'none'}`,
      ...tokens.lines,
      ...(kind === 'embedded' ? [`Requests without an answer, in accepted.journal: ${open.length}`] : []),
    ],
    problems: [...readings.flatMap(unreadableIn), ...tokens.problems],
  };
}

function unreadableIn({ table, unreadable }: TableReading): readonly string[] {
  if (unreadable.length === 0) return [];
  return [
    `  ${unreadable.length} rows of ${table} cannot be read. The app starts without them; to have them, restore an older backup.`,
    ...unreadable.slice(0, MAX_NAMED).map(({ key, problem }) => `    ${key}: ${problem}`),
  ];
}

async function lookAtTokens(
  { database }: Restored['store'],
  keys: readonly Uint8Array[] | undefined,
): Promise<Findings> {
  if (keys === undefined) {
    return { lines: ['Sealed tokens: not opened, since ENCRYPTION_KEY is not set'], problems: [] };
  }
  const { count, closed } = await openEveryToken(database, createKeyring(keys));
  const named = closed.slice(0, MAX_NAMED).map(({ id, error }) => `    ${id}: ${error.message}`);
  return {
    lines: [`Sealed tokens: ${count}, of which ${count - closed.length} open with ENCRYPTION_KEY`],
    problems:
      closed.length === 0
        ? []
        : [
            `  ${closed.length} sealed tokens do not open. Set the ENCRYPTION_KEY of the time of the backup; without it ` +
              'these workspaces have to install the app again.',
            ...named,
          ],
  };
}
