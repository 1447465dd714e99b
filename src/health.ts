import type { Logger } from 'pino';
import type { Route } from './slack/kit/web-server.js';
import { NotReadyError } from './store/readiness.js';

const UP = 'ok';

/** A database that does not answer for so long is taken for away, in milliseconds: a probe does not wait longer. */
const ANSWERS_WITHIN_MS = 2_000;

const SILENT = 'the database does not answer';

function route(path: string, state: () => Promise<string>): Route {
  return {
    path,
    method: ['GET'],
    async handler(_request, response) {
      const words = await state();
      response.writeHead(words === UP ? 200 : 503, { 'content-type': 'text/plain' });
      response.end(words);
    },
  };
}

/** Whether the process lives, and whether it takes work. */
export interface Health {
  readonly routes: readonly Route[];
  /** Says that no more work is taken. */
  close(): void;
}

/**
 * `/healthz` answers as long as the process does; `/readyz` while the database can do the app's work and until the
 * process begins to stop.
 *
 * @param checkStore throws where the database cannot
 */
export function createHealth(checkStore: () => Promise<void>, logger: Logger): Health {
  let ready = true;
  let said = UP;
  // A probe that comes meanwhile gets the same answer: many who ask are no more work for the database than one.
  let asking: Promise<string> | undefined;

  async function ask(): Promise<string> {
    const words = await inTime(checkStore).then(
      () => UP,
      (error: unknown) => {
        const problem = error instanceof NotReadyError ? error.message : SILENT;
        if (problem !== said) logger.error({ err: error }, `Not ready: ${problem}`);
        return problem;
      },
    );
    if (words === UP && said !== UP) logger.info('Ready again');
    said = words;
    return words;
  }

  async function readiness(): Promise<string> {
    if (!ready) return 'stopping';
    asking ??= ask().finally(() => {
      asking = undefined;
    });
    return asking;
  }

  return {
    routes: [route('/healthz', async () => UP), route('/readyz', readiness)],
    close() {
      ready = false;
    },
  };
}

async function inTime(check: () => Promise<void>): Promise<void> {
  let timer: NodeJS.Timeout | undefined;
  const late = new Promise<never>((_, reject) => {
    timer = setTimeout(reject, ANSWERS_WITHIN_MS, new Error('The database is silent.'));
  });
  try {
    await Promise.race([check(), late]);
  } finally {
    clearTimeout(timer);
  }
}
