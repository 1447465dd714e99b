import type { SlackContext } from '../context.js';
import type { HttpRequest } from '../http/router.js';
import { pageEvent } from './presentation.js';

const HEARTBEAT_MS = 15_000;

/** Sends every change to a browser as server-sent events until it goes away. */
export function streamEvents(slack: SlackContext, { raw, response }: HttpRequest): undefined {
  response.writeHead(200, { 'content-type': 'text/event-stream', 'cache-control': 'no-store' });
  response.write(': connected\n\n');
  const unsubscribe = slack.feed.subscribe((event) => {
    response.write(`data: ${JSON.stringify(pageEvent(slack, event))}\n\n`);
  });
  const heartbeat = setInterval(() => response.write(': still here\n\n'), HEARTBEAT_MS);
  heartbeat.unref();
  raw.on('close', () => {
    unsubscribe();
    clearInterval(heartbeat);
  });
  return undefined;
}
