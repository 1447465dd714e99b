import type { IncomingMessage, ServerResponse } from 'node:http';
import { bodyWithin } from '../body.js';
import type { Problem } from '../problems.js';

/** Requests and answers of the network doors: bodies within bounds, and problems as RFC 9457 writes them. */

/** Largest body that is read, in bytes: the longest text that is counted fits in. */
const MAX_BODY_BYTES = 1_000_000;

/** A request that is not answered as it was asked. */
export class Refusal extends Error {
  override readonly name = 'Refusal';

  /**
   * @param status of HTTP
   * @param problems each with its field, where it is one of fields
   */
  constructor(
    readonly status: number,
    title: string,
    readonly problems: readonly Problem[] = [],
    readonly headers: Readonly<Record<string, string>> = {},
  ) {
    super(title);
  }
}

/** Answers with JSON. */
export function reply(
  response: ServerResponse,
  status: number,
  body: unknown,
  headers: Readonly<Record<string, string>> = {},
): void {
  response.writeHead(status, { 'content-type': 'application/json', 'cache-control': 'no-store', ...headers });
  response.end(JSON.stringify(body));
}

/** Answers with what is wrong. */
export function refuse(response: ServerResponse, { status, message, problems, headers }: Refusal): void {
  reply(
    response,
    status,
    { title: message, status, problems },
    { 'content-type': 'application/problem+json', ...headers },
  );
}

/**
 * The body of a request as text.
 *
 * @throws Refusal when it is too large; the rest is not read
 */
export async function textOf(request: IncomingMessage): Promise<string> {
  const text = await bodyWithin(request, MAX_BODY_BYTES);
  if (text !== undefined) return text;
  const title = `The body is larger than ${MAX_BODY_BYTES / 1_000} kB. Send less.`;
  throw new Refusal(413, title, [], { connection: 'close' });
}

/**
 * The JSON of a body.
 *
 * @throws Refusal when it is none
 */
export function jsonOf({ headers }: IncomingMessage, text: string): unknown {
  const [type = ''] = (headers['content-type'] ?? '').split(';');
  if (type.trim().toLowerCase() !== 'application/json') {
    throw new Refusal(415, 'The body has to be JSON. Send the header content-type: application/json.');
  }
  try {
    return JSON.parse(text);
  } catch {
    throw new Refusal(400, 'The body is no JSON. Mend it, and send it again.');
  }
}
