import { randomUUID } from 'node:crypto';
import { writeFileSync } from 'node:fs';
import { setTimeout as sleep } from 'node:timers/promises';
import { sql } from 'drizzle-orm';
import { pino } from 'pino';
import { expect, it, onTestFinished } from 'vitest';
import { z } from 'zod';
import { startBackground } from '../../src/background.js';
import { openJobs } from '../../src/jobs/open-jobs.js';
import { openParts } from '../../src/parts.js';
import { ADA, ML_PLATFORM, startSlackServer } from '../../src/playground/slack-server/index.js';
import { createDigestMaker } from '../../src/slack/features/digest/digest-maker.js';
import { OUTSIDE, slackApiWith } from '../../src/slack/kit/web-client.js';
import { openServerStore } from '../../src/store/server-store.js';
import type { Store } from '../../src/store/store.js';
import { createSubscriptions } from '../../src/store/subscriptions.js';
import { DigestContentSchema } from '../../src/workspace/subscription.js';
import { AS_IN_MANIFEST } from '../e2e/harness.js';
import { createDatabase } from '../store/stores.js';
import { doubled, fates, lostInSilence } from './deeds.js';
import { disturb, startFleet } from './disturbances.js';
import { countEstimates } from './estimates.js';
import { PEOPLE, useTheApp } from './people.js';
import { startRelay } from './tcp-relay.js';
import { keepTrail, readTrail } from './trail.js';
import { watchResponseUrls } from './used-urls.js';

/**
 * Three instances on one PostgreSQL while a team works with them, killed at random, the database away now and then;
 * then everything is counted. `CHAOS_SECONDS` sets how long it goes on, 45 or more; without it the test is left out
 * of an ordinary run. `CHAOS_LOG` names a file for what the instances printed.
 */

const SERVER = process.env.TEST_DATABASE_URL;
const SECONDS = Number(process.env.CHAOS_SECONDS);
const SIGNING_SECRET = 'chaos-signing-secret';
const TOKEN = 'xoxb-chaos';
const MINUTE = 60_000;

const Metadata = z.object({ event_payload: z.object({ run: z.string() }) });

const MISSING = SERVER === undefined || !(SECONDS > 0);
if (MISSING)
  console.warn('the kill test: skipped: TEST_DATABASE_URL and CHAOS_SECONDS (45 or more) are not set');

it.skipIf(MISSING)(
  'instances killed under load, and a database that goes away: nothing twice, nothing lost in silence',
  async () => {
    const used = watchResponseUrls();
    const url = await createDatabase(SERVER ?? '');
    const own = new URL(url);
    const serverPort = Number(own.port);
    const database = await startRelay(() => serverPort);
    own.port = String(database.port);
    const slack = await startSlackServer({
      ...AS_IN_MANIFEST,
      signingSecret: SIGNING_SECRET,
      botToken: TOKEN,
      commands: [{ command: '/ftcost', description: 'Prompt, retrieve or fine-tune?', usageHint: '' }],
      fileProcessingMs: 20,
      // Slack waits a minute and five; there is no time for that here.
      eventRetryDelaysMs: [0, 5_000, 15_000],
    });
    const fleet = await startFleet(
      {
        SLACK_SIGNING_SECRET: SIGNING_SECRET,
        SLACK_BOT_TOKEN: TOKEN,
        SLACK_API_URL: slack.apiUrl,
        DATABASE_URL: own.href,
        LOG_LEVEL: 'info',
      },
      3,
    );
    const entrance = await startRelay(() => {
      const ports = fleet.instances.flatMap(({ port }) => port ?? []);
      return ports[Math.floor(Math.random() * ports.length)];
    });
    slack.connectApp(`http://127.0.0.1:${entrance.port}/slack/events`);
    const store = await openServerStore(url);
    onTestFinished(async () => {
      await Promise.all(fleet.instances.map((instance) => instance.end('SIGKILL')));
      for (const relay of [entrance, database]) relay.close();
      await slack.close();
      await store.close();
    });
    await keepTrail(store);

    const until = Date.now() + SECONDS * 1_000;
    const [{ deeds, estimates }, subscriptions, disturbances] = await Promise.all([
      useTheApp(slack, used, until),
      subscribe(store, until),
      disturb(fleet, database, until),
    ]);

    // All is well again: what was left behind has to come to an end by itself, events that Slack delivers again, too.
    await sleep(20_000);
    await fleet.serving();
    await expect
      .poll(() => store.database.$count(sql`accepted_requests`), { timeout: 90_000, interval: 500 })
      .toBe(0);
    const codes = await Promise.all(fleet.instances.map((instance) => instance.end('SIGTERM')));
    await settleDigests(url, slack.apiUrl);

    const trail = await readTrail(store);
    const notices = PEOPLE.flatMap((userId) => [
      ...slack.ephemerals(userId),
      ...slack.messages(slack.directMessage(userId) ?? ''),
    ]).map(({ text }) => text);
    const cutShort = notices.filter((text) => text.includes('cut short')).length;
    const takenOver = trail.filter(({ isTold }) => isTold).length;
    const counted = await countEstimates(store, estimates);
    const runs = slack
      .messages(ML_PLATFORM)
      .flatMap(({ metadata }) => Metadata.safeParse(metadata).data?.event_payload.run ?? []);
    const { rows: unsettled } = await store.sql.executeSql(
      `SELECT s.workspace_id, r.state, r.problem FROM subscriptions s
       LEFT JOIN digest_runs r ON r.workspace_id = s.workspace_id AND r.subscription_id = s.id
       WHERE r.state IS NULL OR NOT (r.state IN ('posted', 'quiet') OR r.told_at IS NOT NULL)`,
    );
    const { rows: states } = await store.sql.executeSql(
      'SELECT state, count(*)::int FROM digest_runs GROUP BY state',
    );
    if (process.env.CHAOS_LOG !== undefined) writeFileSync(process.env.CHAOS_LOG, fleet.output);
    console.log(`the kill test, ${SECONDS} seconds`, disturbances);
    console.table(fates(deeds, trail));
    console.log({
      estimates: counted,
      cutShort,
      takenOver,
      slowestStopMs: fleet.slowestStopMs,
      digests: {
        due: subscriptions,
        posted: runs.length,
        twice: runs.length - new Set(runs).size,
        lostInSilence: unsettled.length,
        states: JSON.stringify(states),
      },
    });

    expect(lostInSilence(deeds, trail)).toEqual([]);
    expect(doubled(deeds)).toEqual([]);
    expect(fleet.died).toEqual([]);
    expect(codes).toEqual(codes.map(() => 0));
    // How often is a question of how fast the machine starts instances.
    const { kills, stops, outages, stalls } = disturbances;
    expect(Math.min(kills + stops, outages + stalls)).toBeGreaterThan(0);
    expect(cutShort).toBeGreaterThanOrEqual(takenOver);
    expect(counted).toMatchObject({ lost: [], undead: [], wrong: [], twice: [] });
    expect(counted.confirmed).toBeGreaterThan(0);
    expect(new Set(runs).size).toBe(runs.length);
    expect(unsettled).toEqual([]);
  },
  SECONDS * 1_000 + 300_000,
);

/** Subscribes one channel after the other to digests that are due at once. @returns how many */
async function subscribe(store: Store, untilMs: number): Promise<number> {
  const jobs = await openJobs({ store, logger: pino({ level: 'silent' }) });
  let count = 0;
  for (; Date.now() < untilMs; count += 1) {
    const now = new Date();
    await createSubscriptions(store.database).save(
      {
        workspaceId: `T0CHAOS${count}`,
        channelId: ML_PLATFORM,
        createdBy: ADA,
        schedule: { weekday: now.getUTCDay() || 7, hour: now.getUTCHours(), timeZone: 'UTC' },
        content: DigestContentSchema.parse({}),
        nextRunAt: new Date(now.getTime() - 1_000),
      },
      new Date(now.getTime() - 7 * 24 * 60 * MINUTE),
    );
    if (count % 2 === 0) await jobs.send('digest-due', randomUUID(), {});
    await sleep(1_000);
  }
  await jobs.stop(1_000);
  return count;
}

/** Lets the tries of digests that were cut off have their turn, eleven minutes later each time. */
async function settleDigests(url: string, slackApiUrl: string): Promise<void> {
  let now = Date.now();
  const parts = await openParts({
    logLevel: 'silent',
    store: { kind: 'server', url },
    clock: () => new Date(now),
  });
  const api = slackApiWith(TOKEN, slackApiUrl, parts.logger);
  const background = await startBackground(
    parts,
    async () => api,
    { digests: createDigestMaker(parts.digests) },
    { ...OUTSIDE, sleep: async () => {} },
  );
  for (let round = 0; round < 4; round += 1) {
    // A job of a process that is gone is tried again when its time is over; here that is now.
    await parts.store.sql.executeSql(
      `UPDATE jobs.job SET state = 'retry', start_after = now() - interval '1 second' WHERE name = 'digest-run' AND state IN ('active', 'retry')`,
    );
    await background.tick();
    now += 11 * MINUTE;
  }
  await background.stop(5_000);
  await parts.close();
}
