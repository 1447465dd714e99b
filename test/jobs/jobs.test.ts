import { randomUUID } from 'node:crypto';
import { once } from 'node:events';
import { setTimeout as sleep } from 'node:timers/promises';
import { pino } from 'pino';
import { expect, it, onTestFinished } from 'vitest';
import { type Jobs, openJobs } from '../../src/jobs/open-jobs.js';
import type { Job } from '../../src/jobs/worker.js';
import type { Store } from '../../src/store/store.js';
import { describeOnEveryStore } from '../store/stores.js';

const QUEUE = 'digest-run';

/** Instances that do jobs of one queue on one store. */
async function startInstances(
  store: Store,
  work: readonly ((job: Job) => Promise<void>)[],
  leaseSeconds = 1,
) {
  const instances: Jobs[] = [];
  for (const one of work) {
    const jobs = await openJobs({
      store,
      logger: pino({ level: 'silent' }),
      pollMs: 100,
      leaseSeconds,
    });
    await jobs.work(QUEUE, one);
    instances.push(jobs);
    onTestFinished(() => jobs.stop(0));
  }
  return instances;
}

/** Work that lasts until it is let go. */
function lasting() {
  const events = new EventTarget();
  const begun = once(events, 'begin');
  let times = 0;
  return {
    begun,
    end: () => events.dispatchEvent(new Event('end')),
    times: () => times,
    async work() {
      times += 1;
      const end = once(events, 'end');
      events.dispatchEvent(new Event('begin'));
      await end;
    },
  };
}

async function rowOf({ sql }: Store, id: string): Promise<unknown> {
  const { rows } = await sql.executeSql(
    'SELECT state, retry_count, retry_limit FROM jobs.job WHERE id = $1::uuid',
    [id],
  );
  return rows[0];
}

// Each has a store of its own: an instance that is gone in a test is still there in this process, and is not waited for.
describeOnEveryStore('a job', (stores) => {
  it('that a stop cuts off is done at once by another instance, and has lost no try', async () => {
    const store = await stores.openOwn();
    const id = randomUUID();
    const stuck = lasting();
    const [first] = await startInstances(store, [stuck.work], 60);
    await first?.send(QUEUE, id, {});
    await stuck.begun;
    const began = performance.now();
    await first?.stop(100);
    const done: Job[] = [];
    await startInstances(store, [async (job) => void done.push(job)], 60);
    await expect.poll(() => done.length, { timeout: 10_000 }).toBe(1);
    await expect
      .poll(() => rowOf(store, id))
      .toMatchObject({ state: 'completed', retry_count: 1, retry_limit: 8 });
    expect(performance.now() - began).toBeLessThan(30_000);
    // What the first one does when it is through after all changes nothing.
    stuck.end();
    await sleep(100);
    expect(await rowOf(store, id)).toMatchObject({ state: 'completed', retry_count: 1 });
  });

  it('that takes much longer than a lease is done once as long as its process lives', async () => {
    const store = await stores.openOwn();
    const id = randomUUID();
    const long = lasting();
    const [first] = await startInstances(store, [long.work, long.work]);
    await first?.send(QUEUE, id, {});
    await long.begun;
    await sleep(4_000);
    expect(long.times()).toBe(1);
    long.end();
    await expect
      .poll(() => rowOf(store, id), { timeout: 5_000 })
      .toMatchObject({ state: 'completed', retry_count: 0 });
  });

  it('of a process that is gone is done by another one when its lease is over, and the first is not believed', async () => {
    const store = await stores.openOwn();
    const id = randomUUID();
    const gone = lasting();
    const again = lasting();
    const leaseSeconds = 30;
    const [first] = await startInstances(store, [gone.work], leaseSeconds);
    await first?.send(QUEUE, id, {});
    await gone.begun;
    await first?.pause();
    const [second] = await startInstances(store, [again.work], 1);
    await sleep(1_500);
    expect(again.times()).toBe(0);
    await store.sql.executeSql(
      `UPDATE jobs.job SET started_on = now() - interval '31 seconds' WHERE state = 'active'`,
    );
    await again.begun;
    expect(await second?.state(QUEUE, id)).toBe('waiting');
    expect(await rowOf(store, id)).toMatchObject({ state: 'active', retry_count: 1, retry_limit: 7 });
    gone.end();
    await sleep(200);
    expect(await rowOf(store, id)).toMatchObject({ state: 'active', retry_count: 1 });
    again.end();
    await expect.poll(() => rowOf(store, id), { timeout: 5_000 }).toMatchObject({ state: 'completed' });
  });
});
