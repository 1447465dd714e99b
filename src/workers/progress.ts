import type { Worker } from 'node:worker_threads';

/** How often a task at work is looked at, in milliseconds. */
const LOOK_MS = 200;

/** A task whose worker is ended when it makes no progress. */
export class WatchedTask {
  readonly #ending = new AbortController();
  readonly #workMs: number;
  #looking: NodeJS.Timeout | undefined;
  #isStuck = false;

  /** @param workMs how much time its worker is given for it, in milliseconds; see `timeGivenTo` */
  constructor(workMs: number) {
    this.#workMs = workMs;
  }

  /** Aborted when it has to end without an answer. */
  get signal(): AbortSignal {
    return this.#ending.signal;
  }

  /** Whether its worker has had all its time. */
  get isStuck(): boolean {
    return this.#isStuck;
  }

  /** Says that a worker begins with it. */
  begin(worker: Worker): void {
    const givenMs = timeGivenTo(worker);
    this.#looking = setInterval(() => {
      if (givenMs() < this.#workMs) return;
      this.#isStuck = true;
      this.#ending.abort();
    }, LOOK_MS).unref();
  }

  /** Says that no worker will begin with it, if none has. */
  giveUp(): void {
    if (this.#looking === undefined) this.#ending.abort();
  }

  end(): void {
    clearInterval(this.#looking);
  }
}

/**
 * How long a worker has had for its work since this call, in milliseconds. On a busy machine that is less than has
 * passed: a thread that waits for a processor is not stuck. How much of a processor a thread has had cannot be asked
 * in every Node that we run on, but it is no more than its whole process has had. Time in which the worker wants no
 * processor counts as it passes.
 */
function timeGivenTo(worker: Worker): () => number {
  const began = performance.now();
  const processor = process.cpuUsage();
  const loop = worker.performance.eventLoopUtilization();
  return () => {
    const { idle } = worker.performance.eventLoopUtilization(loop);
    const { user, system } = process.cpuUsage(processor);
    return idle + Math.min(performance.now() - began - idle, (user + system) / 1_000);
  };
}
