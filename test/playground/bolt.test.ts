import type { AddressInfo } from 'node:net';
import { App, HTTPReceiver, LogLevel } from '@slack/bolt';
import { expect, it, onTestFinished } from 'vitest';
import { ADA, ML_PLATFORM, type SlackServer } from '../../src/playground/slack-server/index.js';
import { BOT_TOKEN, PNG, SIGNING_SECRET, startSlack } from './workspace-fixture.js';

/** A real Bolt app over HTTP: a command opens a modal, its submission posts a chart. */
async function startBolt(slack: SlackServer): Promise<void> {
  const receiver = new HTTPReceiver({ signingSecret: SIGNING_SECRET, logLevel: LogLevel.ERROR });
  const app = new App({
    token: BOT_TOKEN,
    receiver,
    clientOptions: { slackApiUrl: slack.apiUrl },
    deferInitialization: true,
    logLevel: LogLevel.ERROR,
  });
  app.command('/ftcost', async ({ ack, body, client, respond }) => {
    await ack('Calculating');
    await client.views.open({
      trigger_id: body.trigger_id,
      view: {
        type: 'modal',
        callback_id: 'workload',
        title: { type: 'plain_text', text: 'Workload' },
        submit: { type: 'plain_text', text: 'Advise' },
        blocks: [
          {
            type: 'input',
            block_id: 'volume',
            label: { type: 'plain_text', text: 'Queries a day' },
            element: {
              type: 'number_input',
              action_id: 'n',
              is_decimal_allowed: false,
              initial_value: '500',
            },
          },
        ],
      },
    });
    await respond('The form is open');
  });
  app.view('workload', async ({ ack, view, client }) => {
    await ack();
    const uploaded = await client.filesUploadV2({ file: PNG, filename: 'savings.png' });
    const id = uploaded.files[0]?.files?.[0]?.id ?? '';
    const mimetype = async () => (await client.files.info({ file: id })).file?.mimetype;
    await expect.poll(mimetype, { interval: 30 }).toBe('image/png');
    await client.chat.postMessage({
      channel: ML_PLATFORM,
      text: `For ${view.state.values.volume?.n?.value} queries a day`,
      blocks: [{ type: 'image', slack_file: { id }, alt_text: 'Savings by month' }],
    });
  });
  await app.init();
  const server = await app.start(0);
  onTestFinished(async () => {
    await app.stop();
  });
  slack.connectApp(`http://127.0.0.1:${(server.address() as AddressInfo).port}/slack/events`);
}

it('A Bolt app does its whole job against the local Slack', async () => {
  const slack = await startSlack();
  await startBolt(slack);
  const command = { userId: ADA, channelId: ML_PLATFORM, line: '/ftcost' };
  expect(await slack.sendCommand(command)).toMatchObject({ ok: true });
  await expect
    .poll(() => slack.ephemerals(ADA).map(({ text }) => text))
    .toEqual(['Calculating', 'The form is open']);
  const viewId = slack.openViews(ADA)[0]?.id ?? '';
  expect(await slack.submitView({ userId: ADA, viewId })).toMatchObject({ ok: true });
  await expect.poll(() => slack.messages(ML_PLATFORM)).toHaveLength(1);
  expect(slack.messages(ML_PLATFORM)).toMatchObject([
    { text: 'For 500 queries a day', blocks: [{ type: 'image' }] },
  ]);
});

it('A Bolt app refuses a wrong signature and an old one, and Slack says so', async () => {
  const slack = await startSlack();
  await startBolt(slack);
  const command = { userId: ADA, channelId: ML_PLATFORM, line: '/ftcost' };
  for (const overrides of [{ signature: 'v0=00' }, { timestamp: Math.floor(Date.now() / 1000) - 301 }]) {
    const outcome = await slack.sendCommand({ ...command, overrides });
    expect(outcome).toMatchObject({ ok: false, error: 'dispatch_failed', deliveries: [{ status: 401 }] });
  }
});
