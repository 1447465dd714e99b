import { spawn } from 'node:child_process';
import { randomBytes } from 'node:crypto';
import { once } from 'node:events';
import { chmodSync, cpSync, mkdtempSync, readdirSync, rmSync, statSync } from 'node:fs';
import { open } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { text } from 'node:stream/consumers';
import { Client } from 'pg';
import { check } from 'proper-lockfile';
import { isNothingIn, openDatabaseIn } from './embedded-folder.js';
import { openEmbeddedStore, STALE_LOCK_MS } from './embedded-store.js';
import { newestMigrationIn } from './migrations.js';
import { missingTables } from './readiness.js';
import { openServerStore } from './server-store.js';
import type { Store } from './store.js';
import { StoreError } from './store-error.js';

/** A large table may take long to read, in milliseconds. */
const PATIENCE_MS = 600_000;

/** The first bytes of a dump in custom format, and of files that are taken for one. */
const CUSTOM_DUMP = Buffer.from('PGDMP');
const GZIP = Buffer.from([0x1f, 0x8b]);

/** The backup cannot be restored. The message says what to do. */
export class BackupError extends Error {
  override readonly name = 'BackupError';
  readonly code = 'backup';
}

/** A backup that was restored for a while. */
export interface Restored {
  /** Up to date: what is done here changes nothing of the backup. */
  readonly store: Store;
  /** The newest migration that had run on what was backed up. */
  readonly migration: string;
}

/** Looks at what was restored. */
type Look<T> = (restored: Restored) => Promise<T>;

/**
 * Restores a backup beside everything, brings it up to date, lets somebody look, and removes what was restored: the
 * folder of an embedded database into a temporary one, a dump into a temporary database of a server.
 *
 * @param serverUrl a PostgreSQL that takes one database more; only dumps need it
 * @throws BackupError, and StoreError as `openStore`, each naming what to do
 */
export async function withRestored<T>(
  backup: string,
  serverUrl: string | undefined,
  look: Look<T>,
): Promise<T> {
  const found = statSync(backup, { throwIfNoEntry: false });
  if (found === undefined) throw new BackupError(`${backup} is not there. Name the folder or the dump.`);
  if (found.isDirectory()) return withCopy(backup, look);
  await checkDump(backup);
  if (serverUrl === undefined) {
    throw new BackupError(
      `${backup} is a dump, which only a PostgreSQL can restore. Name one in DATABASE_URL or with --server: the ` +
        'dump goes into a database of its own there, which is dropped again.',
    );
  }
  return withTemporaryDatabase(backup, serverUrl, look);
}

async function withCopy<T>(folder: string, look: Look<T>): Promise<T> {
  if (await check(folder, { stale: STALE_LOCK_MS })) {
    throw new BackupError(
      `${folder} is in use by an ftcost that runs: files that are copied meanwhile are not whole. Stop it, or name a copy ` +
        'that was made while it was stopped.',
    );
  }
  const around = mkdtempSync(join(tmpdir(), 'ftcost-backup-'));
  const copy = join(around, 'data');
  try {
    copyFolder(folder, copy);
    if (isNothingIn(copy)) throw new BackupError(`${folder} is empty. Name the folder of a backup.`);
    const client = await openDatabaseIn(copy);
    const migration = await newestMigrationIn(client).finally(() => client.close());
    return await lookInto(await openEmbeddedStore(copy), migration, look);
  } catch (error) {
    if (error instanceof StoreError) {
      throw new BackupError(error.explanation.replaceAll(copy, folder), { cause: error });
    }
    throw error;
  } finally {
    rmSync(around, { recursive: true, force: true });
  }
}

/** Backups may be read-only: the copy is not. */
function copyFolder(folder: string, copy: string): void {
  try {
    cpSync(folder, copy, { recursive: true, dereference: true });
    for (const name of ['', ...readdirSync(copy, { recursive: true, encoding: 'utf8' })]) {
      const path = join(copy, name);
      chmodSync(path, statSync(path).mode | (statSync(path).isDirectory() ? 0o700 : 0o600));
    }
  } catch (error) {
    throw new BackupError(
      `${folder} cannot be copied to ${tmpdir()} (${codeOf(error)}). Make it readable for this user, or name a ` +
        'larger disk in TMPDIR.',
      { cause: error },
    );
  }
}

async function checkDump(path: string): Promise<void> {
  const start = Buffer.alloc(CUSTOM_DUMP.length);
  try {
    const file = await open(path);
    await file.read(start).finally(() => file.close());
  } catch (error) {
    throw new BackupError(`${path} cannot be read (${codeOf(error)}). Make it readable for this user.`, {
      cause: error,
    });
  }
  if (start.equals(CUSTOM_DUMP)) return;
  const how = start.subarray(0, GZIP.length).equals(GZIP)
    ? 'is packed. Unpack it (tar -xzf), and name the folder or the dump that was in it'
    : 'is no dump in custom format. Make one with pg_dump --format=custom, or name the folder of an embedded database';
  throw new BackupError(`${path} ${how}.`);
}

async function withTemporaryDatabase<T>(dump: string, serverUrl: string, look: Look<T>): Promise<T> {
  const name = `backup_check_${randomBytes(6).toString('hex')}`;
  await onServer(serverUrl, `CREATE DATABASE ${name} TEMPLATE template0`);
  try {
    const url = new URL(serverUrl);
    url.pathname = `/${name}`;
    await restoreDump(dump, url);
    const client = new Client({ connectionString: url.href });
    await client.connect();
    const migration = await newestMigrationIn(client).finally(() => client.end());
    if (migration === undefined) throw noTables(dump);
    return await lookInto(await openServerStore(url.href, { patienceMs: PATIENCE_MS }), migration, look);
  } finally {
    await onServer(serverUrl, `DROP DATABASE ${name} WITH (FORCE)`);
  }
}

async function onServer(url: string, statement: string): Promise<void> {
  const client = new Client({ connectionString: url });
  try {
    await client.connect();
    await client.query(statement);
  } catch (error) {
    const reason = error instanceof Error ? error.message : String(error);
    throw new BackupError(
      `A temporary database cannot be made and dropped on the server of DATABASE_URL or --server (${reason}). Look ` +
        'whether it runs, and give its user the right to create databases (ALTER USER ... CREATEDB).',
      { cause: error },
    );
  } finally {
    await client.end();
  }
}

/** The password goes by the environment: everybody on the machine may read the words of a command. */
async function restoreDump(dump: string, { href, password }: URL): Promise<void> {
  const url = new URL(href);
  url.password = '';
  const words = ['--no-owner', '--exit-on-error', `--dbname=${url.href}`, dump];
  const child = spawn('pg_restore', words, {
    env: { ...process.env, ...(password !== '' && { PGPASSWORD: decodeURIComponent(password) }) },
    stdio: ['ignore', 'ignore', 'pipe'],
  });
  try {
    const [said, [exitCode]] = await Promise.all([text(child.stderr), once(child, 'close')]);
    if (exitCode === 0) return;
    // The lines after the first may quote rows.
    const reason = said.split('\n', 1)[0] ?? '';
    throw new BackupError(
      `${dump} cannot be restored (${reason}). If the dump was cut off, make another one; if pg_restore is older than ` +
        'the pg_dump that made it, install a newer one.',
    );
  } catch (error) {
    if (codeOf(error) !== 'ENOENT') throw error;
    throw new BackupError(
      'pg_restore is missing. Install the programs of PostgreSQL for clients (postgresql-client), of the version of ' +
        'the server or a newer one, and put them into PATH.',
      { cause: error },
    );
  }
}

async function lookInto<T>(store: Store, migration: string | undefined, look: Look<T>): Promise<T> {
  try {
    if (migration === undefined) throw noTables('The folder');
    const missing = await missingTables(store.database);
    if (missing.length > 0) {
      throw new BackupError(
        `It is not whole: the tables ${missing.join(', ')} are missing. Back up the whole database, without ` +
          'leaving out tables.',
      );
    }
    return await look({ store, migration });
  } finally {
    await store.close();
  }
}

function noTables(backup: string): BackupError {
  return new BackupError(
    `${backup} holds no tables of ftcost. Back up the whole database that ftcost uses, with every schema.`,
  );
}

function codeOf(error: unknown): string {
  return error instanceof Error && 'code' in error ? String(error.code) : String(error);
}
