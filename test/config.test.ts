import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, describe, expect, it } from 'vitest';
import { ConfigError, readConfig, readPriceConfig } from '../src/config.js';
import { DEFAULT_RETENTION } from '../src/store/retention.js';

const TOKEN = 'xoxb-1-test';
const KEY = Buffer.alloc(32, 7);
const OAUTH = {
  SLACK_CLIENT_ID: '1.2',
  SLACK_CLIENT_SECRET: 'hunter2-client',
  SLACK_STATE_SECRET: 'hunter2-state-secret',
  ENCRYPTION_KEY: KEY.toString('base64'),
};

describe('the configuration', () => {
  it('starts a quiet playground on port 3000 when nothing is set', () => {
    expect(readConfig({})).toEqual({
      slack: 'playground',
      port: 3000,
      logLevel: 'warn',
      retention: DEFAULT_RETENTION,
      store: { kind: 'folder', directory: './data' },
      evidence: {},
      letsSlackbotIn: false,
    });
  });

  it('lets Slackbot in over MCP where that is set, and only where signatures tell that it is Slack', () => {
    const http = { SLACK_BOT_TOKEN: TOKEN, SLACK_SIGNING_SECRET: 's' };
    expect(readConfig({ ...http, SLACKBOT_MCP: 'on' }).letsSlackbotIn).toBe(true);
    expect(readConfig(http).letsSlackbotIn).toBe(false);
    expect(() => readConfig({ SLACKBOT_MCP: 'on' })).toThrow(/SLACKBOT_MCP is on, and nothing would tell/);
    const socket = { SLACK_BOT_TOKEN: TOKEN, SLACK_APP_TOKEN: 'xapp-1' };
    expect(() => readConfig({ ...socket, SLACKBOT_MCP: 'on' })).toThrow(/SLACK_SIGNING_SECRET/);
    expect(() => readConfig({ ...http, SLACKBOT_MCP: 'yes' })).toThrow(/neither on nor off/);
  });

  it('counts an empty setting as not set', () => {
    expect(readConfig({ SLACK_BOT_TOKEN: '', PORT: ' ' }).slack).toBe('playground');
  });

  it('serves Slack over HTTP with a bot token and a signing secret', () => {
    const config = readConfig({
      SLACK_BOT_TOKEN: TOKEN,
      SLACK_SIGNING_SECRET: 's',
      NODE_ENV: 'production',
      PORT: '8080',
    });
    expect(config.slack).toEqual({ transport: 'http', botToken: TOKEN, signingSecrets: ['s'] });
    expect(config.port).toBe(8080);
    expect(config.logLevel).toBe('info');
  });

  it('keeps its data in a folder, or in a PostgreSQL that is named', () => {
    expect(readConfig({ DATA_DIR: '/var/lib/ftcost' }).store).toEqual({
      kind: 'folder',
      directory: '/var/lib/ftcost',
    });
    const url = 'postgres://ftcost:secret@db:5432/ftcost';
    expect(readConfig({ DATABASE_URL: url, DATA_DIR: 'x' }).store).toEqual({ kind: 'server', url });
  });

  it('reads the public registry when it serves Slack, and none of its own accord in the playground', () => {
    expect(readConfig({}).priceFeeds).toBeUndefined();
    expect(readConfig({ PRICE_FEED_URL: 'file:///tmp/feed.json' }).priceFeeds?.registryUrl).toBe(
      'file:///tmp/feed.json',
    );
    expect(readConfig({ SLACK_BOT_TOKEN: TOKEN, SLACK_SIGNING_SECRET: 's' }).priceFeeds?.registryUrl).toMatch(
      /^https:\/\/.*model_prices/,
    );
  });

  it('serves at every address of the machine unless HOST names one, and metrics nowhere unless they have a port', () => {
    expect(readConfig({})).not.toHaveProperty('host');
    expect(readConfig({})).not.toHaveProperty('operatorPage');
    expect(readConfig({ HOST: '::1', OPERATOR_PORT: '9464' })).toMatchObject({
      host: '::1',
      operatorPage: { port: 9464, host: '127.0.0.1' },
    });
    expect(readConfig({ OPERATOR_PORT: '0', OPERATOR_HOST: '0.0.0.0' }).operatorPage).toEqual({
      port: 0,
      host: '0.0.0.0',
    });
  });

  it('keeps things as long as the operator says', () => {
    const env = {
      REMOVED_KEPT_DAYS: '0',
      DIGESTS_KEPT_DAYS: '60',
      SETTINGS_KEPT_DAYS: '61',
      FEED_CHECKS_KEPT_DAYS: '7',
      AUDIT_KEPT_DAYS: '3650',
    };
    expect(readConfig(env).retention).toEqual({
      removedDays: 0,
      digestDays: 60,
      settingsDays: 61,
      feedCheckDays: 7,
      auditDays: 3_650,
    });
  });

  it.each([
    ['REMOVED_KEPT_DAYS', ['-1', '31', '1.5', 'x']],
    ['DIGESTS_KEPT_DAYS', ['59', '3651', '60.5', 'x']],
    ['SETTINGS_KEPT_DAYS', ['59', '3651', '60.5', 'x']],
    ['FEED_CHECKS_KEPT_DAYS', ['6', '3651', '7.5', 'x']],
    ['AUDIT_KEPT_DAYS', ['0', '3651', '1.5', 'x']],
  ])('stops the start where %s is no number of days, or would take away what is needed', (name, values) => {
    for (const value of values) {
      expect(() => readConfig({ [name]: value }), value).toThrowError(`${name} is no whole number of days`);
    }
  });

  it('takes two signing secrets while one takes the place of the other', () => {
    const config = readConfig({ SLACK_BOT_TOKEN: TOKEN, SLACK_SIGNING_SECRET: 'new, old' });
    expect(config.slack).toMatchObject({ signingSecrets: ['new', 'old'] });
  });

  it('prefers Socket Mode when an app-level token is set', () => {
    const config = readConfig({
      SLACK_BOT_TOKEN: TOKEN,
      SLACK_SIGNING_SECRET: 's',
      SLACK_APP_TOKEN: 'xapp-1',
    });
    expect(config.slack).toEqual({ transport: 'socket', botToken: TOKEN, appToken: 'xapp-1' });
  });

  it('serves many workspaces with the settings of OAuth, by HTTP or Socket Mode', () => {
    const oauth = {
      clientId: '1.2',
      clientSecret: 'hunter2-client',
      stateSecret: 'hunter2-state-secret',
      keys: [KEY],
    };
    const env = { ...OAUTH, SLACK_SIGNING_SECRET: 's', PUBLIC_URL: 'https://ftcost.example.com/' };
    const config = readConfig(env);
    expect(config.slack).toEqual({ transport: 'http', signingSecrets: ['s'], oauth });
    expect(config.publicUrl).toBe('https://ftcost.example.com');
    expect(readConfig({ ...OAUTH, SLACK_APP_TOKEN: 'xapp-1' }).slack).toEqual({
      transport: 'socket',
      appToken: 'xapp-1',
      oauth,
    });
  });

  it('takes several keys, the first of which seals', () => {
    const ENCRYPTION_KEY = `${'ab'.repeat(32)}, ${OAUTH.ENCRYPTION_KEY}`;
    const config = readConfig({ ...OAUTH, ENCRYPTION_KEY, SLACK_SIGNING_SECRET: 's' });
    expect(config.slack).toMatchObject({ oauth: { keys: [Buffer.alloc(32, 0xab), KEY] } });
  });

  it.each(Object.keys(OAUTH))(
    'stops the start when %s alone is missing for many workspaces, and names it',
    (name) => {
      const env = { ...OAUTH, SLACK_SIGNING_SECRET: 's', [name]: undefined };
      const missing = () => readConfig(env);
      expect(missing).toThrowError(`${name} is missing`);
      expect(missing).not.toThrowError(/hunter2/);
    },
  );

  it.each([
    ['production without credentials', { NODE_ENV: 'production' }, 'SLACK_BOT_TOKEN'],
    ['a bot token alone', { SLACK_BOT_TOKEN: TOKEN }, 'SLACK_SIGNING_SECRET'],
    ['a signing secret alone', { SLACK_SIGNING_SECRET: 's' }, 'SLACK_BOT_TOKEN'],
    ['an app token alone', { SLACK_APP_TOKEN: 'xapp-1' }, 'SLACK_BOT_TOKEN'],
    ['a user token', { SLACK_BOT_TOKEN: 'xoxp-1', SLACK_SIGNING_SECRET: 's' }, 'xoxb-'],
    ['a bot token as app token', { SLACK_BOT_TOKEN: TOKEN, SLACK_APP_TOKEN: TOKEN }, 'xapp-'],
    ['a port that is no number', { PORT: 'http' }, 'PORT'],
    ['a port out of range', { PORT: '70000' }, 'PORT'],
    ['a port of the operator that is no number', { OPERATOR_PORT: '9464/tcp' }, 'OPERATOR_PORT'],
    ['a host that is an address of the web', { HOST: 'http://localhost' }, 'HOST'],
    ['a misspelt environment', { NODE_ENV: 'prod' }, 'NODE_ENV'],
    ['an environment in capitals', { NODE_ENV: 'Production', SLACK_BOT_TOKEN: TOKEN }, 'NODE_ENV'],
    [
      'a signing secret too few',
      { SLACK_BOT_TOKEN: TOKEN, SLACK_SIGNING_SECRET: 'new,' },
      'SLACK_SIGNING_SECRET',
    ],
    ['an unknown log level', { LOG_LEVEL: 'loud' }, 'LOG_LEVEL'],
    ['a database that is no PostgreSQL', { DATABASE_URL: 'mysql://a@b/c' }, 'DATABASE_URL'],
    [
      'a client id alone',
      { SLACK_CLIENT_ID: '1.2' },
      /SLACK_CLIENT_SECRET.*\n.*SLACK_STATE_SECRET.*\n.*ENCRYPTION_KEY/,
    ],
    ['OAuth without a way in', OAUTH, 'SLACK_SIGNING_SECRET'],
    [
      'both kinds of access',
      { ...OAUTH, SLACK_BOT_TOKEN: TOKEN, SLACK_SIGNING_SECRET: 's' },
      'Leave one out',
    ],
    ['a key that is too short', { ...OAUTH, ENCRYPTION_KEY: 'aHVudGVyMg==' }, 'randomBytes(32)'],
    ['a state secret that is too short', { ...OAUTH, SLACK_STATE_SECRET: 'short' }, 'SLACK_STATE_SECRET'],
    ['a public address that is none', { PUBLIC_URL: 'example' }, 'PUBLIC_URL'],
    ['a feed that is no address', { PRICE_FEED_URL: 'ftp://a/b' }, 'PRICE_FEED_URL'],
    ['an API base that is no address', { SLACK_API_URL: 'slack' }, 'SLACK_API_URL'],
  ])('stops the start for %s and names what to mend', (_, env, named) => {
    expect(() => readConfig(env)).toThrowError(ConfigError);
    expect(() => readConfig(env)).toThrowError(named);
  });

  it('names every problem at once, and never the value of a secret', () => {
    try {
      readConfig({ PORT: 'x', LOG_LEVEL: 'loud', SLACK_BOT_TOKEN: 'hunter2', ENCRYPTION_KEY: 'hunter2' });
      expect.unreachable();
    } catch (error) {
      expect(error).toBeInstanceOf(ConfigError);
      if (error instanceof ConfigError) expect(error.problems).toHaveLength(4);
      expect(String(error)).not.toContain('hunter2');
    }
  });
});

describe('secrets in files', () => {
  const folder = mkdtempSync(join(tmpdir(), 'ftcost-secrets-'));
  afterAll(() => rmSync(folder, { recursive: true }));
  function fileWith(content: string): string {
    const path = join(folder, `${content.length}`);
    writeFileSync(path, content);
    return path;
  }

  it('are read as if they stood in the environment, without the end of the line', () => {
    const inFiles = {
      SLACK_CLIENT_ID: '1.2',
      SLACK_CLIENT_SECRET_FILE: fileWith(OAUTH.SLACK_CLIENT_SECRET),
      SLACK_STATE_SECRET_FILE: fileWith(`${OAUTH.SLACK_STATE_SECRET}\n`),
      ENCRYPTION_KEY_FILE: fileWith(`${OAUTH.ENCRYPTION_KEY}\r\n`),
      SLACK_SIGNING_SECRET_FILE: fileWith('s\n'),
      DATABASE_URL_FILE: fileWith('postgres://ftcost:secret@db:5432/ftcost'),
      PRICE_FEED_URL_FILE: fileWith('https://feed.example/?token=1'),
    };
    const inEnvironment = {
      ...OAUTH,
      SLACK_SIGNING_SECRET: 's',
      DATABASE_URL: 'postgres://ftcost:secret@db:5432/ftcost',
      PRICE_FEED_URL: 'https://feed.example/?token=1',
    };
    expect(readConfig(inFiles)).toEqual(readConfig(inEnvironment));
    const bot = { SLACK_BOT_TOKEN_FILE: fileWith(TOKEN), SLACK_APP_TOKEN_FILE: fileWith('xapp-1') };
    expect(readConfig(bot).slack).toEqual({ transport: 'socket', botToken: TOKEN, appToken: 'xapp-1' });
    expect(readPriceConfig(inFiles).priceFeeds.registryUrl).toBe('https://feed.example/?token=1');
  });

  it.each([
    [
      'a file that is not there',
      { SLACK_BOT_TOKEN_FILE: '/nowhere/token' },
      '/nowhere/token cannot be read (ENOENT)',
    ],
    ['a folder', { SLACK_BOT_TOKEN_FILE: '/' }, 'cannot be read (EISDIR)'],
    ['an empty file', { SLACK_BOT_TOKEN_FILE: fileWith('\n') }, 'is empty'],
    [
      'a secret in both places',
      { SLACK_BOT_TOKEN: TOKEN, SLACK_BOT_TOKEN_FILE: fileWith(TOKEN) },
      'Leave one out',
    ],
    [
      'a wrong secret',
      { SLACK_BOT_TOKEN_FILE: fileWith('hunter2-hunter2') },
      'SLACK_BOT_TOKEN is not a bot token',
    ],
  ])('stop the start for %s, and are never repeated', (_, env, named) => {
    const read = () => readConfig({ ...env, SLACK_SIGNING_SECRET: 's' });
    expect(read).toThrowError(named);
    expect(read).not.toThrowError(/hunter2/);
  });
});
