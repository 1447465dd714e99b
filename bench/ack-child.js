// @ts-check
// One app in a process of its own: `bare` is a Bolt app with an empty handler, `ftcost` is the whole product.
import { App, HTTPReceiver } from '@slack/bolt';
import { pino } from 'pino';
import { openParts } from '../dist/parts.js';
import { createSlackApp } from '../dist/slack/app.js';

const [kind = '', apiUrl = '', signingSecret = '', botToken = ''] = process.argv.slice(2);

async function startBare() {
  const receiver = new HTTPReceiver({ signingSecret, endpoints: '/slack/events' });
  const app = new App({
    receiver,
    authorize: async () => ({ botToken }),
    clientOptions: { slackApiUrl: apiUrl },
    convoStore: false,
  });
  app.command('/ftcost', async ({ ack }) => {
    await ack();
  });
  const server = await receiver.start({ port: 0, host: '127.0.0.1' });
  const address = server.address();
  return address !== null && typeof address === 'object' ? address.port : 0;
}

async function startFtcost() {
  const parts = await openParts({ logLevel: 'silent', store: { kind: 'memory' } });
  const app = createSlackApp({
    ...parts,
    logger: pino({ level: 'silent' }),
    slackApiUrl: apiUrl,
    signingSecret,
    botToken,
  });
  return app.start(0, '127.0.0.1');
}

const port = await (kind === 'bare' ? startBare() : startFtcost());
process.send?.({ port });
process.once('disconnect', () => process.exit(0));
