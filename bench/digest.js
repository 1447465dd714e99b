// @ts-check

import { randomUUID } from 'node:crypto';
import { pino } from 'pino';
import { z } from 'zod';
import { createDigestDesk } from '../dist/digest/digest-desk.js';
import { openDueRuns } from '../dist/digest/open-due-runs.js';
import { sendDigest } from '../dist/digest/send-digest.js';
import { PRESETS, redecide } from '../dist/engine/index.js';
import { loadCatalogue } from '../dist/prices/catalogue.js';
import { createDigestRuns } from '../dist/store/digest-runs.js';
import { openStore } from '../dist/store/open-store.js';
import { createSubscriptions } from '../dist/store/subscriptions.js';
import { createWorkspaces } from '../dist/store/workspaces.js';
import { decisionOf } from '../dist/workspace/estimate.js';
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

/** Estimates of one workspace: each different, so that none is decided for another. The store keeps 200 at most. */
const ESTIMATES = [2, 20, 200];

/**
 * Works out what a digest of one workspace says, in this thread.
 * @param {number} count watched estimates
 */
async function gather(count) {
  const book = loadCatalogue();
  const store = await openStore({ kind: 'memory' });
  const workspaces = createWorkspaces(store.database, () => {});
  const desk = createDigestDesk({
    database: store.database,
    workspaces,
    advisor: {
      redecide: async ({ workload, book: prices, asOf }) => redecide(workload, prices, { asOf }),
    },
    prices: { at: async () => book, heldBackCount: async () => 0 },
  });
  for (let index = 0; index < count; index += 1) {
    const preset = PRESETS[index % PRESETS.length];
    if (preset === undefined) throw new Error('There are no presets.');
    const workload = { ...preset.workload, name: `Estimate ${index}`, horizonMonths: 6 + (index % 19) };
    const decision = decisionOf(redecide(workload, book, { asOf: '2026-11-16' }));
    await workspaces.estimates.save(
      'T1',
      { id: randomUUID(), name: `Estimate ${index}`, workload, decision, createdBy: 'U1' },
      new Date('2026-11-16T10:00:00Z'),
    );
  }
  const before = heapMb();
  const started = performance.now();
  await desk.gather(
    { workspaceId: 'T1', channelId: 'C1', content: DigestContentSchema.parse({}) },
    { from: new Date('2026-11-16T09:00:00Z'), until: MONDAY },
  );
  const ms = (performance.now() - started) / count;
  const grownMb = heapMb() - before;
  await store.close();
  return { ms, grownMb };
}

/** What a digest costs for each watched estimate as their number grows tenfold and a hundredfold. */
export async function benchEstimates() {
  console.log('Working out one digest, by number of watched estimates, each decided twice (goal: linear):');
  await gather(ESTIMATES[0] ?? 1);
  let first;
  for (const count of ESTIMATES) {
    const { ms, grownMb } = await gather(count);
    first ??= ms;
    console.log(
      `  ${String(count).padStart(5)} estimates: ${ms.toFixed(1)} ms each, ratio ${(ms / first).toFixed(2)}; heap +${grownMb.toFixed(1)} MB`,
    );
  }
}
