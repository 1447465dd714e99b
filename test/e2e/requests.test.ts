import { once } from 'node:events';
import { get, type ServerResponse } from 'node:http';
import { pino } from 'pino';
import { describe, expect, test } from 'vitest';
import { ADA, ML_PLATFORM } from '../../src/playground/slack-server/index.js';
import { serveRoutes } from '../../src/slack/kit/web-server.js';
import { startWorld, stuckRenderer, USEFUL_LINE } from './harness.js';

const TYPED = { userId: ADA, channelId: ML_PLATFORM, line: USEFUL_LINE };

describe('a request is only taken from Slack', () => {
  test.each([
    ['a wrong signature', { signature: `v0=${'0'.repeat(64)}` }],
    ['no signature', { signature: '' }],
    ['a signature of six minutes ago', { timestamp: Math.floor(Date.now() / 1000) - 360 }],
    ['a signature of in six minutes', { timestamp: Math.floor(Date.now() / 1000) + 360 }],
  ])('%s is refused', async (_, overrides) => {
    const world = await startWorld();
    const { deliveries } = await world.slack.sendCommand({ ...TYPED, overrides });
    expect(deliveries[0]?.status).toBe(401);
    expect(world.slack.calls).toEqual([]);
  });

  test('a body above a megabyte is refused', async () => {
    const world = await startWorld();
    const { deliveries } = await world.slack.sendCommand({
      ...TYPED,
      overrides: { rawBody: `text=${'x'.repeat(1_100_000)}` },
    });
    expect(deliveries[0]?.status).toBe(413);
  });

  test('our own pages are served beside the endpoint, by HTTP and in Socket Mode', async () => {
    const routes = [
      {
        path: '/healthz',
        method: 'GET',
        handler: (_: unknown, response: ServerResponse) => void response.end('alive'),
      },
    ];
    const world = await startWorld({ routes });
    expect(await (await fetch(`${world.appUrl}/healthz`)).text()).toBe('alive');
    const server = await serveRoutes(routes, pino({ level: 'silent' }), 0, '127.0.0.1');
    const address = server.address();
    const port = address !== null && typeof address === 'object' ? address.port : 0;
    expect(await (await fetch(`http://127.0.0.1:${port}/healthz?x=1`)).text()).toBe('alive');
    expect((await fetch(`http://127.0.0.1:${port}/other`)).status).toBe(404);
    server.close();
  });

  test('an unknown path is 404', async () => {
    const world = await startWorld();
    expect((await fetch(`${world.appUrl}/elsewhere`)).status).toBe(404);
    expect((await fetch(`${world.appUrl}/slack/events`)).status).toBe(404);
  });

  test.each(['//', '/%', '/%00', '/healthz/../%zz', '/a?b=%'])(
    'what is no address is 404: %s',
    async (path) => {
      const world = await startWorld();
      const { hostname, port } = new URL(world.appUrl);
      const [answer] = await once(get({ hostname, port, path }), 'response');
      answer.resume();
      expect(answer.statusCode).toBe(404);
      expect(world.log.filter((line) => line.includes('"level":50'))).toEqual([]);
    },
  );
});

describe('one submission posts once', () => {
  test('a command that is delivered three times at once', async () => {
    const world = await startWorld();
    const { deliveries } = await world.type(USEFUL_LINE, { copies: 3 });
    expect(deliveries.map(({ status }) => status)).toEqual([200, 200, 200]);
    expect(world.slack.messages(ML_PLATFORM)).toHaveLength(1);
    expect(world.slack.calls.filter(({ method }) => method === 'files.upload')).toHaveLength(1);
  });

  test('typing the same command again is another submission', async () => {
    const world = await startWorld();
    await world.type(USEFUL_LINE);
    await world.type(USEFUL_LINE);
    expect(world.slack.messages(ML_PLATFORM)).toHaveLength(2);
  });
});

describe('nobody is mentioned by what others type', () => {
  test.each([
    '<!channel> <@U0GRACEHOP> @here #general',
    '&lt;!channel&gt; &lt;@U0GRACEHOP&gt;',
    '*bold* _it_ ~s~ `code` :tada: https://evil.example',
  ])('in the name %s', async (name) => {
    const world = await startWorld();
    await world.type(`${USEFUL_LINE} name="${name}"`);
    const [message] = world.slack.messages(ML_PLATFORM);
    expect(message?.mentions).toEqual([]);
    expect(message?.text).not.toMatch(/<!|<@|\*bold\*|:tada:/);
  });

  test('in words that are not understood', async () => {
    const world = await startWorld();
    await world.type('/ftcost <!channel> <@U0GRACEHOP> @here *x* gpt-4o');
    expect(world.slack.messages(ML_PLATFORM)).toEqual([]);
    for (const { mentions } of world.slack.ephemerals(ADA)) expect(mentions).toEqual([]);
  });

  test('3,000 characters of junk get a short private answer', async () => {
    const world = await startWorld();
    const outcome = await world.type(`/ftcost ${'%$ zq<!here>'.repeat(250)}`);
    expect(outcome.ok).toBe(true);
    expect(world.slack.messages(ML_PLATFORM)).toEqual([]);
    const [answer] = world.slack.ephemerals(ADA);
    expect(answer?.mentions).toEqual([]);
    expect(answer?.text.length).toBeLessThan(4_000);
  });
});

test('a stop waits for the requests at work', async () => {
  const renderer = stuckRenderer();
  const world = await startWorld({ renderer });
  await world.slack.sendCommand(TYPED);
  await renderer.begun;
  expect(world.app.running()).toBe(1);
  const stopping = world.app.stop(5_000);
  renderer.end();
  expect(await stopping).toBe(0);
  expect(world.slack.messages(ML_PLATFORM)).toHaveLength(1);
});

test('init says who the bot is, and explains a token that Slack refuses', async () => {
  const world = await startWorld();
  expect(await world.app.init()).toMatchObject({ botUserId: 'U0FTCOSTBO' });
  world.slack.faults.add({ method: 'auth.test', respond: { body: { ok: false, error: 'invalid_auth' } } });
  await expect(world.app.init()).rejects.toThrow(/SLACK_BOT_TOKEN/);
  await world.slack.close();
  await expect(world.app.init()).rejects.toThrow(/did not answer/);
});
