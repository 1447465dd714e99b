import { readFile } from 'node:fs/promises';
import { extname, resolve, sep } from 'node:path';
import type { Handler, Reply } from '../http/router.js';

const CONTENT_TYPES: ReadonlyMap<string, string> = new Map(
  Object.entries({
    '.html': 'text/html; charset=utf-8',
    '.js': 'text/javascript; charset=utf-8',
    '.css': 'text/css; charset=utf-8',
    '.json': 'application/json; charset=utf-8',
    '.map': 'application/json; charset=utf-8',
    '.svg': 'image/svg+xml',
    '.png': 'image/png',
    '.ico': 'image/x-icon',
    '.woff2': 'font/woff2',
  }),
);
const NOT_FOUND: Reply = { status: 404, body: 'not found' };

/** Serves the files of a directory and nothing outside it; `/` is `index.html`. */
export function staticFiles(directory: string): Handler {
  const root = resolve(directory);
  return async ({ path }) => {
    const name = decoded(path);
    const file = resolve(root, `.${name === '/' ? '/index.html' : name}`);
    if (!file.startsWith(root + sep)) return NOT_FOUND;
    try {
      const headers = {
        'content-type': CONTENT_TYPES.get(extname(file)) ?? 'application/octet-stream',
        'x-content-type-options': 'nosniff',
        'cache-control': 'no-cache',
      };
      return { status: 200, headers, body: await readFile(file) };
    } catch (error) {
      if (isAbsent(error)) return NOT_FOUND;
      throw error;
    }
  };
}

function decoded(path: string): string {
  try {
    return decodeURIComponent(path).replaceAll('\0', '');
  } catch {
    return path;
  }
}

function isAbsent(error: unknown): boolean {
  const code = error instanceof Error && 'code' in error ? error.code : undefined;
  return code === 'ENOENT' || code === 'EISDIR' || code === 'ENOTDIR';
}
