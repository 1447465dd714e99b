import PgBoss from 'pg-boss';
import { expect, it } from 'vitest';
import { z } from 'zod';
import { JOBS_SCHEMA } from '../../src/store/jobs-schema.js';
import { purgeWorkspace } from '../../src/store/purge-workspace.js';
import type { Store } from '../../src/store/store.js';
import { describeOnEveryStore } from './stores.js';

/** Tables that hold nothing of a workspace. Every other one names the workspace of each row as `workspace_id`. */
const SHARED = [
  'registry_syncs',
  'registry_rows',
  'price_events',
  'price_log',
  'price_books',
  'install_states',
  'write_probe',
];

/** Its own key says whose it is. */
const KEYED_BY_WORKSPACE = ['installations'];

const GONE = 'T0GONE0000';
const STAYS = 'T0STAYS000';

const Columns = z.array(
  z.object({
    table_name: z.string(),
    column_name: z.string(),
    data_type: z.string(),
    is_identity: z.string(),
  }),
);
const Names = z.array(z.object({ name: z.string() }));
const Counts = z.array(z.object({ count: z.coerce.number() }));
const Rows = z.array(z.object({ row: z.string() }));

async function columnsByTable({ sql }: Store) {
  const { rows } = await sql.executeSql(
    `SELECT c.table_name, c.column_name, c.data_type, c.is_identity FROM information_schema.columns c
     JOIN information_schema.tables t USING (table_schema, table_name)
     WHERE c.table_schema = 'public' AND t.table_type = 'BASE TABLE' ORDER BY 1, ordinal_position`,
  );
  const columns = Columns.parse(rows);
  const tables = new Set(columns.map(({ table_name }) => table_name));
  return new Map(
    [...tables].map((table) => [table, columns.filter(({ table_name }) => table_name === table)]),
  );
}

/** A value of a type that says whose it is wherever there is room. The same UUID everywhere, for the references. */
function valueFor(type: string, workspaceId: string): unknown {
  switch (type) {
    case 'text':
      return workspaceId;
    case 'uuid':
      return workspaceId === GONE
        ? '00000000-0000-4000-8000-000000000001'
        : '00000000-0000-4000-8000-000000000002';
    case 'jsonb':
      return JSON.stringify({ of: workspaceId });
    case 'boolean':
      return true;
    case 'integer':
    case 'bigint':
      return 1;
    case 'double precision':
      return 1.5;
    case 'date':
      return '2026-11-22';
    case 'timestamp with time zone':
      return '2026-11-22T12:00:00Z';
    default:
      throw new Error(`The test cannot fill a column of type ${type} yet.`);
  }
}

/** One row in every table that is not shared. */
async function fill(store: Store, workspaceId: string): Promise<void> {
  const waiting = new Map([...(await columnsByTable(store))].filter(([table]) => !SHARED.includes(table)));
  // What refers to another table has to come after it.
  for (let round = 0; waiting.size > 0; round += 1) {
    expect(round).toBeLessThan(5);
    for (const [table, columns] of waiting) {
      const own = columns.filter(({ is_identity }) => is_identity === 'NO');
      const names = own.map(({ column_name }) => `"${column_name}"`).join(', ');
      const places = own.map((_, index) => `$${index + 1}`).join(', ');
      const values = own.map(({ data_type }) => valueFor(data_type, workspaceId));
      try {
        await store.sql.executeSql(`INSERT INTO "${table}" (${names}) VALUES (${places})`, values);
        waiting.delete(table);
      } catch (error) {
        if (!String(error).includes('foreign key')) throw error;
      }
    }
  }
}

async function allTables({ sql }: Store): Promise<readonly string[]> {
  const { rows } = await sql.executeSql(
    `SELECT format('%I.%I', table_schema, table_name) AS name FROM information_schema.tables
     WHERE table_type = 'BASE TABLE' AND table_schema NOT IN ('pg_catalog', 'information_schema') ORDER BY 1`,
  );
  return Names.parse(rows).map(({ name }) => name);
}

/** Where a workspace's id stands, in whatever column. */
async function tracesOf(store: Store, workspaceId: string): Promise<readonly string[]> {
  const found: string[] = [];
  for (const table of await allTables(store)) {
    const { rows } = await store.sql.executeSql(
      `SELECT count(*) FROM ${table} AS one WHERE one::text LIKE '%' || $1 || '%'`,
      [workspaceId],
    );
    if ((Counts.parse(rows)[0]?.count ?? 0) > 0) found.push(table);
  }
  return found;
}

async function rowsOf(store: Store, workspaceId: string): Promise<readonly string[]> {
  const all: string[] = [];
  for (const table of await allTables(store)) {
    const { rows } = await store.sql.executeSql(
      `SELECT one::text AS row FROM ${table} AS one WHERE one::text LIKE '%' || $1 || '%' ORDER BY 1`,
      [workspaceId],
    );
    all.push(...Rows.parse(rows).map(({ row }) => `${table}: ${row}`));
  }
  return all;
}

/** Jobs as the queue keeps them: one that waits, one that has failed, and one that is filed away. */
async function queueJobs(store: Store): Promise<void> {
  const boss = new PgBoss({ db: store.sql, schema: JOBS_SCHEMA, supervise: false, schedule: false });
  await boss.start();
  await boss.createQueue('digest-run', { name: 'digest-run', retryLimit: 0 });
  for (const workspaceId of [GONE, STAYS]) {
    const failed = await boss.send('digest-run', { workspaceId, week: '2026-W46' });
    await boss.fetch('digest-run');
    await boss.fail('digest-run', failed ?? '', { message: `about ${workspaceId}` });
    await boss.send('digest-run', { workspaceId, week: '2026-W47' });
  }
  await store.sql.executeSql(
    `INSERT INTO ${JOBS_SCHEMA}.archive SELECT *, now() FROM ${JOBS_SCHEMA}.job WHERE state = 'failed'`,
  );
  await boss.stop({ graceful: false, close: false });
}

describeOnEveryStore('a workspace that has left', (stores) => {
  it('is named by every table that is not shared, so that its rows can be found', async () => {
    const store = await stores.open();
    const tables = await columnsByTable(store);
    const owned = [...tables].filter(([, columns]) =>
      columns.some((one) => one.column_name === 'workspace_id'),
    );
    const known = [...SHARED, ...KEYED_BY_WORKSPACE, ...owned.map(([table]) => table)];
    expect([...tables.keys()].sort()).toEqual(known.sort());
    expect(owned.length).toBeGreaterThan(4);
  });

  it('leaves its id in no column of any table, jobs included, and no row of another workspace changes', async () => {
    const store = await stores.open();
    await fill(store, GONE);
    await fill(store, STAYS);
    await queueJobs(store);
    const before = await rowsOf(store, STAYS);
    expect(await tracesOf(store, GONE)).toEqual(await tracesOf(store, STAYS));
    expect((await tracesOf(store, GONE)).length).toBeGreaterThan(7);
    await purgeWorkspace(store, GONE);
    expect(await tracesOf(store, GONE)).toEqual([]);
    expect(await rowsOf(store, STAYS)).toEqual(before);
    await purgeWorkspace(store, GONE);
    expect(await rowsOf(store, STAYS)).toEqual(before);
  });

  it('can be forgotten before the queue has made its tables', async () => {
    const store = await stores.open();
    await fill(store, GONE);
    await purgeWorkspace(store, GONE);
    expect(await tracesOf(store, GONE)).toEqual([]);
  });
});
