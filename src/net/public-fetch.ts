import { lookup } from 'node:dns';
import { isIP, type LookupFunction } from 'node:net';
import { Agent, buildConnector, fetch } from 'undici';
import { isInternalAddress } from './internal-address.js';

/** A host is an internal address, or its name leads to one. */
export class InternalAddressError extends Error {
  override readonly name = 'InternalAddressError';
  readonly host: string;

  constructor(host: string) {
    super(`${host} leads into an internal network.`);
    this.host = host;
  }
}

/**
 * The standard `fetch`, but that it connects to no internal address, whatever a redirect or a name server says. The
 * very addresses that were checked are connected to, so that a name cannot change its mind in between.
 *
 * @param trustedHost the one host that may be internal: somebody who may decide it has named it
 * @throws what `fetch` throws, with an {@link InternalAddressError} as its cause
 */
export function publicFetch(trustedHost: string): typeof fetch {
  const checkedLookup: LookupFunction = (host, options, done) => {
    lookup(host, { ...options, all: true }, (error, found) => {
      if (error) return done(error, []);
      if (host !== trustedHost && found.some(({ address }) => isInternalAddress(address))) {
        return done(new InternalAddressError(host), []);
      }
      const [first] = found;
      if (options.all === true || first === undefined) return done(null, found);
      return done(null, first.address, first.family);
    });
  };
  const connect = buildConnector({ lookup: checkedLookup });
  const dispatcher = new Agent({
    // No connection outlives its answer, so nothing has to be closed.
    pipelining: 0,
    connect(options, connected) {
      // An address is not looked up. That of version 6 stands in brackets.
      const host = options.hostname.replace(/^\[|\]$/g, '');
      if (options.hostname !== trustedHost && isIP(host) !== 0 && isInternalAddress(host)) {
        return connected(new InternalAddressError(host), null);
      }
      connect(options, connected);
    },
  });
  return (input, init) => fetch(input, { ...init, dispatcher });
}
