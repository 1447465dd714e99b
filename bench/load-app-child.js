// @ts-check
// One instance in a process of its own: `bare` is a Bolt app with an empty handler, `ftcost` is the whole product.
import { startBackground } from '../dist/background.js';
import { openParts } from '../dist/parts.js';
import { createDigestMaker } from '../dist/slack/features/digest/digest-maker.js';
import { OUTSIDE } from '../dist/slack/kit/web-client.js';
import { createSlackApp } from '../dist/slack/server/app.js';
import { startBareBolt } from './bare-bolt.js';

const [kind = '', apiUrl = '', signingSecret = '', database = '', key = ''] = process.argv.slice(2);

async function startFtcost() {
  const parts = await openParts({ logLevel: 'silent', store: { kind: 'server', url: database } });
  const app = createSlackApp({
    ...parts,
    slackApiUrl: apiUrl,
    signingSecrets: [signingSecret],
    oauth: {
      clientId: 'load',
      clientSecret: 'load',
      stateSecret: 'load-load-load-load',
      keys: [Buffer.from(key, 'base64')],
    },
  });
  await app.init();
  return {
    port: await app.start(0, '127.0.0.1'),
    running: () => app.running(),
    digests: () =>
      startBackground(
        parts,
        app.clientFor,
        { digests: createDigestMaker(parts.digests), afterDigest: app.homesChanged },
        OUTSIDE,
      ),
  };
}

const running = kind === 'bare' ? { port: await startBareBolt(apiUrl, signingSecret) } : await startFtcost();
process.send?.({ port: running.port });
process.on('message', async (what) => {
  if (what === 'digests' && 'digests' in running) await running.digests?.();
  // Who only asks what is at work must not take processor time from it.
  if (what === 'memory') globalThis.gc?.();
  const { rss, heapUsed } = process.memoryUsage();
  process.send?.({
    rssMb: rss / 1e6,
    heapMb: heapUsed / 1e6,
    running: 'running' in running ? running.running() : 0,
  });
});
process.once('disconnect', () => process.exit(0));
