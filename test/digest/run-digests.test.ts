import { expect, it } from 'vitest';
import { giveUp, markOf } from '../../src/digest/send-digest.js';
import { ADA, ML_PLATFORM } from '../../src/playground/slack-server/index.js';
import type { Subscription } from '../../src/workspace/subscription.js';
import { describeOnEveryStore } from '../store/stores.js';
import { DAY, type DigestWorld, HOUR, MINUTE, MONDAY, startDigestWorld } from './world.js';

const WEEK = '2026-W48';

function runOf(world: DigestWorld, { workspaceId, id: subscriptionId }: Subscription, week = WEEK) {
  return world.first.sending.runs.find({ workspaceId, subscriptionId, week });
}

async function tickAt(world: DigestWorld, instant: number): Promise<void> {
  world.clock.now = instant;
  await world.first.digests.tick();
}

describeOnEveryStore('the weekly digest', (stores) => {
  it('comes at its hour, once in its week, and covers the time since the last one', async () => {
    const world = await startDigestWorld(await stores.open());
    const subscription = await world.subscribe();
    await tickAt(world, MONDAY.getTime() - 1);
    expect(world.digests()).toEqual([]);
    expect(await world.first.digests.nextAt()).toEqual(MONDAY);
    for (const minutes of [0, 1, 60, 24 * 60]) await tickAt(world, MONDAY.getTime() + minutes * MINUTE);
    expect(world.digests()).toHaveLength(1);
    expect(world.digests()[0]).not.toContain('late');
    expect(await runOf(world, subscription)).toMatchObject({
      state: 'posted',
      messageTs: expect.any(String),
    });
    await tickAt(world, MONDAY.getTime() + 7 * DAY);
    expect(world.digests()).toHaveLength(2);
    const [one, two] = world.windows;
    expect(one).toEqual({ from: new Date(MONDAY.getTime() - DAY), until: MONDAY });
    expect(two).toEqual({ from: MONDAY, until: new Date(MONDAY.getTime() + 7 * DAY) });
    expect(world.told()).toEqual([]);
  });

  it('comes once and says that it is late, when the app starts up to two days late', async () => {
    const world = await startDigestWorld(await stores.open());
    await world.subscribe();
    await tickAt(world, MONDAY.getTime() + 48 * HOUR);
    await tickAt(world, MONDAY.getTime() + 48 * HOUR + MINUTE);
    expect(world.digests()).toHaveLength(1);
    expect(world.digests()[0]).toContain(
      'This digest is late: it was due on Monday, 23 November, 09:00 (Europe/Berlin)',
    );
  });

  it('is left out when it is later than that, and the subscriber is told once', async () => {
    const world = await startDigestWorld(await stores.open());
    const subscription = await world.subscribe();
    await tickAt(world, MONDAY.getTime() + 48 * HOUR + MINUTE);
    await tickAt(world, MONDAY.getTime() + 50 * HOUR);
    expect(world.digests()).toEqual([]);
    expect(world.told()).toHaveLength(1);
    expect(world.told()[0]).toContain('was left out');
    expect(await runOf(world, subscription)).toMatchObject({ state: 'skipped' });
    await tickAt(world, MONDAY.getTime() + 7 * DAY);
    expect(world.windows.at(-1)?.from).toEqual(new Date(MONDAY.getTime() - DAY));
  });

  it('covers all the weeks that were missed, in one', async () => {
    const world = await startDigestWorld(await stores.open());
    await world.subscribe();
    await tickAt(world, MONDAY.getTime() + 21 * DAY + HOUR);
    expect(world.digests()).toHaveLength(1);
    expect(world.windows).toEqual([
      { from: new Date(MONDAY.getTime() - DAY), until: new Date(MONDAY.getTime() + 21 * DAY + HOUR) },
    ]);
    expect(world.told()).toEqual([]);
  });

  it('comes once, and goes on, though the clock jumps a year ahead and back, or back over its hour', async () => {
    const world = await startDigestWorld(await stores.open());
    await world.subscribe();
    await tickAt(world, MONDAY.getTime() + MINUTE);
    await tickAt(world, MONDAY.getTime() - HOUR);
    await tickAt(world, MONDAY.getTime() + HOUR);
    expect(world.digests()).toHaveLength(1);
    await tickAt(world, MONDAY.getTime() + 364 * DAY);
    expect(world.digests()).toHaveLength(2);
    await tickAt(world, MONDAY.getTime() + DAY);
    await tickAt(world, MONDAY.getTime() + 7 * DAY);
    expect(world.digests()).toHaveLength(3);
    const until = new Date(MONDAY.getTime() + 7 * DAY);
    expect(world.windows.at(-1)).toEqual({ from: MONDAY, until });
  });

  it('is nothing in a quiet week where that was chosen, and that week is told', async () => {
    const world = await startDigestWorld(await stores.open(), { compose: async () => ({ kind: 'quiet' }) });
    const subscription = await world.subscribe();
    await tickAt(world, MONDAY.getTime());
    expect(world.digests()).toEqual([]);
    expect(await runOf(world, subscription)).toMatchObject({ state: 'quiet' });
    expect(
      await world.first.sending.subscriptions.get(subscription.workspaceId, subscription.id),
    ).toMatchObject({
      coveredUntil: MONDAY,
    });
  });

  it.each([
    [
      'archived',
      (world: DigestWorld) => world.slack.archive(ML_PLATFORM),
      'archived',
      'the channel is archived',
    ],
    [
      'left',
      (world: DigestWorld) => world.slack.removeMember(ML_PLATFORM, 'U0FTCOSTBO'),
      'not-in-channel',
      '/invite',
    ],
    [
      'closed to apps',
      (world: DigestWorld) =>
        world.slack.faults.add({
          method: 'chat.postMessage',
          respond: { body: { ok: false, error: 'restricted_action' } },
        }),
      'posting-restricted',
      'restricted',
    ],
  ])('pauses when the channel is %s, and the subscriber is told once', async (_, happen, reason, words) => {
    const world = await startDigestWorld(await stores.open());
    const subscription = await world.subscribe();
    happen(world);
    await tickAt(world, MONDAY.getTime());
    for (const days of [1, 7, 14]) await tickAt(world, MONDAY.getTime() + days * DAY);
    expect(world.digests()).toEqual([]);
    expect(world.told()).toHaveLength(1);
    expect(world.told()[0]).toContain(words);
    expect(
      await world.first.sending.subscriptions.get(subscription.workspaceId, subscription.id),
    ).toMatchObject({
      status: 'paused',
      pausedBecause: reason,
    });
  });

  it('is told of in the channel, privately, where Slack takes no direct message', async () => {
    const world = await startDigestWorld(await stores.open(), { server: { messagesTab: 'off' } });
    await world.subscribe();
    await tickAt(world, MONDAY.getTime() + 3 * DAY);
    expect(world.slack.ephemerals(ADA)).toHaveLength(1);
  });

  it.each(['taken', 'kept', 'anchored', 'intended', 'sent', 'recorded'] as const)(
    'whose instance is stopped at the step “%s” comes once, from another one, at once where that is safe',
    async (step) => {
      let isReached = false;
      const world = await startDigestWorld(await stores.open(), {
        async onStep(one) {
          if (isReached || one !== step) return;
          isReached = true;
          await new Promise(() => {});
        },
      });
      await world.subscribe();
      world.clock.now = MONDAY.getTime();
      void world.first.digests.tick();
      await expect.poll(() => isReached, { timeout: 10_000 }).toBe(true);
      await world.first.jobs.stop(20);
      const second = await world.instance();
      await second.digests.tick();
      // A message that may be on its way is looked for again when it must have arrived.
      expect(world.digests()).toHaveLength(step === 'intended' ? 0 : 1);
      world.clock.now += 11 * MINUTE;
      await world.hurryJobs();
      await second.digests.tick();
      expect(world.digests()).toHaveLength(1);
      expect(world.told()).toEqual([]);
    },
  );

  it('is sent by one of two instances that look at the same moment', async () => {
    const store = await stores.open();
    const world = await startDigestWorld(store);
    const second = await world.instance();
    for (let count = 0; count < 10; count += 1) await world.subscribe();
    world.clock.now = MONDAY.getTime();
    await Promise.all([world.first.digests.tick(), second.digests.tick(), world.first.digests.tick()]);
    await Promise.all([world.first.digests.tick(), second.digests.tick()]);
    expect(world.digests()).toHaveLength(10);
    expect(world.windows).toHaveLength(10);
  });
});

describeOnEveryStore('a digest that meets trouble', (stores) => {
  it('waits as long as Slack says when it is throttled, and comes once', async () => {
    const world = await startDigestWorld(await stores.open());
    await world.subscribe();
    const throttle = {
      status: 429,
      headers: { 'retry-after': '7' },
      body: { ok: false, error: 'ratelimited' },
    };
    world.slack.faults.add({ method: 'chat.postMessage', times: 2, respond: throttle });
    await tickAt(world, MONDAY.getTime());
    expect(world.digests()).toHaveLength(1);
  });

  it('is not tried before the time that Slack names, however long, and comes once', async () => {
    const world = await startDigestWorld(await stores.open());
    const subscription = await world.subscribe();
    const respond = {
      status: 429,
      headers: { 'retry-after': '1800' },
      body: { ok: false, error: 'ratelimited' },
    };
    world.slack.faults.add({ method: 'chat.postMessage', respond });
    await tickAt(world, MONDAY.getTime());
    const posts = () => world.slack.calls.filter(({ method }) => method === 'chat.postMessage').length;
    expect(posts()).toBe(1);
    await world.hurryJobs();
    await tickAt(world, MONDAY.getTime() + 29 * MINUTE);
    expect(posts()).toBe(1);
    await world.hurryJobs();
    await tickAt(world, MONDAY.getTime() + 31 * MINUTE);
    expect(await runOf(world, subscription)).toMatchObject({ state: 'posted' });
    expect(world.digests()).toHaveLength(1);
  });

  const respondError = { status: 503, body: 'down' };
  it.each([
    ['a server error before the post', { ...respondError }, 0],
    ['a server error after the post', { ...respondError, afterEffect: true }, 1],
    ['a cut connection before the post', { destroySocket: true }, 0],
    ['a cut connection after the post', { destroySocket: true, afterEffect: true }, 1],
    ['fatal_error after the post', { body: { ok: false, error: 'fatal_error' }, afterEffect: true }, 1],
  ])('is there once after %s, where the history can be read', async (_, respond, arrived) => {
    const world = await startDigestWorld(await stores.open());
    const subscription = await world.subscribe();
    world.slack.faults.add({ method: 'chat.postMessage', respond });
    await tickAt(world, MONDAY.getTime());
    expect(world.digests()).toHaveLength(arrived);
    for (const minutes of [1, 9, 11, 30]) {
      await world.hurryJobs();
      await tickAt(world, MONDAY.getTime() + minutes * MINUTE);
      expect(world.digests()).toHaveLength(arrived === 1 || minutes >= 11 ? 1 : 0);
    }
    expect(await runOf(world, subscription)).toMatchObject({ state: 'posted' });
    expect(world.told()).toEqual([]);
  });

  it('is never posted again without the right to look, and the subscriber is told what to do', async () => {
    const world = await startDigestWorld(await stores.open(), { server: { scopes: ['chat:write'] } });
    const subscription = await world.subscribe();
    world.slack.faults.add({
      method: 'chat.postMessage',
      respond: { destroySocket: true, afterEffect: true },
    });
    for (const minutes of [0, 1, 20, 60 * 24]) {
      await tickAt(world, MONDAY.getTime() + minutes * MINUTE);
      await world.hurryJobs();
    }
    expect(world.digests()).toHaveLength(1);
    expect(world.told()).toHaveLength(1);
    expect(world.told()[0]).toContain('may be missing');
    expect(world.told()[0]).toContain('/ftcost digest preview');
    expect(await runOf(world, subscription)).toMatchObject({ state: 'unknown', toldAt: expect.any(Date) });
  });

  it.each(['conversations.history', 'chat.postMessage'])(
    'is there once though connections break at %s, again and again',
    async (method) => {
      const world = await startDigestWorld(await stores.open());
      await world.subscribe();
      world.slack.faults.add({
        method: 'chat.postMessage',
        respond: { destroySocket: true, afterEffect: true },
      });
      world.slack.faults.add({ method, times: 3, respond: { destroySocket: true } });
      for (let count = 0; count < 8; count += 1) {
        await tickAt(world, MONDAY.getTime() + count * 12 * MINUTE);
        await world.hurryJobs();
      }
      expect(world.digests()).toHaveLength(1);
      expect(world.told()).toEqual([]);
    },
  );

  it('that fails in every try is given up: the subscriber is told, the operator sees it, the next week covers it', async () => {
    let isBroken = true;
    const world = await startDigestWorld(await stores.open(), {
      async compose() {
        if (isBroken) throw new Error('the advisor is busy');
        return { kind: 'digest', content: { title: 'All is well.' } };
      },
    });
    const subscription = await world.subscribe();
    for (let count = 0; count < 10; count += 1) {
      await tickAt(world, MONDAY.getTime() + count * MINUTE);
      await world.hurryJobs();
    }
    expect(world.windows).toHaveLength(8);
    expect(world.told()).toHaveLength(1);
    expect(world.told()[0]).toContain('could not be sent');
    expect(await world.first.sending.runs.parked(new Date(MONDAY.getTime() - DAY), 10)).toMatchObject([
      { subscriptionId: subscription.id, state: 'failed', toldAt: expect.any(Date) },
    ]);
    expect(world.log.join('')).toContain('given up');
    isBroken = false;
    await tickAt(world, MONDAY.getTime() + 7 * DAY);
    expect(world.digests()).toHaveLength(1);
    expect(world.windows.at(-1)?.from).toEqual(new Date(MONDAY.getTime() - DAY));
  });

  it('that was composed before a try broke off is not composed again', async () => {
    let isDead = true;
    const world = await startDigestWorld(await stores.open(), {
      async onStep(step) {
        if (isDead && step === 'kept') {
          isDead = false;
          throw new Error('gone');
        }
      },
    });
    await world.subscribe();
    await tickAt(world, MONDAY.getTime());
    expect(world.digests()).toEqual([]);
    await world.hurryJobs();
    await tickAt(world, MONDAY.getTime() + MINUTE);
    expect(world.digests()).toHaveLength(1);
    expect(world.windows).toHaveLength(1);
  });

  it('whose process died in its last try is settled by the next look, and the subscriber is told', async () => {
    const world = await startDigestWorld(await stores.open(), {
      async compose() {
        throw new Error('the advisor is busy');
      },
    });
    const subscription = await world.subscribe();
    await tickAt(world, MONDAY.getTime());
    await world.store.sql.executeSql(`UPDATE jobs.job SET state = 'failed' WHERE name = 'digest-run'`);
    for (const minutes of [1, 2]) await tickAt(world, MONDAY.getTime() + minutes * MINUTE);
    expect(await runOf(world, subscription)).toMatchObject({ state: 'failed', toldAt: expect.any(Date) });
    expect(world.windows).toHaveLength(1);
    expect(world.told()).toHaveLength(1);
  });

  it('that is at work is waited for when the app stops, and no other is begun', async () => {
    let finish = () => {};
    const world = await startDigestWorld(await stores.open(), {
      async compose() {
        await new Promise<void>((resolve) => {
          finish = resolve;
        });
        return { kind: 'digest', content: { title: 'Two decisions flip.' } };
      },
    });
    await world.subscribe();
    world.clock.now = MONDAY.getTime();
    const ticking = world.first.digests.tick();
    while (world.windows.length === 0) await new Promise((resolve) => setTimeout(resolve, 5));
    const stopping = world.first.jobs.stop(10_000);
    finish();
    await Promise.all([ticking, stopping]);
    expect(world.digests()).toHaveLength(1);
  });

  it('whose subscriber cannot be reached is told of when Slack is back', async () => {
    const world = await startDigestWorld(await stores.open());
    const subscription = await world.subscribe();
    const key = { workspaceId: subscription.workspaceId, subscriptionId: subscription.id, week: WEEK };
    await world.first.sending.runs.open(key, MONDAY, MONDAY);
    world.slack.faults.add({ method: 'chat.postMessage', respond: { status: 503, body: 'down' } });
    await expect(giveUp(world.first.sending, key)).rejects.toMatchObject({ code: 'not-told' });
    expect(await giveUp(world.first.sending, key)).toBe('failed');
    expect(await giveUp(world.first.sending, key)).toBe('failed');
    expect(world.told()).toHaveLength(1);
    expect(markOf(key)).toBe(`${subscription.id}/${WEEK}`);
  });

  it('does not go out once its channel is unsubscribed', async () => {
    const world = await startDigestWorld(await stores.open());
    const subscription = await world.subscribe();
    await world.first.sending.subscriptions.remove(
      subscription.workspaceId,
      subscription.id,
      { userId: 'U1' },
      new Date(),
    );
    await tickAt(world, MONDAY.getTime());
    expect(world.digests()).toEqual([]);
  });
});
