import { connect, createServer, type Server, type Socket } from 'node:net';

/** A relay in front of something that listens: connections can be cut, and refused for a while. */
export interface TcpRelay {
  readonly port: number;
  /** Cuts every connection, and refuses new ones until `mend`. */
  cut(): void;
  mend(): void;
  close(): void;
}

/**
 * Starts a relay.
 *
 * @param target asked for each connection; `undefined` refuses it
 */
export async function startRelay(target: () => number | undefined): Promise<TcpRelay> {
  const sockets = new Set<Socket>();
  let isCut = false;

  function keep(socket: Socket, other: Socket): void {
    sockets.add(socket);
    // Whatever happens to one side happens to the other.
    socket.on('error', () => other.destroy());
    socket.on('close', () => {
      sockets.delete(socket);
      other.destroy();
    });
  }

  const server: Server = createServer((inward) => {
    const port = isCut ? undefined : target();
    if (port === undefined) {
      inward.destroy();
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
    for (const socket of sockets) socket.destroy();
  }
  return {
    port: address.port,
    cut() {
      isCut = true;
      destroyAll();
    },
    mend() {
      isCut = false;
    },
    close() {
      server.close();
      destroyAll();
    },
  };
}
