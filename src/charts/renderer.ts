import { createRequire } from 'node:module';
import { createWorkerPool, messageOf, type PoolErrorCode } from '../workers/pool.js';
import { ChartError } from './chart-error.js';
import type { Drawing } from './memo/memo.js';

/** Settings of a renderer. */
export interface ChartRendererOptions {
  /** Most charts rendered at once. One worker starts at once, the others when they are needed. */
  readonly threads: number;
  /** Longest time that a worker is given for one chart, in milliseconds, without waiting; then it is ended. */
  readonly workMs: number;
  /** Most charts that wait for a worker. */
  readonly queue?: number;
  /** File of the worker. Tests give one that misbehaves. */
  readonly workerFile?: string;
  /** Told when a worker dies while it has nothing to do: nobody waits for that error. */
  readonly onIdleFailure?: (error: Error) => void;
}

/** Renders charts and memos in worker threads. */
export interface ChartRenderer {
  /**
   * Renders a chart to a PNG of `CHART_SIZE`, a memo to a PDF of one page.
   *
   * @throws {ChartError} in every case of failure; later charts are not affected
   */
  render(drawing: Drawing): Promise<Buffer>;
  /** Ends the workers. Charts under way fail with `closed`. */
  close(): Promise<void>;
}

/** The compiled worker: threads cannot run TypeScript, so this is the built file also under test. */
function builtWorkerFile(): string {
  return createRequire(import.meta.url).resolve('#render-worker');
}

/** Starts a renderer. Its first worker loads the fonts at once, so that the first chart does not wait for them. */
export function createChartRenderer({
  threads,
  workMs,
  queue = 32,
  workerFile = builtWorkerFile(),
  onIdleFailure,
}: ChartRendererOptions): ChartRenderer {
  function explain(code: PoolErrorCode, cause: unknown): string {
    switch (code) {
      case 'closed':
        return 'The chart renderer has been closed.';
      case 'queue-full':
        return `${queue} charts are already waiting.`;
      case 'stuck':
        return `The chart was not rendered in ${workMs} ms of work, so its worker was ended.`;
      case 'worker-failed':
        return `The chart could not be rendered: ${messageOf(cause)}`;
    }
  }

  const pool = createWorkerPool<Drawing, Uint8Array>({
    workerFile,
    threads,
    workMs,
    queue,
    failure: (code, cause) => new ChartError(code, explain(code, cause), cause),
    ...(onIdleFailure && { onIdleFailure }),
  });

  return {
    async render(drawing) {
      const bytes = await pool.run(drawing);
      return Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength);
    },
    close: () => pool.close(),
  };
}
