import { describe, expect, it } from 'vitest';
import {
  ADA,
  APP,
  ML_PLATFORM,
  type SlackServer,
  type SlackServerOptions,
  TEAM,
} from '../../src/playground/slack-server/index.js';
import {
  BOT_TOKEN,
  call,
  clientOf,
  eventsIn,
  FakeClock,
  type Json,
  modal,
  PNG,
  section,
  startApp,
  startSlack,
} from './workspace-fixture.js';

const GLOBEX = { id: 'T0GLOBEX00', name: 'Globex', domain: 'globex', botToken: 'xoxb-globex' };
const CLIENT = { clientId: '111.222', clientSecret: 'client-secret' };
const REDIRECT = 'http://localhost:3000/slack/oauth_redirect';
const OAUTH = { ...CLIENT, redirectUris: [REDIRECT] };
const FREE = { id: 'T0INITECH0', name: 'Initech', domain: 'initech' };

describe('Every team', () => {
  it('has people, channels and a bot with ids of its own', async () => {
    const slack = await startSlack({ teams: [GLOBEX] });
    const { team } = slack.inTeam(GLOBEX.id);
    const ids = (one: typeof team) => [...one.people, ...one.channels].map(({ id }) => id);
    const both = [...ids(slack.team), ...ids(team)];
    expect(new Set(both).size).toBe(both.length);
    expect(slack.team.idOf(ADA)).toBe(ADA);
    expect(await call(slack, 'auth.test', {}, GLOBEX.botToken)).toMatchObject({
      team: 'Globex',
      team_id: GLOBEX.id,
      user_id: team.idOf(APP.botUserId),
    });
  });

  it('sends requests that name it, and gets the answers alone', async () => {
    const slack = await startSlack({ teams: [GLOBEX] });
    const globex = slack.inTeam(GLOBEX.id);
    const log = await startApp(slack, () => ({ body: { text: 'Only here' } }));
    const userId = globex.team.idOf(ADA);
    const channelId = globex.team.idOf(ML_PLATFORM);
    const { responseUrl } = await globex.sendCommand({ userId, channelId, line: '/ftcost' });
    expect(log[0]?.form).toMatchObject({ team_id: GLOBEX.id, team_domain: 'globex', user_id: userId });
    const headers = { 'content-type': 'application/json' };
    await fetch(responseUrl, { method: 'POST', headers, body: JSON.stringify({ text: 'Later' }) });
    expect(globex.ephemerals(userId).map(({ text }) => text)).toEqual(['Only here', 'Later']);
    expect(slack.ephemerals(ADA)).toEqual([]);
    await expect(globex.sendCommand({ userId: ADA, channelId, line: '/ftcost' })).rejects.toThrow('Nobody');
  });

  it('keeps its channels, people, views, triggers and files from the tokens of others', async () => {
    const slack = await startSlack({
      teams: [GLOBEX],
      homeTab: true,
      fileProcessingMs: 0,
      scopes: ['chat:write', 'files:read', 'files:write', 'users:read'],
    });
    await startApp(slack);
    const post = { channel: ML_PLATFORM, text: 'x' };
    const theirs = (method: string, args: Json) => call(slack, method, args, GLOBEX.botToken);
    expect(await theirs('chat.postMessage', post)).toMatchObject({ error: 'channel_not_found' });
    expect(await theirs('users.info', { user: ADA })).toMatchObject({ error: 'user_not_found' });
    const home = { type: 'home', blocks: [section('Home')] };
    expect(await theirs('views.publish', { user_id: ADA, view: home })).toMatchObject({
      error: 'user_not_found',
    });
    const view = modal([{ type: 'divider' }]);
    const command = { userId: ADA, channelId: ML_PLATFORM, line: '/ftcost' };
    const { triggerId: trigger_id } = await slack.sendCommand(command);
    expect(await theirs('views.open', { trigger_id, view })).toMatchObject({ error: 'invalid_trigger_id' });
    const opened = await call(slack, 'views.open', { trigger_id, view });
    const view_id = (opened.view as Json).id;
    expect(await theirs('views.update', { view_id, view })).toMatchObject({ error: 'not_found' });
    const { files } = await clientOf(slack).filesUploadV2({ file: PNG, filename: 'a.png' });
    const file = files[0]?.files?.[0]?.id;
    for (const method of ['files.info', 'files.delete']) {
      expect(await theirs(method, { file })).toMatchObject({ error: 'file_not_found' });
    }
    const { ts } = await call(slack, 'chat.postMessage', post);
    expect(await theirs('chat.update', { ...post, ts })).toMatchObject({ error: 'channel_not_found' });
    expect(slack.messages(ML_PLATFORM)).toMatchObject([{ text: 'x', edited: false }]);
  });
});

describe('A team that removes the app', () => {
  const EVENTS = { botEvents: ['app_uninstalled', 'tokens_revoked'], homeTab: true };

  it('tells it twice, and its tokens are refused from then on', async () => {
    const slack = await startSlack({ ...EVENTS, teams: [GLOBEX] });
    const log = await startApp(slack);
    await call(slack, 'views.publish', { user_id: ADA, view: { type: 'home', blocks: [section('x')] } });
    await slack.uninstall();
    expect(eventsIn(log)).toEqual(
      expect.arrayContaining([
        { type: 'tokens_revoked', tokens: { oauth: [], bot: [APP.botUserId] } },
        { type: 'app_uninstalled' },
      ]),
    );
    expect(log).toHaveLength(2);
    expect(await call(slack, 'auth.test', {})).toMatchObject({ ok: false, error: 'account_inactive' });
    expect(await call(slack, 'auth.test', {}, GLOBEX.botToken)).toMatchObject({ ok: true });
    expect(slack.home(ADA)).toBeUndefined();
    const command = { userId: ADA, channelId: ML_PLATFORM, line: '/ftcost' };
    expect(await slack.sendCommand(command)).toMatchObject({ ok: false, deliveries: [] });
    await expect(slack.uninstall()).rejects.toThrow('not installed');
  });

  it('can install it again', async () => {
    const slack = await startSlack(EVENTS);
    await startApp(slack);
    await slack.uninstall();
    slack.reinstall();
    expect(await call(slack, 'auth.test', {}, BOT_TOKEN)).toMatchObject({ ok: true, team_id: TEAM.id });
    const command = { userId: ADA, channelId: ML_PLATFORM, line: '/ftcost' };
    expect(await slack.sendCommand(command)).toMatchObject({ ok: true });
  });
});

describe('Installing by OAuth', () => {
  async function start(options: Partial<SlackServerOptions> = {}): Promise<SlackServer> {
    return startSlack({ oauth: OAUTH, teams: [FREE], ...options });
  }

  /** Where a browser is sent after *Allow*, or after what `more` says. */
  async function authorize(slack: SlackServer, more: Record<string, string> = {}) {
    const query = new URLSearchParams({
      client_id: CLIENT.clientId,
      scope: 'commands,chat:write',
      state: 'the-state',
      redirect_uri: REDIRECT,
      ...more,
    });
    const response = await fetch(`${slack.url}/oauth/v2/authorize?${query}`, { redirect: 'manual' });
    const location = response.headers.get('location');
    if (location === null) return { page: await response.text(), fields: {} as Record<string, string> };
    const { searchParams, origin, pathname } = new URL(location);
    return { page: `${origin}${pathname}`, fields: Object.fromEntries(searchParams) };
  }

  /** oauth.v2.access as the SDK calls it: a form with the client's secret in the body and no token. */
  async function access(slack: SlackServer, fields: Record<string, string>): Promise<Json> {
    const response = await fetch(`${slack.apiUrl}oauth.v2.access`, {
      method: 'POST',
      body: new URLSearchParams({
        client_id: CLIENT.clientId,
        client_secret: CLIENT.clientSecret,
        ...fields,
      }),
    });
    return (await response.json()) as Json;
  }

  async function install(slack: SlackServer, more: Record<string, string> = {}): Promise<Json> {
    const { fields } = await authorize(slack, more);
    return access(slack, { code: fields.code ?? '', redirect_uri: REDIRECT });
  }

  it('sends the browser back with a code and the state, and the code gets a token once', async () => {
    const slack = await start();
    const { page, fields } = await authorize(slack);
    expect(page).toBe(REDIRECT);
    expect(fields.state).toBe('the-state');
    const exchange = { code: fields.code ?? '', redirect_uri: REDIRECT };
    const answer = await access(slack, exchange);
    const { team } = slack.inTeam(FREE.id);
    expect(answer).toMatchObject({
      ok: true,
      token_type: 'bot',
      scope: 'commands,chat:write',
      app_id: APP.id,
      bot_user_id: team.bot.userId,
      team: { id: FREE.id, name: 'Initech' },
      enterprise: null,
      is_enterprise_install: false,
      authed_user: { id: team.idOf(ADA) },
    });
    expect(answer).not.toHaveProperty('refresh_token');
    const token = String(answer.access_token);
    expect(await call(slack, 'auth.test', {}, token)).toMatchObject({ ok: true, team_id: FREE.id });
    expect(await call(slack, 'files.info', { file: 'F1' }, token)).toMatchObject({ error: 'missing_scope' });
    expect(await access(slack, exchange)).toEqual({ ok: false, error: 'invalid_code' });
    const shown = JSON.stringify([slack.calls, await (await fetch(`${slack.url}/playground/calls`)).json()]);
    for (const secret of [token, CLIENT.clientSecret, exchange.code]) expect(shown).not.toContain(secret);
  });

  it('sends the browser back with access_denied after Cancel', async () => {
    const slack = await start();
    const { fields } = await authorize(slack, { decision: 'cancel' });
    expect(fields).toEqual({ error: 'access_denied', state: 'the-state' });
  });

  it.each([
    [{ client_id: 'another' }, 'invalid_client_id'],
    [{ redirect_uri: 'https://evil.example/' }, 'bad_redirect_uri'],
    [{ redirect_uri: `${REDIRECT}.evil.example/` }, 'bad_redirect_uri'],
    [{ team: 'T0NOWHERE0' }, 'invalid_team'],
  ])('sends a browser nowhere that asks with %j', async (fields, error) => {
    const slack = await start();
    expect(await authorize(slack, fields)).toEqual({ page: error, fields: {} });
  });

  it.each([
    [{ client_secret: 'wrong' }, 'bad_client_secret'],
    [{ client_id: 'wrong' }, 'invalid_client_id'],
    [{ redirect_uri: 'http://localhost:3000/other' }, 'bad_redirect_uri'],
    [{ code: 'wrong' }, 'invalid_code'],
    [{ grant_type: 'refresh_token', refresh_token: 'wrong' }, 'invalid_refresh_token'],
  ])('gives no token for %j', async (fields, error) => {
    const slack = await start();
    const { code = '' } = (await authorize(slack)).fields;
    const answer = await access(slack, { code, redirect_uri: REDIRECT, ...fields });
    expect(answer).toEqual({ ok: false, error });
  });

  it('gives no token for a code that is older than ten minutes', async () => {
    const clock = new FakeClock();
    const slack = await start({ clock: () => clock.nowMs });
    const { code = '' } = (await authorize(slack)).fields;
    clock.advance(10 * 60_000 + 1);
    expect(await access(slack, { code, redirect_uri: REDIRECT })).toMatchObject({ error: 'invalid_code' });
  });

  it('keeps the token on a second install, with the new scopes, and gives another after a removal', async () => {
    const slack = await start();
    const first = await install(slack, { team: FREE.id });
    const second = await install(slack, { team: FREE.id, scope: 'commands,chat:write,files:read' });
    expect(second.access_token).toBe(first.access_token);
    const token = String(first.access_token);
    expect(await call(slack, 'files.info', { file: 'F1' }, token)).toMatchObject({
      error: 'file_not_found',
    });
    await slack.inTeam(FREE.id).uninstall();
    const third = await install(slack, { team: FREE.id });
    expect(third.access_token).not.toBe(first.access_token);
    expect(await call(slack, 'auth.test', {}, token)).toMatchObject({ error: 'account_inactive' });
    expect(await call(slack, 'auth.test', {}, String(third.access_token))).toMatchObject({ ok: true });
  });

  it('with rotation, tokens end and are renewed by a refresh token that works once', async () => {
    const clock = new FakeClock();
    const rotation = { accessTokenSeconds: 43_200 };
    const slack = await start({ clock: () => clock.nowMs, oauth: { ...OAUTH, rotation } });
    const first = await install(slack);
    expect(first).toMatchObject({ ok: true, expires_in: 43_200 });
    clock.advance(43_200_000);
    expect(await call(slack, 'auth.test', {}, String(first.access_token))).toMatchObject({
      error: 'token_expired',
    });
    const renewal = { grant_type: 'refresh_token', refresh_token: String(first.refresh_token) };
    const second = await access(slack, renewal);
    expect(second).toMatchObject({ ok: true, expires_in: 43_200, team: { id: FREE.id } });
    expect(second.refresh_token).not.toBe(first.refresh_token);
    expect(await call(slack, 'auth.test', {}, String(second.access_token))).toMatchObject({ ok: true });
    expect(await access(slack, renewal)).toEqual({ ok: false, error: 'invalid_refresh_token' });
  });

  it('for a whole organisation has no team, serves every team of it and says so in requests', async () => {
    const enterprise = { id: 'E0HOOLI000', name: 'Hooli' };
    const teams = ['T0HOOLI001', 'T0HOOLI002'].map((id) => ({ id, name: id, domain: id, enterprise }));
    const slack = await start({ teams });
    const [one = '', two = ''] = teams.map(({ id }) => id);
    const answer = await install(slack, { team: one, decision: 'organisation' });
    expect(answer).toMatchObject({ ok: true, team: null, enterprise, is_enterprise_install: true });
    const token = String(answer.access_token);
    const second = slack.inTeam(two);
    const channel = second.team.idOf(ML_PLATFORM);
    expect(await call(slack, 'chat.postMessage', { channel, text: 'x' }, token)).toMatchObject({ ok: true });
    expect(await call(slack, 'auth.test', { team_id: TEAM.id }, token)).toMatchObject({
      error: 'team_not_found',
    });
    const log = await startApp(slack);
    await second.sendCommand({ userId: second.team.idOf(ADA), channelId: channel, line: '/ftcost' });
    expect(log[0]?.form).toMatchObject({
      is_enterprise_install: 'true',
      enterprise_id: enterprise.id,
      team_id: two,
    });
  });

  it('in one team of an organisation names both and is not the organisation’s', async () => {
    const enterprise = { id: 'E0HOOLI000', name: 'Hooli' };
    const slack = await start({ teams: [{ ...FREE, enterprise }] });
    expect(await install(slack)).toMatchObject({
      team: { id: FREE.id },
      enterprise,
      is_enterprise_install: false,
    });
  });
});
