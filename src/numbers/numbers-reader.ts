import { createRequire } from 'node:module';
import { ReadableStream } from 'node:stream/web';
import { createWorkerPool, messageOf, type WorkerPool } from '../workers/pool.js';
import { FileError } from './file-error.js';
import { createProgress, progressOf, stopReading } from './progress.js';
import type { FileAnswer, FileToRead, ReadingAnswer, ReadingTask, SentFile, Wanted } from './reading.js';

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
  ): Promise<AnswerTo<Kind>>;
  /** Ends the workers. What is under way fails. */
  close(): Promise<void>;
}

/** What comes of a reading of a kind. */
export type AnswerTo<Kind extends Wanted['kind']> = Kind extends 'any'
  ? FileAnswer
  : Extract<ReadingAnswer, { kind: Kind }>;

/** Whoever waits for a reading. */
export interface Watch {
  /** Told twice a second how far it is, from 0 to 1, once it is known how much there is. */
  readonly onProgress?: (share: number) => void;
  /** Stops the reading. */
  readonly signal?: AbortSignal;
  /** For whom it is read: nobody has more than a few files under way at once. */
  readonly owner?: string;
}

/** Readings of files that one owner has under way at once: the rest of the queue is for others. */
const MAX_OF_ONE_OWNER = 3;

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
  /** A short text does not wait for a long file: each has threads of its own. */
  const pools = new Map<'text' | 'files', WorkerPool<ReadingTask, ReadingAnswer>>();
  const underWay = new Map<string, number>();
  let isClosed = false;

  /** Opened with the first reading: a worker with an encoding takes a hundred megabytes, and few ever ask for one. */
  function poolFor(kind: Wanted['kind']): WorkerPool<ReadingTask, ReadingAnswer> {
    if (isClosed) throw new FileError('stopped', 'Files are no longer read: the program is ending.');
    const lane = kind === 'tokens' ? 'text' : 'files';
    const pool = pools.get(lane) ?? openPool();
    pools.set(lane, pool);
    return pool;
  }

  /** @returns how to leave @throws FileError when this owner has too many files under way */
  function enter(owner: string | undefined): () => void {
    if (owner === undefined) return () => undefined;
    const count = underWay.get(owner) ?? 0;
    if (count >= MAX_OF_ONE_OWNER)
      throw new FileError(
        'too-slow',
        `${MAX_OF_ONE_OWNER} files of yours are being read just now. Send it again when one of them is done.`,
      );
    underWay.set(owner, count + 1);
    return () => {
      const left = (underWay.get(owner) ?? 1) - 1;
      if (left === 0) underWay.delete(owner);
      else underWay.set(owner, left);
    };
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
    async read(wanted, { onProgress, signal, owner } = {}) {
      const leave = enter(owner);
      const progress = createProgress();
      const looking = setInterval(() => {
        const { read, whole } = progressOf(progress);
        if (whole > 0) onProgress?.(Math.min(1, read / whole));
      }, LOOK_MS);
      const stop = () => stopReading(progress);
      signal?.addEventListener('abort', stop);
      if (signal?.aborted === true) stop();
      const sending = new Sending();
      try {
        const task = { wanted: sending.send(wanted), progress };
        const answer = await poolFor(wanted.kind).run(task, sending.streams);
        if (answer.kind === 'refused') throw new FileError(answer.code, answer.message);
        if (!isAnswerTo(answer, wanted.kind)) throw new Error(`The reader answered with ${answer.kind}.`);
        return answer;
      } catch (error) {
        // What went wrong here arrives there as a plain error, and comes back as one.
        throw sending.failure ?? error;
      } finally {
        clearInterval(looking);
        signal?.removeEventListener('abort', stop);
        leave();
        void sending.end();
      }
    },
    async close() {
      isClosed = true;
      await Promise.all([...pools.values()].map((pool) => pool.close()));
    },
  };
}

function isAnswerTo<Kind extends Wanted['kind']>(
  answer: ReadingAnswer,
  kind: Kind,
): answer is AnswerTo<Kind> {
  return kind === 'any' ? answer.kind !== 'tokens' && answer.kind !== 'refused' : answer.kind === kind;
}

/** Files on their way to a worker: what comes piece by piece goes as a stream, and waits until the worker wants more. */
class Sending {
  readonly streams: ReadableStream<Uint8Array>[] = [];
  readonly #sources: AsyncIterator<Uint8Array>[] = [];
  /** What ended one of the streams too early. */
  failure: unknown;

  send(wanted: Wanted): Wanted<SentFile> {
    switch (wanted.kind) {
      case 'tokens':
        return wanted;
      case 'training': {
        const { validation, ...rest } = wanted;
        return {
          ...rest,
          training: this.#file(wanted.training),
          ...(validation !== undefined && { validation: this.#file(validation) }),
        };
      }
      case 'evals':
        return { ...wanted, file: this.#file(wanted.file) };
      default:
        return { ...wanted, files: wanted.files.map((file) => this.#file(file)) };
    }
  }

  /** Wants no more of any of them, however the reading ended. */
  async end(): Promise<void> {
    await Promise.allSettled(this.#sources.map((source) => source.return?.()));
  }

  #file(file: FileToRead): SentFile {
    if (!('chunks' in file)) return file;
    const { name, bytes, chunks } = file;
    const stream = this.#stream(chunks);
    this.streams.push(stream);
    return { name, bytes, stream };
  }

  #stream(chunks: AsyncIterable<Uint8Array>): ReadableStream<Uint8Array> {
    const iterator = chunks[Symbol.asyncIterator]();
    this.#sources.push(iterator);
    return new ReadableStream<Uint8Array>(
      {
        pull: async (controller) => {
          try {
            const { value, done } = await iterator.next();
            if (done === true) controller.close();
            else controller.enqueue(value);
          } catch (error) {
            this.failure ??= error;
            controller.error(error);
          }
        },
      },
      { highWaterMark: 0 },
    );
  }
}
