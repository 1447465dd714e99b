// @ts-check
import { spawnSync } from 'node:child_process';
import { randomBytes, randomUUID } from 'node:crypto';
import { fileURLToPath } from 'node:url';
import pg from 'pg';
import { redecide } from '../dist/engine/index.js';
import { newTeam } from '../dist/playground/slack-server/workspace.js';
import { openInstallations } from '../dist/slack/install/open-installations.js';
import { createInstallations } from '../dist/store/installations.js';
import { createKeyring } from '../dist/store/keyring.js';
import { openStore } from '../dist/store/open-store.js';
import { estimates } from '../dist/store/schema/index.js';
import { createSubscriptions } from '../dist/store/subscriptions.js';
import { decisionOf } from '../dist/workspace/estimate.js';
import { DigestContentSchema } from '../dist/workspace/subscription.js';
import { BOOK, WORKLOAD } from './workload.js';

const ESTIMATES_EACH = 10;
const WEEK_MS = 7 * 24 * 60 * 60 * 1_000;

/**
 * A workspace, as the local Slack numbers them.
 * @param {number} index
 */
export function teamOf(index) {
  const id = index === 0 ? 'T0ACMEACME' : `TLOAD${index}`;
  const { idOf, bot } = newTeam({ id, name: id, domain: id.toLowerCase() }, index);
  return { id, channelId: idOf('C0MLPLATFO'), userId: idOf('U0ADALOVEL'), bot, token: `xoxb-load-${index}` };
}

/**
 * An empty database on TEST_DATABASE_URL's server, or on a server of its own.
 * @returns {Promise<{ url: string, remove(): Promise<void> }>}
 */
export async function freshDatabase() {
  const given = process.env.TEST_DATABASE_URL;
  const started = given === undefined ? startPostgres() : undefined;
  const server = given ?? started?.url ?? '';
  const name = `load_${randomBytes(4).toString('hex')}`;
  await run(server, `CREATE DATABASE ${name}`);
  const url = new URL(server);
  url.pathname = `/${name}`;
  return {
    url: url.href,
    async remove() {
      if (started === undefined) await run(server, `DROP DATABASE ${name} WITH (FORCE)`);
      else spawnSync('bash', ['-c', started.stop], { stdio: 'inherit' });
    },
  };
}

function startPostgres() {
  const { stdout } = spawnSync(fileURLToPath(new URL('../.ci/postgres', import.meta.url)), {
    encoding: 'utf8',
  });
  const [, url = ''] = /TEST_DATABASE_URL=(\S+)/.exec(stdout) ?? [];
  const [, stop = ''] = /POSTGRES_STOP="(.+)"/.exec(stdout) ?? [];
  if (url === '') throw new Error('No PostgreSQL could be started. Set TEST_DATABASE_URL.');
  return { url, stop };
}

/**
 * @param {string} url
 * @param {string} statement
 */
async function run(url, statement) {
  const client = new pg.Client({ connectionString: url });
  await client.connect();
  await client.query(statement);
  await client.end();
}

/**
 * Installs the app in many workspaces, each with estimates and a digest that has been due since the full hour.
 * @param {string} url
 * @param {string} key
 * @param {number} count
 */
export async function fill(url, key, count) {
  const store = await openStore({ kind: 'server', url });
  const now = new Date();
  const installations = openInstallations(
    createInstallations(store.database),
    createKeyring([Buffer.from(key, 'base64')]),
    () => now,
  );
  const subscriptions = createSubscriptions(store.database);
  const hour = new Date(now);
  hour.setUTCMinutes(0, 0, 0);
  const schedule = { weekday: hour.getUTCDay() || 7, hour: hour.getUTCHours(), timeZone: 'UTC' };
  const before = new Date(hour.getTime() - WEEK_MS);
  const workloads = Array.from({ length: ESTIMATES_EACH }, (_, index) => ({
    ...WORKLOAD,
    volume: { queriesPerDay: 50_000 * (index + 1) },
  }));
  const asOf = before.toISOString().slice(0, 10);
  const decisions = workloads.map((workload) => decisionOf(redecide(workload, BOOK, { asOf })));
  for (let index = 0; index < count; index += 1) {
    const { id: workspaceId, channelId, userId, bot, token } = teamOf(index);
    await installations.install({
      id: workspaceId,
      isOrganisation: false,
      name: workspaceId,
      appId: 'A0FTCOSTAP',
      installedBy: userId,
      scopes: ['commands', 'chat:write', 'files:write', 'files:read', 'channels:history'],
      bot: { id: bot.botId, userId: bot.userId, token },
    });
    await store.database.insert(estimates).values(
      workloads.map((workload, nth) => ({
        workspaceId,
        id: randomUUID(),
        name: `Estimate ${nth + 1}`,
        workload,
        decision: decisions[nth],
        channelId,
        createdBy: userId,
        createdAt: before,
        updatedAt: before,
        watched: true,
      })),
    );
    const content = DigestContentSchema.parse({});
    await subscriptions.save(
      { workspaceId, channelId, createdBy: userId, schedule, content, nextRunAt: hour },
      before,
    );
  }
  await store.close();
}
