import {
  chmodSync,
  chownSync,
  cpSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  renameSync,
  rmSync,
  writeFileSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { afterAll, beforeAll, expect, it, onTestFinished } from 'vitest';
import { openStore } from '../../src/store/open-store.js';
import * as schema from '../../src/store/schema/index.js';
import { StoreError } from '../../src/store/store-error.js';

/** A database with one claim in it, to be damaged in copies. */
const whole = mkdtempSync(join(tmpdir(), 'ftcost-whole-'));
const JOURNAL = 'accepted.journal';
const CLAIM = {
  workspaceId: 'T1',
  key: 'k',
  claimedAt: new Date('2026-11-22T10:00:00Z'),
  expiresAt: new Date('2026-11-22T11:00:00Z'),
};

beforeAll(async () => {
  const store = await openStore({ kind: 'folder', directory: whole });
  await store.database.insert(schema.claims).values(CLAIM);
  await store.close();
}, 120_000);
afterAll(() => rmSync(whole, { recursive: true, force: true }));

/** A copy of the database, damaged. */
function copy(damage: (directory: string) => void): string {
  const around = mkdtempSync(join(tmpdir(), 'ftcost-copy-'));
  onTestFinished(() => rmSync(around, { recursive: true, force: true }));
  const directory = join(around, 'data');
  cpSync(whole, directory, { recursive: true });
  damage(directory);
  return directory;
}

async function refusalOf(directory: string): Promise<StoreError> {
  const refused = await openStore({ kind: 'folder', directory }).then(
    () => 'opened',
    (error: unknown) => error,
  );
  if (!(refused instanceof StoreError)) throw new Error(`It was not refused: ${String(refused)}`);
  return refused;
}

async function claimsIn(directory: string) {
  const store = await openStore({ kind: 'folder', directory });
  onTestFinished(() => store.close());
  return store.database.select().from(schema.claims);
}

const NOT_WHOLE: readonly (readonly [string, (database: string) => void])[] = [
  ['without PG_VERSION', (database) => rmSync(join(database, 'PG_VERSION'))],
  ['without its tables', (database) => rmSync(join(database, 'base'), { recursive: true })],
  ['without its control file', (database) => rmSync(join(database, 'global/pg_control'))],
  [
    'with nothing but a stray file',
    (database) => {
      rmSync(database, { recursive: true });
      mkdirSync(database);
      writeFileSync(join(database, 'PG_VERSION.partial'), '18');
    },
  ],
  [
    'that is a file',
    (database) => {
      rmSync(database, { recursive: true });
      writeFileSync(database, '');
    },
  ],
];

it.each(NOT_WHOLE)('a database %s is refused, and left as it is', async (_how, damage) => {
  const directory = copy((data) => damage(join(data, 'postgres')));
  const before = readdirSync(directory, { recursive: true }).sort();
  expect(await refusalOf(directory)).toMatchObject({
    code: 'damaged',
    message: expect.stringContaining('Restore the whole folder from a backup'),
  });
  expect(readdirSync(directory, { recursive: true }).sort()).toEqual(before);
});

it.each([
  ['garbage in its control file', 'global/pg_control'],
  ['the number of another version', 'PG_VERSION'],
])('a database with %s is refused in words, without a stack', async (_what, file) => {
  const directory = copy((data) => writeFileSync(join(data, 'postgres', file), '15\n'));
  const refusal = await refusalOf(directory);
  expect(refusal.code).toBe('damaged');
  expect(refusal.explanation).toContain('from a backup');
  expect(refusal.explanation).not.toContain('    at ');
});

it('no database is made beside other things, such as a backup that was restored a folder too deep', async () => {
  const directory = copy((data) => {
    mkdirSync(join(data, 'data'));
    renameSync(join(data, 'postgres'), join(data, 'data/postgres'));
  });
  const { code, message } = await refusalOf(directory);
  expect(code).toBe('damaged');
  expect(message).toContain('data');
  expect(await claimsIn(join(directory, 'data'))).toEqual([CLAIM]);
});

/** Nobody knows what a journal without its database belongs to, and no start that is new leaves one. */
it.each<readonly [string, (data: string) => void]>([
  ['without the database', (data) => rmSync(join(data, 'postgres'), { recursive: true })],
  [
    'beside an empty folder for the database',
    (data) => {
      rmSync(join(data, 'postgres'), { recursive: true });
      mkdirSync(join(data, 'postgres'));
    },
  ],
  [
    'beside a database that was never finished',
    (data) => renameSync(join(data, 'postgres'), join(data, 'postgres.unfinished')),
  ],
])('a journal of requests %s is refused with the mend, and left as it is', async (_how, damage) => {
  const line = '{"ended":[]}\n';
  const directory = copy((data) => {
    damage(data);
    writeFileSync(join(data, JOURNAL), line);
  });
  const before = readdirSync(directory, { recursive: true }).sort();
  expect(await refusalOf(directory)).toMatchObject({
    code: 'damaged',
    message: expect.stringMatching(/backup.*empty/s),
  });
  expect(readdirSync(directory, { recursive: true }).sort()).toEqual(before);
  expect(readFileSync(join(directory, JOURNAL), 'utf8')).toBe(line);
});

it('a file in place of the folder is refused with the setting to mend', async () => {
  const directory = copy((data) => {
    rmSync(data, { recursive: true });
    writeFileSync(data, '');
  });
  expect(await refusalOf(directory)).toMatchObject({
    code: 'unavailable',
    message: expect.stringContaining('DATA_DIR'),
  });
});

it.each([
  ['the folder', ''],
  ['a file of it', 'postgres/PG_VERSION'],
])('%s that belongs to another user is refused with the mend', async (_what, path) => {
  const directory = copy((data) => chmodSync(join(data, path), 0o500));
  // Tests that run as root may write everywhere: another user tries.
  const { seteuid } = process;
  if (process.geteuid?.() === 0 && seteuid !== undefined) {
    chmodSync(dirname(directory), 0o777);
    for (const one of readdirSync(directory, { recursive: true, encoding: 'utf8' })) {
      if (one !== path) chownSync(join(directory, one), 65_534, 65_534);
    }
    if (path !== '') chownSync(directory, 65_534, 65_534);
    seteuid(65_534);
    onTestFinished(() => seteuid(0));
  }
  const refusal = await refusalOf(directory).finally(() => seteuid?.(process.getuid?.() ?? 0));
  expect(refusal).toMatchObject({ code: 'unavailable', message: expect.stringContaining('chown') });
});

it('what a start that was killed while it made the database has left is no database, and stops no start', async () => {
  const directory = copy((data) => {
    renameSync(join(data, 'postgres'), join(data, 'postgres.unfinished'));
    rmSync(join(data, 'postgres.unfinished/PG_VERSION'));
    rmSync(join(data, JOURNAL));
  });
  expect(await claimsIn(directory)).toEqual([]);
  expect(readdirSync(directory).sort()).toEqual([JOURNAL, 'postgres']);
}, 120_000);
