import type { PlaygroundEvent } from '../../protocol.js';
import type { SlackContext } from '../context.js';
import type { HttpRequest } from '../http/router.js';
import { pageCall } from './page-call.js';
import { pageEvent } from './presentation.js';

const HEARTBEAT_MS = 15_000;

/** Sends every change to a browser as server-sent events until it goes away. */
export function streamEvents(slack: SlackContext, { raw, response }: HttpRequest): undefined {
  response.writeHead(200, { 'content-type': 'text/event-stream', 'cache-control': 'no-store' });
  response.write(': connected\n\n');
  const send = (event: PlaygroundEvent) => response.write(`data: ${JSON.stringify(event)}\n\n`);
  const unsubscribe = slack.feed.subscribe((event) => {
    const shown = pageEvent(slack, event);
    if (shown !== undefined) send(shown);
  });
  const unsubscribeCalls = slack.traffic.subscribe((call) => send({ type: 'call', call: pageCall(call) }));
  const heartbeat = setInterval(() => response.write(': still here\n\n'), HEARTBEAT_MS);
  heartbeat.unref();
  raw.on('close', () => {
    unsubscribe();
    unsubscribeCalls();
    clearInterval(heartbeat);
  });
  return undefined;
}
