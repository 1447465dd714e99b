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
import { faultsOf } from './check-history.js';
import { fates, recordOf } from './deeds.js';
import { disturb, startFleet } from './disturbances.js';
import { countDeeds, recordEstimates } from './estimates.js';
import type { DigestRecord, History } from './history.js';
import { createPeople } from './people.js';
import { startRelay } from './tcp-relay.js';
import { cutShortOf, keepTrail, readTrail } from './trail.js';
import { watchResponseUrls } from './used-urls.js';

/**
 * Three instances on one PostgreSQL while a team works with them, killed at random, with clocks that are wrong, all or
 * one of them parted from the database now and then; then the whole history is checked. `CHAOS_SECONDS` sets how long it
 * goes on, 45 or more; without it the test is left out of an ordinary run. `CHAOS_LOG` names a file for what the
 * instances printed; what happened stands beside it, as JSON.
 */

const SERVER = process.env.TEST_DATABASE_URL;
const SECONDS = Number(process.env.CHAOS_SECONDS);
const SIGNING_SECRET = 'chaos-signing-secret';
const TOKEN = 'xoxb-chaos';
const MINUTE = 60_000;
const INSTANCES = 3;

const Metadata = z.object({ event_payload: z.object({ run: z.string() }) });

const MISSING = [
  ...(SERVER === undefined ? ['TEST_DATABASE_URL, the address of a PostgreSQL,'] : []),
  ...(SECONDS > 0 ? [] : ['CHAOS_SECONDS (45 or more)']),
].join(' and ');
if (MISSING !== '') console.warn(`the kill test: skipped: ${MISSING} is not set`);

it.skipIf(MISSING !== '')(
  'instances killed under load, and a database that goes away: nothing twice, nothing lost in silence',
  async () => {
    const used = watchResponseUrls();
    const url = await createDatabase(SERVER ?? '');
    const serverPort = Number(new URL(url).port);
    const ways = await Promise.all(Array.from({ length: INSTANCES }, () => startRelay(() => serverPort)));
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
        LOG_LEVEL: 'info',
      },
      ways.map(({ port }) => Object.assign(new URL(url), { port: String(port) }).href),
    );
    const entrance = await startRelay(() => {
      const ports = fleet.instances.flatMap(({ port }) => port ?? []);
      return ports[Math.floor(Math.random() * ports.length)];
    });
    slack.connectApp(`http://127.0.0.1:${entrance.port}/slack/events`);
    const store = await openServerStore(url);
    onTestFinished(async () => {
      await Promise.all(fleet.instances.map((instance) => instance.end('SIGKILL')));
      for (const relay of [entrance, ...ways]) relay.close();
      await slack.close();
      await store.close();
    });
    await keepTrail(store);

    const people = createPeople(slack, used);
    await people.begin();
    const until = Date.now() + SECONDS * 1_000;
    const [{ deeds, estimates }, , disturbances] = await Promise.all([
      people.useTheApp(until),
      subscribe(store, until),
      disturb(fleet, ways, until),
    ]);

    // All is well again: what was left behind has to come to an end by itself, events that Slack delivers again, too.
    await sleep(20_000);
    await fleet.serving();
    await expect
      .poll(() => store.database.$count(sql`accepted_requests`), { timeout: 300_000, interval: 500 })
      .toBe(0);
    const codes = await Promise.all(fleet.instances.map((instance) => instance.end('SIGTERM')));
    await settleDigests(url, slack.apiUrl);

    const trail = await readTrail(store);
    const textsTo = (userId: string) =>
      [...slack.ephemerals(userId), ...slack.messages(slack.directMessage(userId) ?? '')].map(
        ({ text }) => text,
      );
    const runs = slack
      .messages(ML_PLATFORM)
      .flatMap(({ metadata }) => Metadata.safeParse(metadata).data?.event_payload.run ?? []);
    const history: History = {
      requests: deeds.map((deed) => recordOf(deed, trail)),
      cutShort: cutShortOf(trail, textsTo),
      estimates: await recordEstimates(store, estimates),
      digests: await recordDigests(store, runs),
    };
    if (process.env.CHAOS_LOG !== undefined) {
      writeFileSync(process.env.CHAOS_LOG, fleet.output);
      writeFileSync(`${process.env.CHAOS_LOG}.json`, JSON.stringify({ history, trail }, undefined, 1));
    }
    console.log(`the kill test, ${SECONDS} seconds`, disturbances);
    console.table(fates(history.requests));
    const { cutShort, digests } = history;
    console.log({
      clocksWrongByMinutes: [...fleet.skewsMs].map((skewMs) => skewMs / MINUTE),
      estimates: countDeeds(history.estimates),
      cutShort: {
        promised: cutShort.reduce((sum, { promised }) => sum + promised, 0),
        takenOver: cutShort.reduce((sum, { takenOver }) => sum + takenOver, 0),
        told: cutShort.reduce((sum, { told }) => sum + told, 0),
      },
      slowestStopMs: fleet.slowestStopMs,
      digests: { due: digests.length, posted: runs.length },
    });

    expect(faultsOf(history)).toEqual([]);
    expect(fleet.died).toEqual([]);
    expect(codes).toEqual(codes.map(() => 0));
    // How often is a question of how fast the machine starts instances.
    const { kills, stops, forAll, forOne } = disturbances;
    expect(kills + stops).toBeGreaterThan(0);
    expect([...Object.values(forAll), ...Object.values(forOne)].length).toBeGreaterThan(0);
    const confirmed = history.estimates.flatMap(({ deeds }) =>
      deeds.filter(({ outcome }) => outcome === 'confirmed'),
    );
    expect(confirmed.length).toBeGreaterThan(0);
  },
  // Nothing that is judged depends on how fast the machine is; a minute is longer on a crowded one.
  SECONDS * 1_000 + 1_200_000,
);

/** Subscribes one channel after the other to digests that are due at once. */
async function subscribe(store: Store, untilMs: number): Promise<void> {
  const jobs = await openJobs({ store, logger: pino({ level: 'silent' }) });
  for (let count = 0; Date.now() < untilMs; count += 1) {
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
}

const Runs = z.array(
  z.object({
    workspace_id: z.string(),
    subscription_id: z.string(),
    states: z.array(z.object({ state: z.string(), isTold: z.boolean() })),
  }),
);

/**
 * What became of the digest of each subscription.
 *
 * @param posted the run of each message in the channel: `<subscription>/<week>`
 */
async function recordDigests(
  { sql: database }: Store,
  posted: readonly string[],
): Promise<readonly DigestRecord[]> {
  const { rows } = await database.executeSql(
    `SELECT s.workspace_id, s.id AS subscription_id, coalesce(
       json_agg(json_build_object('state', r.state, 'isTold', r.told_at IS NOT NULL)) FILTER (WHERE r.state IS NOT NULL), '[]'
     ) AS states
     FROM subscriptions s LEFT JOIN digest_runs r ON r.workspace_id = s.workspace_id AND r.subscription_id = s.id
     GROUP BY s.workspace_id, s.id`,
  );
  return Runs.parse(rows).map(({ workspace_id, subscription_id, states }) => ({
    subscription: workspace_id,
    runs: states,
    messages: posted.filter((run) => run.startsWith(`${subscription_id}/`)).length,
  }));
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
