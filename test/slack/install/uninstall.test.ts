import { eq } from 'drizzle-orm';
import { beforeAll, describe, expect, it } from 'vitest';
import { z } from 'zod';
import { createMetrics } from '../../../src/metrics/create-metrics.js';
import type { Measures } from '../../../src/metrics/measures.js';
import { ADA, ML_PLATFORM } from '../../../src/playground/slack-server/index.js';
import { readAudit } from '../../../src/store/audit-log.js';
import { createInstallations } from '../../../src/store/installations.js';
import { purgeWorkspace } from '../../../src/store/purge-workspace.js';
import { subscriptions } from '../../../src/store/schema/index.js';
import type { Store } from '../../../src/store/store.js';
import { describeOnEveryStore } from '../../store/stores.js';
import { GLOBEX, INITECH, type Installable, install, startInstallable } from './installable.js';

const BY = { userId: 'U1', name: 'Ada' };
const Rows = z.array(z.object({ name: z.string() }));

/** Lets a workspace keep something: settings and a subscription. */
async function keepSomething({ workspaces, store, clock }: Installable, workspaceId: string): Promise<void> {
  const now = clock.now();
  await workspaces.settings.change(workspaceId, BY, now, (same) => same);
  await store.database.insert(subscriptions).values({
    workspaceId,
    channelId: `C-${workspaceId}`,
    createdBy: 'U1',
    createdAt: now,
    updatedAt: now,
    schedule: {},
    content: {},
    status: 'active',
    nextRunAt: now,
    coveredUntil: now,
  });
}

/** The tables in which a workspace's id stands. */
async function traces({ store }: Installable, workspaceId: string): Promise<readonly string[]> {
  const { rows } = await store.sql.executeSql(
    "SELECT table_name AS name FROM information_schema.tables WHERE table_schema = 'public' ORDER BY 1",
  );
  const found: string[] = [];
  for (const { name } of Rows.parse(rows)) {
    const hits = await store.sql.executeSql(
      `SELECT 1 FROM "${name}" AS one WHERE one::text LIKE '%' || $1 || '%'`,
      [workspaceId],
    );
    if (hits.rows.length > 0) found.push(name);
  }
  return found;
}

const INSTALLED = ['audit_log', 'installations', 'presences'];
const EVERYTHING = ['audit_log', 'installations', 'presences', 'subscriptions', 'workspace_settings'];
const DAY_MS = 24 * 60 * 60_000;

async function isSubscribed({ store: { database } }: Installable, workspaceId: string): Promise<boolean> {
  const rows = await database.select().from(subscriptions).where(eq(subscriptions.workspaceId, workspaceId));
  return rows.some(({ status }) => status === 'active');
}

/** An event of a team as Slack sends it, at a time. */
async function sendEvent(world: Installable, teamId: string, event: object, atMs: number): Promise<void> {
  const team = world.slack.inTeam(teamId);
  const envelope = {
    type: 'event_callback',
    team_id: teamId,
    api_app_id: 'A0FTCOSTAP',
    event,
    event_id: `Ev${atMs}`,
    event_time: Math.floor(atMs / 1_000),
    authorizations: [
      { enterprise_id: null, team_id: teamId, user_id: 'U1', is_bot: true, is_enterprise_install: false },
    ],
  };
  await team.sendEvent({ type: 'app_uninstalled' }, { rawBody: JSON.stringify(envelope) });
  await world.settled();
}

async function forgetBoth({ store }: Installable): Promise<void> {
  for (const { id } of [INITECH, GLOBEX]) await purgeWorkspace(store, id);
}

describeOnEveryStore('removing the app', (stores) => {
  let store: Store;
  beforeAll(async () => {
    store = await stores.open();
  });

  it('shows and sends nothing there any more, and keeps everything for seven days; nothing of another changes', async () => {
    const world = await startInstallable(store);
    for (const { id } of [INITECH, GLOBEX]) {
      await install(world, { team: id });
      await keepSomething(world, id);
      expect(await traces(world, id)).toEqual(EVERYTHING);
    }
    world.clock.advance(60_000);
    await world.slack.inTeam(INITECH.id).uninstall();
    await world.settled();
    expect(await traces(world, INITECH.id)).toEqual(EVERYTHING);
    expect(await isSubscribed(world, INITECH.id)).toBe(false);
    await expect(world.first.app.clientFor(INITECH.id)).rejects.toThrow('not installed');
    world.clock.advance(7 * DAY_MS - 1);
    expect(await world.first.app.forgetGone()).toBe(0);
    world.clock.advance(1);
    expect(await world.first.app.forgetGone()).toBe(1);
    expect(await traces(world, INITECH.id)).toEqual([]);
    expect(await traces(world, GLOBEX.id)).toEqual(EVERYTHING);
    expect(await isSubscribed(world, GLOBEX.id)).toBe(true);
    await install(world, { team: INITECH.id });
    expect(await traces(world, INITECH.id)).toEqual(INSTALLED);
    await forgetBoth(world);
  });

  it('is undone by installing the app again within that time: everything is back, and the subscriptions go on', async () => {
    const world = await startInstallable(store);
    await install(world, { team: INITECH.id });
    await keepSomething(world, INITECH.id);
    world.clock.advance(60_000);
    await world.slack.inTeam(INITECH.id).uninstall();
    await world.settled();
    world.clock.advance(6 * DAY_MS);
    await install(world, { team: INITECH.id });
    expect(await traces(world, INITECH.id)).toEqual(EVERYTHING);
    expect(await isSubscribed(world, INITECH.id)).toBe(true);
    world.clock.advance(6 * DAY_MS);
    expect(await world.first.app.forgetGone()).toBe(0);
    const initech = world.slack.inTeam(INITECH.id);
    const userId = initech.team.idOf(ADA);
    await initech.sendCommand({ userId, channelId: initech.team.idOf(ML_PLATFORM), line: '/ftcost help' });
    await world.settled();
    expect(initech.ephemerals(userId)).toHaveLength(1);
    const actions = (await readAudit(store.database, INITECH.id, { limit: 10 })).map(({ action }) => action);
    expect(actions).toEqual([
      'app.installed',
      'app.restored',
      'app.removed',
      'settings.changed',
      'app.installed',
    ]);
    await forgetBoth(world);
  });

  it.each([['app_uninstalled'], ['tokens_revoked']])(
    'is understood by %s alone, and by the same event again, and the first one counts',
    async (type) => {
      const world = await startInstallable(store, { server: { botEvents: [] } });
      await install(world, { team: INITECH.id });
      await keepSomething(world, INITECH.id);
      world.clock.advance(5_000);
      const event = { type, tokens: { oauth: [], bot: ['U1'] } };
      const happenedAtMs = world.clock.nowMs;
      for (let time = 0; time < 2; time += 1) {
        await sendEvent(world, INITECH.id, event, happenedAtMs);
        expect(await isSubscribed(world, INITECH.id)).toBe(false);
        await expect(world.first.app.clientFor(INITECH.id)).rejects.toThrow('not installed');
        world.clock.advance(3.5 * DAY_MS);
      }
      expect(await world.first.app.forgetGone()).toBe(1);
      expect(await traces(world, INITECH.id)).toEqual([]);
      await sendEvent(world, INITECH.id, event, happenedAtMs);
      expect(await traces(world, INITECH.id)).toEqual([]);
    },
  );

  it('is not what it means when a person takes back their own token', async () => {
    const world = await startInstallable(store);
    await install(world, { team: INITECH.id });
    world.clock.advance(5_000);
    const event = { type: 'tokens_revoked', tokens: { oauth: ['U1'], bot: [] } };
    await sendEvent(world, INITECH.id, event, world.clock.nowMs);
    await world.first.app.clientFor(INITECH.id);
    await forgetBoth(world);
  });

  it('told of late, after the app was installed again, leaves the new installation alone', async () => {
    const world = await startInstallable(store);
    await install(world, { team: INITECH.id });
    const removedAtMs = world.clock.nowMs;
    world.clock.advance(120_000);
    await install(world, { team: INITECH.id });
    await sendEvent(world, INITECH.id, { type: 'app_uninstalled' }, removedAtMs);
    await world.first.app.clientFor(INITECH.id);
    await forgetBoth(world);
  });

  describe('that nobody has told of', () => {
    /** Slack refuses the token of a workspace that has removed the app and told nobody. */
    async function refusedWorkspace(measures?: Measures): Promise<Installable> {
      const world = await startInstallable(store, {
        server: { botEvents: [] },
        ...(measures !== undefined && { measures }),
      });
      for (const { id } of [INITECH, GLOBEX]) {
        await install(world, { team: id });
        await keepSomething(world, id);
      }
      await world.slack.inTeam(INITECH.id).uninstall();
      const client = await world.first.app.clientFor(INITECH.id);
      await expect(client.call('auth.test', {})).rejects.toThrow();
      return world;
    }

    it('is forgotten when Slack has refused the token for 30 days, and counted; nothing of another is', async () => {
      const metrics = createMetrics({
        figures: () => Promise.reject(new Error('not asked for here')),
        clock: () => new Date('2026-11-22T12:00:00Z'),
        onUnreadable: () => {},
      });
      const world = await refusedWorkspace(metrics);
      world.clock.advance(29 * DAY_MS);
      expect(await world.first.app.forgetGone()).toBe(0);
      expect(await traces(world, INITECH.id)).toEqual(EVERYTHING);
      world.clock.advance(DAY_MS);
      expect(await world.first.app.forgetGone()).toBe(1);
      expect(await traces(world, INITECH.id)).toEqual([]);
      expect(await traces(world, GLOBEX.id)).toEqual(EVERYTHING);
      expect(await world.first.app.forgetGone()).toBe(0);
      expect(await metrics.text()).toContain('ftcost_workspaces_forgotten_total{why="refused"} 1');
      expect(world.log.filter((line) => line.includes('is gone for so long'))).toHaveLength(1);
      await forgetBoth(world);
    });

    it('is counted from the first refusal on, however often Slack refuses', async () => {
      const world = await refusedWorkspace();
      world.clock.advance(20 * DAY_MS);
      const found = await createInstallations(store.database).get(INITECH.id);
      const again = createInstallations(store.database).refuse(
        INITECH.id,
        found?.sealed ?? '',
        world.clock.now(),
      );
      expect(await again).toBe(false);
      world.clock.advance(10 * DAY_MS);
      expect(await world.first.app.forgetGone()).toBe(1);
      await forgetBoth(world);
    });

    it('keeps a workspace that was installed again meanwhile, with everything', async () => {
      const world = await refusedWorkspace();
      world.clock.advance(29 * DAY_MS);
      await install(world, { team: INITECH.id });
      world.clock.advance(29 * DAY_MS);
      expect(await world.first.app.forgetGone()).toBe(0);
      expect(await traces(world, INITECH.id)).toEqual(EVERYTHING);
      await forgetBoth(world);
    });
  });
});
