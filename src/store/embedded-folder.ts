import {
  closeSync,
  existsSync,
  mkdirSync,
  mkdtempSync,
  openSync,
  readdirSync,
  renameSync,
  rmdirSync,
  rmSync,
  statSync,
} from 'node:fs';
import { join } from 'node:path';
import { PGlite } from '@electric-sql/pglite';
import { newDatabase } from './database-image.js';
import { StoreError } from './store-error.js';

/** Where in DATA_DIR the embedded database lies. */
const DATABASE = 'postgres';

/** Where a new one is made: it takes the place of `DATABASE` in one step, when it is whole. */
const UNFINISHED = 'postgres.unfinished';

/** What a database consists of: files that every start reads and writes, and folders. */
const FILES = ['PG_VERSION', 'global/pg_control', 'postgresql.conf'];
const PARTS = [...FILES, 'base', 'pg_wal', 'pg_xact', 'pg_multixact', 'pg_logical'];

/** Files and folders that systems put into a folder by themselves. */
const NOT_OURS = /^(\.|lost\+found$)/;

/**
 * Makes the folder for the embedded database where it is missing.
 *
 * @throws StoreError `unavailable` when it is none, cannot be made or may not be written
 */
export function makeFolder(directory: string): void {
  try {
    if (existsSync(directory) && !statSync(directory).isDirectory()) {
      throw new StoreError(
        'unavailable',
        `${directory} is a file, not a folder. Move it away, or set DATA_DIR to a folder.`,
      );
    }
    mkdirSync(directory, { recursive: true });
    tryToWriteIn(directory);
  } catch (error) {
    if (error instanceof StoreError) throw error;
    throw notWritable(directory, error);
  }
}

/**
 * Opens the embedded database in a folder, and makes one where nothing is. Never makes one over what is left of
 * another: a database without its first file looks like none at all.
 *
 * @throws StoreError `damaged` when what is there is not whole or cannot be started, `unavailable` when it may not be
 *   written
 */
export async function openDatabaseIn(directory: string): Promise<PGlite> {
  const database = join(directory, DATABASE);
  const isNew = isNothingIn(directory);
  if (!isNew) checkWhole(database);
  try {
    if (isNew) await makeDatabase(directory);
    return await PGlite.create({ dataDir: database });
  } catch (error) {
    throw isNew
      ? new StoreError(
          'unavailable',
          `No database could be made in ${directory}. Look whether the disk is full, or set DATA_DIR to another folder.`,
          error,
        )
      : damaged(
          database,
          'cannot be started: it is damaged, the disk is full, or another version of ftcost has made it',
          error,
        );
  }
}

/** A start that is cut off here leaves nothing behind that looks like a damaged database. */
async function makeDatabase(directory: string): Promise<void> {
  const unfinished = join(directory, UNFINISHED);
  rmSync(unfinished, { recursive: true, force: true });
  const client = await newDatabase({ dataDir: unfinished });
  await client.close();
  rmSync(join(directory, DATABASE), { recursive: true, force: true });
  renameSync(unfinished, join(directory, DATABASE));
}

/**
 * Whether a database may be made: nothing is there, or only what an earlier start did not finish.
 *
 * @throws StoreError `damaged` when other things lie there: a backup restored into the wrong folder looks like that
 */
export function isNothingIn(directory: string): boolean {
  const found = readdirSync(directory).filter((name) => name !== UNFINISHED && !NOT_OURS.test(name));
  if (found.includes(DATABASE)) {
    const database = join(directory, DATABASE);
    return statSync(database).isDirectory() && readdirSync(database).length === 0 && found.length === 1;
  }
  if (found.length === 0) return true;
  throw new StoreError(
    'damaged',
    `${directory} holds no database, and is not empty: ${found.slice(0, 5).join(', ')}. If a backup was restored ` +
      `there, its folder "${DATABASE}" has to lie in ${directory} itself. For a new database set DATA_DIR to an empty folder.`,
  );
}

function checkWhole(database: string): void {
  if (!statSync(database).isDirectory()) throw damaged(database, 'is a file, not a folder');
  const missing = PARTS.filter((part) => !existsSync(join(database, part)));
  if (missing.length > 0) throw damaged(database, `is not whole: ${missing.join(', ')} missing`);
  try {
    tryToWriteIn(database);
    for (const file of FILES) closeSync(openSync(join(database, file), 'r+'));
  } catch (error) {
    throw notWritable(database, error);
  }
}

/** What rights, owners and mounts come to is known by trying. */
function tryToWriteIn(directory: string): void {
  rmdirSync(mkdtempSync(join(directory, '.writable-')));
}

function damaged(database: string, how: string, cause?: unknown): StoreError {
  return new StoreError(
    'damaged',
    `The database in ${database} ${how}. Restore the whole folder from a backup ` +
      '(docs/runbook.md, "Backup and restore"), or, to begin with an empty database, move it away.',
    cause,
  );
}

function notWritable(path: string, cause: unknown): StoreError {
  const user = process.getuid === undefined ? 'the user of the process' : `user ${process.getuid()}`;
  return new StoreError(
    'unavailable',
    `${path} cannot be read and written by ${user}. Give it to that user (chown -R), or set DATA_DIR to another folder.`,
    cause,
  );
}
