// @ts-check
// One app in a process of its own: `bare` is a Bolt app with an empty handler, `ftcost` is the whole product.
import { pino } from 'pino';
import { openParts } from '../dist/parts.js';
import { createSlackApp } from '../dist/slack/app.js';
import { startBareBolt } from './bare-bolt.js';

const [kind = '', apiUrl = '', signingSecret = '', botToken = ''] = process.argv.slice(2);

async function startFtcost() {
  const parts = await openParts({ logLevel: 'silent', store: { kind: 'memory' } });
  const app = createSlackApp({
    ...parts,
    logger: pino({ level: 'silent' }),
    slackApiUrl: apiUrl,
    signingSecrets: [signingSecret],
    botToken,
  });
  return app.start(0, '127.0.0.1');
}

const port = await (kind === 'bare' ? startBareBolt(apiUrl, signingSecret) : startFtcost());
process.send?.({ port });
process.once('disconnect', () => process.exit(0));
