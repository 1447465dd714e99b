import type { ReadableStream } from 'node:stream/web';
import { Piscina, queueOptionsSymbol } from 'piscina';
import { WatchedTask } from './progress.js';

/** Why a worker did not answer. */
export type PoolErrorCode =
  /** It was at work for longer than any task takes, and would never have ended. */
  | 'stuck'
  /** The worker threw, ran out of memory or died. */
  | 'worker-failed'
  /** Too many tasks are already waiting. */
  | 'queue-full'
  /** The pool has been closed. */
  | 'closed';

/** Settings of a pool. */
export interface WorkerPoolOptions {
  /** The compiled worker, whose default export does one task: threads cannot run TypeScript. */
  readonly workerFile: string;
  /** Most tasks at work at once. One worker starts at once, the others when they are needed. */
  readonly threads: number;
  /**
   * Longest time that a worker is given for one task, in milliseconds; one that takes longer is ended. Waiting does not
   * count, be it for a worker or for a processor of a busy machine: late answers arrive late.
   */
  readonly workMs: number;
  /** Most tasks that wait for a worker. */
  readonly queue: number;
  /** The error of a failed task, in the words of what the pool is for. */
  readonly failure: (code: PoolErrorCode, cause?: unknown) => Error;
  /** Told when a worker dies while it has nothing to do: nobody waits for that error. */
  readonly onIdleFailure?: (error: Error) => void;
}

/** Worker threads that do one kind of task. */
export interface WorkerPool<Task extends object, Result> {
  /**
   * Does a task. Fails with what `failure` makes of the cause; later tasks are not affected.
   *
   * @param streams parts of the task that go to the worker for good
   */
  run(task: Task, streams?: readonly ReadableStream[]): Promise<Result>;
  /** Ends the workers. Tasks under way fail with `closed`. */
  close(): Promise<void>;
}

/** Heap of one worker; a task needs about a tenth. A runaway task ends its worker, not the app. */
const WORKER_HEAP_MB = 256;

/**
 * How much the operating system puts workers behind the main thread, from 0 to 19: where cores are few,
 * acknowledgements do not wait for what is worked out after them. At 10 a worker has about a tenth of the claim of the
 * main thread, and all of a core that nobody else wants. Only Linux and Windows know it for threads.
 */
const NICE = 10;

/** An idle extra worker is kept for this long. */
const IDLE_MS = 60_000;

/** Starts a pool. Its first worker loads its file at once, so that the first task does not wait for that. */
export function createWorkerPool<Task extends object, Result>({
  workerFile,
  threads,
  workMs,
  queue,
  failure,
  onIdleFailure = () => undefined,
}: WorkerPoolOptions): WorkerPool<Task, Result> {
  const pool = new Piscina<Task, Result>({
    filename: workerFile,
    minThreads: 1,
    maxThreads: threads,
    idleTimeout: IDLE_MS,
    niceIncrement: NICE,
    // Else an idle worker blocks its event loop, native memory is never returned, and each chart leaks 4 MB.
    atomics: 'disabled',
    resourceLimits: { maxOldGenerationSizeMb: WORKER_HEAP_MB },
    // One task for each worker, as is usual for tasks that can be aborted; and the moment in which it begins.
    loadBalancer(task, workers) {
      const free = workers.find(({ currentUsage }) => currentUsage === 0);
      const thread = pool.threads.find(({ threadId }) => threadId === free?.id);
      const watched = task[queueOptionsSymbol];
      if (thread !== undefined && watched instanceof WatchedTask) watched.begin(thread);
      return free ?? null;
    },
  });
  let closed = false;
  // Counted here: the pool does not hold tasks with an abort signal against its own `maxQueue`.
  const underWay = new Set<WatchedTask>();
  pool.on('error', onIdleFailure);
  // Workers that cannot even start are not started again, and what waits for them would wait for ever.
  pool.on('workerDestroy', () =>
    setImmediate(() => {
      if (pool.threads.length === 0) for (const watched of underWay) watched.giveUp();
    }),
  );

  return {
    async run(task, streams = []) {
      if (closed) throw failure('closed');
      if (underWay.size >= threads + queue) throw failure('queue-full');
      const watched = new WatchedTask(workMs);
      const { signal } = watched;
      underWay.add(watched);
      try {
        return await pool.run(
          { ...task, [queueOptionsSymbol]: watched },
          { signal, transferList: [...streams] },
        );
      } catch (error) {
        throw failure(closed ? 'closed' : watched.isStuck ? 'stuck' : 'worker-failed', error);
      } finally {
        watched.end();
        underWay.delete(watched);
      }
    },
    async close() {
      closed = true;
      await pool.destroy();
    },
  };
}

/** The message of anything thrown. */
export function messageOf(error: unknown): string {
  return error instanceof Error ? error.message : String(error);
}
