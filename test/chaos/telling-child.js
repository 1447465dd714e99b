// @ts-check
import { randomUUID } from 'node:crypto';
import { pino } from 'pino';
import { tellInterrupted } from '../../dist/slack/accepted/tell-interrupted.js';
import { OUTSIDE, slackApiWith } from '../../dist/slack/kit/web-client.js';
import { createStoredClaims } from '../../dist/store/claims.js';
import { openServerStore } from '../../dist/store/server-store.js';

/**
 * A process that tells people of requests that others left, and is killed when it is about to forget the first of them:
 * the person has been told, and nobody knows. Prints `told <count>` when there was nothing to tell.
 */

const [url = '', slackApiUrl = '', token = ''] = process.argv.slice(2);
const logger = pino({ level: 'silent' });
const store = await openServerStore(url);
const api = slackApiWith(token, slackApiUrl, logger);
const calls = { told: false };
const count = await tellInterrupted({
  requests: {
    ...store.acceptedRequests,
    async remove(owner, ids) {
      if (!calls.told) return store.acceptedRequests.remove(owner, ids);
      process.kill(process.pid, 'SIGKILL');
      await new Promise(() => {});
    },
  },
  claims: createStoredClaims(store.database),
  owner: randomUUID(),
  apiOf: async () => {
    calls.told = true;
    return api;
  },
  outside: OUTSIDE,
  clock: store.clock,
  logger,
});
process.stdout.write(`told ${count}\n`);
await store.close();
