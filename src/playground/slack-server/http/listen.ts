import { once } from 'node:events';
import type { Server } from 'node:http';

/** Starts listening and answers the port taken. */
export async function listen(server: Server, port: number, host: string): Promise<number> {
  server.listen(port, host);
  await once(server, 'listening');
  const address = server.address();
  if (address === null || typeof address === 'string') throw new Error('The local Slack has no port');
  return address.port;
}

/** Stops a server at once, open connections included. */
export async function stop(server: Server): Promise<void> {
  const closed = once(server, 'close');
  server.close();
  server.closeAllConnections();
  await closed;
}
