import { connect, createServer, type Server, type Socket } from 'node:net';
import { Transform } from 'node:stream';
import { setTimeout as sleep } from 'node:timers/promises';

/** Where bytes go: from the client to the server, or back. */
export type Direction = 'forth' | 'back';

/**
 * A relay in front of something that listens: connections can be cut, refused for a while, swallowed, held up in
 * either direction or made slow.
 */
export interface TcpRelay {
  readonly port: number;
  /** Cuts every connection, and refuses new ones until `mend`. */
  cut(): void;
  /**
   * Lets every byte of the connections there are vanish, for good, and those of new ones until `mend`: as when a
   * firewall forgets them. Nobody is told that anything is closed.
   */
  swallow(): void;
  /**
   * Keeps every byte in these directions until `mend`, and lets it arrive then, also when the sender has given
   * up meanwhile: as when a network is parted and TCP sends again once it is whole.
   */
  hold(directions: readonly Direction[]): void;
  /** Delays whatever comes by so many milliseconds, each way, until `mend`. */
  slow(delayMs: number): void;
  mend(): void;
  close(): void;
}

/**
 * Starts a relay.
 *
 * @param target asked for each connection; `undefined` refuses it
 */
export async function startRelay(target: () => number | undefined): Promise<TcpRelay> {
  /** Each socket with the lane that carries what comes from it. */
  const lanes = new Map<Socket, Transform>();
  /** Kept open, and deaf. */
  const swallowed = new Set<Socket>();
  const held = new Map<Direction, { readonly isOver: Promise<void>; readonly release: () => void }>();
  let state: 'well' | 'cut' | 'swallowing' = 'well';
  let delayMs = 0;

  /** Carries bytes from one socket to another, in order, as fast as the state of the relay allows. */
  function carry(from: Socket, to: Socket, direction: Direction): void {
    async function passage(): Promise<void> {
      if (delayMs > 0) await sleep(delayMs);
      await held.get(direction)?.isOver;
    }
    const lane = new Transform({
      transform: (bytes, _encoding, done) => void passage().then(() => done(null, bytes)),
      flush: (done) => void passage().then(() => done()),
    });
    lanes.set(from, lane);
    from.pipe(lane).pipe(to);
    from.on('error', () => from.destroy());
    from.on('close', () => {
      // Whatever happens to one side happens to the other, as long as the two hear of each other.
      if (!lanes.delete(from)) return;
      lane.once('end', () => to.destroySoon());
      lane.end();
      // What the other side still says, nobody hears any more.
      lanes.get(to)?.unpipe(from).resume();
    });
  }

  function part(socket: Socket, lane: Transform): void {
    socket.unpipe(lane);
    lane.unpipe();
    socket.resume();
    lanes.delete(socket);
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
    carry(inward, outward, 'forth');
    carry(outward, inward, 'back');
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const address = server.address();
  if (address === null || typeof address === 'string') throw new Error('The relay has no port.');
  function destroyAll(): void {
    const sockets = [...lanes.keys(), ...swallowed];
    lanes.clear();
    swallowed.clear();
    for (const socket of sockets) socket.destroy();
  }
  function mend(): void {
    state = 'well';
    delayMs = 0;
    for (const { release } of held.values()) release();
    held.clear();
  }
  return {
    port: address.port,
    cut() {
      state = 'cut';
      destroyAll();
    },
    swallow() {
      state = 'swallowing';
      for (const [socket, lane] of [...lanes]) part(socket, lane);
    },
    hold(directions) {
      for (const direction of directions) {
        if (held.has(direction)) continue;
        let release = () => {};
        const isOver = new Promise<void>((resolve) => {
          release = resolve;
        });
        held.set(direction, { isOver, release });
      }
    },
    slow(milliseconds) {
      delayMs = milliseconds;
    },
    mend,
    close() {
      server.close();
      destroyAll();
      mend();
    },
  };
}
