import { type ChildProcess, spawn } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { describe, expect, it, onTestFinished } from 'vitest';
import { startSlackServer } from '../../src/playground/slack-server/index.js';

/** The built program as it is started: `npm test` builds it first. */

interface Ended {
  readonly code: number | null;
  readonly output: string;
}

function run(file: string, args: readonly string[], env: Readonly<Record<string, string>> = {}) {
  const data = mkdtempSync(join(tmpdir(), 'ftcost-data-'));
  onTestFinished(() => rmSync(data, { recursive: true, force: true, maxRetries: 5 }));
  const child = spawn(process.execPath, [file, ...args], {
    env: { PATH: process.env.PATH, PORT: '0', DATA_DIR: data, ...env },
    cwd: new URL('../../', import.meta.url),
  });
  onTestFinished(() => void child.kill('SIGKILL'));
  let output = '';
  for (const stream of [child.stdout, child.stderr]) stream.on('data', (data) => (output += String(data)));
  const ended = new Promise<Ended>((resolve) => child.once('close', (code) => resolve({ code, output })));
  return { child, ended, output: () => output };
}

async function until(fact: () => boolean, child: ChildProcess): Promise<void> {
  while (!fact()) {
    if (child.exitCode !== null) throw new Error('The program ended too early.');
    await new Promise((resolve) => setTimeout(resolve, 20));
  }
}

describe('the program', () => {
  it('stops in production without credentials, and says what to set', async () => {
    const { code, output } = await run('dist/main.js', [], { NODE_ENV: 'production' }).ended;
    expect(code).toBe(1);
    expect(output).toContain('SLACK_BOT_TOKEN');
    expect(output).not.toContain('at ');
  });

  it('starts the playground when nothing is set, serves its page, and stops on SIGTERM', async () => {
    const { child, ended, output } = run('dist/main.js', []);
    await until(() => /http:\/\/127\.0\.0\.1:\d+/.test(output()), child);
    const [url = ''] = /http:\/\/127\.0\.0\.1:\d+/.exec(output()) ?? [];
    const page = await fetch(url);
    expect(await page.text()).toContain('ftcost playground');
    child.kill('SIGTERM');
    expect((await ended).code).toBe(0);
  });

  it('names the setting to mend when its port is taken', async () => {
    const slack = await startSlackServer({ signingSecret: 's', botToken: 'xoxb-1', commands: [] });
    onTestFinished(() => slack.close());
    const { code, output } = await run('dist/main.js', [], { PORT: new URL(slack.url).port }).ended;
    expect(code).toBe(1);
    expect(output).toContain('set PORT to another');
  });

  it('serves Slack over HTTP with a token, answers health checks, Prometheus at a port of its own, and logs no secret', async () => {
    const secrets = { SLACK_SIGNING_SECRET: 'a-signing-secret', SLACK_BOT_TOKEN: 'xoxb-a-bot-token' };
    const slack = await startSlackServer({
      signingSecret: secrets.SLACK_SIGNING_SECRET,
      botToken: secrets.SLACK_BOT_TOKEN,
      commands: [],
    });
    onTestFinished(() => slack.close());
    const { child, ended, output } = run('dist/main.js', [], {
      ...secrets,
      NODE_ENV: 'production',
      HOST: '127.0.0.1',
      OPERATOR_PORT: '0',
      LOG_LEVEL: 'trace',
      SLACK_API_URL: slack.apiUrl,
    });
    await until(() => output().includes('Serving Slack'), child);
    const [, port = ''] = /"port":(\d+)/.exec(output()) ?? [];
    for (const path of ['/healthz', '/readyz']) {
      expect((await fetch(`http://127.0.0.1:${port}${path}`)).status).toBe(200);
    }
    expect((await fetch(`http://127.0.0.1:${port}/metrics`)).status).toBe(404);
    const [, operatorPort = ''] =
      /"operatorPage":\{"address":"127\.0\.0\.1".*?"port":(\d+)/.exec(output()) ?? [];
    expect((await fetch(`http://127.0.0.1:${operatorPort}/readyz`)).status).toBe(200);
    const metrics = await (await fetch(`http://127.0.0.1:${operatorPort}/metrics`)).text();
    for (const figure of ['figures_up 1', 'queue_waiting{queue="digest-run"} 0', 'digest_lag_seconds 0']) {
      expect(metrics).toContain(`\nftcost_${figure}\n`);
    }
    child.kill('SIGTERM');
    // What a proxy sends before it has noticed is still taken.
    await expect.poll(async () => (await fetch(`http://127.0.0.1:${port}/readyz`)).status).toBe(503);
    expect((await fetch(`http://127.0.0.1:${port}/healthz`)).status).toBe(200);
    expect((await fetch(`http://127.0.0.1:${operatorPort}/readyz`)).status).toBe(503);
    expect((await ended).code).toBe(0);
    for (const secret of Object.values(secrets)) expect(output()).not.toContain(secret);
  });

  it.each([
    ['HOST', { HOST: '192.0.2.1' }],
    ['OPERATOR_HOST', { OPERATOR_PORT: '0', OPERATOR_HOST: '192.0.2.1' }],
  ])('names %s when it is no address of this machine', async (name, env) => {
    const slack = await startSlackServer({ signingSecret: 's', botToken: 'xoxb-1', commands: [] });
    onTestFinished(() => slack.close());
    const connection = { SLACK_SIGNING_SECRET: 's', SLACK_BOT_TOKEN: 'xoxb-1', SLACK_API_URL: slack.apiUrl };
    const { code, output } = await run('dist/main.js', [], { ...connection, ...env }).ended;
    expect(code).toBe(1);
    expect(output).toContain(name);
    expect(output).not.toContain('    at ');
  });

  it('says that the token is wrong when Slack refuses it', async () => {
    const slack = await startSlackServer({ signingSecret: 's', botToken: 'xoxb-right', commands: [] });
    onTestFinished(() => slack.close());
    const env = { SLACK_SIGNING_SECRET: 's', SLACK_BOT_TOKEN: 'xoxb-wrong', SLACK_API_URL: slack.apiUrl };
    const { code, output } = await run('dist/main.js', [], env).ended;
    expect(code).toBe(1);
    expect(output).toContain('Slack refused the bot token (invalid_auth)');
    expect(output).not.toContain('xoxb-wrong');
  });
});

describe('a question in the terminal', () => {
  const question = 'gpt-4o 500k/day 200in 100out examples=5000x500 task=classification';

  it('is answered with a verdict and a chart', async () => {
    const chart = join(mkdtempSync(join(tmpdir(), 'ftcost-')), 'chart.png');
    const { code, output } = await run('dist/ask.js', [question, '--chart', chart]).ended;
    expect(output).toMatch(/^Switch to .+ before GPT-4o ends on 14 Jan 2027$/m);
    expect(code).toBe(0);
    expect(readFileSync(chart).subarray(1, 4).toString()).toBe('PNG');
  });

  it('that cannot be read ends with 2 and the reason', async () => {
    const { code, output } = await run('dist/ask.js', ['gpt-4o-mni 500k/day 200in 100out']).ended;
    expect(output).toContain('Did you mean gpt-4o-mini?');
    expect(code).toBe(2);
  });

  it('for help ends with 0, and no question at all with 2', async () => {
    expect((await run('dist/ask.js', ['help']).ended).code).toBe(0);
    expect((await run('dist/ask.js', []).ended).code).toBe(2);
  });
});
