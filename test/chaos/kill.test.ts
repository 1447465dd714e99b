import { randomUUID } from 'node:crypto';
import { subscribe as listenTo, unsubscribe } from 'node:diagnostics_channel';
import type { IncomingMessage, ServerResponse } from 'node:http';
import { setTimeout as sleep } from 'node:timers/promises';
import { sql } from 'drizzle-orm';
import { pino } from 'pino';
import { expect, it, onTestFinished } from 'vitest';
import { z } from 'zod';
import { startBackground } from '../../src/background.js';
import { openJobs } from '../../src/jobs/open-jobs.js';
import { openParts } from '../../src/parts.js';
import { ADA, ML_PLATFORM, startSlackServer, TEAM } from '../../src/playground/slack-server/index.js';
import { SAVE_ESTIMATE } from '../../src/slack/action-ids.js';
import { createDigestMaker } from '../../src/slack/digest/digest-maker.js';
import { OUTSIDE, slackApiWith } from '../../src/slack/web-client.js';
import { openServerStore } from '../../src/store/server-store.js';
import { createSubscriptions } from '../../src/store/subscriptions.js';
import { DigestContentSchema } from '../../src/workspace/subscription.js';
import { createDatabase } from '../store/stores.js';
import { type Instance, startInstance } from './instances.js';
import { startRelay } from './tcp-relay.js';

/**
 * Three instances on one PostgreSQL under load, killed at random, the database cut now and then; then everything is
 * counted. `CHAOS_SECONDS` sets how long it goes on, 45 or more; without it the test is left out of an ordinary run.
 */

const SERVER = process.env.TEST_DATABASE_URL;
const SECONDS = Number(process.env.CHAOS_SECONDS);
const TYPISTS = 3;
/** Longest time for which a typist looks out for a result before the next command, in milliseconds. */
const PATIENCE_MS = 4_000;
/** No estimate is saved beyond this: a workspace keeps 200. */
const MOST_SAVED = 150;
const SIGNING_SECRET = 'chaos-signing-secret';
const TOKEN = 'xoxb-chaos';
const MINUTE = 60_000;

const Metadata = z.object({ event_payload: z.object({ run: z.string() }) });
const Buttons = z.object({ block_id: z.string(), elements: z.array(z.object({ action_id: z.string() })) });

/** One command, and what its person was shown. */
interface Submission {
  readonly name: string;
  readonly acknowledgement: string | undefined;
  readonly responseUrl: string;
}

/** Response URLs that took an answer. */
function watchResponseUrls(): ReadonlySet<string> {
  const used = new Set<string>();
  function note(message: unknown): void {
    const { request, response } = z
      .object({ request: z.custom<IncomingMessage>(), response: z.custom<ServerResponse>() })
      .parse(message);
    const path = request.url ?? '';
    if (path.startsWith('/response/') && response.statusCode === 200) used.add(path);
  }
  listenTo('http.server.response.finish', note);
  onTestFinished(() => void unsubscribe('http.server.response.finish', note));
  return used;
}

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
      signingSecret: SIGNING_SECRET,
      botToken: TOKEN,
      commands: [{ command: '/ftcost', description: 'Prompt, retrieve or fine-tune?', usageHint: '' }],
      scopes: ['commands', 'chat:write', 'files:write', 'files:read', 'channels:history'],
      fileProcessingMs: 20,
    });
    const env = {
      SLACK_SIGNING_SECRET: SIGNING_SECRET,
      SLACK_BOT_TOKEN: TOKEN,
      SLACK_API_URL: slack.apiUrl,
      DATABASE_URL: own.href,
      LOG_LEVEL: 'info',
    };
    const instances: Instance[] = [startInstance(env)];
    await instances[0]?.serving();
    instances.push(startInstance(env), startInstance(env));
    await Promise.all(instances.map((instance) => instance.serving()));
    const entrance = await startRelay(() => {
      const ports = instances.flatMap(({ port }) => port ?? []);
      return ports[Math.floor(Math.random() * ports.length)];
    });
    slack.connectApp(`http://127.0.0.1:${entrance.port}/slack/events`);
    const store = await openServerStore(url);
    onTestFinished(async () => {
      await Promise.all(instances.map((instance) => instance.end('SIGKILL')));
      for (const relay of [entrance, database]) relay.close();
      await slack.close();
      await store.close();
    });

    const until = Date.now() + SECONDS * 1_000;
    const submissions: Submission[] = [];
    const saves: string[] = [];
    /** What instances printed that ended by themselves. */
    const died: string[] = [];
    const figures = { kills: 0, stops: 0, outages: 0 };

    async function type(typist: number): Promise<void> {
      for (let count = 0; Date.now() < until; count += 1) {
        const name = `job-${typist}-${count}-x`;
        const line = `/ftcost gpt-4o 500k/day 2000+200in 100out name=${name}`;
        const outcome = await slack.sendCommand({ userId: ADA, channelId: ML_PLATFORM, line });
        const [delivery] = outcome.deliveries;
        const acknowledgement = delivery?.status === 200 ? delivery.body : undefined;
        submissions.push({ name, acknowledgement, responseUrl: new URL(outcome.responseUrl).pathname });
        const next = Date.now() + Math.random() * PATIENCE_MS;
        const isThere = () => slack.messages(ML_PLATFORM).some(({ text }) => text.includes(name));
        while (Date.now() < next && !isThere()) await sleep(100);
        if (saves.length < MOST_SAVED) await save(name);
      }
    }

    /** Presses Save on the result of a submission, if it is there. */
    async function save(name: string): Promise<void> {
      const message = slack.messages(ML_PLATFORM).find(({ text }) => text.includes(name));
      const block = message?.blocks
        .flatMap((one) => Buttons.safeParse(one).data ?? [])
        .find(({ elements }) => elements.some(({ action_id }) => action_id === SAVE_ESTIMATE));
      if (message === undefined || block === undefined) return;
      const outcome = await slack.sendAction({
        userId: ADA,
        container: { kind: 'message', channelId: ML_PLATFORM, ts: message.ts },
        blockId: block.block_id,
        action: { action_id: SAVE_ESTIMATE },
      });
      if (outcome.ok) saves.push(name);
    }

    async function subscribe(): Promise<number> {
      const jobs = await openJobs({ sql: store.sql, logger: pino({ level: 'silent' }) });
      let count = 0;
      for (; Date.now() < until; count += 1) {
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
        if (count % 3 === 0) await jobs.send('digest-due', randomUUID(), {});
        await sleep(500);
      }
      await jobs.stop(1_000);
      return count;
    }

    async function kill(): Promise<void> {
      while (Date.now() < until) {
        await sleep(1_500 + Math.random() * 3_000);
        const serving = instances.filter(({ port }) => port !== undefined);
        const victim = serving[Math.floor(Math.random() * serving.length)];
        if (victim === undefined) continue;
        const index = instances.indexOf(victim);
        const isStop = Math.random() < 0.25;
        figures[isStop ? 'stops' : 'kills'] += 1;
        const ended = victim.end(isStop ? 'SIGTERM' : 'SIGKILL');
        instances[index] = startInstance(env);
        const code = await ended;
        if (isStop && code !== 0) died.push(victim.output.slice(-800));
        // Two at least stay, as behind a supervisor that starts one again at once.
        await Promise.race([instances[index].serving().catch(() => undefined), sleep(8_000)]);
      }
    }

    async function cut(): Promise<void> {
      while (Date.now() + 8_000 < until) {
        await sleep(9_000 + Math.random() * 5_000);
        figures.outages += 1;
        database.cut();
        await sleep(1_000 + Math.random() * 3_000);
        database.mend();
        // Who was just starting then ended for want of a database, as it should; a supervisor starts it again.
        for (const [index, instance] of instances.entries()) {
          await instance.serving().catch(() => {
            if (instance.hasDied) died.push(instance.output.slice(-800));
            instances[index] = startInstance(env);
          });
        }
      }
    }

    const typing = Promise.all(Array.from({ length: TYPISTS }, (_, typist) => type(typist)));
    const [, subscriptions] = await Promise.all([typing, subscribe(), kill(), cut()]);

    // All is well again: what was left behind has to come to an end by itself.
    for (const [index, instance] of instances.entries()) {
      await instance.serving().catch(async () => {
        instances[index] = startInstance(env);
        await instances[index].serving();
      });
    }
    await expect
      .poll(() => store.database.$count(sql`accepted_requests`), { timeout: 90_000, interval: 500 })
      .toBe(0);
    await Promise.all(instances.map(async (instance) => expect(await instance.end('SIGTERM')).toBe(0)));

    await settleDigests(url, slack.apiUrl);

    const posted = slack.messages(ML_PLATFORM).filter(({ metadata }) => metadata === undefined);
    const notices = [...slack.ephemerals(ADA), ...slack.messages(slack.directMessage(ADA) ?? '')].map(
      ({ text }) => text,
    );
    const results = submissions.map((submission) => {
      const { name, acknowledgement, responseUrl } = submission;
      const isAccepted = acknowledgement?.includes('Working it out') === true;
      const results = posted.filter(({ text }) => text.includes(name)).length;
      const isTold =
        used.has(responseUrl) || notices.some((text) => text.includes('cut short') && text.includes(name));
      return { name, isAccepted, results, isTold, isRefused: acknowledgement !== undefined && !isAccepted };
    });
    const accepted = results.filter(({ isAccepted }) => isAccepted);
    const kept = await store.sql.executeSql('SELECT name FROM estimates WHERE workspace_id = $1', [TEAM.id]);
    const names = new Set(
      z
        .array(z.object({ name: z.string() }))
        .parse(kept.rows)
        .map(({ name }) => name),
    );
    const unsaved = saves.filter((name) => !names.has(name));
    const saidSaved = saves.filter((name) => notices.some((text) => text.includes(`Saved as “${name}”`)));
    const aboutButtons = notices.filter((text) => /button that you pressed|went wrong|busy/.test(text));
    const runs = slack
      .messages(ML_PLATFORM)
      .flatMap(({ metadata }) => Metadata.safeParse(metadata).data?.event_payload.run ?? []);
    const states = await store.sql.executeSql('SELECT state, count(*)::int FROM digest_runs GROUP BY state');
    const digestNotices = notices.filter((text) => /digest/i.test(text)).length;
    console.log('the kill test', {
      seconds: SECONDS,
      ...figures,
      submissions: submissions.length,
      accepted: accepted.length,
      answered: accepted.filter(({ results }) => results === 1).length,
      toldInstead: accepted.filter(({ results, isTold }) => results === 0 && isTold).length,
      toldByAnother: notices.filter((text) => text.includes('cut short')).length,
      toldOfTheDatabase: notices.filter((text) => text.includes('cannot reach my database')).length,
      toldOfAFailure: notices.filter((text) => /went wrong|busy|Slack did not/.test(text)).length,
      refusedInTheAcknowledgement: results.filter(({ isRefused }) => isRefused).length,
      notAcknowledged: submissions.filter(({ acknowledgement }) => acknowledgement === undefined).length,
      duplicates: results.filter(({ results }) => results > 1).length,
      lostInSilence: accepted.filter(({ results, isTold }) => results === 0 && !isTold).length,
      saves: saves.length,
      estimatesKept: names.size,
      estimatesLost: saidSaved.filter((name) => !names.has(name)).length,
      digestsDue: subscriptions,
      digestsPosted: runs.length,
      digestsTwice: runs.length - new Set(runs).size,
      digestNotices,
      digestRuns: states.rows,
    });

    expect(died).toEqual([]);
    expect(figures.kills).toBeGreaterThanOrEqual(Math.floor(SECONDS / 20));
    expect(figures.outages).toBeGreaterThan(1);
    expect(accepted.length).toBeGreaterThan(SECONDS / 2);
    expect(results.filter(({ results }) => results > 1)).toEqual([]);
    expect(accepted.filter(({ results, isTold }) => results === 0 && !isTold)).toEqual([]);
    expect(saidSaved.filter((name) => !names.has(name))).toEqual([]);
    expect(unsaved.length).toBeLessThanOrEqual(aboutButtons.length);
    expect(new Set(runs).size).toBe(runs.length);
    expect(runs.length + digestNotices).toBeGreaterThanOrEqual(subscriptions);
  },
  SECONDS * 1_000 + 240_000,
);

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
