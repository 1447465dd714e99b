// @ts-check
import { pino } from 'pino';
import { z } from 'zod';
import { openDueRuns } from '../dist/digest/open-due-runs.js';
import { sendDigest } from '../dist/digest/send-digest.js';
import { createDigestRuns } from '../dist/store/digest-runs.js';
import { openStore } from '../dist/store/open-store.js';
import { createSubscriptions } from '../dist/store/subscriptions.js';
import { DigestContentSchema } from '../dist/workspace/subscription.js';

const SIZES = [20, 200, 2_000];
const MONDAY = new Date('2026-11-23T08:00:00Z');

/** Heap in use after a collection, in megabytes. */
function heapMb() {
  globalThis.gc?.();
  return process.memoryUsage().heapUsed / 1e6;
}

/**
 * Sends what is due to this many subscriptions, with a Slack that answers at once.
 * @param {number} count
 */
async function run(count) {
  const store = await openStore({ kind: 'memory' });
  const subscriptions = createSubscriptions(store.database);
  const runs = createDigestRuns(store.database);
  for (let index = 0; index < count; index += 1) {
    await subscriptions.save(
      {
        workspaceId: `T${index % 50}`,
        channelId: `C${index}`,
        createdBy: 'U1',
        schedule: { weekday: 1, hour: 9, timeZone: 'Europe/Berlin' },
        content: DigestContentSchema.parse({}),
        nextRunAt: MONDAY,
      },
      new Date('2026-11-20T10:00:00Z'),
    );
  }
  let posted = 0;
  const sending = {
    runs,
    subscriptions,
    compose: async () => ({ kind: /** @type {const} */ ('digest'), content: 'Two decisions flip.' }),
    channel: {
      anchor: async () => '0',
      ready: async () => ({
        async post() {
          posted += 1;
          return { kind: /** @type {const} */ ('posted'), ts: '1.0' };
        },
      }),
      find: async () => ({ kind: /** @type {const} */ ('absent') }),
    },
    tell: async () => /** @type {const} */ ('told'),
    contentSchema: z.string(),
    clock: () => MONDAY,
    sleep: async () => {},
    logger: pino({ level: 'silent' }),
  };
  const before = heapMb();
  const started = performance.now();
  await openDueRuns(sending);
  for (let batch = await runs.unfinished(500); batch.length > 0; batch = await runs.unfinished(500)) {
    for (const one of batch) await sendDigest(sending, one);
  }
  const ms = (performance.now() - started) / count;
  const grownMb = heapMb() - before;
  await store.close();
  if (posted !== count) throw new Error(`${posted} of ${count} digests were posted.`);
  return { ms, grownMb };
}

/** What sending costs for each subscription as their number grows tenfold and a hundredfold. */
export async function benchDigests() {
  console.log(
    'Sending one digest, without what it says and without Slack, by number of subscriptions (goal: linear):',
  );
  await run(SIZES[0] ?? 1);
  let first;
  for (const count of SIZES) {
    const { ms, grownMb } = await run(count);
    first ??= ms;
    console.log(
      `  ${String(count).padStart(5)} subscriptions: ${ms.toFixed(1)} ms each, ratio ${(ms / first).toFixed(2)}; heap +${grownMb.toFixed(1)} MB`,
    );
  }
}
