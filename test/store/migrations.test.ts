import { createHash } from 'node:crypto';
import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import pg from 'pg';
import { expect, it, onTestFinished } from 'vitest';
import { openEmbeddedStore } from '../../src/store/embedded-store.js';
import { createEstimates } from '../../src/store/estimates.js';
import { MIGRATIONS } from '../../src/store/migrations.js';
import { createPriceStore } from '../../src/store/prices.js';
import { createReadinessCheck } from '../../src/store/readiness.js';
import { openServerStore } from '../../src/store/server-store.js';
import { createSettings } from '../../src/store/settings.js';
import type { Store } from '../../src/store/store.js';
import { createSubscriptions } from '../../src/store/subscriptions.js';
import { createDatabase, describeOnEveryStore, openPlainDatabase } from './stores.js';

/**
 * Every migration and its hash. A line that is here never changes: databases have run it. A new migration gets its
 * own line.
 */
const FROZEN = {
  '0000_initial.sql': 'b773ef6b9001139c691847dc174e0900a56f063dc3f41f7ec163c3c3a84cd66b',
  '0002_digest_protocol.sql': '7d7514dd2c4837bfc61c0955a35141b25e691b9ae40e710f414a60de54f39a91',
  '0003_installations.sql': '39ccf50214417117cf43bf48dca0ae7495663fa632ebe93e35ef7501b3ae20f8',
  '0004_accepted_requests.sql': 'd1ac783f4242befb1d8de880a5e8d899064cdc53b0e44976aade4b393bc7cdfc',
  '0005_home_viewers.sql': '5012e34452ebfd7b934745f1e41547fde24ab4685e1e0cd248837c353e3a23df',
  '0006_latest_decision.sql': '13cc635b4f3a62f80e3d7d8d7abece03729451b2c6fccf2a61abd0f89b739338',
  '0007_early_databases.sql': 'd03542273f2d8295859d1364b41b0134bd172bcf0e78e1a08eb496f64f80d095',
  '0008_write_probe.sql': '454a442ecfd8f34d2630cfc9f1e25f3fdb809c740676127abd56d6f413eca7ef',
  '0009_presences.sql': 'e7ed91927cbc497037b4c1693d884ec4b58e706a71308a2a9b58e667442b0add',
  '0010_audit_log.sql': 'c602a50b8c3d2184ea90812ae71b0f05488bcfe423d8279b2665e0c6d3f6a5c3',
  '0011_decision_lives.sql': '202d711b140215dc3ee5dc073ec3777bd793498657f592b570e7d387ab7b64bc',
  '0012_alerts.sql': '45ad7ac9a99de9854338bd00ece6223f6625477ad03527ba77e3b76861a7ce7e',
  '0013_api_tokens.sql': '7496880b2657a20266169c984ee8f0f18f87ef0ca24dc791df71304acbce0595',
  '0014_live_links.sql': '38260acd1e928c5bc7ff8c2f489dfb370edbc57b0c27dba4b0fc90aead9f6171',
};

it('migrations that have run are frozen, and each is in the journal', () => {
  const files = readdirSync(MIGRATIONS).filter((name) => name.endsWith('.sql'));
  const hashes = files.map((name) => [
    name,
    createHash('sha256')
      .update(readFileSync(join(MIGRATIONS, name)))
      .digest('hex'),
  ]);
  expect(Object.fromEntries(hashes)).toEqual(FROZEN);
  const journal = readFileSync(join(MIGRATIONS, 'meta/_journal.json'), 'utf8');
  for (const name of files) expect(journal).toContain(`"tag": "${name.replace('.sql', '')}"`);
});

/** Databases as older programs have left them, as pg_dump writes them. The next release adds its own. */
const DATABASES = new URL('./databases/', import.meta.url);
const OLDER = readdirSync(DATABASES).filter((name) => name.endsWith('.sql'));

const SERVER = process.env.TEST_DATABASE_URL;

/** Opens the store on a database in which this has been done before. */
async function openAfter(kind: Store['kind'], sql: string): Promise<Store> {
  if (kind === 'server') {
    const url = await createDatabase(SERVER ?? '');
    const client = new pg.Client({ connectionString: url });
    await client.connect();
    await client.query(sql);
    await client.end();
    return openServerStore(url);
  }
  const client = await openPlainDatabase();
  await client.exec(sql);
  const snapshot = await client.dumpDataDir('none');
  await client.close();
  return openEmbeddedStore(undefined, snapshot);
}

/** Tables, columns, keys, indexes as a database has them, whichever way it came to them. */
async function shapeOf({ sql }: Store): Promise<unknown> {
  const { rows } = await sql.executeSql(
    `SELECT 'column' AS kind, table_name || '.' || column_name AS name,
       concat_ws(' ', data_type, is_nullable, column_default, is_identity) AS what
       FROM information_schema.columns WHERE table_schema = 'public'
     UNION ALL SELECT 'index', indexname, indexdef FROM pg_indexes WHERE schemaname = 'public'
     UNION ALL SELECT 'constraint', conrelid::regclass || ' ' || conname, pg_get_constraintdef(oid)
       FROM pg_constraint WHERE connamespace = 'public'::regnamespace AND contype <> 'n'
     ORDER BY 1, 2`,
  );
  return rows;
}

// Each makes two databases or three, which takes an embedded one long on a busy machine.
const LONG = { timeout: 240_000 };

describeOnEveryStore('a database of an older program', (stores) => {
  it.each(OLDER)(
    '%s is opened with all that it holds, and has the tables of a new one',
    LONG,
    async (name) => {
      const store = await openAfter(stores.kind, readFileSync(new URL(name, DATABASES), 'utf8'));
      onTestFinished(() => store.close());
      const unreadable: unknown[] = [];
      const onUnreadable = (row: unknown) => unreadable.push(row);
      await createReadinessCheck(store)();
      expect(await shapeOf(store)).toEqual(await shapeOf(await stores.open()));
      const { estimates } = await createEstimates(store.database, onUnreadable).list('T1');
      expect(estimates.map((one) => one.name)).toEqual(['Ticket triage']);
      expect(await createSettings(store.database, onUnreadable).current('T1')).toMatchObject({
        changedBy: 'U1',
        settings: { engineerMonthlyUsd: 20_000 },
      });
      expect(await createSubscriptions(store.database).list('T1')).toHaveLength(1);
      expect(await createPriceStore(store).registryCheckedOn()).toBe('2026-11-23');
      expect(unreadable).toEqual([]);
    },
  );

  it('of a newer program is refused with the mend, and of a changed copy, too', LONG, async () => {
    for (const [change, code, mend] of [
      ["created_at = created_at + 1000, hash = 'another'", 'newer', 'Start that version'],
      ["hash = 'another'", 'foreign', 'restore a backup'],
    ] as const) {
      const sql = readFileSync(new URL('0.1.0.sql', DATABASES), 'utf8');
      const opening = openAfter(stores.kind, `${sql}; UPDATE drizzle.__drizzle_migrations SET ${change}`);
      await expect(opening).rejects.toMatchObject({ code, message: expect.stringContaining(mend) });
    }
  });
});
