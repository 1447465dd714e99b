import PgBoss from 'pg-boss';
import type { Logger } from 'pino';
import { startHeartbeat } from '../store/heartbeat.js';
import { JOBS_SCHEMA } from '../store/jobs-schema.js';
import type { Store } from '../store/store.js';
import { createLeases, LEASE_SECONDS } from './leases.js';
import { QUEUES, type QueueName } from './queues.js';
import { startSchedule } from './schedule.js';
import { type Job, startWorker, type Worker } from './worker.js';

/** How a job stands. `over`: no try follows. */
export type JobState = 'none' | 'waiting' | 'over';

/** Work in the background, in queues that all instances on one store share. */
export interface Jobs {
  /** Adds a job, unless there is one with this id. */
  send(queue: QueueName, id: string, data: object): Promise<void>;
  state(queue: QueueName, id: string): Promise<JobState>;
  /** Starts to do the jobs of a queue, and to add them by the clock where the queue says when. */
  work(queue: QueueName, work: (job: Job) => Promise<void>): Promise<Worker>;
  /** Jobs that wait for a try, by queue. */
  waiting(): Promise<Readonly<Record<string, number>>>;
  /** Begins nothing any more, neither by the clock nor out of a queue. */
  pause(): Promise<void>;
  /** The same; then waits for what is being done, at most this long, and hands the rest back to other instances. */
  stop(deadlineMs: number): Promise<void>;
}

/** How often a worker looks for jobs, in milliseconds. */
const POLL_MS = 2_000;

/** Jobs that are done are kept this long, in seconds and days, for a person who looks what happened. */
const KEPT = {
  archiveCompletedAfterSeconds: 60 * 60,
  archiveFailedAfterSeconds: 2 * 24 * 60 * 60,
  deleteAfterDays: 7,
};

/** Opens the queues over the store, and makes their tables where they are missing. */
export async function openJobs(options: {
  readonly store: Pick<Store, 'sql' | 'exclusively' | 'clock'>;
  readonly logger: Logger;
  readonly pollMs?: number;
  /** How long a process may be silent before its jobs are taken for abandoned. */
  readonly leaseSeconds?: number;
}): Promise<Jobs> {
  const { store, logger, pollMs = POLL_MS, leaseSeconds = LEASE_SECONDS } = options;
  const { sql } = store;
  const boss = new PgBoss({ db: sql, schema: JOBS_SCHEMA, schedule: false, ...KEPT });
  boss.on('error', (error) => logger.error({ err: error }, 'The job queue has a problem'));
  // The tables of the queue lock each other out when two instances make them at once.
  await store.exclusively('job queues', async () => {
    await boss.start();
    for (const [name, queue] of Object.entries(QUEUES)) {
      const { retryLimit, retryDelay } = queue;
      const retryBackoff = retryDelay > 0;
      const settings = { name, retryLimit, retryDelay, retryBackoff, expireInSeconds: leaseSeconds };
      await boss.createQueue(name, settings);
      await boss.updateQueue(name, settings);
    }
  });
  const workers: Worker[] = [];
  const stopSchedules: (() => void)[] = [];
  const leases = createLeases(sql);
  const stopBeating = startHeartbeat({
    everyMs: (leaseSeconds * 1_000) / 4,
    async live() {
      for (const worker of workers) await worker.renew();
    },
    async takeOver() {
      const count = await leases.takeBack();
      if (count > 0) logger.warn({ count }, 'Jobs were left by a process, and are tried again');
    },
    onProblem: (error) => logger.error({ err: error }, 'It cannot be said which jobs are at work'),
  });

  async function state(queue: QueueName, id: string): Promise<JobState> {
    const job = await boss.getJobById(queue, id, { includeArchive: true });
    if (job === null) return 'none';
    return ['created', 'retry', 'active'].includes(job.state) ? 'waiting' : 'over';
  }

  async function pause(): Promise<void> {
    for (const stop of stopSchedules) stop();
    for (const worker of workers) worker.pause();
    await boss.stop({ graceful: false, close: false });
  }

  async function addOnce(queue: QueueName, id: string): Promise<void> {
    if ((await state(queue, id)) === 'none') await boss.send(queue, {}, { id });
  }

  return {
    pause,

    async send(queue, id, data) {
      await boss.send(queue, data, { id });
    },

    state,

    async work(queue, work) {
      const settings = QUEUES[queue];
      if ('schedule' in settings) {
        const parts = { clock: store.clock, logger, add: (id: string) => addOnce(queue, id) };
        stopSchedules.push(startSchedule(queue, settings.schedule, parts));
      }
      const worker = startWorker(boss, queue, work, {
        everyMs: pollMs,
        longestMs: settings.longestSeconds * 1_000,
        leases,
        logger,
      });
      workers.push(worker);
      return worker;
    },

    async waiting() {
      const sizes = Object.keys(QUEUES).map(
        async (queue) => [queue, await boss.getQueueSize(queue, { before: 'active' })] as const,
      );
      return Object.fromEntries(await Promise.all(sizes));
    },

    async stop(deadlineMs) {
      await pause();
      try {
        const left = await Promise.all(workers.map((worker) => worker.stop(deadlineMs)));
        const sum = left.reduce((all, one) => all + one, 0);
        if (sum > 0)
          logger.warn({ left: sum }, 'Stopped while jobs were still at work; they are handed back');
      } finally {
        // A beat at work may hang at a database that is away: the stop does not wait for it.
        void stopBeating();
      }
    },
  };
}
