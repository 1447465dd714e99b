import { createServer, type Server } from 'node:http';
import type { CustomRoute } from '@slack/bolt';
import type { Logger } from 'pino';

/** A page or an endpoint of ours, such as `/healthz`. */
export type Route = CustomRoute;

/** A request that takes longer than this to arrive is cut off, in milliseconds. */
const REQUEST_WITHIN_MS = 30_000;

/** Serves routes by their exact path. Everything else is not there. Returns the server once it listens. */
export async function serveRoutes(
  routes: readonly Route[],
  logger: Logger,
  port: number,
  host?: string,
): Promise<Server> {
  const server = createServer(async (request, response) => {
    // No URL is made of it: what scanners ask for often is none.
    const [path] = (request.url ?? '').split('?');
    const route = routes.find(
      (one) =>
        one.path === path && [one.method].flat().some((method) => method.toUpperCase() === request.method),
    );
    if (route === undefined) return void response.writeHead(404).end();
    try {
      await route.handler(Object.assign(request, { params: {} }), response);
    } catch (error) {
      logger.error({ err: error, path }, 'A page failed');
      if (!response.headersSent) response.writeHead(500);
      response.end();
    }
  });
  server.requestTimeout = REQUEST_WITHIN_MS;
  await new Promise<void>((resolve, reject) => {
    server.once('error', reject);
    server.listen(port, host, resolve);
  });
  return server;
}
