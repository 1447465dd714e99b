import { createHmac, randomUUID } from 'node:crypto';
import { sql } from 'drizzle-orm';
import { pino } from 'pino';
import { afterAll, afterEach, beforeAll, describe, expect, it, onTestFinished, vi } from 'vitest';
import { startBackground } from '../src/background.js';
import { openParts, type Parts } from '../src/parts.js';
import { ADA, ML_PLATFORM, TEAM } from '../src/playground/slack-server/index.js';
import { createAcceptedWork } from '../src/slack/accepted/accepted-work.js';
import { createDigestMaker } from '../src/slack/features/digest/digest-maker.js';
import { signedStates } from '../src/slack/install/install-states.js';
import { OUTSIDE } from '../src/slack/kit/web-client.js';
import { HttpReceiver } from '../src/slack/server/receiver.js';
import { createInstallStates } from '../src/store/install-states.js';
import { createPresences } from '../src/store/presences.js';
import { createSubscriptions } from '../src/store/subscriptions.js';
import { DigestContentSchema } from '../src/workspace/subscription.js';
import { createDatabase } from './store/stores.js';

/**
 * Instances whose machines have a wrong clock, beside a database whose clock is right. The embedded database is a part
 * of the process and has its clock.
 */

const SERVER = process.env.TEST_DATABASE_URL;
if (SERVER === undefined) console.warn('wrong clocks: skipped: TEST_DATABASE_URL is not set');

const HOUR = 60 * 60_000;
const BY = { userId: ADA };
const logger = pino({ level: 'silent' });

describe.skipIf(SERVER === undefined).each([-26, 26])('a machine whose clock is off by %i hours', (hours) => {
  let url: string;
  let parts: Parts;

  beforeAll(async () => {
    url = await createDatabase(SERVER ?? '');
    parts = await withWrongClock(() => openParts({ logLevel: 'silent', store: { kind: 'server', url } }));
  });
  afterAll(() => parts.close());
  afterEach(() => void vi.useRealTimers());

  /** Does something while the clock of this machine is wrong. */
  async function withWrongClock<T>(work: () => Promise<T>): Promise<T> {
    vi.setSystemTime(Date.now() + hours * HOUR);
    try {
      return await work();
    } finally {
      vi.useRealTimers();
    }
  }

  it('takes what the database says for now', async () => {
    const now = await withWrongClock(async () => parts.clock());
    expect(Math.abs(now.getTime() - Date.now())).toBeLessThan(5_000);
  });

  it('claims nothing that another instance has claimed', async () => {
    expect(await parts.claims.claim('T1', 'k')).toBe(true);
    expect(await withWrongClock(async () => parts.claims.claim('T1', 'k'))).toBe(false);
    expect(await withWrongClock(async () => parts.claims.claim('T1', 'l'))).toBe(true);
    expect(await parts.claims.claim('T1', 'l')).toBe(false);
  });

  it('gives up nobody who was to be told for less than a day', async () => {
    const { acceptedRequests: requests, database } = parts.store;
    const request = { workspaceId: TEAM.id, id: randomUUID(), userId: ADA, asked: '/ftcost help' };
    await requests.add(randomUUID(), [request], 0);
    const work = createAcceptedWork({
      ...parts,
      async apiOf() {
        throw new Error('Slack is away.');
      },
      outside: OUTSIDE,
      logger,
    });
    expect(await withWrongClock(work.tellInterrupted)).toBe(0);
    expect(await database.$count(sql`accepted_requests`)).toBe(1);
    await database.execute(sql`UPDATE accepted_requests SET accepted_at = now() - interval '25 hours',
      lease_until = now()`);
    expect(await withWrongClock(work.tellInterrupted)).toBe(0);
    expect(await database.$count(sql`accepted_requests`)).toBe(0);
  });

  it('answers what Slack has signed just now, and not what it signed an hour ago or later than now', async () => {
    const receiver = new HttpReceiver({
      signingSecrets: ['s'],
      routes: [],
      clock: parts.store.clock,
      logger,
    });
    const server = await receiver.start(0, '127.0.0.1');
    onTestFinished(() => receiver.stop());
    const address = server.address();
    if (address === null || typeof address === 'string') throw new Error('The server has no port.');
    async function statusOf(signedAtMs: number): Promise<number> {
      const body = JSON.stringify({ type: 'url_verification', challenge: 'c' });
      const sentAt = Math.floor(signedAtMs / 1_000);
      const signature = createHmac('sha256', 's').update(`v0:${sentAt}:${body}`).digest('hex');
      const headers = {
        connection: 'close',
        'content-type': 'application/json',
        'x-slack-request-timestamp': String(sentAt),
        'x-slack-signature': `v0=${signature}`,
      };
      const to = `http://127.0.0.1:${Object(address).port}/slack/events`;
      return (await withWrongClock(() => fetch(to, { method: 'POST', body, headers }))).status;
    }
    const now = Date.now();
    expect(await statusOf(now)).toBe(200);
    expect(await statusOf(now - HOUR)).toBe(401);
    expect(await statusOf(now + HOUR)).toBe(401);
    expect(await statusOf(now + hours * HOUR)).toBe(401);
  });

  it('lets people finish an installation that another instance began, and believes their removal', async () => {
    const { store, clock } = parts;
    const states = signedStates(createInstallStates(store.database), 'secret');
    const begun = await states.begin(new Date());
    expect(await withWrongClock(() => states.finish(begun, clock()))).toBe(true);
    const begunThere = await withWrongClock(() => states.begin(clock()));
    expect(await states.finish(begunThere, new Date())).toBe(true);
    const presences = createPresences(store.database);
    await withWrongClock(() => presences.confirm('T1', BY, clock()));
    // Slack tells of it a minute later.
    const happenedAt = new Date(Date.now() + 60_000);
    expect(await presences.remove('T1', happenedAt, new Date())).toBe('removed');
  });

  it('looks every minute what is due, opens the digests whose time has come, and no others', async () => {
    const { store } = parts;
    const api = async () => {
      throw new Error('Slack is away.');
    };
    const due = await subscribe('T_DUE', -1_000);
    await subscribe('T_TOMORROW', 25 * HOUR);
    const background = await withWrongClock(() =>
      startBackground(parts, api, { digests: createDigestMaker(parts.digests) }, OUTSIDE),
    );
    onTestFinished(() => background.stop(0));
    vi.setSystemTime(Date.now() + hours * HOUR);
    const opened = async () =>
      (await store.sql.executeSql('SELECT workspace_id, subscription_id FROM digest_runs')).rows;
    await expect
      .poll(opened, { timeout: 30_000 })
      .toEqual([{ workspace_id: 'T_DUE', subscription_id: due.id }]);
  });

  /** Subscribes a channel to a digest whose time comes after so many milliseconds. */
  async function subscribe(workspaceId: string, inMs: number) {
    const at = new Date(Date.now() + inMs);
    return createSubscriptions(parts.store.database).save(
      {
        workspaceId,
        channelId: ML_PLATFORM,
        createdBy: ADA,
        schedule: { weekday: at.getUTCDay() || 7, hour: at.getUTCHours(), timeZone: 'UTC' },
        content: DigestContentSchema.parse({}),
        nextRunAt: at,
      },
      new Date(),
    );
  }
});
