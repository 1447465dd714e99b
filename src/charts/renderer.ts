import { createRequire } from 'node:module';
import { Piscina } from 'piscina';
import type { Chart } from './chart.js';
import { ChartError } from './chart-error.js';

/** Settings of a renderer. */
export interface ChartRendererOptions {
  /** Most charts rendered at once. One worker starts at once, the others when they are needed. */
  readonly threads: number;
  /** Longest time for one chart, waiting included, in milliseconds. A worker that takes longer is ended. */
  readonly timeoutMs: number;
  /** Most charts that wait for a worker. */
  readonly queue?: number;
  /** File of the worker. Tests give one that misbehaves. */
  readonly workerFile?: string;
  /** Told when a worker dies while it has nothing to do: nobody waits for that error. */
  readonly onIdleFailure?: (error: Error) => void;
}

/** Renders charts in worker threads. */
export interface ChartRenderer {
  /**
   * Renders a chart to a PNG of `CHART_SIZE`.
   *
   * @throws {ChartError} in every case of failure; later charts are not affected
   */
  render(chart: Chart): Promise<Buffer>;
  /** Ends the workers. Charts under way fail with `closed`. */
  close(): Promise<void>;
}

/** Heap of one worker; a chart needs about a tenth. A runaway chart ends its worker, not the app. */
const WORKER_HEAP_MB = 256;

/** An idle extra worker is kept for this long. */
const IDLE_MS = 60_000;

/** The compiled worker: threads cannot run TypeScript, so this is the built file also under test. */
function builtWorkerFile(): string {
  return createRequire(import.meta.url).resolve('#render-worker');
}

/** Starts a renderer. Its first worker loads the fonts at once, so that the first chart does not wait for them. */
export function createChartRenderer({
  threads,
  timeoutMs,
  queue = 32,
  workerFile = builtWorkerFile(),
  onIdleFailure = () => undefined,
}: ChartRendererOptions): ChartRenderer {
  const pool = new Piscina<Chart, Uint8Array>({
    filename: workerFile,
    minThreads: 1,
    maxThreads: threads,
    idleTimeout: IDLE_MS,
    // Else an idle worker blocks its event loop, native memory is never returned, and each chart leaks 4 MB.
    atomics: 'disabled',
    resourceLimits: { maxOldGenerationSizeMb: WORKER_HEAP_MB },
  });
  pool.on('error', onIdleFailure);
  let closed = false;
  // Counted here: the pool does not hold tasks with an abort signal against its own `maxQueue`.
  let underWay = 0;

  function explain(error: unknown, signal: AbortSignal): ChartError {
    if (closed) return new ChartError('closed', 'The chart renderer has been closed.', error);
    if (signal.aborted) {
      return new ChartError('timeout', `The chart was not rendered within ${timeoutMs} ms.`, error);
    }
    const message = error instanceof Error ? error.message : String(error);
    return new ChartError('worker-failed', `The chart could not be rendered: ${message}`, error);
  }

  return {
    async render(chart) {
      if (closed) throw new ChartError('closed', 'The chart renderer has been closed.');
      if (underWay >= threads + queue) {
        throw new ChartError('queue-full', `${queue} charts are already waiting.`);
      }
      const signal = AbortSignal.timeout(timeoutMs);
      underWay++;
      try {
        const png = await pool.run(chart, { signal });
        return Buffer.from(png.buffer, png.byteOffset, png.byteLength);
      } catch (error) {
        throw explain(error, signal);
      } finally {
        underWay--;
      }
    },
    async close() {
      closed = true;
      await pool.destroy();
    },
  };
}
