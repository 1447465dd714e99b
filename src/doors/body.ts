import type { IncomingMessage } from 'node:http';

/**
 * The body of a request as text; `undefined` when it is larger than so many bytes, stated or sent. The rest is not
 * read then.
 */
export async function bodyWithin(request: IncomingMessage, maxBytes: number): Promise<string | undefined> {
  if (Number(request.headers['content-length'] ?? 0) > maxBytes) return undefined;
  const pieces: Uint8Array[] = [];
  let bytes = 0;
  for await (const piece of request) {
    const chunk: unknown = piece;
    if (!(chunk instanceof Uint8Array)) throw new TypeError('A body came as text.');
    bytes += chunk.byteLength;
    if (bytes > maxBytes) return undefined;
    pieces.push(chunk);
  }
  return Buffer.concat(pieces).toString('utf8');
}
