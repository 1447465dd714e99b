import { describe, expect, it } from 'vitest';
import { ConfigError, readConfig } from '../src/config.js';

const TOKEN = 'xoxb-1-test';

describe('the configuration', () => {
  it('starts a quiet playground on port 3000 when nothing is set', () => {
    expect(readConfig({})).toEqual({
      slack: 'playground',
      port: 3000,
      logLevel: 'warn',
      store: { kind: 'folder', directory: './data' },
    });
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
    expect(config.slack).toEqual({ transport: 'http', botToken: TOKEN, signingSecret: 's' });
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
    expect(readConfig({}).priceFeedUrl).toBeUndefined();
    expect(readConfig({ PRICE_FEED_URL: 'file:///tmp/feed.json' }).priceFeedUrl).toBe(
      'file:///tmp/feed.json',
    );
    expect(readConfig({ SLACK_BOT_TOKEN: TOKEN, SLACK_SIGNING_SECRET: 's' }).priceFeedUrl).toMatch(
      /^https:\/\/.*model_prices/,
    );
  });

  it('prefers Socket Mode when an app-level token is set', () => {
    const config = readConfig({
      SLACK_BOT_TOKEN: TOKEN,
      SLACK_SIGNING_SECRET: 's',
      SLACK_APP_TOKEN: 'xapp-1',
    });
    expect(config.slack).toEqual({ transport: 'socket', botToken: TOKEN, appToken: 'xapp-1' });
  });

  it.each([
    ['production without credentials', { NODE_ENV: 'production' }, 'SLACK_BOT_TOKEN'],
    ['a bot token alone', { SLACK_BOT_TOKEN: TOKEN }, 'SLACK_SIGNING_SECRET'],
    ['a signing secret alone', { SLACK_SIGNING_SECRET: 's' }, 'SLACK_BOT_TOKEN'],
    ['an app token alone', { SLACK_APP_TOKEN: 'xapp-1' }, 'SLACK_BOT_TOKEN'],
    ['a user token', { SLACK_BOT_TOKEN: 'xoxp-1', SLACK_SIGNING_SECRET: 's' }, 'xoxb-'],
    ['a bot token as app token', { SLACK_BOT_TOKEN: TOKEN, SLACK_APP_TOKEN: TOKEN }, 'xapp-'],
    ['a port that is no number', { PORT: 'http' }, 'PORT'],
    ['a port out of range', { PORT: '70000' }, 'PORT'],
    ['an unknown log level', { LOG_LEVEL: 'loud' }, 'LOG_LEVEL'],
    ['a database that is no PostgreSQL', { DATABASE_URL: 'mysql://a@b/c' }, 'DATABASE_URL'],
    ['a feed that is no address', { PRICE_FEED_URL: 'ftp://a/b' }, 'PRICE_FEED_URL'],
    ['an API base that is no address', { SLACK_API_URL: 'slack' }, 'SLACK_API_URL'],
  ])('stops the start for %s and names what to mend', (_, env, named) => {
    expect(() => readConfig(env)).toThrowError(ConfigError);
    expect(() => readConfig(env)).toThrowError(named);
  });

  it('names every problem at once, and never the value of a secret', () => {
    try {
      readConfig({ PORT: 'x', LOG_LEVEL: 'loud', SLACK_BOT_TOKEN: 'hunter2' });
      expect.unreachable();
    } catch (error) {
      expect(error).toBeInstanceOf(ConfigError);
      if (error instanceof ConfigError) expect(error.problems).toHaveLength(3);
      expect(String(error)).not.toContain('hunter2');
    }
  });
});
