import { beforeAll, expect, it } from 'vitest';
import { ADA, ML_PLATFORM } from '../../../src/playground/slack-server/index.js';
import { SCOPES } from '../../../src/slack/install/scopes.js';
import { installations, installStates } from '../../../src/store/schema/index.js';
import type { Store } from '../../../src/store/store.js';
import { describeOnEveryStore } from '../../store/stores.js';
import {
  Browser,
  buttonOf,
  CLIENT,
  GLOBEX,
  INITECH,
  type Installable,
  install,
  KEY,
  PUBLIC_URL,
  startInstallable,
} from './installable.js';

const HOOLI = { id: 'E0HOOLI000', name: 'Hooli' };
const GRID = ['T0HOOLI001', 'T0HOOLI002'].map((id) => ({
  id,
  name: id,
  domain: id.toLowerCase(),
  enterprise: HOOLI,
}));

/** Types `/ftcost help` in a team. @returns the private answers */
async function help({ slack, settled }: Installable, teamId: string): Promise<readonly string[]> {
  const team = slack.inTeam(teamId);
  const userId = team.team.idOf(ADA);
  await team.sendCommand({ userId, channelId: team.team.idOf(ML_PLATFORM), line: '/ftcost help' });
  await settled();
  return team.ephemerals(userId).map(({ text }) => text);
}

describeOnEveryStore('installing by OAuth', (stores) => {
  let store: Store;
  beforeAll(async () => {
    store = await stores.open();
  });

  it('leads from the install page through Slack to a page that says where the app is now, and it answers there', async () => {
    const world = await startInstallable(store);
    expect(await help(world, INITECH.id)).toEqual([]);
    const { page } = await install(world, { team: INITECH.id });
    expect(page.status).toBe(200);
    expect(page.text).toContain('It is now in Initech.');
    expect((await help(world, INITECH.id)).length).toBe(1);
    await world.slack.inTeam(INITECH.id).uninstall();
  });

  it('asks Slack for the scopes of the manifest, with a state that is in the cookie of this browser alone', async () => {
    const world = await startInstallable(store);
    const browser = new Browser();
    const page = await browser.open(`${world.first.url}/slack/install`);
    const { searchParams: asked, origin } = buttonOf(page.text);
    expect(origin).toBe(new URL(world.slack.url).origin);
    expect(asked.get('client_id')).toBe(CLIENT.clientId);
    expect(asked.get('scope')).toBe(SCOPES.join(','));
    expect(asked.get('redirect_uri')).toBe(`${PUBLIC_URL}/slack/oauth_redirect`);
    expect(browser.cookie).toBe(`ftcost-install=${asked.get('state')}`);
    expect(page.headers.get('set-cookie')).toMatch(/HttpOnly; Secure; SameSite=Lax/);
    expect(page.headers.get('cache-control')).toBe('no-store');
    expect(page.headers.get('content-security-policy')).toMatch(/^default-src 'none'/);
  });

  it('writes no row for more visits than a minute may bring, of one address or of all, and serves the next minute', async () => {
    const world = await startInstallable(store);
    const rows = async () => (await store.database.select().from(installStates)).length;
    /** Opens the page so often from an address behind the proxy. @returns how often it was served */
    async function served(times: number, address: string): Promise<number> {
      const visits = Array.from({ length: times }, () =>
        fetch(`${world.first.url}/slack/install`, { headers: { 'x-forwarded-for': `8.8.8.8, ${address}` } }),
      );
      const statuses = (await Promise.all(visits)).map(({ status }) => status);
      expect(statuses.filter((status) => status !== 200 && status !== 429)).toEqual([]);
      return statuses.filter((status) => status === 200).length;
    }
    const before = await rows();
    expect(await served(100, '203.0.113.1')).toBe(60);
    for (let visitor = 2; visitor <= 4; visitor += 1)
      expect(await served(60, `203.0.113.${visitor}`)).toBe(60);
    expect(await served(100, '203.0.113.5')).toBe(60);
    expect(await served(10, '203.0.113.6')).toBe(0);
    expect((await rows()) - before).toBe(300);
    const refused = await fetch(`${world.first.url}/slack/oauth_redirect?code=1&state=2`);
    expect(refused.status).toBe(429);
    expect(refused.headers.get('retry-after')).toBe('60');
    world.clock.advance(60_001);
    expect(await served(1, '203.0.113.1')).toBe(1);
  });

  it('begun on one instance ends on another', async () => {
    const world = await startInstallable(store);
    const back = await world.startInstance();
    const { page } = await install(world, { team: INITECH.id, back });
    expect(page.text).toContain('ftcost is installed');
    await world.slack.inTeam(INITECH.id).uninstall();
  });

  it('shows names from outside as text', async () => {
    const world = await startInstallable(store);
    const { page } = await install(world, { team: GLOBEX.id });
    expect(page.text).toContain('Globex &lt;b&gt;&amp; Co');
    await world.slack.inTeam(GLOBEX.id).uninstall();
  });

  it('says that nothing was installed after Cancel, and how to begin again', async () => {
    const world = await startInstallable(store);
    const { page } = await install(world, { team: INITECH.id, decision: 'cancel' });
    expect(page.status).toBe(200);
    expect(page.text).toContain('Nothing was installed');
    expect(page.text).toContain('href="/slack/install"');
  });

  it('refuses a state that was used, whichever instance is asked', async () => {
    const world = await startInstallable(store);
    const other = await world.startInstance();
    const browser = new Browser();
    const { address } = await install(world, { team: INITECH.id, browser });
    const state = new URL(address).searchParams.get('state');
    for (const { url } of [world.first, other]) {
      browser.cookie = `ftcost-install=${state}`;
      const again = await browser.open(address.replace(world.first.url, url));
      expect(again.status).toBe(400);
      expect(again.text).toContain('This installation is over');
    }
    await world.slack.inTeam(INITECH.id).uninstall();
  });

  it('refuses a state after ten minutes, a forged one, and one of another browser', async () => {
    const world = await startInstallable(store);
    const browser = new Browser();
    const begun = await browser.open(`${world.first.url}/slack/install`);
    const state = buttonOf(begun.text).searchParams.get('state') ?? '';
    const back = (query: string) => `${world.first.url}/slack/oauth_redirect?code=c&${query}`;
    expect((await new Browser().open(back(`state=${state}`))).text).toContain('begun elsewhere');
    browser.cookie = `ftcost-install=${state}`;
    world.clock.advance(10 * 60_000);
    expect((await browser.open(back(`state=${state}`))).text).toContain('This installation is over');
    const [id] = state.split('.');
    for (const forged of [`${id}.${'0'.repeat(64)}`, `${id}`, 'x.y', '.']) {
      browser.cookie = `ftcost-install=${forged}`;
      expect((await browser.open(back(`state=${forged}`))).text).toContain('This installation is over');
    }
    expect((await browser.open(`${world.first.url}/slack/oauth_redirect`)).text).toContain(
      'Begin the installation here',
    );
  });

  it("says Slack's reason when Slack refuses, and what to do, without any secret", async () => {
    const world = await startInstallable(store, {
      server: { oauth: { ...CLIENT, clientSecret: 'another', redirectUris: [PUBLIC_URL] } },
    });
    const { page } = await install(world, { team: INITECH.id });
    expect(page.status).toBe(400);
    expect(page.text).toContain('bad_client_secret');
    expect(page.text).toContain('SLACK_CLIENT_SECRET');
    expect(page.text).not.toContain(CLIENT.clientSecret);
    const odd = await new Browser().open(`${world.first.url}/slack/oauth_redirect?error=<script>&state=s`);
    expect(odd.text).not.toContain('<script>');
  });

  it('keeps tokens sealed: no table and no line of the log holds one, nor any other secret', async () => {
    const world = await startInstallable(store, {
      server: {
        oauth: {
          ...CLIENT,
          redirectUris: [`${PUBLIC_URL}/slack/oauth_redirect`],
          rotation: { accessTokenSeconds: 43_200 },
        },
      },
    });
    const { address } = await install(world, { team: INITECH.id });
    await help(world, INITECH.id);
    const { rows: tables } = await store.sql.executeSql(
      "SELECT table_name AS name FROM information_schema.tables WHERE table_schema = 'public'",
    );
    const dumps = await Promise.all(
      (tables as { name: string }[]).map(({ name }) =>
        store.sql.executeSql(`SELECT one::text AS row FROM "${name}" AS one`),
      ),
    );
    const kept = JSON.stringify(dumps.map(({ rows }) => rows));
    const said = world.log.join('\n');
    expect(kept).toContain(INITECH.id);
    expect(said).toContain('The app was installed');
    const code = new URL(address).searchParams.get('code') ?? 'no code';
    for (const secret of ['xoxb-', 'xoxe', CLIENT.clientSecret, code, KEY.toString('base64')]) {
      expect(kept).not.toContain(secret);
      expect(said).not.toContain(secret);
    }
    await world.slack.inTeam(INITECH.id).uninstall();
  });

  it('again gives the scopes that an older version did not ask for, and keeps what the workspace has', async () => {
    const world = await startInstallable(store);
    const { slack, workspaces } = world;
    await install(world, { team: INITECH.id, scope: 'commands,chat:write' });
    const initech = slack.inTeam(INITECH.id);
    const by = { userId: 'U1', name: 'Ada' };
    await workspaces.settings.change(INITECH.id, by, world.clock.now(), (now) => now);
    const client = await world.first.app.clientFor(INITECH.id);
    await expect(client.call('files.info', { file: 'F1' })).rejects.toThrow('missing_scope');
    await install(world, { team: INITECH.id });
    const upgraded = await world.first.app.clientFor(INITECH.id);
    await expect(upgraded.call('files.info', { file: 'F1' })).rejects.toThrow('file_not_found');
    expect(await workspaces.settings.current(INITECH.id)).toBeDefined();
    await initech.uninstall();
  });

  it('for an organisation serves each of its workspaces, under one installation and one id', async () => {
    const world = await startInstallable(store, { server: { teams: [...GRID, INITECH] } });
    const { page } = await install(world, { team: GRID[0]?.id ?? '', decision: 'organisation' });
    expect(page.text).toContain('It is now in Hooli.');
    for (const { id } of GRID) expect(await help(world, id)).toHaveLength(1);
    const client = await world.first.app.clientFor(HOOLI.id);
    expect(await client.call('auth.test', {})).toMatchObject({ ok: true });
    await expect(world.first.app.clientFor(GRID[0]?.id ?? '')).rejects.toThrow('not installed');
    await world.slack.inTeam(GRID[1]?.id ?? '').uninstall();
    await world.settled();
    await expect(world.first.app.clientFor(HOOLI.id)).rejects.toThrow('not installed');
  });

  it('in one workspace of a grid is for that workspace alone', async () => {
    const world = await startInstallable(store, { server: { teams: [...GRID] } });
    const [one = '', two = ''] = GRID.map(({ id }) => id);
    await install(world, { team: one });
    expect(await help(world, one)).toHaveLength(1);
    expect(await help(world, two)).toEqual([]);
    await expect(world.first.app.clientFor(HOOLI.id)).rejects.toThrow('not installed');
    await world.slack.inTeam(one).uninstall();
  });

  it('is what an admin is asked to do, with the link, where the installation is gone or lacks a scope', async () => {
    const world = await startInstallable(store);
    await install(world, { team: INITECH.id, scope: 'commands' });
    const { team, ...initech } = world.slack.inTeam(INITECH.id);
    const userId = team.idOf(ADA);
    const line = '/ftcost gpt-4o 500k/day 200in 100out';
    const said = () => JSON.stringify(initech.ephemerals(userId).at(-1)?.blocks);
    await initech.sendCommand({ userId, channelId: team.idOf(ML_PLATFORM), line });
    await world.settled();
    expect(said()).toContain(
      `has not given me the right to post. Nothing was posted. An admin must reinstall the app: ${PUBLIC_URL}/slack/install`,
    );
    await store.database.delete(installations);
    const second = await world.startInstance();
    world.slack.connectApp(`${second.url}/slack/events`);
    await initech.sendCommand({ userId, channelId: team.idOf(ML_PLATFORM), line });
    await world.settled();
    expect(said()).toContain(
      `I am not installed in this workspace any more, so I cannot answer. An admin must reinstall the app: ${PUBLIC_URL}/slack/install`,
    );
  });
});
