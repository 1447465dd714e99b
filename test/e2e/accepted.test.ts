import { randomUUID } from 'node:crypto';
import { sql } from 'drizzle-orm';
import { pino } from 'pino';
import { expect, test } from 'vitest';
import { ADA, APP, GRACE, ML_PLATFORM } from '../../src/playground/slack-server/index.js';
import { tellInterrupted } from '../../src/slack/accepted/tell-interrupted.js';
import { OUTSIDE } from '../../src/slack/kit/web-client.js';
import { type AcceptedRequests, createAcceptedRequests } from '../../src/store/accepted-requests.js';
import { createStoredClaims } from '../../src/store/claims.js';
import {
  AS_IN_MANIFEST,
  clickButton,
  startWorld,
  stuckRenderer,
  USEFUL_LINE,
  type World,
} from './harness.js';

/** What is recorded of acknowledged requests. */
async function recorded({ store }: World): Promise<number> {
  return store.database.$count(sql`accepted_requests`);
}

/** A world whose work hangs at the picture. */
async function stuckWorld() {
  const renderer = stuckRenderer();
  const world = await startWorld({ renderer });
  await world.slack.sendCommand({ userId: ADA, channelId: ML_PLATFORM, line: USEFUL_LINE });
  await renderer.begun;
  return { world, end: renderer.end };
}

const team = { id: 'T0LOCALDEV' };

test('a request is on record from before its acknowledgement until its answer is there', async () => {
  const { world, end } = await stuckWorld();
  expect(await recorded(world)).toBe(1);
  end();
  await world.settled();
  await expect.poll(() => recorded(world)).toBe(0);
  expect(world.slack.messages(ML_PLATFORM)).toHaveLength(1);
});

test('a stop hands back what it cannot finish, and the person is told by the next process, once', async () => {
  const { world, end } = await stuckWorld();
  expect(await world.app.stop(50)).toBe(1);
  const next = await startWorld();
  expect(await next.app.tellInterrupted()).toBe(1);
  expect(await next.app.tellInterrupted()).toBe(0);
  const [notice] = next.slack.ephemerals(ADA);
  expect(notice?.text).toContain('cut short');
  expect(notice?.text).toContain('/ftcost gpt-4o 500k/day');
  expect(next.slack.messages(ML_PLATFORM)).toEqual([]);
  end();
  await world.settled();
});

test('who cannot be reached beside the conversation is told by direct message, with no mention fired', async () => {
  const world = await startWorld();
  const requests = createAcceptedRequests(world.store.database);
  const left = {
    workspaceId: team.id,
    id: randomUUID(),
    userId: ADA,
    channelId: 'C0ELSEWHERE',
    asked: '/ftcost <!channel> <@U0GRACEHOP> *x*',
  };
  await requests.add(randomUUID(), [left], 0);
  expect(await world.app.tellInterrupted()).toBe(1);
  const direct = world.slack.messages(world.slack.directMessage(ADA) ?? '');
  expect(direct).toHaveLength(1);
  expect(direct[0]?.mentions).toEqual([]);
  expect(await recorded(world)).toBe(0);
});

/** What tells people over the store of a world, as one more process that dies once Slack has been called. */
function mortal(world: World) {
  const owner = randomUUID();
  const all = createAcceptedRequests(world.store.database);
  const requests: AcceptedRequests = {
    ...all,
    remove: async () => {
      throw new Error('killed');
    },
  };
  return {
    async live() {
      const parts = {
        requests,
        owner,
        apiOf: world.app.clientFor,
        outside: OUTSIDE,
        clock: () => new Date(),
      };
      const claims = createStoredClaims(world.store.database);
      await expect(tellInterrupted({ ...parts, claims, logger: pino({ level: 'silent' }) })).rejects.toThrow(
        'killed',
      );
      // Its lease ends.
      await all.release(owner);
    },
  };
}

/** A request of Ada that a process left. */
const leftByAda = () => ({ workspaceId: team.id, id: randomUUID(), userId: ADA, asked: '/ftcost help' });

test('killed after telling and before forgetting: told once more, as a repetition, and then no more', async () => {
  const world = await startWorld();
  await createAcceptedRequests(world.store.database).add(randomUUID(), [leftByAda()], 0);
  const notices = () => world.slack.messages(world.slack.directMessage(ADA) ?? '').map(({ text }) => text);
  await mortal(world).live();
  expect(notices()).toEqual([expect.not.stringContaining('already')]);
  await mortal(world).live();
  expect(notices()).toHaveLength(2);
  expect(notices()[1]).toContain('I may have told you this already');
  expect(await recorded(world)).toBe(1);
  expect(await world.app.tellInterrupted()).toBe(0);
  expect(notices()).toHaveLength(2);
  expect(await recorded(world)).toBe(0);
});

test('however often Slack does not take it, the person is told in the end, and not as a repetition', async () => {
  const world = await startWorld();
  const requests = createAcceptedRequests(world.store.database);
  await requests.add(randomUUID(), [leftByAda()], 0);
  for (let time = 0; time < 3; time += 1) {
    world.slack.faults.add({ method: 'chat.postMessage', respond: { status: 503, body: {} } });
    expect(await world.app.tellInterrupted()).toBe(0);
    await world.store.database.execute(sql`UPDATE accepted_requests SET lease_until = now()`);
  }
  expect(await world.app.tellInterrupted()).toBe(1);
  const [notice] = world.slack.messages(world.slack.directMessage(ADA) ?? '');
  expect(notice?.text).not.toContain('already');
});

test('while one process tells somebody, another takes over the rest, and nobody is told twice', async () => {
  const world = await startWorld();
  const requests = createAcceptedRequests(world.store.database);
  await requests.add(randomUUID(), [leftByAda(), { ...leftByAda(), userId: GRACE }], 0);
  world.slack.faults.add({ method: 'chat.postMessage', respond: { delayMs: 500 } });
  const first = world.app.tellInterrupted();
  await expect.poll(() => world.slack.calls.some(({ method }) => method === 'chat.postMessage')).toBe(true);
  expect(await requests.takeOver(randomUUID(), 15_000, 50)).toHaveLength(1);
  expect(await first).toBe(1);
});

test('a person whom Slack does not let us tell stays on record', async () => {
  const world = await startWorld();
  const requests = createAcceptedRequests(world.store.database);
  const left = { workspaceId: team.id, id: randomUUID(), userId: ADA, asked: '/ftcost help' };
  await requests.add(randomUUID(), [left], 0);
  world.slack.faults.add({ method: 'chat.postMessage', respond: { status: 503, body: {} } });
  expect(await world.app.tellInterrupted()).toBe(0);
  expect(await recorded(world)).toBe(1);
});

/** Runs while the database takes no record. */
async function withoutRecords<T>({ store }: World, work: () => Promise<T>): Promise<T> {
  await store.database.execute(sql`ALTER TABLE accepted_requests RENAME TO accepted_elsewhere`);
  try {
    return await work();
  } finally {
    await store.database.execute(sql`ALTER TABLE accepted_elsewhere RENAME TO accepted_requests`);
  }
}

test('a database that takes no record: nothing is begun, and the acknowledgement says so', async () => {
  const world = await startWorld();
  const { deliveries } = await withoutRecords(world, () => world.type(USEFUL_LINE));
  expect(deliveries[0]?.status).toBe(200);
  expect(world.slack.messages(ML_PLATFORM)).toEqual([]);
  expect(world.slack.ephemerals(ADA).map(({ text }) => text)).toEqual([
    expect.stringContaining('nothing was started'),
  ]);
});

test('an answer that is whole in its acknowledgement needs no record', async () => {
  const world = await startWorld();
  const { deliveries } = await withoutRecords(world, () => world.type('/ftcost help'));
  expect(deliveries[0]?.status).toBe(200);
  expect(world.slack.ephemerals(ADA).map(({ text }) => text)).toEqual([
    expect.stringContaining('prompt, retrieve or fine-tune'),
  ]);
});

test('a mention that cannot be recorded is not acknowledged, and answered once when Slack sends it again', async () => {
  const world = await startWorld({ server: { ...AS_IN_MANIFEST, eventRetryDelaysMs: [300] } });
  const text = `@ftcost ${USEFUL_LINE.replace('/ftcost ', '')}`;
  const { deliveries } = await withoutRecords(world, () =>
    world.slack.sendMessage({ userId: ADA, channelId: ML_PLATFORM, text }),
  );
  expect(deliveries.map(({ status }) => status)).toEqual([500]);
  const answers = () => world.slack.messages(ML_PLATFORM).filter(({ threadTs }) => threadTs !== undefined);
  await expect.poll(() => answers().length, { timeout: 15_000 }).toBe(1);
  await world.settled();
  expect(answers()).toHaveLength(1);
});

/** What a mention asks. */
const MENTION = `<@${APP.botUserId}> gpt-4o 500k/day 2000+200in 100out`;

test('a mention that Slack delivers for the last time is not lost in silence: its person is told', async () => {
  const world = await startWorld({ server: { ...AS_IN_MANIFEST, eventRetryDelaysMs: [0, 0, 0] } });
  await withoutRecords(world, async () => {
    await world.slack.sendMessage({ userId: ADA, channelId: ML_PLATFORM, text: MENTION });
    await expect.poll(() => world.slack.ephemerals(ADA).length, { timeout: 10_000 }).toBe(1);
  });
  expect(world.slack.ephemerals(ADA)[0]?.text).toContain('nothing was started');
});

test('the removal of the app is acknowledged when it is done, and else told again', async () => {
  const world = await startWorld({ server: { eventRetryDelaysMs: [] } });
  const event = { type: 'app_uninstalled' };
  await world.store.database.execute(sql`ALTER TABLE presences RENAME TO presences_elsewhere`);
  const [failed] = await world.slack.sendEvent(event);
  await world.store.database.execute(sql`ALTER TABLE presences_elsewhere RENAME TO presences`);
  expect(failed?.status).toBe(500);
  const [done] = await world.slack.sendEvent(event);
  expect(done?.status).toBe(200);
});

test('who is told that work was cut short reads what it was: their words, the button, the form', async () => {
  const world = await startWorld({ server: AS_IN_MANIFEST });
  const { sql: runner } = world.store;
  await runner.executeSql(`
    CREATE TABLE noted (number serial, asked text);
    CREATE FUNCTION note() RETURNS trigger LANGUAGE plpgsql AS $$
      BEGIN INSERT INTO noted (asked) VALUES (NEW.asked); RETURN NULL; END $$;
    CREATE TRIGGER note AFTER INSERT ON accepted_requests FOR EACH ROW EXECUTE FUNCTION note();
  `);
  try {
    await world.slack.sendMessage({ userId: ADA, channelId: ML_PLATFORM, text: MENTION });
    const result = () => world.slack.messages(ML_PLATFORM).find(({ userId }) => userId === APP.botUserId);
    await expect.poll(() => result() !== undefined, { timeout: 10_000 }).toBe(true);
    await clickButton(world, result(), 'adjust', GRACE);
    const [form] = world.slack.openViews(GRACE);
    await world.slack.submitView({ userId: GRACE, viewId: form?.id ?? '' });
    await world.settled();
    const { rows } = await runner.executeSql('SELECT asked FROM noted ORDER BY number');
    expect(rows).toEqual([
      { asked: 'what you wrote to me “gpt-4o 500k/day 2000+200in 100out”' },
      { asked: expect.stringMatching(/^the button “.*Adjust.*” that you pressed$/) },
      { asked: expect.stringMatching(/^the form “.+” that you submitted$/) },
    ]);
  } finally {
    await runner.executeSql('DROP TABLE noted; DROP FUNCTION note CASCADE');
  }
});
