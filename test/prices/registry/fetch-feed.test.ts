import { createHash } from 'node:crypto';
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { createServer, type IncomingMessage, type RequestListener, type Server } from 'node:http';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { gzipSync } from 'node:zlib';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { FeedError } from '../../../src/prices/registry/feed-error.js';
import { type FeedRequest, type FetchedFeed, fetchFeed } from '../../../src/prices/registry/fetch-feed.js';

const TEXT = '{"acme/a": {"litellm_provider": "acme", "mode": "chat"}}';
const SHA256 = createHash('sha256').update(TEXT).digest('hex');

let server: Server;
let base: string;
let handle: RequestListener;
let requests: IncomingMessage[];
let folder: string;

beforeEach(async () => {
  requests = [];
  server = createServer((request, response) => {
    requests.push(request);
    handle(request, response);
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const address = server.address();
  base = `http://127.0.0.1:${typeof address === 'object' && address ? address.port : 0}`;
  folder = await mkdtemp(join(tmpdir(), 'feed-'));
});

afterEach(async () => {
  server.closeAllConnections();
  await new Promise((resolve) => server.close(resolve));
  await rm(folder, { recursive: true });
});

function get(path = '/', more: Partial<FeedRequest> = {}): Promise<FetchedFeed> {
  return fetchFeed({ url: path.includes(':') ? path : `${base}${path}`, ...more });
}

async function errorOf(result: Promise<unknown>): Promise<FeedError> {
  const error: unknown = await result.then(
    () => new Error('It was taken.'),
    (reason: unknown) => reason,
  );
  if (error instanceof FeedError) return error;
  throw error;
}

describe('fetching the feed over HTTP', () => {
  test('gives text, checksum and ETag, and asks for nothing with credentials', async () => {
    handle = (_request, response) => response.setHeader('etag', '"v1"').end(TEXT);
    expect(await get()).toEqual({ status: 'fetched', text: TEXT, sha256: SHA256, etag: '"v1"' });
    expect(requests[0]?.headers).not.toHaveProperty('authorization');
    expect(requests[0]?.headers).not.toHaveProperty('cookie');
    expect(requests[0]?.headers).not.toHaveProperty('if-none-match');
  });

  test('is unchanged when the server says so for our ETag', async () => {
    handle = (request, response) => {
      response.statusCode = request.headers['if-none-match'] === '"v1"' ? 304 : 200;
      response.end();
    };
    expect(await get('/', { etag: '"v1"' })).toEqual({ status: 'unchanged' });
  });

  test('is unchanged when the checksum is the one we have, whatever the ETag', async () => {
    handle = (_request, response) => response.setHeader('etag', '"v2"').end(TEXT);
    expect(await get('/', { etag: '"v1"', sha256: SHA256 })).toEqual({ status: 'unchanged' });
  });

  test('a 304 that nobody asked for is an error', async () => {
    handle = (_request, response) => response.writeHead(304).end();
    expect((await errorOf(get())).code).toBe('http-status');
  });

  test.each([204, 403, 404, 429, 500, 503])('refuses status %i and names it', async (status) => {
    handle = (_request, response) => response.writeHead(status).end(status === 204 ? undefined : TEXT);
    const error = await errorOf(get());
    expect(error.code).toBe('http-status');
    expect(error.message).toContain(String(status));
  });

  test('follows a few redirects', async () => {
    handle = (request, response) => {
      const step = Number(request.url?.slice(1));
      if (step < 5) response.writeHead(302, { location: `/${step + 1}` }).end();
      else response.end(TEXT);
    };
    expect(await get('/0')).toMatchObject({ status: 'fetched', text: TEXT });
    expect(requests).toHaveLength(6);
  });

  test('gives up on redirects without end', async () => {
    handle = (_request, response) => response.writeHead(302, { location: '/again' }).end();
    expect((await errorOf(get())).code).toBe('too-many-redirects');
    expect(requests).toHaveLength(6);
  });

  test('never follows a redirect to a file, or to an address with a password', async () => {
    for (const location of ['file:///etc/passwd', 'data:,x', `http://user:secret@127.0.0.1/`]) {
      handle = (_request, response) => response.writeHead(302, { location }).end();
      const error = await errorOf(get());
      expect(error.code).toBe('unsafe-redirect');
      expect(error.message).not.toContain('secret');
    }
  });

  test('never follows a redirect from https to http', async () => {
    const asked: string[] = [];
    const answer = (url: string | URL | Request): Promise<Response> => {
      asked.push(String(url));
      return Promise.resolve(new Response(null, { status: 302, headers: { location: `${base}/plain` } }));
    };
    const error = await errorOf(fetchFeed({ url: 'https://feed.example/prices.json', fetch: answer }));
    expect(error.code).toBe('unsafe-redirect');
    expect(asked).toEqual(['https://feed.example/prices.json']);
  });

  test.each([
    ['an address of this machine', (port: string) => `http://127.0.0.2:${port}/secret`],
    ['the same in one number', (port: string) => `http://2130706434:${port}/secret`],
    ['the same in version 6', (port: string) => `http://[::ffff:127.0.0.2]:${port}/secret`],
    ['a name of this machine', (port: string) => `http://localhost:${port}/secret`],
    ['metadata of a cloud', () => 'http://169.254.169.254/latest/meta-data/'],
    ['a private network', () => 'http://10.0.0.1/'],
    ['a local network of version 6', () => 'http://[fd00::1]/'],
    ['nowhere', (port: string) => `http://0.0.0.0:${port}/secret`],
  ])('never follows a redirect into an internal network: %s', async (_, target) => {
    handle = (request, response) => {
      if (request.url === '/secret') response.end(TEXT);
      else response.writeHead(302, { location: target(new URL(base).port) }).end();
    };
    const error = await errorOf(get());
    expect(error.code).toBe('unsafe-redirect');
    expect(error.message).toContain('name it in PRICE_FEED_URL');
    expect(requests.map(({ url }) => url)).toEqual(['/']);
  });

  test('stops at the byte limit when the answer never ends', async () => {
    let sent = 0;
    handle = (_request, response) => {
      const chunk = Buffer.alloc(64 * 1024, 'x');
      const more = (): void => {
        while (!response.destroyed && response.write(chunk)) sent += chunk.length;
        if (!response.destroyed) response.once('drain', more);
      };
      more();
    };
    const error = await errorOf(get('/', { byteLimit: 1024 * 1024 }));
    expect(error.code).toBe('too-large');
    expect(error.message).toBe('The price feed is larger than 1 MiB.');
    expect(sent).toBeLessThan(16 * 1024 * 1024);
  });

  test('counts bytes after decompression, so that a small answer cannot swell', async () => {
    const bomb = gzipSync(Buffer.alloc(64 * 1024 * 1024, '0'));
    expect(bomb.length).toBeLessThan(100_000);
    handle = (_request, response) => response.setHeader('content-encoding', 'gzip').end(bomb);
    expect((await errorOf(get('/', { byteLimit: 1024 * 1024 }))).code).toBe('too-large');
  });

  test('takes an ordinary compressed answer', async () => {
    handle = (_request, response) => response.setHeader('content-encoding', 'gzip').end(gzipSync(TEXT));
    expect(await get()).toMatchObject({ text: TEXT, sha256: SHA256 });
  });

  test('the time limit covers a body that trickles', async () => {
    handle = (_request, response) => {
      const timer = setInterval(() => response.write(' '), 10);
      response.on('close', () => clearInterval(timer));
    };
    expect((await errorOf(get('/', { timeLimitMs: 150 }))).code).toBe('timed-out');
  });

  test('the time limit covers a server that never answers', async () => {
    handle = () => undefined;
    expect((await errorOf(get('/', { timeLimitMs: 100 }))).code).toBe('timed-out');
  });

  test('says when the transfer broke off', async () => {
    handle = (_request, response) => {
      response.writeHead(200, { 'content-length': '1000' });
      response.write(TEXT, () => response.destroy());
    };
    expect((await errorOf(get())).code).toBe('truncated');
  });

  test('says when nobody is there', async () => {
    await new Promise((resolve) => server.close(resolve));
    const error = await errorOf(get());
    expect(error.code).toBe('unreachable');
    expect(error.message).toContain(base.slice('http://'.length));
    await new Promise<void>((resolve) => server.listen(0, resolve));
  });

  test('refuses bytes that are no UTF-8 text', async () => {
    handle = (_request, response) => response.end(Buffer.from([0x7b, 0xff, 0xfe, 0x7d]));
    expect((await errorOf(get())).code).toBe('not-json');
  });
});

describe('fetching the feed from elsewhere', () => {
  test('reads a file, and knows it again by its checksum', async () => {
    const path = join(folder, 'feed.json');
    await writeFile(path, TEXT);
    const url = pathToFileURL(path).href;
    expect(await get(url)).toEqual({ status: 'fetched', text: TEXT, sha256: SHA256 });
    expect(await get(url, { sha256: SHA256 })).toEqual({ status: 'unchanged' });
    expect((await errorOf(get(url, { byteLimit: 10 }))).code).toBe('too-large');
  });

  test('refuses what is no file', async () => {
    expect((await errorOf(get(pathToFileURL(join(folder, 'absent.json')).href))).code).toBe('unreachable');
    expect((await errorOf(get(pathToFileURL(folder).href))).code).toBe('unreachable');
    expect((await errorOf(get('file:///dev/zero'))).code).toBe('unreachable');
  });

  test.each(['ftp://feed.example/', 'data:,x', ':', 'https://user:secret@feed.example/'])(
    'refuses the address %s without repeating a password',
    async (url) => {
      const error = await errorOf(get(url));
      expect(error.code).toBe('bad-address');
      expect(error.message).not.toContain('secret');
    },
  );
});
