import { connect, createServer, type Server, type Socket } from 'node:net';

/** A relay in front of something that listens: connections can be cut, refused for a while, or swallowed. */
export interface TcpRelay {
  readonly port: number;
  /** Cuts every connection, and refuses new ones until `mend`. */
  cut(): void;
  /**
   * Lets every byte of the connections there are vanish, for good, and those of new ones until `mend`: as when a
   * firewall forgets them. Nobody is told that anything is closed.
   */
  swallow(): void;
  mend(): void;
  close(): void;
}

/**
 * Starts a relay.
 *
 * @param target asked for each connection; `undefined` refuses it
 */
export async function startRelay(target: () => number | undefined): Promise<TcpRelay> {
  const sockets = new Map<Socket, Socket>();
  /** Kept open, and deaf. */
  const swallowed = new Set<Socket>();
  let state: 'well' | 'cut' | 'swallowing' = 'well';

  function keep(socket: Socket, other: Socket): void {
    sockets.set(socket, other);
    // Whatever happens to one side happens to the other, as long as the two hear of each other.
    socket.on('error', () => end(socket));
    socket.on('close', () => end(socket));
  }

  function end(socket: Socket): void {
    sockets.get(socket)?.destroy();
    sockets.delete(socket);
  }

  function part(socket: Socket, other: Socket): void {
    socket.unpipe(other);
    socket.resume();
    sockets.delete(socket);
    swallowed.add(socket);
  }

  const server: Server = createServer((inward) => {
    const port = state === 'cut' ? undefined : target();
    if (port === undefined) {
      inward.destroy();
      return;
    }
    if (state === 'swallowing') {
      inward.on('error', () => inward.destroy());
      inward.resume();
      swallowed.add(inward);
      return;
    }
    const outward = connect(port, '127.0.0.1');
    keep(inward, outward);
    keep(outward, inward);
    inward.pipe(outward);
    outward.pipe(inward);
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const address = server.address();
  if (address === null || typeof address === 'string') throw new Error('The relay has no port.');
  function destroyAll(): void {
    for (const socket of [...sockets.keys(), ...swallowed]) socket.destroy();
    swallowed.clear();
  }
  return {
    port: address.port,
    cut() {
      state = 'cut';
      destroyAll();
    },
    swallow() {
      state = 'swallowing';
      for (const [socket, other] of [...sockets]) part(socket, other);
    },
    mend() {
      state = 'well';
    },
    close() {
      server.close();
      destroyAll();
    },
  };
}
