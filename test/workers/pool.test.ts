import { spawn } from 'node:child_process';
import { availableParallelism } from 'node:os';
import { fileURLToPath } from 'node:url';
import { describe, expect, it, onTestFinished } from 'vitest';
import { createWorkerPool } from '../../src/workers/pool.js';

interface Task {
  readonly kind: 'compute' | 'compute for ever' | 'wait for ever';
  readonly forMs?: number;
}

/** What a worker is given for a task. */
const WORK_MS = 1_000;
/** Programs for each core that want all of it. */
const PROGRAMS = 5;

function startPool(threads = 1) {
  const pool = createWorkerPool<Task, string>({
    workerFile: fileURLToPath(new URL('./test-worker.js', import.meta.url)),
    threads,
    workMs: WORK_MS,
    queue: 8,
    failure: (code) => new Error(code),
  });
  onTestFinished(() => pool.close());
  return pool;
}

/** Other programs that want the whole machine, until the test is over. */
function loadMachine(): void {
  const programs = Array.from({ length: PROGRAMS * availableParallelism() }, () =>
    spawn(process.execPath, [
      '-e',
      'setTimeout(() => process.exit(), 60_000); setImmediate(function spin() { setImmediate(spin); })',
    ]),
  );
  onTestFinished(() => {
    for (const program of programs) program.kill('SIGKILL');
  });
}

describe('a worker', () => {
  it('that waits for a processor of a busy machine is not stuck', async () => {
    const pool = startPool();
    await pool.run({ kind: 'compute', forMs: 1 });
    loadMachine();
    expect(await pool.run({ kind: 'compute', forMs: 2.5 * WORK_MS })).toBe('compute');
  }, 60_000);

  it('does what waits for it, however long that waits', async () => {
    const pool = startPool();
    const tasks = Array.from({ length: 5 }, () => pool.run({ kind: 'compute', forMs: WORK_MS / 2 }));
    expect(await Promise.all(tasks)).toEqual(tasks.map(() => 'compute'));
  }, 60_000);

  it.each(['compute for ever', 'wait for ever'] as const)(
    'that would %s is ended, and another one goes on',
    async (kind) => {
      const pool = startPool();
      const [stuck, next] = await Promise.allSettled([
        pool.run({ kind }),
        pool.run({ kind: 'compute', forMs: 1 }),
      ]);
      expect(stuck).toMatchObject({ status: 'rejected', reason: { message: 'stuck' } });
      expect(next).toEqual({ status: 'fulfilled', value: 'compute' });
    },
    60_000,
  );
});
