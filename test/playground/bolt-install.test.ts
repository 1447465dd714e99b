import type { AddressInfo } from 'node:net';
import { App, HTTPReceiver, type InstallationStore, LogLevel } from '@slack/bolt';
import { expect, it, onTestFinished } from 'vitest';
import {
  ADA,
  APP,
  ML_PLATFORM,
  type SlackServer,
  startSlackServer,
} from '../../src/playground/slack-server/index.js';
import { SIGNING_SECRET } from './workspace-fixture.js';

const CLIENT = { clientId: '111.222', clientSecret: 'client-secret' };
const SCOPES = ['commands', 'chat:write', 'app_mentions:read'];
const TEAM = { id: 'T0INITECH0', name: 'Initech', domain: 'initech' };

type Kept = Parameters<InstallationStore['storeInstallation']>[0];
type Store = Map<string, Kept>;

interface Installed {
  readonly slack: SlackServer;
  /** What the app keeps of its installations, by team. */
  readonly store: Store;
  /** What reached the app's listeners. */
  readonly heard: readonly string[];
}

/** A real Bolt app that a browser has installed by OAuth, from its install page to the last redirect. */
async function installBolt(): Promise<Installed> {
  const redirectUris: string[] = [];
  const slack = await startSlackServer({
    signingSecret: SIGNING_SECRET,
    botToken: 'xoxb-of-another-installation',
    commands: [],
    oauth: { ...CLIENT, redirectUris, rotation: { accessTokenSeconds: 43_200 } },
    teams: [TEAM],
    homeTab: true,
    shortcuts: [{ callbackId: 'estimate', name: 'Estimate', description: 'A workload' }],
    botEvents: ['app_mention', 'app_home_opened', 'app_uninstalled'],
  });
  onTestFinished(() => slack.close());
  const store: Store = new Map();
  const clientOptions = { slackApiUrl: slack.apiUrl };
  const receiver = new HTTPReceiver({
    signingSecret: SIGNING_SECRET,
    ...CLIENT,
    stateSecret: 'state-secret',
    scopes: SCOPES,
    logLevel: LogLevel.ERROR,
    installationStore: keeper(store),
    installerOptions: {
      authorizationUrl: `${slack.url}/oauth/v2/authorize`,
      clientOptions,
      directInstall: true,
    },
  });
  const app = new App({ receiver, clientOptions, deferInitialization: true, logLevel: LogLevel.ERROR });
  const heard: string[] = [];
  app.event('app_mention', async ({ event, client }) => {
    heard.push(event.type);
    await client.chat.postMessage({ channel: event.channel, thread_ts: event.ts, text: 'Here' });
  });
  app.event('app_home_opened', async ({ event, client }) => {
    heard.push(event.type);
    const blocks = [{ type: 'section' as const, text: { type: 'plain_text' as const, text: event.tab } }];
    await client.views.publish({ user_id: event.user, view: { type: 'home', blocks } });
  });
  app.event('app_uninstalled', async ({ event, context }) => {
    heard.push(event.type);
    store.delete(context.teamId ?? '');
  });
  app.shortcut('estimate', async ({ ack, shortcut }) => {
    await ack();
    heard.push(shortcut.callback_id);
  });
  await app.init();
  const server = await app.start(0);
  onTestFinished(async () => {
    await app.stop();
  });
  const origin = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
  redirectUris.push(`${origin}/slack/oauth_redirect`);
  slack.connectApp(`${origin}/slack/events`);
  await walk(`${origin}/slack/install`);
  return { slack, store, heard };
}

function keeper(store: Store) {
  return {
    storeInstallation: async (installation: Kept) => {
      store.set(installation.team?.id ?? '', installation);
    },
    fetchInstallation: async ({ teamId = '' }: { readonly teamId?: string | undefined }) => {
      const found = store.get(teamId);
      if (found === undefined) throw new Error(`Nothing is stored for ${teamId}`);
      return found;
    },
  };
}

/** Follows redirects as a browser does, with the cookies that it is given. */
async function walk(address: string): Promise<void> {
  let next: string | null = address;
  let cookie = '';
  while (next !== null) {
    const response: Response = await fetch(next, { redirect: 'manual', headers: { cookie } });
    expect(response.status).toBeLessThan(400);
    cookie = response.headers.getSetCookie()[0]?.split(';')[0] ?? cookie;
    next = response.headers.get('location');
  }
}

it('A Bolt app is installed by OAuth, hears of mentions, Home and shortcuts, and of its removal', async () => {
  const { slack, store, heard } = await installBolt();
  expect(store.get(TEAM.id)).toMatchObject({
    team: { id: TEAM.id },
    bot: { scopes: SCOPES, token: expect.stringMatching(/^xoxe\.xoxb/), refreshToken: expect.any(String) },
    isEnterpriseInstall: false,
  });
  const initech = slack.inTeam(TEAM.id);
  const { idOf } = initech.team;
  const userId = idOf(ADA);
  const channelId = idOf(ML_PLATFORM);
  await initech.sendMessage({ userId, channelId, text: `<@${idOf(APP.botUserId)}> help` });
  await initech.openHome({ userId, tab: 'home' });
  await initech.sendShortcut({ userId, callbackId: 'estimate' });
  await expect.poll(() => initech.messages(channelId)).toHaveLength(2);
  const [asked, answered] = initech.messages(channelId);
  expect(answered).toMatchObject({ text: 'Here', threadTs: asked?.ts, userId: idOf(APP.botUserId) });
  await expect.poll(() => initech.home(userId)).toMatchObject({ type: 'home' });
  await initech.uninstall();
  await expect.poll(() => store.has(TEAM.id)).toBe(false);
  expect(new Set(heard)).toEqual(new Set(['app_mention', 'app_home_opened', 'estimate', 'app_uninstalled']));
});
