import { type ChildProcess, spawn } from 'node:child_process';
import { fileURLToPath } from 'node:url';

/** The built program, started as an operator starts it. */
export interface Instance {
  /** Its port; absent until it serves. */
  readonly port: number | undefined;
  /** Everything it has printed. */
  readonly output: string;
  /** Resolves when it serves. @throws Error when it ends before */
  serving(): Promise<void>;
  /** Whether it has ended without being told to, after it had served. */
  readonly hasDied: boolean;
  /** Sends a signal and waits until it has ended. @returns its exit code, `null` after SIGKILL */
  end(signal: 'SIGKILL' | 'SIGTERM'): Promise<number | null>;
}

const ROOT = fileURLToPath(new URL('../../', import.meta.url));

const SKEWED_CLOCK = new URL('./skewed-clock.js', import.meta.url).href;

/**
 * Starts one instance.
 *
 * @param skewMs by how many milliseconds its clock is ahead; behind where negative
 */
export function startInstance(env: Readonly<Record<string, string>>, skewMs = 0): Instance {
  const preload = skewMs === 0 ? [] : ['--import', SKEWED_CLOCK];
  const child: ChildProcess = spawn(process.execPath, [...preload, 'dist/main.js'], {
    cwd: ROOT,
    env: { PATH: process.env.PATH, NODE_ENV: 'production', PORT: '0', CLOCK_SKEW_MS: String(skewMs), ...env },
  });
  let output = '';
  for (const stream of [child.stdout, child.stderr]) {
    stream?.on('data', (data: Buffer) => {
      output += data.toString();
    });
  }
  const ended = new Promise<number | null>((resolve) => child.once('close', resolve));
  let isOver = false;
  let isTold = false;
  void ended.then(() => {
    isOver = true;
  });
  const instance: Instance = {
    get port() {
      const found = isOver ? undefined : /"port":(\d+).*Serving Slack/.exec(output)?.[1];
      return found === undefined ? undefined : Number(found);
    },
    get output() {
      return output;
    },
    get hasDied() {
      return isOver && !isTold && output.includes('Serving Slack');
    },
    async serving() {
      while (instance.port === undefined) {
        if (isOver) throw new Error(`An instance ended before it served:\n${output.slice(-2_000)}`);
        await new Promise((resolve) => setTimeout(resolve, 50));
      }
    },
    end(signal) {
      isTold = true;
      child.kill(signal);
      return ended;
    },
  };
  return instance;
}
