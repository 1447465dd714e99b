import { execFileSync } from 'node:child_process';
import { createHash, randomUUID } from 'node:crypto';
import {
  chmodSync,
  cpSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  rmSync,
  writeFileSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { sql } from 'drizzle-orm';
import pg from 'pg';
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it, vi } from 'vitest';
import { runBackupCheck } from '../src/operator/backup-command.js';
import { createEstimates } from '../src/store/estimates.js';
import { createInstallations } from '../src/store/installations.js';
import { createKeyring } from '../src/store/keyring.js';
import { openStore } from '../src/store/open-store.js';
import type { Store } from '../src/store/store.js';
import { createDatabase } from './store/stores.js';

const SAVED_AT = new Date('2026-11-22T12:00:00Z');
const KEY = Buffer.alloc(32, 7);
const ENCRYPTION_KEY = KEY.toString('base64');

/** Everything of a test, and the temporary folder in which nothing may stay. */
const around = mkdtempSync(join(tmpdir(), 'ftcost-backup-test-'));
const temporary = join(around, 'tmp');
mkdirSync(temporary);
afterAll(() => rmSync(around, { recursive: true, force: true }));
beforeEach(() => {
  vi.stubEnv('TMPDIR', temporary);
});
afterEach(() => {
  vi.unstubAllEnvs();
  expect(readdirSync(temporary)).toEqual([]);
});

/** One estimate, one sealed installation, one request without an answer. */
async function fill(store: Store): Promise<void> {
  const fail = (row: unknown) => expect.fail(`A row cannot be read: ${JSON.stringify(row)}`);
  await createEstimates(store.database, fail).save(
    'T1',
    {
      id: randomUUID(),
      name: 'Triage',
      workload: {
        volume: { queriesPerDay: 500 },
        tokens: { user: 200, output: 100 },
        current: { model: 'gpt-4o' },
      },
      decision: {
        asOf: '2026-11-22',
        bookVersion: '2026-11-20.abcdef01',
        approach: 'prompting',
        planId: 'switch-model:gpt-6-luna',
        planTitle: 'Switch to GPT-6 Luna',
        headline: 'Prompt: switch to GPT-6 Luna.',
        unresolved: false,
        presentUsd: 4_000,
        chosenUsd: 1_000,
        upfrontUsd: 2_000,
        paybackDays: 20,
      },
      createdBy: 'U1',
    },
    SAVED_AT,
  );
  const sealed = createKeyring([KEY]).seal('hunter2-token', 'T1');
  const installations = createInstallations(store.database);
  await installations.install({ id: 'T1', isOrganisation: false, sealed }, { userId: 'U1' }, SAVED_AT);
  const request = { workspaceId: 'T1', id: randomUUID(), userId: 'U1', asked: '/ftcost saved' };
  await store.acceptedRequests.add(randomUUID(), [request], 60_000);
}

/** Runs the command. @returns its exit code and what it prints */
async function check(words: readonly string[], env: Record<string, string> = {}) {
  const said: string[] = [];
  const say = (text: string) => void said.push(text);
  const spies = [
    vi.spyOn(console, 'log').mockImplementation(say),
    vi.spyOn(console, 'error').mockImplementation(say),
  ];
  const exitCode = await runBackupCheck(words, env).finally(() => {
    for (const spy of spies) spy.mockRestore();
  });
  const text = said.join('\n');
  expect(text).not.toContain('hunter2');
  expect(text).not.toContain(temporary);
  return { exitCode, text };
}

/** Every file of a folder with what is in it. */
function contentOf(folder: string): readonly string[] {
  return readdirSync(folder, { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile())
    .map(({ parentPath, name }) => join(parentPath, name))
    .map((file) => `${file} ${createHash('sha256').update(readFileSync(file)).digest('hex')}`)
    .sort();
}

async function change(directory: string, statement: string): Promise<void> {
  const store = await openStore({ kind: 'folder', directory });
  await store.database.execute(sql.raw(statement));
  await store.close();
}

describe('the check of a backup of the embedded database', () => {
  const whole = join(around, 'whole');
  beforeAll(async () => {
    const store = await openStore({ kind: 'folder', directory: whole });
    await fill(store);
    await store.close();
  }, 120_000);

  function copy(): string {
    const folder = join(around, randomUUID());
    cpSync(whole, folder, { recursive: true });
    return folder;
  }

  it('restores it, says what is in it, and leaves it as it is', async () => {
    const before = contentOf(whole);
    const { exitCode, text } = await check([whole], { ENCRYPTION_KEY });
    expect(text).toMatch(/^Tables of version \d{4}_\w+:\n/);
    expect(text).toMatch(/ {2}estimates +1 rows\n/);
    expect(text).toMatch(/ {2}installations +1 rows\n/);
    expect(text).toMatch(/ {2}subscriptions +0 rows\n/);
    expect(text).toContain('Newest estimate: 2026-11-22T12:00:00.000Z');
    expect(text).toContain('Sealed tokens: 1, of which 1 open');
    expect(text).toContain('Requests without an answer, in accepted.journal: 1');
    expect(text).toContain('The backup can be restored.');
    expect(exitCode).toBe(0);
    expect(contentOf(whole)).toEqual(before);
  }, 60_000);

  it('takes one that may only be read, and opens no tokens without the key', async () => {
    const folder = copy();
    for (const path of readdirSync(folder, { recursive: true, encoding: 'utf8' })) {
      chmodSync(join(folder, path), 0o555);
    }
    chmodSync(folder, 0o555);
    const { exitCode, text } = await check([folder]);
    expect(text).toContain('Sealed tokens: not opened, since ENCRYPTION_KEY is not set');
    expect(exitCode).toBe(0);
  }, 60_000);

  it('names rows that cannot be read by their key, and not what is in them', async () => {
    const folder = copy();
    await change(folder, `UPDATE estimates SET workload = '{"volume": "hunter2"}'`);
    await change(
      folder,
      `INSERT INTO price_log (recorded_at, layer, operation, entity, entity_id, body)
       VALUES (now(), 'registry', 'put', 'fact', 'hunter2', '{}'), (now(), 'registry', 'drop', 'fact', 'hunter2', NULL)`,
    );
    const { exitCode, text } = await check([folder], { ENCRYPTION_KEY });
    expect(text).toMatch(/1 rows of estimates cannot be read.*\n {4}T1 [0-9a-f-]{36}: workload/);
    expect(text).toMatch(/ {2}price_log +2 rows\n/);
    expect(text).toMatch(/1 rows of price_log cannot be read.*\n {4}1: body/);
    expect(exitCode).toBe(2);
  }, 60_000);

  it('says that tokens do not open, with another key, or when they were copied to another workspace', async () => {
    const other = await check([whole], { ENCRYPTION_KEY: 'ab'.repeat(32) });
    expect(other.text).toContain('T1: A secret was sealed with a key that ENCRYPTION_KEY no longer holds');
    expect(other.exitCode).toBe(2);
    const folder = copy();
    await change(folder, `UPDATE installations SET id = 'T2'`);
    const moved = await check([folder], { ENCRYPTION_KEY });
    expect(moved.text).toContain('T2: A sealed secret was altered');
    expect(moved.exitCode).toBe(2);
  }, 60_000);

  it.each<readonly [string, (folder: string) => void, string]>([
    ['without its tables', (at) => rmSync(join(at, 'postgres/base'), { recursive: true }), 'base missing'],
    ['without its database', (at) => rmSync(join(at, 'postgres'), { recursive: true }), 'holds no database'],
    [
      'whose journal is damaged',
      (at) => writeFileSync(join(at, 'accepted.journal'), 'garbage\n'),
      'accepted.journal cannot be read',
    ],
    [
      'that is empty',
      (at) => {
        rmSync(at, { recursive: true });
        mkdirSync(at);
      },
      'is empty',
    ],
    ['that is not there', (at) => rmSync(at, { recursive: true }), 'is not there'],
  ])(
    'refuses one %s in words',
    async (_how, damage, said) => {
      const folder = copy();
      damage(folder);
      const { exitCode, text } = await check([folder]);
      expect(text).toContain('The backup cannot be used');
      expect(text).toContain(folder);
      expect(text).toContain(said);
      expect(exitCode).toBe(2);
    },
    60_000,
  );

  it('refuses a folder that an app has open', async () => {
    const folder = copy();
    const store = await openStore({ kind: 'folder', directory: folder });
    const { exitCode, text } = await check([folder]).finally(() => store.close());
    expect(text).toContain('is in use by an ftcost that runs');
    expect(exitCode).toBe(2);
  }, 60_000);

  it.each<readonly [string, string | Buffer, string]>([
    ['a packed folder', Buffer.from([0x1f, 0x8b, 8, 0, 0, 0, 0]), 'Unpack it'],
    ['a dump in text', '--\n-- PostgreSQL database dump\n--\n', 'pg_dump --format=custom'],
    ['an empty file', '', 'no dump in custom format'],
    ['a dump, without a server', 'PGDMP\x01\x0e\x00', 'DATABASE_URL or with --server'],
  ])('says what to do with %s', async (_what, content, said) => {
    const file = join(around, randomUUID());
    writeFileSync(file, content);
    const { exitCode, text } = await check([file]);
    expect(text).toContain(said);
    expect(exitCode).toBe(2);
  });

  it.each([[[]], [['a', 'b']], [['--sever', 'x', 'a']]])(
    'explains itself when it is asked %j',
    async (words) => {
      expect(await check(words)).toMatchObject({
        exitCode: 2,
        text: expect.stringContaining('npm run backup:check -- <folder>'),
      });
    },
  );
});

const SERVER = process.env.TEST_DATABASE_URL;
if (SERVER === undefined) console.warn('the check of a dump: skipped, TEST_DATABASE_URL is not set');

describe.skipIf(SERVER === undefined)('the check of a dump', () => {
  const server = SERVER ?? '';
  const dump = join(around, 'ftcost.dump');
  let url = '';

  function dumpTo(file: string, from: string, ...more: string[]): string {
    execFileSync('pg_dump', ['--format=custom', `--file=${file}`, ...more, from]);
    return file;
  }

  beforeAll(async () => {
    url = await createDatabase(server);
    const store = await openStore({ kind: 'server', url });
    await fill(store);
    await store.close();
    dumpTo(dump, url);
  }, 120_000);

  afterEach(async () => {
    const client = new pg.Client({ connectionString: server });
    await client.connect();
    const { rows } = await client.query(
      "SELECT datname FROM pg_database WHERE datname LIKE 'backup_check_%'",
    );
    await client.end();
    expect(rows).toEqual([]);
  });

  it('restores it into a database of its own, says what is in it, and drops it', async () => {
    const before = readFileSync(dump);
    const { exitCode, text } = await check([dump], { DATABASE_URL: url, ENCRYPTION_KEY });
    expect(text).toMatch(/ {2}estimates +1 rows\n/);
    expect(text).toMatch(/ {2}accepted_requests +1 rows\n/);
    expect(text).toContain('Newest estimate: 2026-11-22T12:00:00.000Z');
    expect(text).toContain('Sealed tokens: 1, of which 1 open');
    expect(text).toContain('The backup can be restored.');
    expect(exitCode).toBe(0);
    expect(readFileSync(dump).equals(before)).toBe(true);
    expect((await check(['--server', server, dump])).exitCode).toBe(0);
  }, 60_000);

  it.each<readonly [string, () => string | Promise<string>, string]>([
    [
      'that was cut off',
      () => {
        const file = join(around, 'cut.dump');
        writeFileSync(file, readFileSync(dump).subarray(0, 20_000));
        return file;
      },
      'If the dump was cut off',
    ],
    [
      'that leaves out a table',
      () => dumpTo(join(around, 'part.dump'), url, '--exclude-table=public.claims'),
      'the tables claims are missing',
    ],
    [
      'of another database',
      async () => dumpTo(join(around, 'empty.dump'), await createDatabase(server)),
      'holds no tables of ftcost',
    ],
  ])(
    'refuses one %s in words',
    async (_how, make, said) => {
      const { exitCode, text } = await check([await make()], { DATABASE_URL: url });
      expect(text).toContain(said);
      expect(exitCode).toBe(2);
    },
    60_000,
  );

  it('says that pg_restore is missing, and that a server does not answer', async () => {
    vi.stubEnv('PATH', temporary);
    const { exitCode, text } = await check([dump], { DATABASE_URL: url });
    expect(text).toContain('pg_restore is missing. Install');
    expect(exitCode).toBe(2);
    const away = await check([dump, '--server', 'postgres://u:hunter2@127.0.0.1:1/x']);
    expect(away.text).toContain('ECONNREFUSED');
    expect(away.exitCode).toBe(2);
  }, 60_000);
});
