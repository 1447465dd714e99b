import { createHash } from 'node:crypto';
import { InternalAddressError, publicFetch } from '../../net/public-fetch.js';
import { shownAddress } from './feed-address.js';
import { FeedError } from './feed-error.js';
import { readFeedFile } from './read-feed-file.js';
import { readLimited } from './read-limited.js';

/** Longest time in milliseconds that a whole transfer may take, redirects and body included. */
const TIME_LIMIT_MS = 30_000;

/** Most bytes taken, counted after decompression: about ten times the size of the real file. */
const BYTE_LIMIT = 16 * 1024 * 1024;

/** Redirects followed before giving up. */
const MAX_REDIRECTS = 5;

/** What is needed of the standard's `fetch` and of its answers. */
export type FeedFetch = (
  url: string,
  init: {
    readonly headers: Record<string, string>;
    readonly signal: AbortSignal;
    readonly redirect: 'manual';
    readonly credentials: 'omit';
  },
) => Promise<FeedResponse>;

interface FeedResponse {
  readonly status: number;
  readonly headers: { get(name: string): string | null };
  readonly body: (AsyncIterable<Uint8Array> & { cancel(): Promise<void> }) | null;
}

/** What to fetch, and what is known of it from the last time. */
export interface FeedRequest {
  /** Address of the feed: http, https or file. */
  readonly url: string;
  /** Default: one that reaches nothing internal but the host of `url`. */
  readonly fetch?: FeedFetch;
  /** `etag` of the last feed that was taken, if there was one. */
  readonly etag?: string;
  /** `sha256` of the last feed that was taken. */
  readonly sha256?: string;
  /** Default: 30 s. */
  readonly timeLimitMs?: number;
  /** Default: 16 MiB. */
  readonly byteLimit?: number;
}

/** What came back. `unchanged`: the seller of the feed or its checksum says that it is the one we have. */
export type FetchedFeed =
  | { readonly status: 'unchanged' }
  | {
      readonly status: 'fetched';
      readonly text: string;
      /** For the next request, where the server gave one. */
      readonly etag?: string;
      /** Checksum of the bytes, hexadecimal. */
      readonly sha256: string;
    };

interface Body {
  readonly bytes: Uint8Array;
  readonly etag?: string;
}

/**
 * Fetches the registry's text within limits of time and size. Sends no credentials, never follows a redirect
 * from https to http, to a file, or into an internal network, unless to the very host that `url` names.
 *
 * @throws FeedError when the feed cannot be had, is too large or too slow, or is not UTF-8 text.
 */
export async function fetchFeed(request: FeedRequest): Promise<FetchedFeed> {
  const url = parseAddress(request.url);
  const timeLimitMs = request.timeLimitMs ?? TIME_LIMIT_MS;
  const byteLimit = request.byteLimit ?? BYTE_LIMIT;
  const signal = AbortSignal.timeout(timeLimitMs);
  try {
    const body =
      url.protocol === 'file:'
        ? { bytes: await readFeedFile(url, byteLimit, signal) }
        : await fetchBody(url, request, byteLimit, signal);
    return body === 'unchanged' ? { status: 'unchanged' } : taken(body, request.sha256);
  } catch (error) {
    if (signal.aborted) {
      throw new FeedError('timed-out', `The price feed took longer than ${timeLimitMs / 1000} s.`, {
        cause: error,
      });
    }
    if (error instanceof FeedError) throw error;
    if (error instanceof Error && error.cause instanceof InternalAddressError) {
      throw new FeedError(
        'unsafe-redirect',
        `The price feed redirects to ${error.cause.host}, which is inside a network and is not followed. If that is ` +
          'right, name it in PRICE_FEED_URL.',
        { cause: error },
      );
    }
    throw new FeedError('unreachable', `The price feed at ${shownAddress(url.href)} cannot be reached.`, {
      cause: error,
    });
  }
}

function parseAddress(address: string): URL {
  if (!URL.canParse(address)) {
    throw new FeedError(
      'bad-address',
      'The address of the price feed is not an http, https or file address.',
    );
  }
  const url = new URL(address);
  if (!['http:', 'https:', 'file:'].includes(url.protocol)) {
    throw new FeedError('bad-address', `The price feed cannot be read from a ${url.protocol} address.`);
  }
  if (url.username !== '' || url.password !== '') {
    throw new FeedError(
      'bad-address',
      'The address of the price feed must not hold a user name or password.',
    );
  }
  return url;
}

async function fetchBody(
  start: URL,
  { fetch = publicFetch(start.hostname), etag }: FeedRequest,
  byteLimit: number,
  signal: AbortSignal,
): Promise<Body | 'unchanged'> {
  const headers = {
    accept: 'application/json, text/plain',
    ...(etag !== undefined && { 'if-none-match': etag }),
  };
  let url = start;
  for (let redirects = 0; redirects <= MAX_REDIRECTS; redirects += 1) {
    const response = await fetch(url.href, { headers, signal, redirect: 'manual', credentials: 'omit' });
    const target = redirectTarget(response, url);
    if (target === undefined) return bodyOf(response, etag !== undefined, byteLimit);
    await response.body?.cancel();
    url = target;
  }
  throw new FeedError('too-many-redirects', `The price feed redirects more than ${MAX_REDIRECTS} times.`);
}

function redirectTarget(response: FeedResponse, from: URL): URL | undefined {
  if (![301, 302, 303, 307, 308].includes(response.status)) return undefined;
  const location = response.headers.get('location');
  if (location === null || !URL.canParse(location, from.href)) {
    throw new FeedError('http-status', `The price feed redirects (${response.status}) to no address.`);
  }
  const target = new URL(location, from.href);
  const allowed = from.protocol === 'https:' ? ['https:'] : ['https:', 'http:'];
  if (!allowed.includes(target.protocol) || target.username !== '' || target.password !== '') {
    throw new FeedError(
      'unsafe-redirect',
      `The price feed redirects from ${from.protocol.slice(0, -1)} to a ${target.protocol.slice(0, -1)} address that is not followed.`,
    );
  }
  return target;
}

async function bodyOf(
  response: FeedResponse,
  conditional: boolean,
  byteLimit: number,
): Promise<Body | 'unchanged'> {
  if (response.status === 304 && conditional) {
    await response.body?.cancel();
    return 'unchanged';
  }
  if (response.status !== 200 || !response.body) {
    await response.body?.cancel();
    throw new FeedError('http-status', `The price feed answered with HTTP status ${response.status}.`);
  }
  const etag = response.headers.get('etag');
  const bytes = await readLimited(response.body, byteLimit);
  return { bytes, ...(etag !== null && { etag }) };
}

function taken({ bytes, etag }: Body, knownSha256: string | undefined): FetchedFeed {
  const sha256 = createHash('sha256').update(bytes).digest('hex');
  if (sha256 === knownSha256) return { status: 'unchanged' };
  return { status: 'fetched', text: decoded(bytes), sha256, ...(etag !== undefined && { etag }) };
}

function decoded(bytes: Uint8Array): string {
  try {
    return new TextDecoder('utf-8', { fatal: true }).decode(bytes);
  } catch (error) {
    throw new FeedError('not-json', 'The price feed is not UTF-8 text.', { cause: error });
  }
}
