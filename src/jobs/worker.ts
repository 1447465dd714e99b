import type PgBoss from 'pg-boss';
import type { Logger } from 'pino';
import type { Leases, Try } from './leases.js';

/** A piece of work. */
export interface Job {
  readonly data: unknown;
  /** No try follows when this one fails. */
  readonly isLastTry: boolean;
}

/** Fetches jobs of one queue and does them. */
export interface Worker {
  /** Does what waits in the queue now, and what was being done. */
  drain(): Promise<void>;
  /** Fetches no more jobs. */
  pause(): void;
  /** Says that the jobs at work are. One that takes too long, or that another process has, is let go. */
  renew(): Promise<void>;
  /**
   * Fetches no more jobs, waits for those being done, at most this long, and hands the rest back.
   *
   * @returns how many were left behind
   */
  stop(deadlineMs: number): Promise<number>;
}

/** How a worker works. */
export interface WorkerOptions {
  readonly everyMs: number;
  /** A try that takes longer is given up, in milliseconds. */
  readonly longestMs: number;
  readonly leases: Leases;
  readonly logger: Logger;
}

/** Jobs done side by side. */
const SIDE_BY_SIDE = 5;

/**
 * Starts a worker. The queue's own one does not wait until an outcome is recorded, so that a database that is down
 * at that moment would end the process; and it cannot be told to go on now.
 */
export function startWorker(
  boss: PgBoss,
  queue: string,
  work: (job: Job) => Promise<void>,
  { everyMs, longestMs, leases, logger }: WorkerOptions,
): Worker {
  let stopping = false;
  /** Tries at work that are ours, with the moment at which they began. */
  const atWork = new Map<Try, number>();
  let timer: NodeJS.Timeout | undefined;
  let round: Promise<void> = Promise.resolve();

  /** The queue does not ask who tells it of an outcome: a worker that has lost a job must not. */
  async function isOurs(own: Try): Promise<boolean> {
    return atWork.has(own) && (await leases.renew([own])).has(own.id);
  }

  async function run(job: PgBoss.JobWithMetadata<unknown>): Promise<void> {
    const { id, data, retryCount, retryLimit } = job;
    const own: Try = { queue, id, number: retryCount };
    atWork.set(own, performance.now());
    try {
      await work({ data, isLastTry: retryCount >= retryLimit });
      if (await isOurs(own)) await boss.complete(queue, id);
    } catch (error) {
      if (!(error instanceof Error)) throw error;
      logger.warn({ err: error, queue, job: id, retryCount, retryLimit }, 'A job failed');
      if (await isOurs(own)) await boss.fail(queue, id, { name: error.name, message: error.message });
    } finally {
      atWork.delete(own);
    }
  }

  async function empty(): Promise<void> {
    while (!stopping) {
      const jobs = await boss.fetch(queue, { includeMetadata: true, batchSize: SIDE_BY_SIDE });
      if (jobs.length === 0) return;
      await Promise.all(jobs.map(run));
    }
  }

  /** Rounds follow one another. A round that fails is the concern of the one who asked for it, not of the next. */
  function drain(): Promise<void> {
    round = round.catch(() => undefined).then(empty);
    return round;
  }

  async function poll(): Promise<void> {
    try {
      await drain();
    } catch (error) {
      logger.error({ err: error, queue }, 'A queue cannot be read');
    }
    if (!stopping) timer = setTimeout(poll, everyMs);
  }

  function letGo(own: Try, why: string): void {
    atWork.delete(own);
    logger.warn({ queue, job: own.id, number: own.number }, why);
  }

  function pause(): void {
    stopping = true;
    clearTimeout(timer);
  }

  timer = setTimeout(poll, everyMs);
  return {
    drain,
    pause,

    async renew() {
      for (const [own, began] of atWork) {
        if (performance.now() - began > longestMs) letGo(own, 'A job takes too long and is given up');
      }
      const asked = [...atWork.keys()];
      const ours = await leases.renew(asked);
      for (const own of asked) {
        if (atWork.has(own) && !ours.has(own.id)) letGo(own, 'Another process has taken over a job');
      }
    },

    async stop(deadlineMs) {
      pause();
      let late: NodeJS.Timeout | undefined;
      await Promise.race([
        round.catch(() => undefined),
        new Promise<void>((resolve) => {
          late = setTimeout(resolve, deadlineMs);
        }),
      ]);
      clearTimeout(late);
      const left = [...atWork.keys()];
      atWork.clear();
      await leases.handBack(left);
      return left.length;
    },
  };
}
