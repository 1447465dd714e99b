import { createRequire } from 'node:module';
import { createWorkerPool, messageOf, type WorkerPool } from '../workers/pool.js';
import { FileError } from './file-error.js';
import { createProgress, progressOf, stopReading } from './progress.js';
import type { ReadingAnswer, ReadingTask, Wanted } from './reading.js';

/** Reads the team's own files in worker threads. */
export interface NumbersReader {
  /**
   * Reads what is wanted.
   *
   * @throws FileError when a file cannot be read, with what is wrong and how to mend it
   */
  read<Kind extends Wanted['kind']>(
    wanted: Extract<Wanted, { kind: Kind }>,
    watch?: Watch,
  ): Promise<Extract<ReadingAnswer, { kind: Kind }>>;
  /** Ends the workers. What is under way fails. */
  close(): Promise<void>;
}

/** Whoever waits for a reading. */
export interface Watch {
  /** Told twice a second how far it is, from 0 to 1, once it is known how much there is. */
  readonly onProgress?: (share: number) => void;
  /** Stops the reading. */
  readonly signal?: AbortSignal;
}

const LOOK_MS = 500;

/** Longest reading, in milliseconds of work: a file of the largest size takes about half of it. */
const WORK_MS = 15 * 60_000;

/** Starts a reader with so many threads. A worker loads an encoding when it is first needed, and keeps it. */
export function createNumbersReader({
  threads = 1,
  onIdleFailure,
}: {
  readonly threads?: number;
  /** Told when a worker dies while it has nothing to do: nobody waits for that error. */
  readonly onIdleFailure?: (error: Error) => void;
} = {}): NumbersReader {
  let opened: WorkerPool<ReadingTask, ReadingAnswer> | undefined;
  let isClosed = false;

  /** Opened with the first reading: a worker with an encoding takes a hundred megabytes, and few ever ask for one. */
  function pool(): WorkerPool<ReadingTask, ReadingAnswer> {
    if (isClosed) throw new FileError('stopped', 'Files are no longer read: the program is ending.');
    opened ??= openPool();
    return opened;
  }

  const openPool = () =>
    createWorkerPool<ReadingTask, ReadingAnswer>({
      workerFile: createRequire(import.meta.url).resolve('#read-worker'),
      threads,
      workMs: WORK_MS,
      queue: 16,
      failure(code, cause) {
        if (code === 'stuck')
          return new FileError(
            'too-slow',
            `Reading took longer than ${WORK_MS / 60_000} minutes. Give a part of the file.`,
          );
        if (code === 'queue-full')
          return new FileError('too-slow', 'Too many files are being read just now. Try again in a minute.');
        if (cause instanceof Error && 'code' in cause && cause.code === 'ERR_WORKER_OUT_OF_MEMORY') {
          return new FileError('too-large', 'Reading took too much memory. Give a part of the file.');
        }
        return new Error(`The file could not be read: ${messageOf(cause)}`, { cause });
      },
      ...(onIdleFailure && { onIdleFailure }),
    });

  return {
    async read(wanted, { onProgress, signal } = {}) {
      const progress = createProgress();
      const looking = setInterval(() => {
        const { read, whole } = progressOf(progress);
        if (whole > 0) onProgress?.(Math.min(1, read / whole));
      }, LOOK_MS);
      const stop = () => stopReading(progress);
      signal?.addEventListener('abort', stop);
      if (signal?.aborted === true) stop();
      try {
        const answer = await pool().run({ wanted, progress });
        if (answer.kind === 'refused') throw new FileError(answer.code, answer.message);
        if (!isOf(answer, wanted.kind)) throw new Error(`The reader answered with ${answer.kind}.`);
        return answer;
      } finally {
        clearInterval(looking);
        signal?.removeEventListener('abort', stop);
      }
    },
    async close() {
      isClosed = true;
      await opened?.close();
    },
  };
}

function isOf<Kind extends Wanted['kind']>(
  answer: ReadingAnswer,
  kind: Kind,
): answer is Extract<ReadingAnswer, { kind: Kind }> {
  return answer.kind === kind;
}
