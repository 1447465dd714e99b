import {
  createServer,
  type IncomingHttpHeaders,
  type IncomingMessage,
  type Server,
  type ServerResponse,
} from 'node:http';
import { BodyTooLargeError, readBody } from './body.js';

/** A request with its body read. */
export interface HttpRequest {
  readonly method: string;
  readonly path: string;
  readonly query: URLSearchParams;
  /** The `:name` parts of the route. */
  readonly parameters: Readonly<Record<string, string>>;
  readonly headers: IncomingHttpHeaders;
  readonly body: Buffer;
  readonly raw: IncomingMessage;
  readonly response: ServerResponse;
}

/** A whole answer. */
export interface Reply {
  readonly status: number;
  readonly headers?: Readonly<Record<string, string>>;
  readonly body?: string | Buffer;
}

/** Answers a request; `undefined` when it has taken over the response itself. */
export type Handler = (request: HttpRequest) => Promise<Reply | undefined> | Reply | undefined;

/** A route such as `POST /api/:method`; the pattern `*` takes every path. */
export interface Route {
  readonly method: 'GET' | 'POST' | 'ANY';
  readonly pattern: string;
  readonly handle: Handler;
}

/** A JSON answer. */
export function json(value: unknown, status = 200, headers: Readonly<Record<string, string>> = {}): Reply {
  return {
    status,
    headers: { 'content-type': 'application/json; charset=utf-8', ...headers },
    body: JSON.stringify(value),
  };
}

/** A server that asks the routes in order; the first that matches answers. */
export function serve(routes: readonly Route[]): Server {
  return createServer((raw, response) => {
    answer(routes, raw, response).catch((error: unknown) => {
      // A client that hung up in the middle of a request waits for no answer.
      if (raw.destroyed && !raw.complete) return;
      console.error('The local Slack failed to answer', error);
      if (!response.headersSent) write(response, { status: 500, body: 'internal_error' });
    });
  });
}

async function answer(
  routes: readonly Route[],
  raw: IncomingMessage,
  response: ServerResponse,
): Promise<void> {
  const url = new URL(raw.url ?? '/', 'http://slack.invalid');
  for (const route of routes) {
    if (route.method !== 'ANY' && route.method !== raw.method) continue;
    const parameters = match(route.pattern, url.pathname);
    if (parameters === undefined) continue;
    const reply = await handle(route, raw, response, url, parameters);
    if (reply !== undefined) write(response, reply);
    return;
  }
  write(response, { status: 404, body: 'not found' });
}

async function handle(
  route: Route,
  raw: IncomingMessage,
  response: ServerResponse,
  url: URL,
  parameters: Readonly<Record<string, string>>,
): Promise<Reply | undefined> {
  try {
    const body = await readBody(raw);
    return await route.handle({
      method: raw.method ?? 'GET',
      path: url.pathname,
      query: url.searchParams,
      parameters,
      headers: raw.headers,
      body,
      raw,
      response,
    });
  } catch (error) {
    if (error instanceof BodyTooLargeError) return { status: 413, body: 'too large' };
    throw error;
  }
}

function match(pattern: string, path: string): Readonly<Record<string, string>> | undefined {
  if (pattern === '*') return {};
  const wanted = pattern.split('/');
  const given = path.split('/');
  if (wanted.length !== given.length) return undefined;
  const parameters: Record<string, string> = {};
  for (const [index, part] of wanted.entries()) {
    const actual = given[index] ?? '';
    if (part.startsWith(':')) parameters[part.slice(1)] = actual;
    else if (part !== actual) return undefined;
  }
  return parameters;
}

function write(response: ServerResponse, reply: Reply): void {
  response.writeHead(reply.status, { 'content-type': 'text/plain; charset=utf-8', ...reply.headers });
  response.end(reply.body ?? '');
}
