import { createHash } from 'node:crypto';
import { readdirSync, readFileSync } from 'node:fs';
import type { IncomingMessage, ServerResponse } from 'node:http';
import { createRequire } from 'node:module';
import { dirname, extname, join } from 'node:path';
import { gzipSync } from 'node:zlib';
import type { Route } from '../../slack/kit/web-server.js';

/** The built page of the live sheet: the same for every link, and it knows no secret. */

/** Where the page is, and its files below. */
export const PAGE_PATH = '/live';

const CONTENT_TYPES: ReadonlyMap<string, string> = new Map(
  Object.entries({
    '.html': 'text/html; charset=utf-8',
    '.js': 'text/javascript; charset=utf-8',
    '.css': 'text/css; charset=utf-8',
    '.woff2': 'font/woff2',
  }),
);

/** Fonts are packed already. */
const PACKED = '.woff2';

/**
 * What every answer says: scripts, styles and fonts come from here and nothing stands in the page itself; nobody shows
 * it in a frame, follows it from a search engine, or learns its address from a link.
 */
export const GUARDS = {
  'content-security-policy':
    "default-src 'none'; script-src 'self'; style-src 'self'; font-src 'self'; connect-src 'self'; " +
    "worker-src 'self'; img-src 'self' data:; base-uri 'none'; form-action 'none'; frame-ancestors 'none'",
  'x-robots-tag': 'noindex, nofollow, noarchive',
  'referrer-policy': 'no-referrer',
  'x-content-type-options': 'nosniff',
  'cross-origin-opener-policy': 'same-origin',
  'cross-origin-resource-policy': 'same-origin',
} as const;

/** The folder with the built page: also under test, since browsers run no TypeScript. */
function builtPage(): string {
  return dirname(createRequire(import.meta.url).resolve('#sheet-page'));
}

/** A route for each file of the page. Files are read once. */
export function pageRoutes(directory = builtPage()): readonly Route[] {
  return readdirSync(directory)
    .filter((name) => CONTENT_TYPES.has(extname(name)))
    .map((name) => fileRoute(name, readFileSync(join(directory, name))));
}

function fileRoute(name: string, bytes: Buffer): Route {
  const isPacked = extname(name) === PACKED;
  const packed = isPacked ? bytes : gzipSync(bytes);
  const etag = `"${createHash('sha256').update(bytes).digest('base64url').slice(0, 22)}"`;
  const headers = {
    ...GUARDS,
    'content-type': CONTENT_TYPES.get(extname(name)),
    'cache-control': 'no-cache',
    etag,
    vary: 'accept-encoding',
  };
  return {
    path: name === 'index.html' ? PAGE_PATH : `${PAGE_PATH}/${name}`,
    method: ['GET', 'HEAD'],
    handler(request: IncomingMessage, response: ServerResponse) {
      if (request.headers['if-none-match'] === etag) return void response.writeHead(304, headers).end();
      const takesPacked = !isPacked && takesGzip(request);
      response.writeHead(200, { ...headers, ...(takesPacked && { 'content-encoding': 'gzip' }) });
      response.end(request.method === 'HEAD' ? undefined : takesPacked ? packed : bytes);
    },
  };
}

/** Whether a browser takes packed answers. */
export function takesGzip({ headers }: IncomingMessage): boolean {
  return /\bgzip\b/.test(String(headers['accept-encoding'] ?? ''));
}
