// @ts-check
import { pino } from 'pino';
import { z } from 'zod';
import { openDueRuns } from '../../dist/digest/open-due-runs.js';
import { RetryLater } from '../../dist/digest/retry-later.js';
import { sendDigest } from '../../dist/digest/send-digest.js';
import { createDigestChannel } from '../../dist/slack/features/digest/digest-channel.js';
import { createTellSubscriber } from '../../dist/slack/features/digest/tell-subscriber.js';
import { noticeMessage } from '../../dist/slack/kit/notice-message.js';
import { slackApiWith } from '../../dist/slack/kit/web-client.js';
import { createDigestRuns } from '../../dist/store/digest-runs.js';
import { openStore } from '../../dist/store/open-store.js';
import { createSubscriptions } from '../../dist/store/subscriptions.js';

/**
 * A process that sends what is due, and is killed between two steps. It does the real protocol over a real store
 * against the local Slack; only what a digest says is made up. Prints `killed <week> <step>` before it dies, and
 * `done` when nothing was left to do.
 */

const { place, slackApiUrl, token, now, kills } = z
  .object({
    place: z.union([
      z.object({ kind: z.literal('folder'), directory: z.string() }),
      z.object({ kind: z.literal('server'), url: z.string() }),
    ]),
    slackApiUrl: z.string(),
    token: z.string(),
    now: z.coerce.date(),
    /** By workspace: the step at which the process is killed. */
    kills: z.record(z.string(), z.string()),
  })
  .parse(JSON.parse(process.env.CRASH_TEST ?? ''));

const logger = pino({ level: 'silent' });
const store = await openStore(place);
const api = slackApiWith(token, slackApiUrl, logger);
const outside = { fetch, sleep: async () => {}, now: () => performance.now() };
const posting = { apiOf: async () => api, outside, logger };
let workspace = '';

const sending = {
  runs: createDigestRuns(store.database),
  subscriptions: createSubscriptions(store.database),
  compose: async () => ({ kind: /** @type {const} */ ('digest'), content: { title: 'Two decisions flip.' } }),
  channel: createDigestChannel({
    ...posting,
    renderer: { render: async () => Buffer.alloc(0) },
    show: (/** @type {{ title: string }} */ { title }) => ({ message: () => noticeMessage([title]) }),
  }),
  tell: createTellSubscriber(posting),
  contentSchema: z.object({ title: z.string() }),
  clock: () => now,
  sleep: outside.sleep,
  logger,
  onStep: async (/** @type {string} */ step) => {
    if (kills[workspace] !== step) return;
    process.stdout.write(`killed ${workspace}\n`, () => process.kill(process.pid, 'SIGKILL'));
    await new Promise(() => {});
  },
};

await openDueRuns(sending);
for (const run of await sending.runs.unfinished(1_000)) {
  workspace = run.workspaceId;
  try {
    await sendDigest(sending, run);
  } catch (error) {
    if (!(error instanceof RetryLater)) throw error;
    process.stdout.write(`later ${workspace} ${error.code}\n`);
  }
}
await store.close();
process.stdout.write('done\n');
