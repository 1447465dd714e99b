import type PgBoss from 'pg-boss';
import type { Logger } from 'pino';

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
  /** Fetches no more jobs, and waits for those being done, at most this long. @returns how many were left behind */
  stop(deadlineMs: number): Promise<number>;
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
  { everyMs, logger }: { readonly everyMs: number; readonly logger: Logger },
): Worker {
  let stopping = false;
  let underWay = 0;
  let timer: NodeJS.Timeout | undefined;
  let round: Promise<void> = Promise.resolve();

  async function run(job: PgBoss.JobWithMetadata<unknown>): Promise<void> {
    const { id, data, retryCount, retryLimit } = job;
    underWay += 1;
    try {
      await work({ data, isLastTry: retryCount >= retryLimit });
      await boss.complete(queue, id);
    } catch (error) {
      if (!(error instanceof Error)) throw error;
      logger.warn({ err: error, queue, job: id, retryCount, retryLimit }, 'A job failed');
      await boss.fail(queue, id, { name: error.name, message: error.message });
    } finally {
      underWay -= 1;
    }
  }

  async function empty(): Promise<void> {
    while (!stopping) {
      const jobs = await boss.fetch(queue, { includeMetadata: true, batchSize: SIDE_BY_SIDE });
      if (jobs.length === 0) return;
      await Promise.all(jobs.map(run));
    }
  }

  /** Rounds follow one another. A round that fails is the concern of whoever asked for it, not of the next. */
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

  timer = setTimeout(poll, everyMs);
  return {
    drain,
    async stop(deadlineMs) {
      stopping = true;
      clearTimeout(timer);
      await Promise.race([
        round.catch(() => undefined),
        new Promise<void>((resolve) => setTimeout(resolve, deadlineMs).unref()),
      ]);
      return underWay;
    },
  };
}
