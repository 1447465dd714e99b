import { createServer, type Server } from 'node:http';
import type { Route } from './receiver.js';

/** Serves our own pages in Socket Mode, where Slack sends nothing over HTTP. Returns the server once it listens. */
export async function serveRoutes(routes: readonly Route[], port: number, host?: string): Promise<Server> {
  const server = createServer((request, response) => {
    const { pathname } = new URL(request.url ?? '/', 'http://localhost');
    const route = routes.find(
      ({ path, method }) =>
        path === pathname && [method].flat().some((one) => one.toUpperCase() === request.method),
    );
    if (route !== undefined) return route.handler(Object.assign(request, { params: {} }), response);
    response.writeHead(404).end();
  });
  await new Promise<void>((resolve, reject) => {
    server.once('error', reject);
    server.listen(port, host, resolve);
  });
  return server;
}
