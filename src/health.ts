import type { Route } from './slack/server/web-server.js';
import type { Store } from './store/store.js';

const UP = 'ok';

/** A database that does not answer for so long is taken for away, in milliseconds: whoever asks does not wait longer. */
const ANSWERS_WITHIN_MS = 2_000;

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

/** `/healthz` answers as long as the process does; `/readyz` while the database answers and until the process begins to stop. */
export function createHealth(store: Pick<Store, 'ping'>): Health {
  let ready = true;
  // Whoever asks meanwhile gets the same answer: many who ask are no more work for the database than one.
  let asking: Promise<string> | undefined;
  async function readiness(): Promise<string> {
    if (!ready) return 'stopping';
    asking ??= answersInTime(store)
      .then(
        () => UP,
        () => 'the database does not answer',
      )
      .finally(() => {
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

async function answersInTime(store: Pick<Store, 'ping'>): Promise<void> {
  let timer: NodeJS.Timeout | undefined;
  const late = new Promise<never>((_, reject) => {
    timer = setTimeout(reject, ANSWERS_WITHIN_MS, new Error('The database is silent.'));
  });
  try {
    await Promise.race([store.ping(), late]);
  } finally {
    clearTimeout(timer);
  }
}
