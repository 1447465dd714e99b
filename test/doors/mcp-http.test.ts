import { createHmac } from 'node:crypto';
import { Client } from '@modelcontextprotocol/sdk/client/index.js';
import { StreamableHTTPClientTransport } from '@modelcontextprotocol/sdk/client/streamableHttp.js';
import { describe, expect, onTestFinished, test } from 'vitest';
import { z } from 'zod';
import { ACME, GLOBEX, type Network, NOW, SIGNING_SECRET, startNetwork } from './network.js';

const WORDS = 'gpt-4o 500k/day 2000+200in 100out task=classification';
/** Today's bill at the list price, and at half of it, which Globex has negotiated. */
const LISTED = 'Invoice: $97.5k';
const NEGOTIATED = 'Invoice: $48.8k';

/** The SDK's own client, connected to `/mcp`. */
async function connect(
  { url }: Network,
  options: ConstructorParameters<typeof StreamableHTTPClientTransport>[1],
): Promise<Client> {
  const client = new Client({ name: 'test', version: '1' });
  const transport = new StreamableHTTPClientTransport(new URL(`${url}/mcp`), options);
  await client.connect(transport);
  onTestFinished(() => client.close());
  return client;
}

const bearer = (token: string) => ({ requestInit: { headers: { authorization: `Bearer ${token}` } } });

async function textOf(
  client: Client,
  name: string,
  asked: Record<string, unknown>,
  meta?: Record<string, unknown>,
) {
  const called = await client.callTool({ name, arguments: asked, ...(meta && { _meta: meta }) });
  return z.object({ content: z.tuple([z.object({ text: z.string() })]) }).parse(called).content[0].text;
}

/** A body as Slack signs it. */
function signed(body: string, secret: string, at: Date): Record<string, string> {
  const seconds = Math.floor(at.getTime() / 1_000);
  const signature = createHmac('sha256', secret).update(`v0:${seconds}:${body}`).digest('hex');
  return { 'x-slack-signature': `v0=${signature}`, 'x-slack-request-timestamp': String(seconds) };
}

/** Slackbot's MCP client: every request is signed; who asks stands in `_meta.slack` of a call. */
const asSlackbot = (secret = SIGNING_SECRET, at = NOW) => ({
  fetch: (address: string | URL, init: RequestInit = {}) => {
    const headers = new Headers(init.headers);
    for (const [name, value] of Object.entries(signed(String(init.body ?? ''), secret, at)))
      headers.set(name, value);
    return fetch(address, { ...init, headers });
  },
});

async function negotiate({ workspaces }: Network, workspaceId: string) {
  const by = { userId: 'U1', name: 'Hank' };
  await workspaces.settings.change(workspaceId, by, new Date(0), (now) => ({
    ...now,
    negotiated: [{ product: 'gpt-4o', discount: 0.5 }],
  }));
}

describe('MCP over HTTP', () => {
  test('answers with a token, and with the prices of its workspace', async () => {
    const world = await startNetwork();
    await negotiate(world, GLOBEX);
    const [acme, globex] = [
      await connect(world, bearer(await world.token(ACME))),
      await connect(world, bearer(await world.token(GLOBEX))),
    ];
    const { tools } = await acme.listTools();
    expect(tools.map(({ name }) => name)).toContain('check_training_file');
    expect(await textOf(acme, 'advise', { text: WORDS })).toContain(LISTED);
    expect(await textOf(globex, 'advise', { text: WORDS })).toContain(NEGOTIATED);
  });

  test('reads no file of the machine that it runs on', async () => {
    const world = await startNetwork();
    const client = await connect(world, bearer(await world.token()));
    expect(await textOf(client, 'check_training_file', { path: '/etc/passwd' })).toMatch(
      /path: there is no such field/,
    );
  });

  test('opens to nobody without a token', async () => {
    const world = await startNetwork();
    await expect(connect(world, {})).rejects.toThrow();
    await expect(connect(world, bearer('ftcost_T0ACMEACME.x.y'))).rejects.toThrow();
  });

  test('opens to no page in a browser, whatever token it has', async () => {
    const world = await startNetwork();
    const token = await world.token();
    const ask = (origin: string) =>
      fetch(`${world.url}/mcp`, {
        method: 'POST',
        body: JSON.stringify({ jsonrpc: '2.0', id: 1, method: 'ping' }),
        headers: {
          origin,
          authorization: `Bearer ${token}`,
          'content-type': 'application/json',
          accept: 'application/json, text/event-stream',
        },
      });
    expect((await ask('https://evil.example')).status).toBe(403);
    expect((await ask('https://ftcost.example.com')).status).toBe(200);
  });

  test('counts requests of a token as the API does', async () => {
    const world = await startNetwork({ requestsAMinute: 4 });
    const client = await connect(world, bearer(await world.token()));
    await expect(
      (async () => {
        for (let call = 0; call < 5; call += 1) await client.listTools();
      })(),
    ).rejects.toThrow();
  });
});

describe('MCP for Slackbot', () => {
  const of = (team: string) => ({ slack: { user_id: 'U0ADA', team_id: team, enterprise_id: null } });

  test('answers what Slack has signed, for the workspace that it names', async () => {
    const world = await startNetwork({ slackIdentity: true });
    await negotiate(world, GLOBEX);
    const client = await connect(world, asSlackbot());
    expect(await textOf(client, 'advise', { text: WORDS }, of(GLOBEX))).toContain(NEGOTIATED);
    expect(await textOf(client, 'advise', { text: WORDS }, of(ACME))).toContain(LISTED);
  });

  test('answers nobody whose workspace has not installed the app, or is not named', async () => {
    const world = await startNetwork({ slackIdentity: true });
    world.remove(GLOBEX);
    const client = await connect(world, asSlackbot());
    for (const meta of [of(GLOBEX), undefined, { slack: {} }, { slack: 'x' }]) {
      expect(await textOf(client, 'prices', {}, meta)).toMatch(/not installed in this workspace/);
    }
  });

  test('takes no signature with another secret, none that is old, and none where it is switched off', async () => {
    const world = await startNetwork({ slackIdentity: true });
    await expect(connect(world, asSlackbot('another secret'))).rejects.toThrow();
    await expect(
      connect(world, asSlackbot(SIGNING_SECRET, new Date(NOW.getTime() - 600_000))),
    ).rejects.toThrow();
    await expect(connect(await startNetwork(), asSlackbot())).rejects.toThrow();
  });

  test('whoever has a token names no other workspace by that', async () => {
    const world = await startNetwork({ slackIdentity: true });
    await negotiate(world, GLOBEX);
    const client = await connect(world, bearer(await world.token(ACME)));
    expect(await textOf(client, 'advise', { text: WORDS }, of(GLOBEX))).toContain(LISTED);
  });
});
