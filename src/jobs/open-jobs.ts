import PgBoss from 'pg-boss';
import type { Logger } from 'pino';
import { JOBS_SCHEMA } from '../store/jobs-schema.js';
import type { SqlRunner } from '../store/store.js';
import { QUEUES, type QueueName } from './queues.js';
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
  /** Stops every worker, and waits for what is being done, at most this long. */
  stop(deadlineMs: number): Promise<void>;
}

/** How often a worker looks for jobs, in milliseconds. */
const POLL_MS = 2_000;

/** Jobs that are done are kept this long, in seconds and days, for whoever looks what happened. */
const KEPT = {
  archiveCompletedAfterSeconds: 60 * 60,
  archiveFailedAfterSeconds: 2 * 24 * 60 * 60,
  deleteAfterDays: 7,
};

/** Opens the queues over the store, and makes their tables where they are missing. */
export async function openJobs(options: {
  readonly sql: SqlRunner;
  readonly logger: Logger;
  readonly pollMs?: number;
}): Promise<Jobs> {
  const { sql, logger, pollMs = POLL_MS } = options;
  const boss = new PgBoss({ db: sql, schema: JOBS_SCHEMA, ...KEPT });
  boss.on('error', (error) => logger.error({ err: error }, 'The job queue has a problem'));
  await boss.start();
  for (const [name, queue] of Object.entries(QUEUES)) {
    const { retryLimit, retryDelay, expireInSeconds } = queue;
    const settings = { name, retryLimit, retryDelay, retryBackoff: retryDelay > 0, expireInSeconds };
    await boss.createQueue(name, settings);
    await boss.updateQueue(name, settings);
  }
  const workers: Worker[] = [];

  return {
    async send(queue, id, data) {
      await boss.send(queue, data, { id });
    },

    async state(queue, id) {
      const job = await boss.getJobById(queue, id, { includeArchive: true });
      if (job === null) return 'none';
      return ['created', 'retry', 'active'].includes(job.state) ? 'waiting' : 'over';
    },

    async work(queue, work) {
      const settings = QUEUES[queue];
      if ('cron' in settings) await boss.schedule(queue, settings.cron);
      const worker = startWorker(boss, queue, work, { everyMs: pollMs, logger });
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
      const left = await Promise.all(workers.map((worker) => worker.stop(deadlineMs)));
      const sum = left.reduce((all, one) => all + one, 0);
      if (sum > 0) logger.warn({ left: sum }, 'Stopped while jobs were still at work');
      await boss.stop({ graceful: false, close: false });
    },
  };
}
