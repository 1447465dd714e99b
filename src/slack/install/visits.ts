import type { IncomingMessage } from 'node:http';
import { LRUCache } from 'lru-cache';
import { isInternalAddress } from '../../net/internal-address.js';

/** Pages that one address, and all together, may open within a minute: each costs a row, or a call to Slack. */
const MAX_OF_ONE = 60;
const MAX_OF_ALL = 300;

/** After this time visits count no more, in milliseconds. */
export const VISITS_COUNT_FOR_MS = 60_000;

/** Addresses that are counted apart. Of more, the oldest are forgotten: the limit of all together holds anyway. */
const MAX_ADDRESSES = 10_000;

const EVERYBODY = 'everybody';

/** Counts the visits of people whom nobody knows. Tells whether one more may be served. */
export function createVisits(clock: () => Date): (request: IncomingMessage) => boolean {
  const counts = new LRUCache<string, { visits: number }>({
    max: MAX_ADDRESSES,
    ttl: VISITS_COUNT_FOR_MS,
    ttlResolution: 0,
    perf: { now: () => clock().getTime() },
  });

  function isWithin(max: number, visitor: string): boolean {
    const count = counts.get(visitor) ?? { visits: 0 };
    if (count.visits === 0) counts.set(visitor, count);
    count.visits += 1;
    return count.visits <= max;
  }

  // One address alone does not use up what all have together.
  return (request) => isWithin(MAX_OF_ONE, addressOf(request)) && isWithin(MAX_OF_ALL, EVERYBODY);
}

/** Who visits: the other end, or, where that is a proxy in a network of ours, whom the proxy has seen last. */
function addressOf({ socket, headers }: IncomingMessage): string {
  const end = socket.remoteAddress ?? '';
  const seen = [headers['x-forwarded-for']].flat().at(-1)?.split(',').at(-1)?.trim();
  return isInternalAddress(end) && seen !== undefined && seen !== '' ? seen : end;
}
