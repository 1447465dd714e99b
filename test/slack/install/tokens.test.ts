import { beforeAll, expect, it } from 'vitest';
import { ADA, ML_PLATFORM } from '../../../src/playground/slack-server/index.js';
import { subscriptions } from '../../../src/store/schema/index.js';
import type { Store } from '../../../src/store/store.js';
import { describeOnEveryStore } from '../../store/stores.js';
import {
  CLIENT,
  INITECH,
  type Installable,
  install,
  KEY,
  PUBLIC_URL,
  startInstallable,
} from './installable.js';

const HOUR_MS = 60 * 60_000;
const ROTATION = {
  oauth: {
    ...CLIENT,
    redirectUris: [`${PUBLIC_URL}/slack/oauth_redirect`],
    rotation: { accessTokenSeconds: 12 * 60 * 60 },
  },
};

function renewals({ slack }: Installable): number {
  return slack.calls.filter(
    ({ method, arguments: given }) => method === 'oauth.v2.access' && given.grant_type === 'refresh_token',
  ).length;
}

async function ask({ slack, settled }: Installable): Promise<void> {
  const { team, ...initech } = slack.inTeam(INITECH.id);
  await initech.sendCommand({
    userId: team.idOf(ADA),
    channelId: team.idOf(ML_PLATFORM),
    line: '/ftcost gpt-4o 500k/day 200in 100out',
  });
  await settled();
}

describeOnEveryStore('tokens that end', (stores) => {
  let store: Store;
  beforeAll(async () => {
    store = await stores.open();
  });

  it('are renewed for work in the background, once however many instances and jobs ask', async () => {
    const world = await startInstallable(store, { server: ROTATION });
    await install(world, { team: INITECH.id });
    const instances = [world.first, await world.startInstance(), await world.startInstance()];
    world.clock.advance(13 * HOUR_MS);
    const askers = [...instances, ...instances, ...instances, ...instances];
    const answers = await Promise.all(
      askers.map(async ({ app }) => (await app.clientFor(INITECH.id)).call('auth.test', {})),
    );
    expect(answers).toEqual(askers.map(() => expect.objectContaining({ ok: true })));
    expect(renewals(world)).toBe(1);
    await world.slack.inTeam(INITECH.id).uninstall();
  });

  it('are renewed for requests, too, and over and over', async () => {
    const world = await startInstallable(store, { server: ROTATION });
    await install(world, { team: INITECH.id });
    for (let day = 1; day <= 3; day += 1) {
      world.clock.advance(24 * HOUR_MS);
      await ask(world);
      const { team, ...initech } = world.slack.inTeam(INITECH.id);
      expect(initech.messages(team.idOf(ML_PLATFORM))).toHaveLength(day);
      expect(renewals(world)).toBe(day);
    }
    await world.slack.inTeam(INITECH.id).uninstall();
  });

  it('serve requests until five minutes before their end while the new one is fetched', async () => {
    const world = await startInstallable(store, { server: ROTATION });
    await install(world, { team: INITECH.id });
    world.slack.faults.add({
      method: 'oauth.v2.access',
      times: Number.POSITIVE_INFINITY,
      respond: { status: 503, body: 'busy' },
    });
    world.clock.advance(11 * HOUR_MS);
    const client = await world.first.app.clientFor(INITECH.id);
    expect(await client.call('auth.test', {})).toMatchObject({ ok: true });
    await expect.poll(() => world.log.join('\n')).toContain('A token could not be renewed');
    world.slack.faults.clear();
    world.clock.advance(HOUR_MS);
    const later = await world.first.app.clientFor(INITECH.id);
    expect(await later.call('auth.test', {})).toMatchObject({ ok: true });
    await world.slack.inTeam(INITECH.id).uninstall();
  });

  it('and cannot be renewed while Slack is away are asked for again the next time, and nothing stops', async () => {
    const world = await startInstallable(store, { server: ROTATION });
    await install(world, { team: INITECH.id });
    world.clock.advance(13 * HOUR_MS);
    world.slack.faults.add({ method: 'oauth.v2.access', respond: { destroySocket: true } });
    await expect(world.first.app.clientFor(INITECH.id)).rejects.toThrow('no tokens (no_answer)');
    const later = await world.first.app.clientFor(INITECH.id);
    expect(await later.call('auth.test', {})).toMatchObject({ ok: true });
    await world.slack.inTeam(INITECH.id).uninstall();
  });

  it('are renewed when Slack says so earlier than the clock, and the call is repeated', async () => {
    const world = await startInstallable(store, { server: ROTATION });
    await install(world, { team: INITECH.id });
    const client = await world.first.app.clientFor(INITECH.id);
    world.clock.advance(12 * HOUR_MS + 1);
    expect(await client.call('auth.test', {})).toMatchObject({ ok: true });
    expect(renewals(world)).toBe(1);
    await world.slack.inTeam(INITECH.id).uninstall();
  });
});

describeOnEveryStore('a token that Slack refuses', (stores) => {
  it('stops the digests of its workspace, and a new installation brings the app back', async () => {
    const store = await stores.open();
    const world = await startInstallable(store, { server: { botEvents: [] } });
    await install(world, { team: INITECH.id });
    const now = world.clock.now();
    await store.database.insert(subscriptions).values({
      workspaceId: INITECH.id,
      channelId: 'C1',
      createdBy: 'U1',
      createdAt: now,
      updatedAt: now,
      schedule: {},
      content: {},
      status: 'active',
      nextRunAt: now,
      coveredUntil: now,
    });
    const client = await world.first.app.clientFor(INITECH.id);
    await world.slack.inTeam(INITECH.id).uninstall();
    await expect(client.call('auth.test', {})).rejects.toThrow('account_inactive');
    expect(await store.database.select().from(subscriptions)).toMatchObject([
      { status: 'paused', pausedBecause: 'app-removed' },
    ]);
    await expect(world.first.app.clientFor(INITECH.id)).rejects.toThrow('not installed');
    await install(world, { team: INITECH.id });
    const again = await world.first.app.clientFor(INITECH.id);
    expect(await again.call('auth.test', {})).toMatchObject({ ok: true });
  });

  it('gives way to the one of a newer installation, which another instance may not know yet', async () => {
    const store = await stores.open();
    const world = await startInstallable(store, { server: { botEvents: [] } });
    const other = await world.startInstance();
    await install(world, { team: INITECH.id });
    const client = await other.app.clientFor(INITECH.id);
    await world.slack.inTeam(INITECH.id).uninstall();
    await install(world, { team: INITECH.id });
    expect(await client.call('auth.test', {})).toMatchObject({ ok: true });
  });
});

describeOnEveryStore('keys', (stores) => {
  const NEW = Buffer.alloc(32, 2);

  async function keyNames(store: Store): Promise<unknown> {
    return (await store.sql.executeSql("SELECT split_part(sealed, '.', 2) AS key FROM installations")).rows;
  }

  it('are rotated by putting a new one first: everything is sealed again at the start, and the old one may go', async () => {
    const store = await stores.open();
    const world = await startInstallable(store);
    await install(world, { team: INITECH.id });
    const before = await keyNames(store);
    const rotated = await world.startInstance([NEW, KEY]);
    expect(await keyNames(store)).not.toEqual(before);
    expect(world.log.join('\n')).toContain('sealed again with the first key');
    const alone = await world.startInstance([NEW]);
    for (const { app } of [rotated, alone]) {
      const client = await app.clientFor(INITECH.id);
      expect(await client.call('auth.test', {})).toMatchObject({ ok: true });
    }
  });

  it('that are lost are named at the start by the installations they sealed, and installing again mends it', async () => {
    const store = await stores.open();
    const world = await startInstallable(store);
    await install(world, { team: INITECH.id });
    const lost = await world.startInstance([NEW]);
    expect(world.log.join('\n')).toContain('No key of ENCRYPTION_KEY opens these installations');
    await expect(lost.app.clientFor(INITECH.id)).rejects.toThrow('ENCRYPTION_KEY');
    await install({ ...world, first: lost }, { team: INITECH.id });
    const client = await lost.app.clientFor(INITECH.id);
    expect(await client.call('auth.test', {})).toMatchObject({ ok: true });
  });
});
