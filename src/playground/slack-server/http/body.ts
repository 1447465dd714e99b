import type { IncomingHttpHeaders, IncomingMessage } from 'node:http';
import { isObject, type JsonObject, parseJson } from '../json.js';

const MAX_BYTES = 30 * 1024 * 1024;

/** A body larger than this server takes. */
export class BodyTooLargeError extends Error {}

/**
 * Reads a whole body.
 * @throws BodyTooLargeError above 30 MB.
 */
export async function readBody(request: IncomingMessage): Promise<Buffer> {
  const chunks: Buffer[] = [];
  let size = 0;
  for await (const chunk of request) {
    const bytes = Buffer.isBuffer(chunk) ? chunk : Buffer.from(String(chunk));
    size += bytes.length;
    if (size > MAX_BYTES) throw new BodyTooLargeError();
    chunks.push(bytes);
  }
  return Buffer.concat(chunks);
}

/** The fields of a JSON or form body; `undefined` if it is neither. An empty body has no fields. */
export function fieldsOf(headers: IncomingHttpHeaders, body: Buffer): JsonObject | undefined {
  const text = body.toString('utf8');
  if (text === '') return {};
  if (mediaType(headers) === 'application/json') {
    const value = parseJson(text);
    return isObject(value) ? value : undefined;
  }
  return Object.fromEntries(new URLSearchParams(text));
}

/** The content type without its parameters. */
export function mediaType(headers: IncomingHttpHeaders): string {
  return (headers['content-type'] ?? '').split(';')[0]?.trim().toLowerCase() ?? '';
}

/** The bytes of an uploaded file: the file part of a multipart body, or else the body itself. */
export async function uploadedBytes(headers: IncomingHttpHeaders, body: Buffer): Promise<Buffer> {
  if (mediaType(headers) !== 'multipart/form-data') return body;
  const form = await new Response(new Uint8Array(body), {
    headers: { 'content-type': headers['content-type'] ?? '' },
  }).formData();
  for (const value of form.values()) {
    if (typeof value !== 'string') return Buffer.from(await value.arrayBuffer());
  }
  return Buffer.alloc(0);
}
