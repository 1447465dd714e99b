import { mkdtempSync, readdirSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { getTableColumns, getTableName, is, sql } from 'drizzle-orm';
import { PgTable } from 'drizzle-orm/pg-core';
import { afterAll, describe, expect, it } from 'vitest';
import { MIGRATIONS } from '../../src/store/migrations.js';
import { openStore } from '../../src/store/open-store.js';
import * as schema from '../../src/store/schema/index.js';
import { openServerStore } from '../../src/store/server-store.js';
import type { Store } from '../../src/store/store.js';
import { createDatabase, describeOnEveryStore } from './stores.js';

/** Columns by table as the database has them. */
async function columnsOf(store: Store) {
  const { rows } = await store.sql.executeSql(
    `SELECT table_name, column_name, is_nullable FROM information_schema.columns
     WHERE table_schema = 'public' ORDER BY table_name, column_name`,
  );
  return rows;
}

describeOnEveryStore('the store', (stores) => {
  it('has the tables and columns that the queries believe in', async () => {
    const store = await stores.open();
    const believed = Object.values(schema)
      .filter((table) => is(table, PgTable))
      .flatMap((table) =>
        Object.values(getTableColumns(table)).map((column) => ({
          table_name: getTableName(table),
          column_name: column.name,
          is_nullable: column.notNull ? 'NO' : 'YES',
        })),
      )
      .sort((a, b) => (a.table_name + a.column_name < b.table_name + b.column_name ? -1 : 1));
    const real = await columnsOf(store);
    expect(new Set(real.map((row) => JSON.stringify(row)))).toEqual(
      new Set(believed.map((row) => JSON.stringify(row))),
    );
  });

  it('undoes a transaction that fails', async () => {
    const { database } = await stores.open();
    const row = {
      workspaceId: 'T1',
      key: 'k',
      claimedAt: new Date('2026-11-22T10:00:00Z'),
      expiresAt: new Date('2026-11-22T11:00:00Z'),
    };
    const failing = database.transaction(async (inside) => {
      await inside.insert(schema.claims).values(row);
      throw new Error('no');
    });
    await expect(failing).rejects.toThrow('no');
    expect(await database.select().from(schema.claims)).toEqual([]);
    await database.insert(schema.claims).values(row);
    expect(await database.select().from(schema.claims)).toEqual([row]);
  });

  it('runs work of one name one after another, though some of it fails, and of other names beside it', async () => {
    const { exclusively } = await stores.open();
    const order: string[] = [];
    function work(name: string, fails = false) {
      return async () => {
        order.push(`${name} begins`);
        await new Promise((resolve) => setTimeout(resolve, 30));
        order.push(`${name} ends`);
        if (fails) throw new Error('no');
        return name;
      };
    }
    const all = [
      exclusively('one', work('a', true)),
      exclusively('one', work('b')),
      exclusively('two', work('c')),
      exclusively('one', work('d')),
    ];
    const results = await Promise.allSettled(all);
    expect(results.map((one) => (one.status === 'fulfilled' ? one.value : 'failed'))).toEqual([
      'failed',
      'b',
      'c',
      'd',
    ]);
    const ofOne = order.filter((step) => !step.startsWith('c'));
    for (let at = 0; at < ofOne.length; at += 2) {
      expect(ofOne[at + 1]?.[0]).toBe(ofOne[at]?.[0]);
    }
    expect(order.indexOf('c begins')).toBeLessThan(order.indexOf('b ends'));
  });
});

describe('the embedded store in a folder', () => {
  const directory = mkdtempSync(join(tmpdir(), 'ftcost-store-'));
  afterAll(() => rmSync(directory, { recursive: true }));

  it('is there again after a restart, and serves one process at a time', async () => {
    const first = await openStore({ kind: 'folder', directory });
    await first.database.execute(
      sql`INSERT INTO claims VALUES ('T1', 'k', '2026-11-22T10:00:00Z', '2026-11-22T11:00:00Z')`,
    );
    await expect(openStore({ kind: 'folder', directory })).rejects.toMatchObject({
      code: 'in-use',
      message: expect.stringContaining('DATABASE_URL'),
    });
    await first.close();
    const second = await openStore({ kind: 'folder', directory });
    expect(await second.database.select().from(schema.claims)).toHaveLength(1);
    await second.close();
  });
});

describe('PostgreSQL', () => {
  it('that does not answer stops the start with the setting to mend', async () => {
    await expect(openServerStore('postgres://nobody@127.0.0.1:9/none')).rejects.toMatchObject({
      code: 'unreachable',
      message: expect.stringContaining('DATABASE_URL'),
    });
  });

  it.skipIf(process.env.TEST_DATABASE_URL === undefined)(
    'is brought up to date once when several instances start together',
    async () => {
      const url = await createDatabase(process.env.TEST_DATABASE_URL ?? '');
      const stores = await Promise.all([1, 2, 3].map(() => openServerStore(url)));
      const { rows } = await (stores[0] as Store).sql.executeSql(
        'SELECT count(*)::int AS n FROM drizzle.__drizzle_migrations',
      );
      const files = readdirSync(MIGRATIONS).filter((name) => name.endsWith('.sql'));
      expect(rows).toEqual([{ n: files.length }]);
      await Promise.all(stores.map((store) => store.close()));
    },
  );
});
