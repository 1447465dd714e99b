import type { Logger } from 'pino';
import { jobIdOf } from './job-id.js';

/** When a queue gets a job by itself. */
export interface Schedule {
  /** Time between two jobs, in seconds. */
  readonly everySeconds: number;
  /** The first of a day comes so many seconds after midnight, UTC. */
  readonly fromSecond: number;
}

/** Between two looks at the clock, in milliseconds. */
const LOOK_EVERY_MS = 5_000;

/** A job whose time came while nobody was there is made up for within this time, in milliseconds. */
const MADE_UP_WITHIN_MS = 60 * 60_000;

/** What a schedule works with. */
export interface ScheduleParts {
  /** The clock that all instances share. The queue's own schedules go by that of the machine, and fall silent with it. */
  readonly clock: () => Date;
  /** Adds a job, unless there is or was one with this id. */
  readonly add: (id: string) => Promise<void>;
  readonly logger: Logger;
}

/**
 * Adds a job to a queue whenever it is time. Every instance does, under an id that is the same for all of them.
 *
 * @returns how to stop it
 */
export function startSchedule(
  queue: string,
  { everySeconds, fromSecond }: Schedule,
  { clock, add, logger }: ScheduleParts,
): () => void {
  let timer: NodeJS.Timeout | undefined;
  let isStopped = false;
  let added: number | undefined;

  async function look(): Promise<void> {
    const sinceMs = clock().getTime() - fromSecond * 1_000;
    const periodMs = everySeconds * 1_000;
    const number = Math.floor(sinceMs / periodMs);
    if (number === added || sinceMs - number * periodMs > MADE_UP_WITHIN_MS) return;
    await add(jobIdOf(`${queue}/${number}`));
    added = number;
  }

  async function lookAgain(): Promise<void> {
    try {
      await look();
    } catch (error) {
      if (!isStopped)
        logger.error({ err: error, queue }, 'A job whose time has come cannot be added just now');
    }
    if (!isStopped) timer = setTimeout(lookAgain, LOOK_EVERY_MS);
  }

  timer = setTimeout(lookAgain, LOOK_EVERY_MS);
  return () => {
    isStopped = true;
    clearTimeout(timer);
  };
}
