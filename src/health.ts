import type { Route } from './slack/receiver.js';

/** Whether the process lives, and whether it takes work. */
export interface Health {
  readonly routes: readonly Route[];
  /** Says that no more work is taken. */
  close(): void;
}

/** `/healthz` answers as long as the process does; `/readyz` until it begins to stop. */
export function createHealth(): Health {
  let ready = true;
  function route(path: string, isUp: () => boolean): Route {
    return {
      path,
      method: ['GET'],
      handler(_request, response) {
        response.writeHead(isUp() ? 200 : 503, { 'content-type': 'text/plain' });
        response.end(isUp() ? 'ok' : 'stopping');
      },
    };
  }
  return {
    routes: [route('/healthz', () => true), route('/readyz', () => ready)],
    close() {
      ready = false;
    },
  };
}
