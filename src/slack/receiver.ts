import type { ServerResponse } from 'node:http';
import { type CustomRoute, HTTPReceiver, SocketModeReceiver } from '@slack/bolt';
import type { Logger } from 'pino';
import { boltLogger } from './bolt-logger.js';

/** A page of ours beside Slack's endpoint, such as `/healthz`. */
export type Route = CustomRoute;

/** Where Slack sends everything. */
const SLACK_PATH = '/slack/events';

/** Slack's requests are far smaller; anything above is refused unread. */
const BODY_LIMIT = '1mb';

/** The way in: Socket Mode when there is an app token, else signed HTTP. */
export function createReceiver(
  entrance: { readonly signingSecret: string } | { readonly appToken: string },
  routes: readonly Route[],
  slackApiUrl: string | undefined,
  logger: Logger,
): HTTPReceiver | SocketModeReceiver {
  // In Socket Mode our own pages are served by `serveRoutes`: Bolt would put them on a port of its own choice.
  if ('appToken' in entrance) {
    return new SocketModeReceiver({
      appToken: entrance.appToken,
      logger: boltLogger(logger),
      ...(slackApiUrl !== undefined && { installerOptions: { clientOptions: { slackApiUrl } } }),
    });
  }
  return new HTTPReceiver({
    customRoutes: [...routes],
    logger: boltLogger(logger),
    signingSecret: entrance.signingSecret,
    endpoints: SLACK_PATH,
    bodyLimit: BODY_LIMIT,
    unhandledRequestHandler({ response }) {
      logger.warn('A request of Slack was not acknowledged within three seconds');
      finish(response, 404);
    },
    dispatchErrorHandler({ error, response }) {
      const isUnknownPath =
        'code' in error && error.code === 'slack_bolt_http_receiver_deferred_request_error';
      if (!isUnknownPath) logger.error({ err: error }, 'A request could not be routed');
      finish(response, isUnknownPath ? 404 : 500);
    },
    async processEventErrorHandler({ error, response }) {
      logger.error({ err: error }, 'A request of Slack could not be processed');
      finish(response, 500);
      return false;
    },
  });
}

/** Ends an answer that nobody has ended yet. */
function finish(response: ServerResponse, status: number): void {
  if (response.headersSent) return;
  response.writeHead(status);
  response.end();
}
