import { Client, type Pool, type PoolClient } from 'pg';

/**
 * Ends connections of a pool on which a statement has been waiting too long for its answer. Where packets vanish
 * nobody is told that a connection is dead: without this its work would wait for ever, and a transaction that gives
 * up would hand the dead connection back to the pool. The work fails, and the pool makes a new connection.
 *
 * @param onSilent told of each connection that is ended
 */
export function endSilentConnections(pool: Pool, patienceMs: number, onSilent: (error: Error) => void): void {
  const timers = new WeakMap<PoolClient, NodeJS.Timeout>();

  function end(client: PoolClient): void {
    onSilent(new Error(`PostgreSQL has not answered for ${patienceMs} ms.`));
    // With a statement under way this destroys the socket, without waiting for anybody.
    if (client instanceof Client) void client.end();
  }

  function stop(client: PoolClient): void {
    clearTimeout(timers.get(client));
    timers.delete(client);
  }

  function wait(client: PoolClient): void {
    stop(client);
    timers.set(client, setTimeout(end, patienceMs, client));
  }

  // It has answered everything that was asked.
  pool.on('connect', (client) =>
    client.on('drain', () => {
      if (timers.has(client)) wait(client);
    }),
  );
  pool.on('acquire', wait);
  pool.on('release', (_error, client) => stop(client));
}
