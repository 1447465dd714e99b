import { expect, it, onTestFinished } from 'vitest';
import { ADA, ML_PLATFORM, startSlackServer } from '../../src/playground/slack-server/index.js';
import { AS_IN_MANIFEST } from '../e2e/harness.js';
import { createDatabase } from '../store/stores.js';
import { startInstance } from './instances.js';
import { startRelay } from './tcp-relay.js';

const SERVER = process.env.TEST_DATABASE_URL;
if (SERVER === undefined)
  console.warn('the database that falls silent: skipped: TEST_DATABASE_URL is not set');

it.skipIf(SERVER === undefined)(
  'while the database is silent people hear within three seconds that nothing was started; then all goes on',
  async () => {
    const own = new URL(await createDatabase(SERVER ?? ''));
    const databasePort = Number(own.port);
    const relay = await startRelay(() => databasePort);
    own.port = String(relay.port);
    const secrets = { signingSecret: 'stall-signing-secret', botToken: 'xoxb-stall' };
    const slack = await startSlackServer({
      ...AS_IN_MANIFEST,
      ...secrets,
      commands: [{ command: '/ftcost', description: 'Prompt, retrieve or fine-tune?', usageHint: '' }],
      eventRetryDelaysMs: [30_000],
    });
    const instance = startInstance({
      SLACK_SIGNING_SECRET: secrets.signingSecret,
      SLACK_BOT_TOKEN: secrets.botToken,
      SLACK_API_URL: slack.apiUrl,
      DATABASE_URL: own.href,
    });
    onTestFinished(async () => {
      await instance.end('SIGKILL');
      await slack.close();
      relay.close();
    });
    await instance.serving();
    const origin = `http://127.0.0.1:${instance.port}`;
    slack.connectApp(`${origin}/slack/events`);
    const line = (name: string) => `gpt-4o 500k/day 2000+200in 100out name=${name}`;
    const answers = (name: string) =>
      slack
        .messages(ML_PLATFORM)
        .filter(({ userId, text }) => userId === slack.team.bot.userId && text.includes(name)).length;
    async function ask(name: string) {
      const { deliveries } = await slack.sendCommand({
        userId: ADA,
        channelId: ML_PLATFORM,
        line: `/ftcost ${line(name)}`,
      });
      return deliveries[0];
    }
    const readiness = async () =>
      (await fetch(`${origin}/readyz`, { signal: AbortSignal.timeout(3_000) })).status;

    await ask('before');
    await expect.poll(() => answers('before'), { timeout: 20_000 }).toBe(1);
    expect(await readiness()).toBe(200);

    relay.swallow();
    const refused = await Promise.all([ask('during-1'), ask('during-2'), ask('during-3')]);
    for (const delivery of refused) {
      expect(delivery?.status).toBe(200);
      expect(delivery?.body).toContain('nothing was started');
      expect(delivery?.tookMs).toBeLessThan(3_000);
    }
    expect(await readiness()).toBe(503);
    const { deliveries } = await slack.sendMessage({
      userId: ADA,
      channelId: ML_PLATFORM,
      text: `@ftcost ${line('mentioned')}`,
    });
    expect(deliveries.map(({ status }) => status)).toEqual([500]);

    relay.mend();
    await expect.poll(readiness, { timeout: 40_000, interval: 500 }).toBe(200);
    await ask('after');
    await expect.poll(() => answers('after'), { timeout: 20_000 }).toBe(1);
    await expect.poll(() => answers('mentioned'), { timeout: 60_000 }).toBe(1);
    expect(answers('during')).toBe(0);
    expect(await instance.end('SIGTERM')).toBe(0);
  },
  180_000,
);
