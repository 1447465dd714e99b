// @ts-check
// One app in a process of its own: `bare` is a Bolt app with an empty handler; anything else is the whole product, with
// its store in that place.
import { pino } from 'pino';
import { openParts } from '../dist/parts.js';
import { createSlackApp } from '../dist/slack/server/app.js';
import { startBareBolt } from './bare-bolt.js';

const [place = '', apiUrl = '', signingSecret = '', botToken = ''] = process.argv.slice(2);

async function startFtcost() {
  const parts = await openParts({
    logLevel: 'silent',
    store: place.startsWith('/') ? { kind: 'folder', directory: place } : { kind: 'server', url: place },
  });
  const app = createSlackApp({
    ...parts,
    logger: pino({ level: 'silent' }),
    slackApiUrl: apiUrl,
    signingSecrets: [signingSecret],
    botToken,
  });
  return app.start(0, '127.0.0.1');
}

const port = await (place === 'bare' ? startBareBolt(apiUrl, signingSecret) : startFtcost());
process.send?.({ port });
process.once('disconnect', () => process.exit(0));
